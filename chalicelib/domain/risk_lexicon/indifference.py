"""Wording rules: not minding death, seeing no reason to live, others better off."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

INDIFFERENCE: tuple[Rule, ...] = (
    rule(
        "passive_wish",
        "amber",
        (
            "(?:want|wanna|wish|wished|like|love|need|wanted|going|gonna|could|hope|longing|wanting|try|"
            "trying) ~4(?:disappear|vanish|not exist|stop existing|cease to exist|be gone|fade away|"
            "evaporate|be nothing|dissolve|be erased|erase myself|stop being|slip away|be no more|"
            "go to sleep forever|escape (?:life|this life|from life)|be (?:anywhere but|nowhere)|"
            "not be (?:here|me|around)|not be)(?: forever| for good| completely| permanently)?"
        ),
        (
            "anywhere but|be erased|be gone|be no more|be nothing|cease to exist|disappear|dissolve|"
            "erase myself|escape |evaporate|fade away|go to sleep forever|not be|not exist|nowhere|"
            "slip away|stop being|stop existing|vanish"
        ),
        after=(
            r"on|to|into|off|for (?:a|the|two|three|\d|an|some)|with|from (?!this world|this life|life|"
            "everyones|existence|the world|the face)|by|at|in (?:a|the)|late|so shy|a|an|the|"
            r"before (?:five|six|\d|the)|when (?!i)|rude|there|nervous|angry|anxious|so|afraid|like|able|"
            "home"
        ),
        sentence=r"invisible cloak|magic trick|embarrass\w{0,6}|blush\w{0,3}|holiday|beach|vacation",
    ),
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:wouldnt|would not|dont|do not|couldnt|wont|not|no longer|didnt) (?:<ADV> ){0,2}(?:mind|"
                "care|matter|bothered|fussed|upset|object|be sad|be sorry|fight it|afraid|scared|be bothered|"
                r"be upset|resist|really matter|give a \w{1,6}) ?(?:<ADV> )?(?:if|whether|about|of|that|"
                r"how) ~6(?:die|died|dead|dying|wake|woke|hit me|kill(?:s|ed)? me|crash\w{0,3}|"
                r"disappear\w{0,2}|gone|cancer|ran me|hit by|live|lived|living|survive\w?|exist\w{0,3}|alive|"
                "death|took me|happens to me|happened to me)"
            ),
            (
                "(?:glad|relieved|relief|happy|ok|okay|fine|grateful|better|peace|at peace|blessing|easier|"
                "welcome) ~4(?:if|when|to|with) ~6(?:i (?:died|die|was dead|didnt wake|dont wake|got cancer|"
                r"was gone|disappeared)|terminal|died|took me|hit me|crash\w{0,3}|dying|be dead|my last day|"
                "die in my sleep|wouldnt wake)"
            ),
            (
                "if ~6(?:hit|ran over|killed|crushed|struck|run over|took|shot|ran into|"
                "flattened) me ~4(?:mind|care|fine|ok|okay|relief|relieved|so be it|matter|good|glad|better|"
                "complain|thank|oh well|fight|bad thing|worst)"
            ),
            r"(?:dont|wont) (?:bother |even )?(?:look|looking) (?:when|before) ~3cross\w{0,3}",
            "crossing ~4without looking|i(?:d| would)? ?(?:m )?(?:welcome|embrace) death",
            "ready to go(?: (?:whenever|any time|now|to god|home to god|to heaven))?$",
            "not (?:afraid|scared) (?:of (?:death|dying)|to die)(?: any ?more)?",
            (
                "if i (?:die|died|dont make it|didnt make it|get hit|got hit) ~4(?:so be it|oh well|good|"
                "fine|who cares|doesnt matter|not bothered|happy|relief|no one|nobody)"
            ),
        ),
        (
            " death|afraid|be dead|be sad|be sorry|bothered|care|crash|cross|crushed|didnt wake|die|"
            "disappeared|dont wake|dying|fight it|flattened|fussed|give a |got cancer|hit|if i |killed|"
            "matter|mind|my last day|object|ran into|ran over|ready to go|resist|run over|shot|struck|"
            "terminal|took|upset|was dead|was gone|wouldnt wake"
        ),
        denies=False,
        sentence=(
            r"game|leaving the party|for the (?:trip|airport)|to school|skydiv\w{1,4}|"
            "not afraid of dying my hair|insurance"
        ),
    ),
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:no|any|a single|without|zero|not one|lost (?:the|my|all|any)|dont have (?:a|any)|see no|"
                "much|little|one good|one|got no|havent got (?:a|any)) (?:good |real |more |single |"
                "actual )?(?:reasons?|point|will|purpose|desire|motivation|wish|"
                "sense) (?:left )?(?:for me )?(?:to|in|of|for|why i should)(?: me)? (?:<ADV> )?(?:live|"
                "living|be alive|being alive|go(?:ing)? on|carry(?:ing)? on|exist(?:ing)?|stay(?:ing)? alive|"
                "wake up|waking up|keep going|continue|life|stay(?:ing)?|be here|being here|"
                "get(?:ting)? up(?: in the morning)?(?: anymore)?|keep living|keep breathing|breathe)"
            ),
            (
                "(?:life|living|it|existence|existing) ~3(?:not|isnt|aint|no longer|hardly|barely|wasnt|even|"
                "really) (?:even )?worth (?:it|living|the (?:pain|effort|struggle)|going on)"
            ),
            "not worth (?:living|being alive|staying alive)",
            "(?:is|was) (?:life|it|living) (?:even |really |still )?worth (?:living|being alive)",
            (
                "(?:dont|do not|cant) see (?:the |any |a |much )?(?:point|reason|sense) (?:in|of|"
                "to) (?:going on|living|being (?:here|alive)|life|carrying on|live|existing|continuing|"
                "waking up|being)"
            ),
            (
                "why (?:am i|do i|should i|bother|keep) (?:<ADV> )?(?:still )?(?:alive|living|here on earth|"
                "exist|existing|going on|wake up|go on living|stay alive|keep living|breathing)"
            ),
            "what is the point (?:of|in) (?:living|being alive|life|being here|going on|existing)",
            (
                "whats the point (?:of|in) (?:living|being alive|life|being here|going on|existing|waking up|"
                "carrying on|me)"
            ),
            "life (?:has|holds) (?:no|nothing|zero) (?:meaning|point|purpose|value|left|for me)",
            "nothing (?:left )?(?:to live for|worth living for|keeping me (?:here|alive|going))",
            "nothing left (?:for me|to live)",
            (
                "only (?:reason|thing) (?:im|i am|keeping me|that keeps me|i stay|im still|stopping me|"
                "i havent) ~4(?:alive|here|going|is my|are my|done it|ended)?"
            ),
            "(?:given|gave|giving|give) up on (?:life|living|everything|myself|being alive)",
            "lost (?:the|my|all) will to (?:live|go on)",
            "i (?:dont|do not) deserve (?:to )?(?:live|life|be alive|be here|exist|breathe)",
            "deserve (?:to die|death|to be dead|to suffer)|(?:waste of (?:space|oxygen|air|life))",
            (
                "(?:waiting|just waiting|hoping|cant wait) (?:for (?:death|it to be over|the end|my time|"
                "my death)|to (?:die|be dead))"
            ),
            "cant wait (?:for it to be over|until im dead|till im dead)",
            "wish (?:it|everything|life) (?:was|were|would be|could just be) (?:over|all over)",
            "just want it (?:all )?to (?:be over|stop|end)",
            (
                "want (?:everything|it all|the pain|this pain|all of this|my life|life|all this) to (?:stop|"
                "end|be over|go away)"
            ),
            "cant wait for (?:my|this) life to be over",
            "(?:ready|time) for (?:it|this|life|my life|everything) (?:all )?to (?:end|be over)",
            "make it (?:all )?stop",
        ),
        (
            " up on |all of this|all this|be over|cant wait|deserve |desire|end|everything|hoping|it all|"
            "just want it |keeping me |life|make it |motivation|nothing left |only |point|purpose|reason|"
            "sense|the pain|this pain|to live for|waiting|waste of |why |will|wish|worth "
        ),
        denies=False,
        after=(
            "(?:the|a|an|to) (?!me|next|end)|holiday|trip|with this (?:project|job)|diet|at (?:work|five|"
            r"six|\d)|early|in (?:this|that) (?:job|city|house|relationship|meeting)|it if|rent|hell for|"
            r"insurance|on (?:a|the)|\d|off my|here today"
        ),
        sentence=(
            r"want to live|game|meeting|lecture|film|movie|headache to|tooth ?ache|rain|noise|itch\w{0,3}|"
            "the alarm|hiccups|exam|winter|lockdown|the match|gym|worksheet|for nothing"
        ),
    ),
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:join|be with|reunited with|be reunited with|see|meet|follow|go to|going to be with|"
                "joining|be together with) ~3(?:mum|mom|dad|mother|father|husband|wife|nan|gran|grandma|"
                "grandad|grandpa|grandmother|son|daughter|brother|sister|baby|friend|him|her|god|jesus|them|"
                "lord|twin|partner|boyfriend|girlfriend|dog) ~3(?:in heaven|on the other side|up there|"
                "in the afterlife|in the next life|in the sky|where (?:he|she|they) (?:is|are) now|in death|"
                "in the grave|soon in heaven|wherever (?:he|she) is)"
            ),
            ("(?:im |i am |be )?coming to (?:join|be with|see) you (?:mum|mom|dad|soon|nan|love|my love|baby)"),
            "see you on the other side",
            ("take me (?:too|instead|now|away from this (?:world|life)|in my sleep|lord|god|home lord|already)"),
            (
                r"(?:god|lord|jesus|please|death) (?:\w{1,8} ){0,3}takes? me(?: in my sleep| now| tonight|"
                " away| home)?"
            ),
            "takes? me in my sleep",
            (
                "(?:easier|better|simpler|best) (?:for (?:everyone|everybody|them|all|my family|"
                r"us all) )?(?:\w{1,6} ){0,2}if i (?:<ADV> ){0,2}(?:didnt|did not|wasnt|werent|wasn t|"
                "were not|never|stopped|ceased|died|disappeared|went|left|was gone|was dead|were dead|"
                r"were gone)(?: (?:exist\w{0,3}|here|alive|around|to exist|to be|born|forever|existed))?"
            ),
            (
                r"peaceful (?:\w{1,8} ){0,4}(?:to not exist|not to exist|to be dead|to die|not existing|"
                "being dead|if i died|to stop existing)"
            ),
            (
                "(?:death|dying|being dead|not existing|the grave|nothingness) (?:sounds|seems|looks|feels|"
                r"would be|must be|is) (?:so |really |quite |pretty )?(?:\w{1,8} )?(?:nice|good|peaceful|"
                "restful|lovely|great|better|appealing|like (?:a relief|peace|rest|freedom))"
            ),
            (
                r"(?:dont|do not|wont|cant) (?:see|imagine|picture) (?:myself|me) (?:\w{1,8} ){0,3}(?:alive|"
                r"living|being here|being alive|existing|past|making it|surviv\w{1,3}|growing old|getting old|"
                "reaching)"
            ),
            (
                r"wont (?:live|make it) (?:to|past|till|until|through) (?:see )?(?:\d{1,4}|thirty|forty|fifty|"
                "christmas|my|the (?:night|week|weekend|year)|tonight|this)"
            ),
            "not going to (?:make it|live) (?:to|past|through|much longer)",
            "(?:a )?(?:life|world) without me|id be (?:better )?(?:off )?(?:dead|gone)",
            "i (?:should|ought to) (?:be dead|not be (?:here|alive)|just die|die|not exist|have died)",
            "i shouldnt (?:be (?:here|alive)|exist)|shouldnt even be alive",
        ),
        (
            " me in my sleep| without me|alive|being dead|being here|coming to |death|dying|existing|"
            "getting old|god|growing old|id be |if i |in heaven|in the afterlife|in the next life|"
            "in the sky|jesus|living|lord|making it|not going to |nothingness|on the other side|ought to|"
            "past|peaceful |please|reaching|should|surviv|take me |the grave|up there|where |wherever |"
            "wont "
        ),
        denies=False,
        after=(
            r"to (?:the|my|see|an)|for (?:lunch|dinner|a|the)|at (?:the|five|\d)|seriously|out|"
            "home tonight|with you|on holiday|up on"
        ),
        sentence="country roads|song|lyrics?|film|movie|concert|party|meeting|exam|game|late for",
    ),
)
