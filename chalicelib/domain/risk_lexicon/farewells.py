"""Wording rules: goodbyes, last messages, not being here tomorrow."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

FAREWELLS: tuple[Rule, ...] = (
    rule(
        "preparation",
        "red",
        (
            (
                "(?:this is|its|these are|my|here is|heres|one) (?:my |the |a )?(?:last|final) (?:message|"
                "post|goodbye|text|email|note|words|letter|night|day|evening|birthday|christmas|weekend|week|"
                "time (?:writing|posting|talking|you|ill|i will)|entry|log ?off|log off|"
                "goodnight)(?: (?:here|ever|alive|on earth|on this earth|before i go|tonight|to you all))?"
            ),
            "by the time (?:you|anyone|somebody|they) ~3(?:read|see|find|get|hear|open) (?:this|it|me)",
            "when you (?:read|find|get|see) this (?:ill|i will|im|i) ~3(?:be )?(?:gone|dead|already)",
            (
                "(?:said|saying|say|sent|sending|told|texted|wrote|made) (?:my |all my |our |a )?(?:last |"
                "final |silent )?(?:goodbyes?|farewells?|good byes?) ~7(?:dont know|doesnt know|no idea|"
                "didnt know|not know|without (?:them|him|her|anyone) knowing|forever|for good|"
                "for the last time|they just|he just|she just|in my (?:head|mind)|before i (?:go|do)|"
                "one last|never see|last time)"
            ),
            (
                "goodbye (?:everyone|everybody|all|world|cruel world|forever|to (?:you all|this world|"
                "everyone|all of you)|my (?:friends|family|loves|darlings)|mum|mom|and (?:sorry|im sorry|"
                "i love you)|,? (?:and )?(?:thank you|thanks) for (?:everything you did for me|loving me|"
                "trying)|i love you all|(?:and )?(?:please )?forgive me)"
            ),
            (
                "(?:sorry|forgive me) (?:for (?:what|everything) (?:im|i am|i) (?:about|going|gonna|do|did|"
                "have to)|everyone (?:but )?(?:i|goodbye|i cant)|to (?:everyone|my (?:kids|family|mum|mom)|"
                "mum|mom|those) (?:for what|who find|but i cant|i cant|when i|i have to go|im leaving))"
            ),
            "whoever finds (?:me|my body)",
            (
                "(?:they|someone|who|somebody|you) (?:will |ll |is going to |gonna |to |would )?(?:find|"
                "finds|found) (?:my body|me (?:dead|hanging|in the (?:bath|morning|garage|bedroom)|tomorrow|"
                "first))"
            ),
            "my body (?:will be|is in|to be found|when (?:they|you))",
            (
                "(?:tell|let) (?:my )?(?:kids|mum|mom|family|wife|husband|children|dad|everyone|parents|son|"
                "daughter|them|him|her) (?:that )?(?:i (?:loved|love|was|am)|im) (?:them|him|her|sorry|you)"
            ),
            "i (?:love|loved) you all,? (?:and )?(?:goodbye|bye|im sorry|take care)",
        ),
        (
            " this i|bath|bedroom|by the time |dead|farewell|final|first|forgive me|garage|good bye|"
            "goodbye|hanging|i love|last|let|morning|sorry|tell|tomorrow|whoever finds m|y body"
        ),
        own=True,
        before="how to|can|hard to|cant|must|to my",
        after=(
            "at (?:this|the|my|work|school|uni|college)|of (?:our|this|the|term|school|work|holiday|"
            "season|my (?:course|job|placement|holiday)|lent|summer|january|february|march|april|may|"
            "june|july|august|september|october|november|december|treatment|therapy|the)|"
            "before (?:the (?:exam|holiday|baby|wedding)|we (?:move|leave)|summer|lent)|in (?:london|"
            "this (?:house|job|flat|city|office)|paris)|as a|with the company|together before|bill|"
            "reminder|about the|and chapter|to (?:book|buy|submit|pay|work)|on the (?:door|dance)|exam|"
            "out where"
        ),
        sentence=(
            "party|holiday|resignation|notice period|season finale|episode|moving (?:house|abroad|away)|"
            "airport|graduation|leaving do|new job|sugar|chocolate|smoking|cigarettes|hide and seek|"
            "find my (?:phone|friends)|facebook|linkedin|exams?"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            (
                "(?:i |im |i am |and |so i |cause i |because i )?(?:wont|will not|not going to|not gonna|"
                "aint gonna|arent going to|shant|wouldnt) (?:even |actually |probably |really )?be (?:here|"
                "around|alive|on this (?:earth|planet)|in this world|a problem|a burden|breathing|living|"
                "with you|waking up|anyones problem|bothering (?:you|anyone)|your problem|"
                "in pain)(?: (?:anymore|any more|any longer|much longer|for (?:much longer|long|christmas|"
                "my birthday|that)|tomorrow|next (?:week|month|year|time)|after (?:tonight|today|this|"
                "tomorrow|friday|the weekend|that)|by (?:then|tomorrow|morning|christmas|the weekend|monday)|"
                "in the morning|when|to see|soon|long|come (?:monday|christmas|morning|spring)|by the time))"
            ),
            (
                "(?:will|ill|gonna|going to) be (?:dead|gone|six feet under|in the ground|free|at peace|"
                "out of (?:your|everyones|the) (?:way|hair)|out of (?:my )?(?:misery|pain)|with (?:mum|dad|"
                "god|jesus|nan|him|her) (?:again|soon|in heaven)|better for everyone) (?:by|soon|tomorrow|"
                "tonight|this time|in (?:a few|an|the|two|a)|when|before|after|and (?:everyone|they|nobody|"
                "all|it|the|no one|youll|my)|forever|for good|at last|finally|anyway|one way|come)"
            ),
            (
                "by (?:this time )?(?:tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
                "next week|tonight|the weekend|morning|the morning|christmas|then)(?: night|"
                " morning)?,? (?:ill|i will|im going to|im gonna|i shall|it will|itll|"
                "it will all) be (?:dead|gone|over|all over|free|at peace|done)"
            ),
            (
                "(?:you|they|he|she|everyone|yall|u) (?:wont|will not|dont|not) (?:have to|need to|"
                r"gonna have to|be) (?:\w{1,8} )?(?:worry(?:ing)? about|deal(?:ing)? with|"
                "put(?:ting)? up with|see(?:ing)?|bother(?:ed)?(?: with| by)?|hear(?:ing)? from|"
                "look(?:ing)? after|care about|think about|be bothered by|suffer) me (?:any ?more|any longer|"
                "much longer|soon|after|again|ever again|for much)"
            ),
            (
                "(?:nobody|no one|noone|nothing|you|they|theyre|he|she|youre) (?:can|could|cant|will|wont|"
                "is going to|not going to|gonna) (?:stop|talk|save|change) (?:me|my mind)(?: (?:now|"
                "this time|out of it|anymore))?"
            ),
            (
                "(?:too late (?:to (?:save|stop|help) me|for me(?! to))|cant be saved|beyond saving|"
                "past saving|made (?:up my mind|my (?:decision|peace))(?: (?:to die|about dying|with dying|"
                "to go|im|tonight|its|and (?:im|ill|tonight)|this is))|made my peace(?: with (?:it|dying|"
                "death|god|everyone))?)"
            ),
            (
                "(?:tonights|tonight is|todays|today is|tomorrow is|tomorrows|friday is) (?:my last|my final|"
                "gonna be the|going to be the) (?:night|day|one|last)"
            ),
            (
                "(?:doing it|do it|going through with it|go through with it|getting it over with|"
                "get it over with|going|leaving for good|saying goodbye|ending it|its happening|it ends|"
                "it all ends|this ends|it will be over|itll be over|it will all be over|itll all be over|"
                "everything ends|im done) (?:for real )?(?:tonight|tonite)"
            ),
            "(?:going|go) through with it(?: this time| tomorrow| today| now)",
            (
                "(?:this time|tonight|tomorrow|today) (?:ill|i will|im going to|im gonna|"
                "i) (?:do it (?:right|properly)|make sure(?: (?:it|that it) works)?|succeed|get it right|"
                "finish (?:the job|it)|not fail|wont fail)"
            ),
            "it ends (?:tonight|today|now|here|tomorrow)",
            (
                "(?:not|wont|wont be) (?:see|seeing|here to see|around to see|alive to see|around for|"
                "here for) (?:tomorrow|another (?:day|christmas|birthday|summer|year|sunrise)|christmas|"
                "my (?:next )?birthday|the new year|next (?:week|year|month)|the morning|my kids grow up|"
                "summer|spring)"
            ),
            "last (?:day|night|hours?) (?:on (?:this )?(?:earth|planet)|alive|of my life)",
            "see you (?:all )?(?:in (?:hell|heaven|the next life|another life)|on the other side)",
            "time for me to (?:go|leave|die|end)(?: now| forever| for good| this world)?$",
            (
                "(?:its|it is) time (?:for me )?(?:to (?:go|die|leave this|end|say goodbye)(?: now| for good|"
                " forever)?)$"
            ),
            "peace out (?:forever|for good|world)",
        ),
        (
            " be | me | through with it | time |aint gonna|alive|another |arent going to|beyond saving|"
            "birthday|by |change|christmas|decision|do it |earth|finish |friday is|get it right|it ends |"
            "make sure|my kids grow up|next |not fail|not going to|not gonna|of my life|past saving|"
            "peace|planet|save|see you |shant|spring|stop|succeed|summer|talk|the morning|the new year|"
            "today is|todays|tomorrow|toni|too late |up my mind|will not|wont|wouldnt"
        ),
        own=True,
        denies=False,
        after=(
            "for (?:the (?:meeting|lesson|party)|work|dinner|lunch|class|him|her|it to)|at (?:work|the|"
            r"home|\d|five|school)|on (?:holiday|monday|tuesday|time|the)|in (?:the office|work|school|"
            r"paris|london|class|town|a meeting)|from (?:five|\d|work)|because (?:im (?:on|at|away|going)|"
            "ive got a|of the)|with (?:the project|my (?:homework|report|essay))|to (?:sign|help with|"
            "collect|let the|open|pick|work|feed)|as (?:im|i am) (?:away|on|in)|so please (?:email|call)|"
            "(?:the|my) (?:hair|exam|gym|dishes|job)"
        ),
        sentence=(
            "holiday|vacation|meeting|office|annual leave|airport|flight|party|wedding|exam|homework|"
            "dentist|presentation|interview|annual|training course|on leave|out of office|dishes|laundry|"
            "gym|proposal|propose|finale|season|match|concert|shift|bedtime|for work|deadline|diet|"
            "smoking|workout|big night"
        ),
    ),
)
