"""Wording rules: heights, traffic, water, blades; questions about methods."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

PLACES: tuple[Rule, ...] = (
    rule(
        "active_intent",
        "red",
        (
            "(?:<WILL>|me to) ~3(?:jump|jumping|leap|leaping|let go|letting go|"
            r"step(?:ping)? off)(?: (?:from (?:the|a|my) \w{1,12}|now|tonight|today|in front|and (?:end|"
            "be done|it would)|to my death))?"
        ),
        "jump|leap|let go|letting go|step",
        own=True,
        after=(
            "of|on|up|into|in|around|for|over|back|at|to (?:conclusions|work|the)|through|rope|ahead|"
            "straight|start|with|about|higher|out|and|a|the|off (?:the|this) (?:phone|call)|from (?:one|"
            "job|place|topic)|go|him|her|them|my|there|across|onto"
        ),
        sentence="pool|game|kids|bungee|joy|fence|queue|trampoline|parachute|dance|horse|puddles?",
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:step(?:ping)?|jump(?:ing)?|walk(?:ing)?|run(?:ning)?|throw(?:ing)? (?:<MYSELF>|me)|"
            "fling(?:ing)? <MYSELF>|chuck(?:ing)? <MYSELF>|div(?:e|ing)|lie|lying|lay(?:ing)?|"
            "fall(?:ing)?|leap(?:ing)?|push(?:ing)? <MYSELF>|wander(?:ing)?|launch(?:ing)? <MYSELF>|"
            "sit(?:ting)?|go(?:ing)?|stand(?:ing)?|get(?:ting)?) (?:out |down |straight |"
            "right )?(?:in front of|infront of|into|under|beneath|onto|on|out in) (?:a |an |the |some |"
            "that |those |next |moving |oncoming |speeding |busy ){0,4}<TRAFFIC>"
        ),
        (
            "bus|car|freeway|highway|lorry|metro|motorway|oncoming|platform|rails|railway|semi|subway|"
            "track|traffic|train|tram|truck|tube|van"
        ),
        own=True,
        before=(
            "got|after|before|while|just|was|when|keep|kept|queue|by|then|the|of|stuck|sat|i|and|we|"
            "morning|must|forgot to"
        ),
        after=(
            "to (?:work|london|town|school|see|get|the|go|visit|meet)|home|today and|stop|station|pass|"
            r"ticket|every (?:day|morning)|at (?:eight|nine|\d)|with|again|for|there|seat|wash|boot"
        ),
        sentence=(
            r"<GAMING>|commut\w{1,4}|exposure|anxious on (?:trains|buses)|scared of (?:trains|buses)|seat|"
            "ticket"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:driv(?:e|ing)|crash(?:ing)?|steer(?:ing)?|swerv(?:e|ing)|ram(?:ming)?|turn(?:ing)?|"
            "pull(?:ing)?|veer(?:ing)?|run(?:ning)?) (?:(?:my|the|this) (?:car|van|truck|bike|wheel|"
            "motorbike|steering wheel) )?(?:straight |right |head on |headfirst |out )?(?:into|off|"
            "in front of|over|at) (?:a |an |the |that |oncoming |side of |of |next |nearest |"
            "concrete ){0,4}(?:wall|tree|lorry|truck|traffic|bridge|cliff|barrier|river|lamppost|"
            "lamp post|pole|pillar|lake|oncoming|embankment|telegraph pole|central reservation|edge|sea|"
            "water|quarry|ditch|highway|side of the road|semi)"
        ),
        (
            "barrier|bridge|central reservation|cliff|ditch|edge|embankment|highway|lake|lamp post|"
            "lamppost|lorry|oncoming|pillar|pole|quarry|river|sea|semi|side of the road|traffic|tree|"
            "truck|wall|water"
        ),
        own=True,
        before=(
            "someone|somebody|he|she|they|a man|people|afraid of|scared of|accidentally|fear of|i nearly|"
            "nearly|learner|almost|frightened of|worry about|worried about|worried i|worries about"
        ),
        sentence="<GAMING>|driving (?:test|lesson|instructor)|phobia|dodgems|in the rain|ice|icy",
    ),
    rule(
        "active_intent",
        "red",
        (
            (
                "(?:walk(?:ing)?|wad(?:e|ing)|swim(?:ming)?|disappear(?:ing)?|jump(?:ing)?|"
                "throw(?:ing)? <MYSELF>|slip(?:ping)?|go(?:ing)?) (?:straight |right |out |myself )?(?:into|"
                "in|out to|under) (?:the |a )?<WATER> (?:and (?:not|never|dont|just)|until|till|to (?:drown|"
                "die)|with (?:rocks|stones|bricks))"
            ),
            "(?:stones|rocks|bricks) in my pockets|drown in (?:the|a) <WATER>",
        ),
        " in my pockets|bath|canal|drown in |harbor|harbour|lake|ocean|river|sea|thames|water|waves",
        own=True,
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:sl[ia]t(?:ting)?|slic(?:e|ing|ed)|slash(?:ing|ed)?|open(?:ing|ed)?(?: up)?|"
            r"cut(?:ting)?(?: open)?|sever(?:ing|ed)?) ~2(?:my (?:\w{1,8} )?)?(?:wrists?|throat|veins?|"
            "artery|arteries|jugular)"
        ),
        "arteries|artery|jugular|throat|vein|wrist",
        own=True,
        before="lump|sore",
    ),
    rule(
        "active_intent",
        "red",
        (
            (
                "(?:knife|blade|razor|scissors|glass|scalpel) ~3(?:to|on|against|at|over|in|"
                r"held to) my (?:own )?(?:\w{1,8} )?(?:wrists?|throat|arms?|neck|skin|veins?|chest|stomach|"
                "heart|legs?|thighs?)"
            ),
            (
                "(?:knives|knife|blades?|razors?|bleach|pills) ~8(?:on|using|use (?:it|them|that) on|to|"
                "(?:and )?imagin(?:e|ing) ~5) ?<MYSELF>"
            ),
            "stab myself",
        ),
        "blade|bleach|glass|knife|knives|pills|razor|scalpel|scissors|stab myself",
        own=True,
        sentence=r"shav\w{1,4}|surgeon|surgery|chop\w{0,4}|cook\w{0,3}|onions?|dentist|by accident|accidentally",
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:standing|sitting|stood|sat|perched|waiting|im|leaning|parked|i am|drove|went|walked|"
            "climbed|here|go(?:ing)?) (?:here |up |right |out |back |at |near |by ){0,3}(?:on|at|over|by|"
            r"up on|to|near|onto|on top of) (?:the |a |this |my |an )?(?:\w{1,10} )?(?:edge|top|side|end|"
            "ledge|railing|railings|<HEIGHT>|platform|tracks|rails|train tracks|"
            r"beachy head)(?: of (?:the|a|my|this) \w{1,10}(?: \w{1,10})?)? ~6(?:jump|let go|die|step off|"
            "stepping|letting go|do it|end it|looking down|throw myself|fall|falling|goodbye|go over|"
            "over the edge|not scared|its time|next train|it would be easy|wouldnt take much)"
        ),
        (
            "die|do it|end it|fall|go over|goodbye|it would be easy|its time|jump|let go|letting go|"
            "looking down|next train|not scared|over the edge|step off|stepping|throw myself|"
            "wouldnt take much"
        ),
        own=True,
        sentence=(
            "<GAMING>|bungee|view|phobia|heights scare|scared of heights|fear of heights|exposure|"
            "parachute|diving board"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:lethal|fatal|deadly) (?:dose|doses|amount|quantity|combination|overdose)|ld ?50",
            (
                "how (?:many|much|high|long|deep|far|tall) ~8(?:to die|to kill (?:me|you|myself|someone|"
                "a person|yourself)|kill (?:me|you|myself|someone|a person|yourself)|to overdose|overdose|"
                "to be (?:fatal|lethal|deadly)|is (?:fatal|lethal|deadly)|be (?:fatal|lethal|enough to die)|"
                "before (?:i|you) (?:die|bleed out|drown)|to bleed out|to (?:end|finish) (?:it|me)|to (?:not|"
                "never) wake up|until (?:i|you) die|takes? to die)"
            ),
            (
                "(?:painless|painlessly|quick|quickest|easy|easiest|best|fastest|peaceful|surest|cleanest|"
                "reliable|guaranteed|quietest|simplest|least (?:painful|messy)|most (?:effective|peaceful|"
                r"painless|reliable)|less painful|gentlest|good) (?:and \w{1,10} )?(?:way|method|methods|"
                "means|ways|spot|place|bridge|poison|exit|pills|death|suicide)s? (?:out )?~3(?:to (?:die|go|"
                "kill|end|do it|jump|overdose|off|leave this|hang)|of (?:dying|killing|suicide|ending)|"
                "for (?:suicide|it all)|possible|method|suicide)"
            ),
            "suicide (?:methods?|forums?|sites?|pact|kit)|(?:painless|peaceful) (?:death|exit|suicide)",
            r"research(?:ed|ing) (?:\w{1,8} ){0,2}(?:methods|ways to (?:die|go|end))",
            "ways to (?:die|kill myself|end (?:it|my life)|end it all|go|off myself)",
            (
                "how (?:to|do i|do you|can i|do people|would i|would you) ~2(?:tie a noose|hang (?:my|"
                "your)self|kill (?:my|your)self|overdose|slit|end (?:my|your) life|commit suicide|"
                "die (?:painlessly|quickly|without|peacefully|fast)|(?:make|die) ~3look like an accident|"
                "die in my sleep)"
            ),
        ),
        (
            "50|ainless|best|cleanest|deadly|eaceful|easiest|easy|effective|fastest|fatal|forum|gentlest|"
            "good|guaranteed|how |kit|least |less painful|lethal|method|pact|quick|quietest|reliable|"
            "research|simplest|site|surest|ways to "
        ),
        own=True,
        sentence=(
            "<GAMING>|mosquito|weeds?|slugs?|ants|wasps?|bacteria|germs|rats?|mice|mould|mold|moths?|"
            r"virus|cockroach\w{0,3}|stain|grease"
        ),
    ),
)
