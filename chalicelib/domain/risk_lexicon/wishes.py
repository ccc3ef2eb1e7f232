"""Wording rules: the wish to die, and thoughts of it."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

WISHES: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        (
            "(?:want|wanting|wanted|wants|wanna|need|needed|ready|long|longing|prefer|deserve|beg|"
            "begging|desperate|crave|craving|prepared|trying|tryna|choose|chose|decided|would love|"
            "would like|id love|id like|desire|willing|dying|waiting|keen|hoping|plan|planning|meant|"
            "supposed|destined|determined|finna|imma|intend|urge|excited) (?:so (?:bad|badly|"
            "much) )?(?:it all )?(?:<ADV> ){0,3}(?:to |2 |for me to )?(?:<ADV> ){0,3}(?:die|be dead|"
            "drop dead|cease to exist|stop existing|stop living|stop being alive|kick the bucket|"
            "not live|not be alive|not exist|be (?:six feet )?under(?:ground)?|rest in peace|"
            "meet my maker|deademoji)(?: already| now| so (?:bad|badly|much))?"
        ),
        (
            "be dead|cease to exist|deademoji|die|drop dead|kick the bucket|meet my maker|not be alive|"
            "not exist|not live|rest in peace|stop being alive|stop existing|stop living|under"
        ),
        own=True,
        after=(
            "laughing|of (?:embarrassment|laughter|shame|boredom|cringe|happiness|cuteness|old age|"
            "mortification|thirst|awkwardness|hunger|heat)|hard|on (?:this|that) hill|inside|old|"
            r"in peace at|happy|a natural death|at (?:ninety|\d{1,4}|an old)|when he (?:asked|said)|"
            "from (?:embarrassment|shame|cringe|boredom|cancer|covid|this)|of (?:cancer|covid|a)|"
            "for (?:a|my country|that|this|some|those)|my hair|in (?:pain|hospital|a (?:car|plane|fire|"
            "crash))|alone|young|yet|early|without (?:seeing|having|visiting)|before (?:i|my|the|we)|"
            "line|to the world|honest|serious|sure|set|certain|cent(?:re|er)|straight|calm|last|good at|"
            "right|quiet|wrong"
        ),
        sentence=r"embarrass\w{0,6}|cringe\w{0,3}|mortif\w{1,6}|hung ?over|hangover|<GAMING>",
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:want|wish|need|hope|dream|plan|goal|wanted) (?:now )?is (?:for me |just )?to (?:die|"
            "be dead|not (?:be alive|exist|wake up)|end it(?: all)?|stop existing)"
        ),
        "be alive|be dead|die|end it|exist|wake up",
        own=True,
    ),
    rule(
        "ideation",
        "red",
        "i ?wanttodie|wanttodie|wannadie|iwannadie|killmyself|killmy self|kmyself",
        "killmy self|killmyself|kmyself|wannadie|wanttodie",
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:rather|sooner|better|prefer to|prefer) (?:<ADV> ){0,2}(?:be )?(?:die|dead|dying|"
            "kill myself|not (?:live|be alive|exist|be here))"
        ),
        "better|prefer|rather|sooner",
        own=True,
        before="youd|you|he|she|they|would|hed|shed|theyd",
        after=(
            "off (?:without|than)|than (?:eat|eating|wear|watch|sing|dance|cook|drink|play|listen|"
            "support|do (?:the|my|another|that|this|karaoke)|text|call (?:him|her)|ask|speak|give (?:a|"
            "this|that|my)|go to (?:that|the|his|her|another|a|work)|miss|share|admit|lose|let|use|read|"
            "sit through|see|meet|date|touch|run|queue|pay|buy|be seen|have|try|work (?:there|for|with)|"
            "talk|public)"
        ),
        sentence=r"sprouts|karaoke|public speaking|marmite|pineapple|crocs|lol|haha\w{0,6}|spiders?",
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:dont|do not|dnt|never|no longer|not|doesnt|didnt|dony) (?:<ADV> ){0,2}(?:want|wanna|wish|"
            "desire|care|wanted|need|wanting|feel like|fancy) (?:<ADV> ){0,2}(?:to |2 |"
            "about )?(?:<ADV> ){0,2}(?:live|living|be alive|being alive|exist|existing|continue living|"
            "keep living|go on living|carry on living|stay alive|keep existing|be living|life|this life|"
            "my life|survive|be on this (?:earth|planet))(?: anymore| any more| no more)?"
        ),
        "be on this |exist|life|live|living|survive",
        own=True,
        denies=False,
        before="who|people|plants|you|fish|they|dogs",
        after=(
            "(?:in|at|near|on|by|off|under|beyond) (?!this (?:world|pain|body|hell|misery|nightmare|life|"
            "way|darkness)|pain|hell|misery|agony|fear|darkness|torment|constant|earth)|with|alone|"
            "together|here|there|abroad|far|a lie|next|insurance|as (?:a|if)|paycheck|up to|that far|"
            "so far|between|out of|through (?:lockdown|winter|another winter)|to (?:be|pass)|by (?:rules|"
            "fear)|coach|story|(?:forever|that long)|like that"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:tired|sick|done|exhausted|weary|fed up|finished|over|bored) (?:of|with|"
            "from)? ?(?:being alive|living|existing|life|breathing|this life|waking up)"
        ),
        "being alive|breathing|existing|life|living|waking up",
        own=True,
        after=(
            r"with|in|at|out of|near|here|next|on|together|a lie|early|late|at (?:five|six|\d)|so early|"
            "to|like (?:students|this mess)|insurance|stage|before|abroad"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            r"(?:think(?:ing)?|thought|thinkin|daydream\w{0,3}|dream(?:ing|t)?|fantasi[sz]\w{1,3}|"
            r"obsess\w{0,3}|imagin\w{1,3}|pictur\w{1,3}|visuali[sz]\w{1,3}|ruminat\w{1,3}|plan(?:ning)?|"
            "thoughts|images|visions|urges?) ~2(?:of|about|bout|on|my)? ?~2(?:death all|my own death|"
            "my (?:own )?funeral|dying all|being dead|dying every|death every|wanting to die|ways to die|"
            "how i would do it|how id do it|how to do it|dying and|ending things for good)"
        ),
        (
            "being dead|death all|death every|dying all|dying and|dying every|ending things for good|"
            "funeral|how i would do it|how id do it|how to do it|my own death|wanting to die|ways to die"
        ),
        own=True,
        after="of (?:covid|cancer)|from (?:covid|cancer)",
        sentence=(
            r"anxiety about|scared|afraid|terrified|fear|panic|worr\w{1,4}|heart attack|cancer|"
            r"frighten\w{0,3}|insurance|homework|essay|plot"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:death|dying|being dead|suicide|killing myself|ending it|not existing|the end) (?:would |"
            "could |might |will |does |is |feels |feel |seems |looks |sounds |be |feel |"
            "like ){1,3}(?:<ADV> ){0,2}(?:the only|my only|a |an |the )?(?:<ADV> )?(?:comforting|"
            "peaceful|easier|better|a relief|relief|way out|option|answer|solution|choice|escape|"
            "only way|freedom|appealing|tempting|good|nice|inviting|welcome|best|mercy|release|"
            "easy way out|calling me|calling|attractive|beautiful)(?: left| for me| now)?"
        ),
        "being dead|death|dying|ending it|killing myself|not existing|suicide|the end",
        own=True,
        before="at|in|by|to|until",
        after=("than (?:last|the book|i expected|the film)|of (?:the|this|a) (?:film|movie|book|day|week|road|season)"),
    ),
    rule(
        "ideation",
        "red",
        (
            (
                "(?:to|and|should|could|just|ill|lets|please|me|might|maybe|or) (?:<ADV> ){0,2}end it(?: all|"
                " now| tonight| today| already| for good| once and for all)?"
            ),
            "i want out(?: of (?:this life|life|this world|it all|here for good))?$",
            (
                "(?:cant|cannot|dont think i can|couldnt) (?:keep|go on|continue|carry on) (?:living|"
                "being alive|existing)"
            ),
            (
                "do(?:ing)? something (?:permanent|final|to myself|bad to myself|terrible to myself|"
                "awful to myself|dangerous to myself|i cant take back|i cant undo|i wont come back from)"
            ),
            ("(?:want|wanna|wish|like|love|going) ~6and (?:<ADV> )?(?:die|be dead|stop breathing|never come back)"),
            ("(?:death|dying|being dead) is the only (?:way|thing|answer|option|escape|peace|relief|solution)"),
            (
                "(?:dark|bad|intrusive|scary) thoughts (?:about|of) (?:taking|ending|killing|dying|death|"
                "suicide|hurting myself)"
            ),
            (
                "(?:painful|painless|quick|easy|hard|fast|long) ~4(?:is|would|to|be|does) ~3(?:hanging|"
                "drowning|overdosing|bleeding out|kill) (?:yourself|myself|oneself|take)?"
            ),
            (
                "(?:stop|keep|prevent|hold) (?:myself|me) (?:back )?from (?:doing it|ending it|jumping|dying|"
                "doing something permanent|killing|going through)"
            ),
            "(?:want|wanna|need) (?:to be )?(?:dead|gone from this world)$",
            "(?:my|the) (?:inevitable|eventual|own|future|planned) suicide",
            "(?:kill|end|hang|shoot|drown|stab) me (?:now|please|already)$",
            "(?:please|someone|somebody|just) (?:just )?(?:kill|shoot|end) me|life is not for me",
            "done with (?:being alive|living|this world|existing)",
            "(?:over|so over) (?:being alive|living|life|existing)|cant (?:do|bear) being alive",
            "hate being alive|dont wanna (?:live|be alive|exist)",
            (
                "(?:dying|death|suicide|killing myself|ending it|ending my life|being dead) is (?:all|"
                "the only thing|everything|the one thing) (?:i|on my|thats on my)"
            ),
            "<WILL> ~2(?:k word|s word) (?:myself)?|k word myself",
            (
                "(?:drawn|pulled|tempted) (?:to|towards|by) (?:death|dying|the edge|the tracks|the knives|"
                "the pills|suicide|ending)"
            ),
            (
                "(?:thinking|think|thought) (?:about|of|a lot about) (?:death|dying|being dead|"
                "not being here|not being alive|ending things|how i would die|how i could die|how id go)"
            ),
            (
                r"(?:rehears\w{1,3}|imagin\w{1,3}|pictur\w{1,3}|see|seeing) ~3(?:myself|"
                "me) (?:<ADV> )?(?:dead|hanging|dying|jumping|bleeding|in a coffin|lying dead|falling from|"
                "going under (?:a|the) (?:train|bus|lorry))"
            ),
        ),
        (
            " is the only |already|bad|being alive|bleeding out|dark|dead|death|die|doing it|dont wanna |"
            "drawn|drowning|dying|end it|ending it|ending my life|ending things|existing|final|"
            "going through|hanging|how id go|i cant take back|i cant undo|i want out|"
            "i wont come back from|imagin|intrusive|jumping|just|k word|kill|life is not for me|living|"
            "never come back|not being here|now|over|permanent|pictur|please|pulled|rehears|s word|scary|"
            "see|somebody|someone|stop breathing|suicide|tempted|this world|to myself"
        ),
        own=True,
        before="laughing|dies|you|he|she|they|we|fear of|scared of|afraid of|dont want to",
        after=(
            "with (?:him|her|my|the|you|a)|on a|there|of (?:the|this|a)|early|by (?:noon|five|six)|"
            r"here (?:and start|for today)|at (?:five|six|\d|the)|of (?:cancer|covid|old)|battery|"
            r"from (?:covid|cancer)|in (?:a (?:car|plane)|pain|an accident)|(?:lol|haha\w{0,4})|laughing|"
            "later|about it (?:at work|with)|in (?:my|the) (?:garden|mirror|video)|my (?:dog|mum|mom|dad|"
            "cat)"
        ),
        sentence=(
            "<WORK>|my (?:mum|mom|dad|nan|husband|wife|dog|cat) (?:dying|might die|will die)|"
            "health anxiety|heart attack|panic|cancer|worry|worried|afraid|scared|fear|anxiety|grief|"
            r"funeral|terrified|lol|haha\w{0,5}|embarrass\w{0,6}|boss|monday|meditat\w{1,4}|"
            r"philosoph\w{1,3}|lecture"
        ),
    ),
)
