"""Wording rules: self-harm done or wanted."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

SELF_HARM: tuple[Rule, ...] = (
    rule(
        "self_harm",
        "red",
        (
            "(?:cut(?:ting|ted)?|burn(?:ing|ed|t)?|hurt(?:ing)?|harm(?:ing|ed)?|scratch(?:ing|ed)?|"
            "carv(?:e|ing|ed)|injur(?:e|ing|ed)|punch(?:ing|ed)?|hit(?:ting)?|slash(?:ing|ed)?|slic(?:e|"
            "ing|ed)|bruis(?:e|ing|ed)|bit(?:e|ing)?|strangl(?:e|ing|ed)|chok(?:e|ing|ed)|starv(?:e|ing|"
            "ed)|bang(?:ing|ed)?|punish(?:ing|ed)?|scald(?:ing|ed)?|cvt(?:ting)?|mutilat(?:e|ing|ed)|"
            "stab(?:bing|bed)?|whip(?:ping|ped)?) <MYSELF>"
        ),
        "sel|yslf",
        own=True,
        after=(
            "(?:some|a bit of|a little) slack|a (?:slice|piece|break|chunk)|off(?: from| when)?|short|"
            r"shav\w{1,4}|while|whilst|when (?:shav|chop|cook|cut|peel|slic|i (?:was )?(?:shav|chop|cook|"
            r"peel|slic|fell|tripped|slipped))\w{0,5}|chopping|cooking|slicing|by accident|accidentally|"
            "on (?:a |the |my |some |an |that )?(?:tin|can|glass|paper|edge|oven|stove|pan|kettle|iron|"
            "grill|bbq|barbecue|fence|thorns?|rose ?bush|hob|radiator|candle|hot|bread ?knife|coffee|"
            "tray|corner|lid|nail|pizza|tea|kitchen|run|treadmill|stairs|bike|ice)|(?:at|in) (?:the gym|"
            "football|rugby|training|work|practice|yoga|pe|netball|the game|the garden)|(?:playing|"
            "lifting|running|falling|skiing|doing|moving|exercising|skating|climbing|gardening|opening|"
            "making|peeling|stretching|jogging)|a (?:new|fringe)|out of (?:the|his|her|that)|loose|free|"
            "in half|up (?:about|over|for)|with (?:hot (?:oil|water|tea|coffee)|boiling|the (?:iron|"
            "straighteners|curling)|curling|steam)|down on|badly at|laughing|into (?:shape|a)|"
            "from (?:him|her|them|the (?:group|family))|because (?:i|it) (?:slipped|fell|tripped)|"
            "trying to (?:lift|open|cook|move)|over (?:it|that|mistakes)|for (?:eating|being late)"
        ),
        sentence=(
            r"fell and|fell off|fell over|slipped|tripped|by accident|accidental\w{0,2}|onions?|carrots?|"
            r"shaving|paper cut|football|rugby|rehears\w{1,4}|marathon|knife slipped|slipped on|cooking|"
            r"baking|physio\w{0,8}|iron(?:ing)?|hair straighteners|safety question|oven|dumbbell|deadlift|"
            "squats?"
        ),
    ),
    rule(
        "self_harm",
        "red",
        (
            r"self ?(?:harm\w{0,3}|injur\w{1,4}|mutilat\w{1,4}|inflict\w{1,3})",
            (
                r"(?:relapsed|relapsing|relapse) (?:and |on |into |with |by |in )?(?:\w{1,9} )?(?:cut\w{0,4}|"
                r"self|sh|harm\w{0,3}|burn\w{0,3}|blade)"
            ),
            "(?:started|been|keep|kept) cutting$",
            (
                "(?:started|start|back to|back at|been|keep|kept|am|im|stop|stopped|be|still|begun|doing the|"
                "took to|resorted to|resorting to) (?:cutting|cvtting|burning)(?: again| (?:every|most|"
                r"all) \w{1,8}(?: \w{1,8})?| (?:my|me)| a lot| deeper| for| since| at night| to (?:cope|feel|"
                "release))"
            ),
            (
                "(?:cut|cutting|sliced|slicing|slashed|slashing|burn|burned|burnt|burning|carved|carving|"
                "scratched|scratching|gouged|bit|bruised|cvt|scalded|stubbed out|stubbing out) (?:(?:lines|"
                "words|deep|cuts|open|into|cigarettes|a cigarette|fags?|deeper|up) ){0,2}(?:on |into |in |"
                r"out on |all over |across |up )?my (?:\w{1,8} )?(?:arms?|wrists?|legs?|thighs?|skin|stomach|"
                "hips?|forearms?|ankles?|body|chest|shoulders?|calf|calves|hand)"
            ),
            (
                "(?:bang|banging|banged|hit|hitting|bash|bashing|smash|smashing|smacking|punch|punched|"
                "punching|slam|slamming|slammed) (?:my|me) (?:own )?(?:head|face|thighs?|"
                "legs?)(?: (?:against|into|off|until|till|over and))?"
            ),
            "punch(?:ed|ing)? (?:the )?walls?",
            (
                "(?:fresh|new|more|my) (?:cuts|scars|wounds|self inflicted)(?: (?:on my|from last|"
                "from yesterday|i made|are|under|hidden|hide|bleeding|stinging))?"
            ),
        ),
        (
            "ankle|arm|bang|bash|body|burning|calf|calves|chest|cuts|cutting|cvtting|hand|hip|hit|"
            "inflict|injur|leg|mutilat|punch|relaps|scars|shoulder|skin|slam|smacking|smash|stomach|"
            "thigh|wounds|wrist"
        ),
        own=True,
        after=(
            "(?:by accident|accidentally|on (?:a|the|my) (?:cupboard|door frame|shelf|car|low|beam|"
            "branch|ceiling|window|boot|bed|desk by|table by)|on (?:a |the |some |my )?(?:broken |sharp |"
            "rusty )?(?:oven|tin|glass|thorn|rose|fence|barbed|kettle|hob|iron|pan|stove|grill|radiator|"
            "toaster|candle|bbq|tray|hot|cup|tea|coffee|steam|curling|straighteners|sparkler|fire|"
            "barbecue|match|pot|plate|nail|paper|can|lid|edge|saw|bread|bike|treadmill)|with (?:hot|"
            "boiling|tea|coffee|steam|oil|water|the (?:iron|kettle|straighteners))|shaving|while|"
            "chopping|cooking|when i (?:fell|tripped)|playing|falling|in the sun|at the beach|on holiday|"
            "sunbathing|in (?:a|the) (?:fall|accident|car)|in an accident|prevention|awareness|training|"
            "policy|module|question|lecture|leaflet|pie crust|esteem)"
        ),
        sentence=(
            r"fell and|fell off|fell over|slipped|tripped|by accident|accidental\w{0,2}|shaving|"
            r"sunburn\w{0,2}|sunscreen|rose ?bush|brambles|gardening|mosquito|itchy|eczema|cat scratch|"
            r"the cat|my cat|boxing|physio\w{0,8}|surgery|tattoo\w{0,4}|allerg\w{1,4}|waxing|football|gym|"
            "workout|low cupboard|oven|cutting (?:down|back|out) on|calories|carbs|sleeves off"
        ),
    ),
    rule(
        "self_harm",
        "amber",
        (
            (
                "(?:urge|urges|want|wanting|wanna|need|needing|craving|itching|tempted|temptation|desire|"
                r"desperate|like|impulse|feel like|thinking about|thoughts of|fighting|resist\w{0,3}|"
                "compulsion|dying) ~4(?:to |of |about )?(?:cut|cutting|cut again|burn my|blade|blades|razor|"
                "self harm|sh|hurt myself|see (?:my )?blood|bleed|feel pain|punish myself)(?: (?:again|"
                "right now|so bad|badly|now|deep|tonight|today|so much))?"
            ),
            (
                r"(?:razor|blade|blades|lighter|scissors) (?:is |are |in (?:the|my) \w{1,8} )?(?:calling|"
                "calls|keeps calling|hidden|looks tempting)"
            ),
            "(?:clean|free) (?:from|of) (?:self harm|cutting|sh)",
            "(?:days|weeks|months) (?:clean|sh free|self harm free)",
            "deserve (?:the pain|pain|to be hurt|to hurt|to bleed|punishment|to be punished)",
            (
                "(?:took|broke|unscrewed|keep|hid|hiding|got|bought) (?:apart )?(?:a |the |my |"
                "some )?(?:blades?|razor blades?|razor apart|sharpener)(?: (?:out|from|in|under|hidden))"
            ),
        ),
        (
            "blade|calling|calls|clean|compulsion|craving|deserve |desire|desperate|dying|fighting|free|"
            "hidden|impulse|itching|like|looks tempting|need|razor apart|resist|sharpener|temptation|"
            "tempted|thinking about|thoughts of|urge|wanna|want"
        ),
        own=True,
        after=(
            "(?:down|back|out|off|the|my (?:hair|losses|fringe|spending|nails|grass|hours)|carbs|sugar|"
            "calories|corners|it|in|short|up|some|costs|ties|loose|a|class|coffee|and paste|contact|him|"
            "her|them|through|to the chase|across|shave|shaving|weight|bread|hair|grass|onions|test|"
            "donation|pressure|relief|killers?|in my (?:back|knee)|au chocolat|like|type|orange|vessels|"
            "sample|for (?:the|a|my) (?:beard|legs))"
        ),
        sentence=(
            "hair ?cut|fringe|hairdresser|drive shaft|calories|cigarettes|alcohol|blood (?:test|donation|"
            r"pressure|sugar)|shav\w{1,4}|legs for summer|sober|drinking|smoking"
        ),
    ),
    rule(
        "self_harm",
        "red",
        (
            (
                "(?:cutting|hurting myself|burning myself|the pain|bleeding|harming) (?:is|feels like|"
                "was) (?:the )?(?:only|one) (?:way|thing|relief|release)"
            ),
            (
                r"only (?:way|thing) (?:\w{1,8} ){0,4}(?:is|helps is|works is) (?:cutting|hurting myself|"
                "to (?:cut|hurt|burn)|burning|the blade|bleeding|pain)"
            ),
            (
                "(?:keep|keeping|carry|hide|hid|hiding|got|have|kept) (?:a |my |some |the )?(?:blades?|"
                "razors?|razor blades?|sharpener blade|lighter|glass|scissors) (?:in|under|behind|inside|"
                "on) (?:my|the) (?:phone case|pillow|bed|drawer|bag|sock|pocket|wallet|room|mattress|"
                "school bag|pencil case)"
            ),
            (
                r"(?:until|till|so that|til) (?:it|they|i|my \w{1,6}) (?:bled|bleeds?|bleed|drew blood|"
                "was bleeding|turned (?:red|blue|purple)|bruised)"
            ),
            "draw(?:ing|n)? blood|see(?:ing)? (?:my own |my )?blood",
            "(?:fresh|new|more|deeper) (?:cuts|burns|wounds|scars)",
            (
                "(?:hide|hiding|hid|cover|covering) (?:my |the |up )?(?:cuts|scars|arms|burns|wounds|"
                "bandages)(?: (?:from|with|under))?"
            ),
            (
                "(?:starv(?:e|ing|ed)|punish(?:ing|ed)?|bit(?:e|ing)|pinch(?:ing|ed)?|scratch(?:ing|ed)?|"
                "claw(?:ing|ed)?|pick(?:ing|ed)?) (?:at )?(?:myself|my (?:skin|arms?|legs?|"
                "face)) (?:to (?:feel|cope|punish|stop)|until|till|because i deserve|on purpose|so hard|raw|"
                "as punishment)"
            ),
        ),
        (
            "arms|bandages|bit|blade|bled|bleed|blood|bruised|burning myself|burns|claw|cuts|cutting|"
            "glass|harming|hurting myself|lighter|only |pick|pinch|punish|razor|scars|scissors|scratch|"
            "starv|the pain|turned |wounds"
        ),
        own=True,
        after=(
            "(?:test|donation|pressure|sugar|sample|results?|type|orange|vessel|loss|from (?:the|"
            "a) (?:rose|bramble|cat|nurse|fall)|in (?:my|the) (?:stool|urine))"
        ),
        sentence=(
            r"blood (?:test|donation|pressure|sugar|donor)|nurse|clinic|donat\w{1,3}|gums|nosebleed|"
            "shaving|football|rugby|climbing|gardening|brambles|rose ?bush|the cat|kitten|surgery|"
            "operation|chef|cooking|kitchen|budget cuts|job cuts|spending cuts|tax cuts|power cuts|"
            r"eczema|camping|candles?|barbecue|guitar|blister\w{0,2}|itch\w{0,3}|mosquito|film|movie|book|"
            "acne"
        ),
    ),
)
