"""Wording rules: further ways in which people say the same, found while testing the rules on fresh examples."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

FURTHER: tuple[Rule, ...] = (
    rule(
        "active_intent",
        "red",
        (
            (
                "(?:im|i am|ive been|been|still) (?:on|at|up on|out on|standing on|sitting on|stood on|"
                r"sat on) (?:the|a|my) (?:edge of (?:the|a) )?(?:\w{1,9} )?(?:bridge|ledge|roof|rooftop| die|"
                "leaving th|tracks|rails|cliff|parapet|viaduct|edge) (?:now|right now|already|alone|"
                "and i (?:cant|dont|want|might|could|wont))"
            ),
            (
                "(?:worked out|calculated|figured out|know|looked up|researched|checked) ~2(?:lethal |fatal |"
                "right )?(?:dose|dosage|amount) ~5(?:front of me|ready|need|tonight|die|kill|enough|me)"
            ),
            (
                "(?:bought|buying|got|getting|collecting|picked up) <PILLS> (?:from|in|at) (?:different|"
                "several|two|three|four|lots of|various|separate|a few) (?:shops|chemists|pharmacies|stores|"
                "supermarkets|places)"
            ),
            (
                "(?:no ?one|nobody|they|anyone) (?:will|would|can|wont|could|"
                "ll) (?:ever )?find me(?: (?:quickly|in time|until|till|for days|for (?:a few|"
                r"\w{1,6}) (?:days|hours)|before)| \w{1,8}$)?"
            ),
            "(?:kill|end|off|hang|shoot) myself (?:when|after|before|if|once|as soon as|because|on)",
            (
                "(?:im|i am|i will|ill) (?:going to |gonna )?die (?:on (?:mon|tues|wednes|thurs|fri|satur|"
                "sun)day|tonight|tomorrow|today|this (?:week|weekend|evening)|by my own|before (?:the|"
                "christmas|my))"
            ),
            "leaving (?:this|the) (?:world|life|earth|planet)(?: (?:behind|tonight|soon|for good))?",
            "need to die|have to die|must die|deserve death|time (?:for me )?to die|day to die",
            "place to die|way to die",
        ),
        (
            " die| myself |amount|bridge|chemists|cliff|deserve death|die |dosage|dose|edge|find me|"
            "leaving th|parapet|pharmacies|places|rails|roof|shops|stores|supermarkets|tracks|viaduct"
        ),
        own=True,
        before="they|he|she|it|we|you|all|villain|plants",
        after="(?:of (?:boredom|embarrassment|laughter|cancer|old age)|for (?:a|this|that)|hard|laughing)",
        sentence=(
            "<STORY>|hide and seek|phobia|exposure|view|fireworks|photo|picnic|calpol|baking|recipe|"
            "weed ?killer|doctor said|fertili[sz]er|leave me a message|linkedin|facebook|at the party"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            (
                "(?:my )?(?:head|mind|brain|thoughts?|voice|part of me|something|inner voice) ~4(?:says?|"
                "saying|tells?|telling|screams?|screaming|shouts?|shouting|whispers?|whispering|keeps?|"
                "wants) ~4(?:kill (?:yourself|myself)|end it|die|you should die|hurt (?:yourself|myself)|"
                "do it|jump|to die|dead|suicide)"
            ),
            "(?:by|through) (?:dying|death|killing myself|suicide|ending my life)$",
            (
                "(?:no|any|only|other|one) (?:option|choice|way|answer|solution|alternative|"
                "escape)s? (?:left )?(?:except|but|other than|apart from|besides|is|than) (?:to (?:die|kill|"
                "end)|suicide|death|dying|killing myself|ending)"
            ),
            (
                "(?:plan|planning|think about|thinking about|imagine|know|wonder|wondering|picture|decide|"
                "deciding) (?:about )?how (?:i|id|ill|i would|i will|i could|i might) (?:d |ll )?(?:do it|"
                "die|go|end it|kill)"
            ),
            (
                "(?:had enough of|done with|so over|sick of|tired of|fed up with|finished with) (?:my |this |"
                "being in this )?(?:life|living|being alive|existing|existence|"
                "this world)(?: and (?:i )?(?:want|wish|wanna))?"
            ),
            (
                "(?:dont|do not) (?:see )?(?:know )?why (?:i )?(?:should |shouldnt |"
                "dont )?(?:i )?(?:just )?(?:stay alive|keep living|live|exist|kill myself|die|end it)"
            ),
        ),
        (
            "alternative|answer|choice|death|done with|dying|ending my life|escape|fed up with|"
            "finished with|had enough of|how i|keep|killing myself|option|say|scream|shout|sick of|"
            "so over|solution|suicide|tell|tired of|wants|way|whisper|why "
        ),
        own=True,
        denies=False,
        before="not|never|isnt|less",
        after=(
            "(?:laughing|out of|of (?:laughter|boredom)|in (?:london|a)|with (?:my|his|her)|insurance|admin|alone with)"
        ),
        sentence="<STORY>|<WORK>|grief|health anxiety|heart attack|cancer|panic|lol|at work|instagram",
    ),
    rule(
        "passive_wish",
        "amber",
        (
            ("(?:wouldnt|would not|dont|do not|didnt) (?:really |even )?mind (?:dying|death|being dead|not waking up)"),
            "id (?:just )?(?:stop|cease) (?:existing|to exist)|shouldnt (?:have|of) been born",
            "should never (?:have|of) (?:been born|existed)|mistake (?:that )?i was born",
            (
                "(?:nice|good|great|lovely|better|easier|peaceful|love|like|relief|sweet) (?:it would be |"
                "for me )?to (?:<ADV> )?(?:not exist|not be (?:here|alive)|be dead|die|never wake|"
                "stop existing|be gone|cease)"
            ),
            (
                "(?:dont|do not|not) care (?:whether|if) i (?:live|die|survive|wake|make it|exist|"
                "get)(?: or (?:not|die|live))?"
            ),
            (
                r"(?:looking at|staring at|keep looking at|drawn to|watching) the (?:\w{1,8} )?(?:tracks|"
                "train|trains|bridge|edge|knives|knife|pills|tablets|rope|water|drop|ledge|traffic|"
                r"lorries) ~3(?:think|thinking|wonder|wondering|imagin\w{1,3}|what if|about it|how easy)"
            ),
            (
                "(?:how easy|so easy|easy) (?:it would be|it is|itd be|to) ~2(?:just )?(?:let go|step|"
                "stop swimming|not brake|swerve|jump|fall|slip away|disappear|turn the wheel)"
            ),
        ),
        (
            " care |be dead|be gone|cease|die|drawn to|easy|existing|looking at|mind |mistake |"
            "never wake|not be |not exist|should never |shouldnt |staring at|to exist|watching"
        ),
        denies=False,
        after="(?:of (?:laughter|boredom)|laughing|the (?:job|exam|game)|(?:a|the) (?:bus|job|prize))",
        sentence=(
            r"<STORY>|<WORK>|anxiety about heights|phobia|exposure|trainspott\w{1,4}|commut\w{1,4}|dance|"
            "recipe"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            ("(?:now )?i can (?:finally )?(?:go|die|leave|rest)(?: (?:now|in peace|peacefully|happy|quietly))$"),
            (
                r"(?:said|told) (?:im |i am )?sorry to (?:everyone|everybody|all|my \w{1,9}) ~6(?:go|die|"
                "leave|end|over|peace)"
            ),
            (
                "(?:sort|sorting|sorted|put|putting|get|getting|settle|settling|"
                "settled) (?:out )?my affairs ~9(?:dead|gone|die|go|without me|wont be|deal with)"
            ),
        ),
        "i can |my affairs |sorry to ",
        own=True,
        sentence="<WORK>|holiday|home early|to the|pension|solicitor",
    ),
    rule(
        "recent_attempt",
        "red",
        (
            (
                "(?:almost|nearly|came close to|close to) (?:jump(?:ed|ing)|hung myself|hanging myself|"
                "took them all|taking them all|took the (?:pills|tablets)|did it|doing it|ended it|ending it|"
                "killed myself|killing myself|went through with it|going through with it|stepp(?:ed|"
                "ing) (?:off|out|in front)|drove (?:off|into)|dr(?:ank|inking) bleach|died by suicide)"
            ),
            "talked me down",
            (
                "(?:stood|sat|lay|laid|waited|lying|kneeled|knelt|walked) (?:down |out )?(?:on|"
                "onto) the (?:train |railway |rail )?(?:tracks|rails|ledge|railings?|parapet|"
                r"wrong side of the \w{1,9})"
            ),
            (
                "(?:lucky|surprised|meant|supposed) (?:to (?:survive|be alive|have survived)|"
                "i survived) ~3(?:the |my |that |after )?(?:pills|overdose|jump|fall|attempt|tablets|"
                "hanging)?"
            ),
            "(?:tried|attempted) to (?:take|end) my (?:own )?life",
        ),
        (
            "almost|attempted|close to|ledge|lucky|meant|nearly|parapet|railing|rails|supposed|surprised|"
            "talked me down|tracks|tried|wrong side of the "
        ),
        own=True,
        after=(
            "(?:out of my (?:skin|chair|seat)|for joy|at (?:the|it)|on the (?:deal|price|offer)|because of the noise)"
        ),
        sentence=(
            r"<STORY>|car (?:crash|accident)|surgery|operation|cancer|haggl\w{1,4}|price|salary|skin when|"
            "balloon|firework|door slammed|exam|presentation|proposal|phobia|exposure"
        ),
    ),
    rule(
        "hopelessness",
        "amber",
        (
            (
                "no hope (?:for (?:the future|me|us|my (?:life|future)|things|getting better)|left|at all|"
                "any ?more|in life)"
            ),
            (
                "no reason (?:left )?to (?:get (?:up|out of bed)|try|bother|wake|carry on|keep going|smile|"
                "leave the house)"
            ),
        ),
        "hope |reason ",
        denies=False,
        before="theres|there is",
        sentence="rated|worksheet|evidence",
    ),
    rule(
        "coded",
        "amber",
        (
            "permanently (?:logging|log|signing|sign|checking|check|clocking|clock) (?:off|out)",
            (
                "(?:logging|log|signing|sign|checking|check|clocking|clock) (?:off|out) (?:permanently|"
                "for good|for the last time|of life|from life|forever)"
            ),
            "(?:tonights|tonight is) the night",
        ),
        " the night|for good|for the last time|forever|from life|of life|permanently",
        sentence=(
            r"facebook|instagram|twitter|job|work|hotel|party|date|propos\w{1,4}|engaged|wedding|show|gig|"
            "match|final|film|game|concert|exam|out with|dinner"
        ),
    ),
    rule(
        "past_resolved",
        "blue",
        (
            (
                "used to (?:cut(?! (?:the|my hair|hair|down|back|corners|grass|class|it))|self harm|"
                "burn myself|hurt myself|harm myself|be suicidal|overdose)"
            ),
            r"(?:clean|free) (?:from (?:cutting|self harm) )?(?:for|since) (?:\w{1,9} )?(?:years|20\d\d)",
        ),
        "clean|free|used to ",
        sentence=r"coffee|sugar|smoking|drink\w{0,3}|alcohol|sober|heroin|drugs|carbs|class|hairdresser",
    ),
    rule(
        "preparation",
        "amber",
        (
            ("said goodbye to (?:my|the) (?:kids|children|son|daughter|family|mum|mom|wife|husband|dog|cat|baby)$"),
            "(?:dont|do not) look for me$",
        ),
        " look for me|said goodbye to ",
        sentence="school|nursery|airport|station|work|party|gate|holiday",
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:be|found|find me|end up) (?:hanging|swinging) (?:from|in) (?:the|a|my)",
            "(?:hanging|swinging) from (?:the|a|my) (?:tree|beam|rafters?|ceiling|banister|door|bridge)",
        ),
        "hanging|swinging",
        own=True,
        sentence=("washing|lights|decoration|bats?|monkey|lamp|plant|hammock|park|kids|picture|swing set|climbing"),
    ),
    rule(
        "passive_wish",
        "amber",
        (
            "(?:wish|wished|better if|if) (?:i|id|i had|i have) (?:had )?never (?:existed|lived|"
            "been here|been alive|come into this world)"
        ),
        "been alive|been here|come into this world|existed|lived",
        denies=False,
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:to|and|just) not be alive|not to be alive|(?:mean|meant|hope|aim) to be dead",
            ("(?:my|these|the) thoughts (?:of|about) (?:death|dying|suicide|ending (?:it|my life)|killing myself)"),
        ),
        " not be alive| thoughts | to be dead|not to be alive",
        own=True,
        sentence=r"<STORY>|health anxiety|cancer|scared of dying|fear of death|grief|philosoph\w{1,4}",
    ),
    rule(
        "preparation",
        "red",
        (
            "(?:put|putting|set|setting|keep|keeping|kept|save|saving) ~3<PILLS> (?:aside|away|back|by)",
            (
                "(?:list of |written |decided |wrote )?who (?:gets|should have|will get|can have) (?:what|"
                r"my \w{1,10})"
            ),
        ),
        "can have|gets|keep|kept|put|save|saving|set|should have|will get",
        own=True,
        sentence=(
            "pharmacy|cupboard|children|kids cant reach|secret santa|fridge|holiday|suitcase|will writer|solicitor"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:standing|sitting|stood|sat|perched|leaning|hanging) (?:out )?(?:on|at|over|"
            "off) the (?:edge|ledge|wrong side|outside|railings?|parapet) of (?:the|a|my|"
            r"this) (?:\w{1,9} )?(?:roof|building|bridge|cliff|balcony|car park|railings?|viaduct|tower|"
            "window)"
        ),
        "edge|outside|parapet|railing|wrong side",
        own=True,
        sentence=(
            r"<STORY>|phobia|exposure|view|photo\w{0,6}|picnic|heights|climb\w{0,4}|abseil\w{0,3}|bungee|"
            "minutes|sunset"
        ),
    ),
)
