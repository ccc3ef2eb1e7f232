"""Wording rules: decisions and deadlines."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

INTENT: tuple[Rule, ...] = (
    rule(
        "active_intent",
        "red",
        (
            "(?:im|i am|i m|im actually|im really) (?:<ADV> )?(?:gonna|going to) do it$",
            (
                "(?:i will|ill|gonna|going to) (?:definitely |actually |really )?do it (?:tonight|this time|"
                "when (?:everyone|they|hes|shes|mum|mom|the kids|my)|while (?:everyone|they|hes|shes)|"
                "after (?:the|my|they|everyone|christmas)|before (?:my|they|anyone|the))"
            ),
            "(?:mind is|minds|mind s) made up",
            (
                "(?:wont|not going to|never going to|not gonna) (?:see|reach|make it to|live to see|"
                r"get to) (?:my )?(?:next |\d{1,2}(?:th|st|nd|rd)? |thirtieth |fortieth |"
                r"fiftieth )?(?:birthday|\d0|thirty|forty|fifty|christmas|new year|summer|spring|"
                "the end of the (?:week|month|year))"
            ),
            (
                r"(?:three|two|four|five|\d|one|few) more (?:sleeps|days|nights|hours) (?:and then|then|until|"
                "till|and|left) ~4(?:im out|im gone|its over|ill be (?:gone|free|dead)|it will be over|"
                "itll be over|i can go|it ends|no more|im done|peace|free)"
            ),
            ("out of (?:everyones|everybodys|your|their) (?:hair|way|lives) (?:for good|forever|soon|permanently)"),
            (
                "(?:bridge|roof|tracks|cliff|edge|ledge|platform|station|car park|river|"
                "woods) ~5(?:to see what it (?:would|d|will) (?:be|feel)|to see (?:if|how) (?:i|it)|"
                "to (?:test|check|practi[sc]e|rehearse)|and (?:looked|stared|stood) ~3(?:down|over|edge|hour|"
                "ages)|(?:almost|nearly) (?:jumped|did it|went over|let go))"
            ),
            (
                "(?:last|final) (?:thing|time) (?:i|youll|you|they|hell|shell|theyll) (?:ever |will |"
                "ll )?(?:do|see|hear|say|write)(?: (?:from|of) me)?$"
            ),
            (
                "(?:its|it is|this is) (?:all )?(?:over|the end)(?: for me| of (?:me|my life|"
                "the line for me)| now| tonight)?$"
            ),
            "(?<!be )the end (?:for|of) me$",
            (
                "(?:nothing|no ?one|nobody) (?:left )?(?:to (?:stop|keep|hold) me|stopping me|"
                "holding me back|keeping me here)(?: (?:now|any ?more|from (?:doing it|ending it|going)))?"
            ),
            (
                "(?:i |ive |have )?(?:got|have|found|worked out|figured out) (?:a|the|my) (?:way out|exit|"
                "escape plan)(?: (?:ready|planned|now))?$"
            ),
            (
                "(?:i have|ive got|got) (?:everything|all) (?:i need|ready|prepared|"
                "set up)(?: (?:for tonight|now|to (?:do it|die|go|end)))?$"
            ),
            (
                r"(?:when|if|once|as soon as|the minute|after) (?:\w{1,10} ){1,6},? ?(?:im|ill|i will|i am|"
                "im going to|im gonna) (?:kill(?:ing)? myself|ending it|end it|jump(?:ing)?|dead|"
                "gone for good|going to (?:jump|die|end it|kill myself)|hang(?:ing)? myself|taking (?:the|"
                "all)|take (?:the|all))"
            ),
            (
                "(?:writing|typing|texting|posting|calling) (?:this )?(?:to you )?(?:from|on) (?:the|a|"
                r"my) (?:edge of (?:the|a|my) )?(?:\w{1,9} )?(?:roof|rooftop|bridge|ledge|cliff|tracks|"
                "parapet|railings?|viaduct)"
            ),
            (
                "(?:step(?:ping|ped)?|jump(?:ing|ed)?|walk(?:ing|ed)?|throw(?:ing)? (?:<MYSELF>|me)|"
                "threw <MYSELF>|r[au]n(?:ning)?) (?:straight |right |out ){0,2}in ?front of (?!the (?:camera|"
                "class|mirror|audience|crowd|group|judge|panel|tv|whole)|people|everyone|him|her|them|me|"
                r"an audience|my (?:class|boss|kids|team))(?:\w{1,12}|$)"
            ),
            (
                r"driv(?:e|ing) (?:\w{1,8} ){0,3}off (?:the |a |that )?(?:\w{1,8} )?(?:pier|dock|quay|road|"
                "jetty|mountain|edge|cliff|bridge)"
            ),
            (
                "(?:take|taking|swallow(?:ing)?|eat|eating|down|downing|drink|drinking|finish|finishing|use|"
                r"using) (?:\w{1,6} ){0,2}(?:everything|all|every \w{1,6}|whatever(?:s|"
                r" is)?) (?:\w{1,10} ){0,4}(?:cabinet|cupboard|drawer|stash|bathroom|house|first aid|"
                "medicine box)"
            ),
            (
                "(?:im|i am|i will be|ill be) (?:taking|swallowing|downing|necking) (?:all |the whole |"
                r"every |a whole |the )?(?:lot|bottle|box|packet|\d{1,3}|sixty|fifty|forty|thirty|"
                r"twenty) ?(?:of )?(?:\w{1,8} )?(?:<PILLS>|at once|in one go|tonight)?"
            ),
            (
                "(?:day|date|time|way|place|spot|how|when|where) (?:that )?(?:ill|i will|im going to|"
                "i am going to|im gonna|i want to|i) die"
            ),
            r"(?:gun|rifle|shotgun|pistol|revolver) (?:is |are |s )?(?:loaded|ready|clean|in my \w{1,8})",
            (
                "(?:know|decided|worked out|planned|figured out|chosen|settled on) (?:exactly |now )?(?:how|"
                "when|where|what) (?:ill|i will|im going to|im gonna|id|i would|i am going to|i want to|"
                "i plan to) ~2(?:do it|go|die|end)(?: and (?:how|when|where|i know when))?"
            ),
            (
                r"(?:dont|do not|wont|will not|not) (?:\w{1,8} ){0,3}(?:going|coming|come|go|be|get|"
                "make it) (?:back )?home(?: (?:tonight|again|this time|alive|ever))$"
            ),
            (
                "(?:im|i am|ill be|will be|be) not (?:coming|going) (?:back|home)(?: (?:tonight|again|"
                "this time|alive|ever))?$"
            ),
            "(?:dont|do not) think (?:im|ill|i will|i am) (?:be )?(?:going|coming) (?:back )?home",
            (
                "(?:knife|blade|razor|gun|rope|pills|tablets|noose|scissors|razor blade) (?:is |are |"
                "right )?in (?:my|one|the other) hands?(?: (?:right now|now|and))?"
            ),
            (
                r"(?:wont|not going to|not gonna|wont be|never going to) (?:\w{1,8} )?(?:wake|"
                "waking) up (?:tomorrow|in the morning|again|after|this time|ever)"
            ),
            ("mak(?:e|ing) sure (?:of it|i (?:dont|wont|never)|it works|this time|im (?:dead|gone)|no ?one can)"),
            (
                "<WILL> ~2(?:overdose|od|cut my throat|slit my|bleed out|jump off|jump from|throw myself|"
                "drive into|crash|step off|walk into|set fire to myself|inject|drink bleach)(?: (?:tonight|"
                "myself|today|tomorrow|now))?"
            ),
            (
                "(?:only|just) (?:a )?(?:matter|question) of (?:time|when)(?: before| until|"
                " till)? ~3(?:i (?:do it|kill|end|go|jump|die|try)|im (?:dead|gone))"
            ),
            "(?:goodnight|night|bye) (?:forever|for the last time|for good)",
            "so long,? (?:world|everyone|everybody)",
            (
                "(?:kiss|hug|tell) (?:the|my) (?:kids|children|mum|mom|dad|family|daughter|son) ~3(?:goodbye|"
                "for me|one last time)"
            ),
        ),
        (
            " die| do it| hand| made up| myself| sure | think i|bathroom|bleed out|bridge|bye|cabinet|"
            "calling|car park|chosen|cliff|coming|crash|cupboard|cut my throat|dead|decided|do it |"
            "downing|drawer|drink bleach|driv|edge|end it|ending it|escape plan|exit|figured out|final|"
            "first aid|for me|forever|free|front of |going|gun|hold|home |house|i can go|i need|ill be |"
            "im done|im gone|im out|inject|it ends|jump|just|keep|know|last|medicine box|necking|night|"
            "no more|not gonna|od|only|over|peace|permanently|pistol|planned|platform|posting|prepared|"
            "ready|revolver|rifle|river|roof|set up|settled on|slit my|so long|soon|stash|station|"
            "step off|stop|swallowing|take |taking|texting|the end|tracks|typing|wak|walk into|way out|"
            "wont|worked out|writing"
        ),
        own=True,
        denies=False,
        after=(
            "(?:of (?:the|this) (?:film|term|day|week|month|match|road|series|book)|because (?:im|of)|"
            "to (?:the|find|make|buy|paint|cook))"
        ),
        sentence=(
            r"<WORK>|exam|presentation|gym|interview|dishes|laundry|proposal|tattoo|bungee|skydiv\w{1,4}|"
            r"haircut|dentist|driving test|marathon|season|match|lunch|phobia|view|photo\w{0,6}|scenic|"
            "picnic|exposure|wedding|sale|friend zone|diving board|pool"
        ),
    ),
)
