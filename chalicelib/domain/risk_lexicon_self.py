"""Safety column: wording of suicide - acts on oneself, plans, means, the wish to die. Read in context (`own`)."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

#: What turns "kill myself" and its like into a figure of speech.
_FIGURE = (
    r"laughing|laughin|lol|with laughter|with work|in the foot|in my foot|a (?:drink|beer|coffee|text|look|glance|message)|"
    r"in work|in (?:chocolate|netflix|coffee|paperwork|emails|homework|my work|the gym|books)|at the gym|at crossfit|"
    r"working|studying|cooking|cleaning|trying to (?:get|finish|make|keep|meet|understand|open|fit|be on time)|up on|"
    r"to (?:finish|meet|get it|get this|make it|make this|please|respawn|reset)|out to dry|with (?:a grenade|the rocket|my own)|"
    r"up a|up with|by accident|accidentally|over (?:this|the) (?:essay|homework|spreadsheet|puzzle|recipe)"
)
_GAMING = (
    r"game|games|gaming|respawn\w{0,4}|boss fight|level \d+|minecraft|fortnite|roblox|sims|elden ring|gta|mario|zelda|"
    r"skyrim|call of duty|warzone|valorant|overwatch|league of legends|my character|in the lobby|speedrun|checkpoint|"
    r"video ?game|xbox|playstation|nintendo|dnd|the dm|raid boss|fall damage|grenade"
)

KILL_SELF: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        r"(?:<KILL>|end(?:ing|ed)?|off(?:ing|ed)?|top(?:ping|ped)?|neck(?:ing|ed)?|hang(?:ing|ed)?|hung|shoot(?:ing)?|shot|"
        r"drown(?:ing|ed)?|gas(?:sing|sed)?|poison(?:ing|ed)?|stab(?:bing|bed)?|strangl(?:e|ing|ed)|suffocat(?:e|ing|ed)|"
        r"electrocut(?:e|ing|ed)|suicid(?:e|ing)|delet(?:e|ing)|yeet(?:ing|ed)?|asphyxiat(?:e|ing)|sacrific(?:e|ing)|"
        r"unliv(?:e|ing)|deadify|execut(?:e|ing)|exterminat(?:e|ing)|terminat(?:e|ing)|dispos(?:e|ing) of|do away with|"
        r"doing away with|get rid of|smother(?:ing)?|finish(?:ing)?|destroy(?:ing)?|bleed(?:ing)? out|set fire to|jump(?:ing)?) "
        r"?<MYSELF>",
        "sel|slf",
        own=True,
        after=_FIGURE,
    ),
    rule(
        "ideation",
        "red",
        r"(?:do(?:ing|ne)? <MYSELF> in|do(?:ing)? something (?:stupid|silly|permanent) to <MYSELF>|make <MYSELF> dead|"
        r"un ?aliv(?:e|ing)(?: me)?|take <MYSELF> out(?: for good| of (?:this|the) (?:world|picture|equation))|"
        r"put(?:ting)? <MYSELF> (?:down|out of (?:my|this) misery|to sleep)|put(?:ting)? me out of my misery|"
        r"remov(?:e|ing) <MYSELF> from (?:this|the) (?:world|earth|planet|equation)|hurting? <MYSELF> badly enough to die)",
        "sel|aliv|misery",
        own=True,
    ),
    rule(
        "ideation",
        "red",
        r"(?:end(?:ing|ed)?|tak(?:e|ing|en)|took|finish(?:ing)?|terminat(?:e|ing)|cut(?:ting)? short|throw(?:ing)? away|"
        r"wast(?:e|ing)) (?:my|me|this) (?:own |miserable |pathetic |stupid |sad |fucking |sorry |worthless |short |useless ){0,3}"
        r"<LIFE>",
        "life|lives|existence",
        own=True,
        after=r"back|in (?:a|an|my|their|your|his|her)|into|to|seriously|for granted|one day|day by|savings|story|lessons|"
        r"apart|as a|over|away from|less|more|insurance|advice|coach|on (?:a|this|hold)|of (?:crime|lies|luxury)|with (?:you|him|her)",
        before=r"dont|not|always|stop",
    ),
    rule(
        "ideation",
        "red",
        r"(?:end(?:ing|ed)?|stop(?:ping)?|finish(?:ing)?|get(?:ting)?) (?:it all|all of it|everything|all this|this all|this pain|"
        r"my suffering|the suffering|my pain|this suffering|my misery|this misery|this nightmare)(?: over with)?",
        "end|stop|finish|over with",
        own=True,
        before=r"<THEM>|it|that|this|will|please|help me|therapy|god|how to|cant|to help|could|they|would|prayer|yoga|it to|"
        r"meds|tablets|you|not",
        after=r"from|on time|by|early|before (?:lunch|friday|monday|the)|with (?:a|him|her|them)|on the list|in the|done|up and",
    ),
    rule(
        "ideation",
        "red",
        r"(?:<WILL>|tonight|time|way) ~3(?:end(?:ing)? (?:it|things)(?: (?:once and for all|for good|tonight|now|today|"
        r"tomorrow|forever|permanently|soon|right now|already))?|end(?:ing)? (?:it|things) myself|check(?:ing)? out (?:early|for good|"
        r"of (?:life|this life|this world|here for good))|pull(?:ing)? the plug on (?:my|myself|me)|opt(?:ing)? out of life|"
        r"leav(?:e|ing) this (?:world|earth|planet|life)|quit(?:ting)? life|give up on life|exit(?:ing)? (?:this )?life)",
        "end|check|pull|leav|life",
        own=True,
        after=r"with|between|at work|on (?:a|good|friendly|speaking|the)|over|before (?:it|we|they|he|she)|there|here and start|"
        r"(?:a|the) (?:bit|day|night|meeting|call|session)|early|politely|nicely|quickly|and (?:go|start|move|find)|but (?:he|she|we)",
        sentence=r"relationship|boyfriend|girlfriend|subscription|contract|call|meeting|marriage|engagement|affair|friendship|"
        r"dating|tenancy|lease|partnership",
    ),
    rule(
        "ideation",
        "red",
        r"(?:commit(?:ting|ted|ing)?|do(?:ing)?|attempt(?:ing|ed)?|contemplat(?:e|ing|ed)|consider(?:ing|ed)?|plan(?:ning|ned)?) "
        r"(?:a )?(?:suicide|sewer ?slide|toaster bath|self deletion|sudoku|neck rope|game end)",
        "suic|slide|toaster|delet|sudoku|rope|game",
        own=True,
    ),
)

MEANS: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        r"overdos(?:e|es|ed|ing)|o ?d (?:on|myself)|od|ods|take too (?:many|much) ~2<PILLS>|took too (?:many|much) ~2<PILLS>",
        "overdos|od|too m",
        own=True,
        after=r"with (?:hype|sugar|colou?r|cuteness|nostalgia|information|content)|on ~3(?:chocolate|coffee|caffeine|sugar|cake|netflix|tv|telly|cuteness|christmas|carbs|pizza|cheese|sweets|"
        r"memes|news|vitamin c|tiktok|instagram|garlic|food|cookies|ice cream|candy|pasta|sushi|turkey|crisps|football)|of cute|"
        r"awareness|training|prevention",
        before=r"an accidental|accidental|caffeine|sugar|chocolate",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:<WILL>|hope to|tonight i|then) ~3(?:take|taking|swallow(?:ing)?|down(?:ing)?|neck(?:ing)?|eat|eating|pop|popping|"
        r"finish(?:ing)?) ~3(?:all|whole|entire|every|bottle|box|packet|packs?|load|loads|lots|bunch|handful|too many|lot|"
        r"stash|pile|\d{2,3}|enough|the rest|them all) ~4(?:<PILLS>|at once|in one go|with vodka)",
        "tak|swallow|down|neck|eat|pop|finish",
        own=True,
        sentence=r"as prescribed|pharmac\w{1,4}|breakfast|course of antibiotics|antibiotics|on time|vitamins?|the doctor said",
    ),
    rule(
        "recent_attempt",
        "red",
        r"(?:took|taken|swallowed|downed|necked|ate|drank) ~3(?:all|whole|entire|every|bottle|box|packet|load|loads|lots|bunch|"
        r"handful|too many|lot|stash|pile|\d{2,3}|everything) ~4(?:<PILLS>|bleach)",
        "took|taken|swallowed|downed|necked|ate|drank",
        own=True,
        sentence=r"as prescribed|as usual|prescribed|pharmac\w{1,4}|breakfast|antibiotics|on time|vitamins?|every (?:morning|day|night)|"
        r"this week without missing|doctor|holiday|didnt miss|pill ?box|organiser|organizer|dosette|exactly as|paracetamol for my",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:my |the |these |those |all )?<PILLS> ~6(?:ready|lined up|laid out|in front of me|next to me|beside me|in my hands?|on "
        r"(?:the|my) (?:desk|table|bed|floor|nightstand|counter|bedside table|sofa|couch)|counted out|counted|stashed|saved up|"
        r"waiting for me|hidden)",
        "ready|lined|laid|front of|next to|beside|hand|on the|on my|counted|stash|saved|waiting|hidden",
        own=True,
        sentence=r"pharmacy|chemist|pharmacist|boots|gp|collect|pick ?up|organiser|organizer|dosette|trip|holiday|suitcase|"
        r"reminder|weekly|breakfast|remember to take|forget|pill ?box|morning routine|cat|dog|antibiotics|vitamins?",
    ),
    rule(
        "preparation",
        "red",
        r"(?:counted(?: out)?|counting out|sav(?:ed|ing)(?: up)?|stockpil(?:e|ed|ing)|hoard(?:ed|ing)?|stash(?:ed|ing)?|stor(?:ed|ing)"
        r"|collect(?:ed|ing)|squirrel(?:l)?ed away|kept back|built up|building up|got hold of|hid|hiding|pil(?:ed|ing) up|"
        r"laid out|lined up|not taking and keeping|keeping back|stocked up on|bought enough|bought) ~5<PILLS>",
        "count|sav|stock|hoard|stash|stor|collect|squirrel|kept|buil|hold|hid|pil|laid|lined|keep|bought",
        own=True,
        sentence=r"pharmacy|chemist|pharmacist|collected my|collected the|organiser|organizer|dosette|trip|holiday|suitcase|"
        r"weekly|breakfast|cupboard for the kids|pill ?box|for (?:my|a|the) (?:headache|cold|flu|mum|dad|back|dog|cat|period)|"
        r"vitamins?|antibiotics|children cant reach|child ?proof|from the kids|calpol|drugs charge|first aid",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:rope|noose|ligature|belt|cord|sheet|cable|scarf) ~6(?:ready|neck|tied|ceiling|beam|tree|rafters?|garage|banister|"
        r"my throat|hang myself|use it)|(?:tie|tied|tying|made|making|practi[sc](?:e|ed|ing)|have|got) ~3(?:noose|ligature)|"
        r"(?:neck|head) (?:in|into|through) (?:a|the) (?:noose|rope|loop)|noose around my neck",
        "rope|noose|ligature|belt|cord|sheet|cable|scarf",
        own=True,
        sentence=r"dog|horse|boat|climb\w{0,4}|swing|sailing|camping|skipping|trousers|jeans|dress|outfit|boots|hammock|piñata|"
        r"halloween|bed ?sheets? (?:tied|ready)|jacket|christmas tree|tow|belt sander|laundry|karate|judo|charger|necklace|scouts",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:rope|ropes|blade|blades|razor|gun|pistol|knife|scalpel|helium|nitrogen|sodium nitrite|charcoal|bleach|petrol|"
        r"what i need|everything i need|exit bag|suicide bag) ~4(?:to (?:do it|end it|use it|use on myself|finish (?:it|me))|and i "
        r"know how to (?:use|do) it|ready to|is ready|are ready|waiting for me|hidden in|under my (?:bed|pillow))",
        "to do it|to end|to use|to finish|know how|ready|waiting|hidden|under my",
        own=True,
        sentence=r"dinner|recipe|chop|cook\w{0,3}|kitchen is|trip|holiday|homework|diy|barbecue|bbq|balloons?|party|shav\w{1,4}|razor is ready",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:loaded|loading) (?:a |the |my |his )?(?:gun|pistol|shotgun|rifle|revolver|handgun|firearm)|(?:gun|pistol|shotgun|"
        r"rifle|revolver|handgun|barrel) (?:in|to|at|against|on|under) my (?:own )?(?:head|mouth|temple|chin|hand|lap|throat|drawer)|"
        r"(?:got|have|own|bought|buy|buying|find|found|get|getting|hold(?:ing)?) ~3(?:gun|pistol|shotgun|rifle|revolver|handgun) "
        r"~5(?:ready|myself|end it|use it|do it)|pull the trigger|pulling the trigger|blow(?:ing)? (?:my|me) (?:\w{1,10} )?(?:brains?|"
        r"head)(?: out| off)?|(?:bullet|lead|slug) (?:in|through|into|thru) my (?:head|brain|skull|mouth|temple|heart)|put(?:ting)? a "
        r"bullet|eat(?:ing)? (?:a |my )?(?:gun|bullet|barrel)|(?:gunemoji|knifeemoji) (?:myself|me)|<WILL> ~2(?:gunemoji|deademoji)",
        "gun|pistol|rifle|revolver|trigger|blow|bullet|lead|slug|deademoji|barrel",
        own=True,
        sentence=r"nerf|water pistol|paintball|laser tag|glue gun|cop show|film|movie|hunting season|clay pigeon|"
        r"id (?:pick|choose|say)|on (?:the|a) (?:purchase|house|car|decision|new)|staple gun|heat gun|shooting range",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:jump|jumping|leap|leaping|throw(?:ing)? <MYSELF>|throw me|fling(?:ing)? <MYSELF>|chuck(?:ing)? <MYSELF>|yeet(?:ing)? "
        r"(?:<MYSELF>|me)|hurl(?:ing)? <MYSELF>|fall(?:ing)?|drop(?:ping)?|step(?:ping)?|roll(?:ing)?|launch(?:ing)? <MYSELF>|let(?:ting)? "
        r"<MYSELF> (?:fall|go)|swan div(?:e|ing)) (?:right )?(?:off|from|out of|out|over|down|to my death)(?: of)? ~3(?:<HEIGHT>|a "
        r"height|my death|here|this)",
        "off|from|out|over|down",
        own=True,
        sentence=_GAMING
        + r"|diving board|pool|bungee|parachut\w{1,4}|swing|trampoline|abseil\w{0,3}|paraglid\w{1,4}|kids|cat|dog",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:<WILL>|me to) ~3(?:jump|jumping|leap|leaping|let go|letting go|step(?:ping)? off)(?: (?:from (?:the|a|my) \w{1,12}|now|"
        r"tonight|today|in front|and (?:end|be done|it would)|to my death))?",
        "jump|leap|let|step",
        own=True,
        after=r"of|on|up|into|in|around|for|over|back|at|to (?:conclusions|work|the)|through|rope|ahead|straight|start|with|about|"
        r"higher|out|and|a|the|off (?:the|this) (?:phone|call)|from (?:one|job|place|topic)|go|him|her|them|my|there|across|onto",
        sentence=r"pool|game|kids|bungee|joy|fence|queue|trampoline|parachute|dance|horse|puddles?",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:step(?:ping)?|jump(?:ing)?|walk(?:ing)?|run(?:ning)?|throw(?:ing)? (?:<MYSELF>|me)|fling(?:ing)? <MYSELF>|chuck(?:ing)? "
        r"<MYSELF>|div(?:e|ing)|lie|lying|lay(?:ing)?|fall(?:ing)?|leap(?:ing)?|push(?:ing)? <MYSELF>|wander(?:ing)?|launch(?:ing)? "
        r"<MYSELF>|sit(?:ting)?|go(?:ing)?|stand(?:ing)?|get(?:ting)?) (?:out |down |straight |right )?(?:in front of|infront of|into|"
        r"under|beneath|onto|on|out in) (?:a |an |the |some |that |those |next |moving |oncoming |speeding |busy ){0,4}<TRAFFIC>",
        "train|track|traffic|bus|lorry|truck|tube|subway|metro|tram|car|rail|motorway|highway|freeway|oncoming|platform|van|semi",
        own=True,
        before=r"got|after|before|while|just|was|when|keep|kept|queue|by|then|the|of|stuck|sat|i|and|we|morning|must|forgot to",
        after=r"to (?:work|london|town|school|see|get|the|go|visit|meet)|home|today and|stop|station|pass|ticket|every (?:day|morning)|"
        r"at (?:eight|nine|\d)|with|again|for|there|seat|wash|boot",
        sentence=_GAMING
        + r"|commut\w{1,4}|exposure|anxious on (?:trains|buses)|scared of (?:trains|buses)|seat|ticket",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:driv(?:e|ing)|crash(?:ing)?|steer(?:ing)?|swerv(?:e|ing)|ram(?:ming)?|turn(?:ing)?|pull(?:ing)?|veer(?:ing)?|run(?:ning)?) "
        r"(?:(?:my|the|this) (?:car|van|truck|bike|wheel|motorbike|steering wheel) )?(?:straight |right |head on |headfirst |out )?(?:into|off|"
        r"in front of|over|at) (?:a |an |the |that |oncoming |side of |of |next |nearest |concrete ){0,4}(?:wall|tree|lorry|truck|traffic|"
        r"bridge|cliff|barrier|river|lamppost|lamp post|pole|pillar|lake|oncoming|embankment|telegraph pole|central reservation|"
        r"edge|sea|water|quarry|ditch|highway|side of the road|semi)",
        "driv|crash|steer|swerv|ram|turn|pull|veer|run",
        own=True,
        before=r"someone|somebody|he|she|they|a man|people|afraid of|scared of|accidentally|fear of|i nearly|nearly|learner|"
        r"almost|frightened of|worry about|worried about|worried i|worries about",
        sentence=_GAMING + r"|driving (?:test|lesson|instructor)|phobia|dodgems|in the rain|ice|icy",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:walk(?:ing)?|wad(?:e|ing)|swim(?:ming)?|disappear(?:ing)?|jump(?:ing)?|throw(?:ing)? <MYSELF>|slip(?:ping)?|go(?:ing)?) "
        r"(?:straight |right |out |myself )?(?:into|in|out to|under) (?:the |a )?<WATER> (?:and (?:not|never|dont|just)|until|"
        r"till|to (?:drown|die)|with (?:rocks|stones|bricks))|(?:stones|rocks|bricks) in my pockets|drown in (?:the|a) <WATER>",
        "sea|ocean|river|lake|canal|water|waves|harbo|thames|bath|stones|rocks|bricks",
        own=True,
    ),
    rule(
        "active_intent",
        "red",
        r"(?:sl[ia]t(?:ting)?|slic(?:e|ing|ed)|slash(?:ing|ed)?|open(?:ing|ed)?(?: up)?|cut(?:ting)?(?: open)?|sever(?:ing|ed)?) ~2"
        r"(?:my (?:\w{1,8} )?)?(?:wrists?|throat|veins?|artery|arteries|jugular)",
        "wrist|throat|vein|arter|jugular",
        own=True,
        before=r"lump|sore",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:knife|blade|razor|scissors|glass|scalpel) ~3(?:to|on|against|at|over|in|held to) my (?:own )?(?:\w{1,8} )?(?:wrists?|throat|arms?|neck|"
        r"skin|veins?|chest|stomach|heart|legs?|thighs?)|(?:knives|knife|blades?|razors?|bleach|pills) ~8(?:on|using|use (?:it|them|that) on|to|"
        r"(?:and )?imagin(?:e|ing) ~5) ?<MYSELF>|stab myself",
        "knife|knives|blade|razor|scissors|glass|scalpel|bleach|stab",
        own=True,
        sentence=r"shav\w{1,4}|surgeon|surgery|chop\w{0,4}|cook\w{0,3}|onions?|dentist|by accident|accidentally",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:standing|sitting|stood|sat|perched|waiting|im|leaning|parked|i am|drove|went|walked|climbed|here|go(?:ing)?) (?:here |up |right |out |"
        r"back |at |near |by ){0,3}(?:on|at|over|by|up on|to|near|onto|on top of) (?:the |a |this |my |an )?(?:\w{1,10} )?(?:edge|top|side|"
        r"end|ledge|railing|railings|<HEIGHT>|platform|tracks|rails|train tracks|beachy head)(?: of (?:the|a|my|this) \w{1,10}(?: \w{1,10})?)? "
        r"~6(?:jump|let go|die|step off|stepping|letting go|do it|end it|looking down|throw myself|fall|falling|goodbye|go over|over the edge|"
        r"not scared|its time|next train|it would be easy|wouldnt take much)",
        "edge|top|side|end|ledge|rail|bridge|roof|building|balcony|window|cliff|tower|car park|platform|track|pier|viaduct|dam",
        own=True,
        sentence=_GAMING
        + r"|bungee|view|phobia|heights scare|scared of heights|fear of heights|exposure|parachute|diving board",
    ),
    rule(
        "active_intent",
        "red",
        r"(?:lethal|fatal|deadly) (?:dose|doses|amount|quantity|combination|overdose)|ld ?50|how (?:many|much|high|long|deep|far|tall) ~8(?:to die|"
        r"to kill (?:me|you|myself|someone|a person|yourself)|kill (?:me|you|myself|someone|a person|yourself)|to overdose|overdose|to be (?:fatal|lethal|deadly)|is "
        r"(?:fatal|lethal|deadly)|be (?:fatal|lethal|enough to die)|before (?:i|you) (?:die|bleed out|drown)|to bleed out|to (?:end|finish) (?:it|me)|to (?:not|never) wake up|"
        r"until (?:i|you) die|takes? to die)|(?:painless|painlessly|quick|quickest|easy|easiest|best|fastest|peaceful|surest|cleanest|reliable|"
        r"guaranteed|quietest|simplest|least (?:painful|messy)|most (?:effective|peaceful|painless|reliable)|less painful|gentlest|good) (?:and \w{1,10} )?(?:way|method|"
        r"methods|means|ways|spot|place|bridge|poison|exit|pills|death|suicide)s? (?:out )?~3(?:to (?:die|go|kill|end|do it|jump|"
        r"overdose|off|leave this|hang)|of (?:dying|killing|suicide|ending)|for (?:suicide|it all)|possible|"
        r"method|suicide)|suicide (?:methods?|forums?|sites?|pact|kit)|(?:painless|peaceful) (?:death|exit|suicide)|research(?:ed|ing) "
        r"(?:\w{1,8} ){0,2}(?:methods|ways to (?:die|go|end))|ways to (?:die|kill myself|end (?:it|my life)|end it all|go|off myself)|"
        r"how (?:to|do i|do you|can i|do people|would i|would you) ~2(?:tie a noose|hang (?:my|your)self|kill (?:my|your)self|overdose|slit|end (?:my|your) life|commit suicide|die "
        r"(?:painlessly|quickly|without|peacefully|fast)|(?:make|die) ~3look like an accident|die in my sleep)",
        "dose|lethal|fatal|deadly|ld50|ld 50|how |way|method|suicid|painless|peaceful|spot|place|bridge|poison|exit|pills",
        own=True,
        sentence=_GAMING
        + r"|mosquito|weeds?|slugs?|ants|wasps?|bacteria|germs|rats?|mice|mould|mold|moths?|virus|cockroach\w{0,3}|stain|grease",
    ),
)

WISH_TO_DIE: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        r"(?:want|wanting|wanted|wants|wanna|need|needed|ready|long|longing|prefer|deserve|beg|begging|desperate|crave|craving|prepared|trying|"
        r"tryna|choose|chose|decided|would love|would like|id love|id like|desire|willing|dying|waiting|keen|hoping|plan|planning|meant|"
        r"supposed|destined|determined|finna|imma|intend|urge|excited) (?:so (?:bad|badly|much) )?(?:it all )?(?:<ADV> ){0,3}(?:to |2 |for me to )?"
        r"(?:<ADV> ){0,3}(?:die|be dead|drop dead|cease to exist|stop existing|stop living|stop being alive|"
        r"kick the bucket|not live|not be alive|not exist|be (?:six feet )?under(?:ground)?|rest in peace|meet my maker|deademoji)(?: already| now| so (?:bad|badly|much))?",
        "die|dead|exist|stop|bucket|not live|not be alive|under|rest|maker",
        own=True,
        after=r"laughing|of (?:embarrassment|laughter|shame|boredom|cringe|happiness|cuteness|old age|mortification|"
        r"thirst|awkwardness|hunger|heat)|hard|on (?:this|that) hill|inside|old|in peace at|happy|a natural death|at (?:ninety|\d+|an old)|when he (?:asked|said)|from "
        r"(?:embarrassment|shame|cringe|boredom|cancer|covid|this)|"
        r"of (?:cancer|covid|a)|for (?:a|my country|that|this|some|those)|my hair|in (?:pain|hospital|a (?:car|plane|fire|crash))|"
        r"alone|young|yet|early|without (?:seeing|having|visiting)|before (?:i|my|the|we)|line|to the world|honest|serious|sure|set|certain|cent(?:re|er)|straight|calm|last|good at|right|quiet|wrong",
        sentence=r"embarrass\w{0,6}|cringe\w{0,3}|mortif\w{1,6}|hung ?over|hangover|" + _GAMING,
    ),
    rule(
        "ideation",
        "red",
        r"i ?wanttodie|wanttodie|wannadie|iwannadie|killmyself|killmy self|kmyself",
        "wanttodie|wannadie|killmy|kmy",
    ),
    rule(
        "ideation",
        "red",
        r"(?:rather|sooner|better|prefer to|prefer) (?:<ADV> ){0,2}(?:be )?(?:die|dead|dying|kill myself|not (?:live|be alive|exist|be here))",
        "die|dead|dying|kill|not ",
        own=True,
        before=r"youd|you|he|she|they|would|hed|shed|theyd",
        after=r"off (?:without|than)|than (?:eat|eating|wear|watch|sing|dance|cook|drink|play|listen|support|do (?:the|my|another|that|"
        r"this|karaoke)|text|call (?:him|her)|ask|speak|give (?:a|this|that|my)|go to (?:that|the|his|her|another|a|work)|miss|share|admit|lose|let|use|read|"
        r"sit through|see|meet|date|touch|run|queue|pay|buy|be seen|have|try|work (?:there|for|with)|talk|public)",
        sentence=r"sprouts|karaoke|public speaking|marmite|pineapple|crocs|lol|haha\w{0,6}|spiders?",
    ),
    rule(
        "ideation",
        "red",
        r"(?:dont|do not|dnt|never|no longer|not|doesnt|didnt|dony) (?:<ADV> ){0,2}(?:want|wanna|wish|desire|care|wanted|need|wanting|feel like|fancy) (?:<ADV> ){0,2}"
        r"(?:to |2 |about )?(?:<ADV> ){0,2}(?:live|living|be alive|being alive|exist|existing|continue living|keep living|go on living|carry on living|"
        r"stay alive|keep existing|be living|life|this life|my life|survive|be on this (?:earth|planet))(?: anymore| any more| no more)?",
        "liv|alive|exist|life|surviv|earth|planet",
        own=True,
        denies=False,
        after=r"(?:in|at|near|on|by|off|under|beyond) (?!this (?:world|pain|body|hell|misery|nightmare|life|way|darkness)|pain|hell|misery|agony|"
        r"fear|darkness|torment|constant|earth)|with|alone|together|here|there|abroad|far|a lie|next|insurance|as (?:a|if)|paycheck|up to|"
        r"that far|so far|between|out of|through (?:lockdown|winter|another winter)|to (?:be|pass)|by (?:rules|fear)|coach|story|(?:forever|that long)|like that",
        before=r"who|people|plants|you|fish|they|dogs",
    ),
    rule(
        "ideation",
        "red",
        r"(?:tired|sick|done|exhausted|weary|fed up|finished|over|bored) (?:of|with|from)? ?(?:being alive|living|existing|life|breathing|this life|waking up)",
        "alive|living|existing|life|breathing|waking",
        own=True,
        after=r"with|in|at|out of|near|here|next|on|together|a lie|early|late|at (?:five|six|\d)|so early|to|like (?:students|this mess)|insurance|stage|before|abroad",
    ),
    rule(
        "ideation",
        "red",
        r"(?:think(?:ing)?|thought|thinkin|daydream\w{0,3}|dream(?:ing|t)?|fantasi[sz]\w{1,3}|obsess\w{0,3}|imagin\w{1,3}|pictur\w{1,3}|"
        r"visuali[sz]\w{1,3}|ruminat\w{1,3}|plan(?:ning)?|thoughts|images|visions|urges?) ~2(?:of|about|bout|on|my)? ?~2(?:death all|my own death|my (?:own )?funeral|dying all|being dead|"
        r"dying every|death every|wanting to die|ways to die|how i would do it|how id do it|how to do it|dying and|ending things for good)",
        "death|funeral|dying|being dead|to die|do it|ending things",
        own=True,
        after=r"of (?:covid|cancer)|from (?:covid|cancer)",
        sentence=r"anxiety about|scared|afraid|terrified|fear|panic|worr\w{1,4}|heart attack|cancer|frighten\w{0,3}|insurance|homework|essay|plot",
    ),
    rule(
        "ideation",
        "red",
        r"(?:death|dying|being dead|suicide|killing myself|ending it|not existing|the end) (?:would |could |might |will |does |is |feels |feel |seems |looks |sounds |"
        r"be |feel |like ){1,3}(?:<ADV> ){0,2}(?:the only|my only|a |an |the )?(?:<ADV> )?(?:comforting|peaceful|easier|better|a relief|relief|way out|option|"
        r"answer|solution|choice|escape|only way|freedom|appealing|tempting|good|nice|inviting|welcome|best|mercy|release|easy way out|calling me|calling|attractive|beautiful)(?: left| for me| now)?",
        "death|dying|being dead|suicid|killing|ending|existing|the end",
        own=True,
        after=r"than (?:last|the book|i expected|the film)|of (?:the|this|a) (?:film|movie|book|day|week|road|season)",
        before=r"at|in|by|to|until",
    ),
)
