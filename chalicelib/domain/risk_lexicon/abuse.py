"""Wording rules: being abused, and children at risk."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

ABUSE: tuple[Rule, ...] = (
    rule(
        "abuse",
        "amber",
        (
            r"(?:my (?:\w{1,10} )?(?:husband|wife|partner|boyfriend|girlfriend|bf|gf|ex|dad|father|mum|"
            "mom|mother|stepdad|stepfather|uncle|brother|son|boss|carer|step ?mum|grandad|grandfather|"
            "cousin|fiance|flatmate)|he|she|they) (?:<ADV> ){0,2}(?:keeps? |kept |has |have |had |is |"
            "was |would |will |used to |started |starts |tries to |tried to |threatened to |"
            "threatens to |threatening to |said hell |said he would |going to |gets drunk and |"
            "came home and |got drunk and ){0,2}(?:hit(?:s|ting)?|beat(?:s|ing|en)?|punch(?:es|ed|ing)?|"
            "kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|chok(?:e|es|ed|ing)|strangl(?:e|es|ed|ing)|rap(?:e|es|"
            "ed|ing)|hurt(?:s|ing)?|abus(?:e|es|ed|ing)|assault(?:s|ed|ing)?|molest(?:s|ed|ing)?|"
            "touch(?:es|ed|ing)?|grop(?:e|es|ed|ing)|burn(?:s|ed|ing)?|lock(?:s|ed|ing)?|threaten(?:s|ed|"
            "ing)?|stalk(?:s|ed|ing)?|forc(?:e|es|ed|ing)|push(?:es|ed)?|shov(?:e|es|ed)|throw(?:s)?|"
            "threw|stab(?:bed)?|pin(?:s|ned)?|grab(?:s|bed)?|drag(?:s|ged)?|control(?:s|led|ling)?|"
            "wont let|doesnt let|spit(?:s)?|starv(?:e|es|ed)) (?:me|us|things at me|my (?:kids|children|"
            "arm|hair|throat|neck|face|phone|passport|money|son|daughter)|to (?:kill|hurt|hit) (?:me|us|"
            "my|the)|on me|at me|himself on me)(?: (?:again|if i leave|last night|every|when|in front of|"
            "leave|see|up|down|in|to have sex|around|against|inappropriately|so hard|yesterday|"
            "black and blue))?"
        ),
        (
            "abus|assault|beat|burn|chok|control|doesnt let|drag|forc|grab|grop|hit|hurt|kick|lock|"
            "molest|pin|punch|push|rap|shove|slap|spit|stab|stalk|starve|strangl|threaten|threw|throw|"
            "touch|wont let"
        ),
        after=(
            "(?:up on|in the back|under the bus|back up|with (?:an?|the) (?!belt|bat|stick|bottle|hammer|knife|pan|"
            "shoe|pole|chair|fist|iron|cable|rolling|torch|wooden|brick|lead|cane)|with his music|"
            "again with|to (?:be better|do better|try|think|the (?:cinema|shop))|feelings|when (?:he|"
            "she) (?:died|left|moved)|deeply|by (?:saying|leaving|dying|moving)|at (?:chess|tennis|fifa|"
            "cards|scrabble|darts|poker|golf)|a (?:drink|coffee|lift|text|message)|by accident|"
            "emotionally when|in (?:chess|the race|tennis)|out of (?:the car park)|for my (?:birthday|"
            "keys)|because i|every time with)"
        ),
        sentence=(
            r"<STORY>|lol|haha\w{0,5}|chess|tennis match|fifa|instagram|whatsapp|pillow fight|"
            "boxing (?:class|training)|sparring|karate|football|rugby|his music|board games?"
        ),
    ),
    rule(
        "abuse",
        "amber",
        (
            (
                "(?:i (?:was|am|got|have been|been)|being|was|been|got|im) (?:<ADV> )?(?:raped|"
                "sexually (?:assaulted|abused)|molested|beaten(?: up)?(?: by)?|abused|assaulted|trafficked|"
                "groomed|attacked|drugged|spiked|held against my will|stalked|blackmailed|strangled)"
            ),
            "(?:domestic|sexual|physical|emotional) (?:violence|abuse|assault)",
            (
                "(?:scared|afraid|terrified|frightened) (?:of|to go home|to be home|to leave)(?: (?:to|"
                "because|of|with|when|him|her|my|in case|he|she|alone with)){1,3} ?(?:husband|wife|partner|"
                "boyfriend|girlfriend|dad|father|ex|son|stepdad|hell|he|him|hit|kill|hurt|will|might|would|"
                "violent|drinks|uncle|brother|mother|mum)?"
            ),
            (
                "(?:not safe|unsafe|dont feel safe|isnt safe) (?:at home|in my (?:own )?(?:home|house|"
                "relationship|marriage)|with (?:him|her|my (?:partner|husband|dad|boyfriend|stepdad|ex|"
                "wife)))"
            ),
            (
                "(?:forces?|forced|forcing|makes|pressures?) me (?:to|into) (?:have |having )?(?:sex|sexual|"
                "it when i|do things|sleep with|marry)"
            ),
            (
                "(?:threatened|threatens|threatening) (?:to )?(?:kill|hurt|stab|shoot|burn|find|beat) (?:me|"
                "us|my|the (?:kids|children|dog))"
            ),
            (
                "(?:bruises|black eye|broken (?:rib|ribs|nose|arm)) ~5(?:from|because of|by|he|she|"
                "my (?:husband|partner|boyfriend|dad))"
            ),
            "sex (?:when|even when|after) i (?:say|said|dont|didnt) (?:no|want)",
            ("(?:touched|touches|touching) me (?:down there|inappropriately|sexually|where|in ways|at night|when i)"),
        ),
        (
            "abuse|afraid|assault|attacked|beaten|blackmailed|do things|dont feel safe|drugged|"
            "frightened|groomed|held against my will|isnt safe|it when i|lack eye|marry|molested|"
            "not safe|raped|roken |ruises|scared|sex|sleep with|spiked|stalked|strangled|terrified|"
            "threaten|touch|trafficked|unsafe|violence"
        ),
        sentence=(
            "<STORY>|training|policy|awareness|seminar|by (?:a|the) (?:dog|cat|goose|seagull|wasps?|bear|"
            "swans?)|heart attack|panic attack|asthma|at (?:tennis|chess|golf)|in the (?:election|match|"
            "final)|dentist|(?:spiders?|heights|flying|the dark)"
        ),
    ),
    rule(
        "abuse",
        "amber",
        (
            (
                "(?:hits|beats|punches|kicks|slaps|chokes|strangles|rapes|threatens|abuses|molests|gropes|"
                "burns|shoves|spits at|spits on|throttles|bites|terrorises|terrorizes|stalks) (?:me|us|"
                "the kids|my (?:son|daughter|kids|children|mum|mom|baby))(?: when| if| again| every|"
                " in front| at night)?"
            ),
            "(?:hands?|arm|belt|cord) (?:a)?round my (?:throat|neck)",
            "(?:grabbed|held|squeezed) (?:me by )?(?:the|my) (?:throat|neck)",
            "(?:held|pinned) me (?:down|against)",
            ("(?:held|put|pointed|pulled) (?:a|the) (?:knife|gun) (?:to|at|on) (?:me|my (?:throat|head|face|neck))"),
            (
                "(?:tried|threatened|threatens|says hell|said hell|says he will|said he would|says she will|"
                "vowed|swore|promised) (?:to )?(?:kill|strangle|stab|choke|hurt|shoot|burn|drown|rape|"
                "beat) (?:me|us|my (?:kids|children|family|mum|mom|dog|son|daughter)|the (?:kids|children|"
                "dog|baby))"
            ),
            (
                "(?:he|she|they|husband|wife|partner|boyfriend|girlfriend|mum|dad|ex|son|boss|"
                r"uncle) (?:\w{1,8} )?(?:takes|took|controls|hides|hid|keeps) (?:all )?my (?:money|phone|"
                "passport|wages|car keys|medication|bank card)(?: away| from me| so i)?"
            ),
            (
                "(?:wont|doesnt|never|will not) let me (?:leave|see|go out|work|talk|have (?:friends|money|"
                "my phone|a phone)|sleep|eat|phone|call)"
            ),
        ),
        (
            " let me |abuses|bank card|beats|bites|burns|car keys|chokes|grabbed|gropes|gun|held|hits|"
            "kicks|knife|medication|molests|money|passport|phone|pinned|promised|punches|rapes|round my |"
            "said he would|said hell|says he will|says hell|says she will|shoves|slaps|spits at|spits on|"
            "squeezed|stalks|strangles|swore|terrorises|terrorizes|threatened|threatens|throttles|tried|"
            "vowed|wages"
        ),
        after=(
            r"(?:with (?:an? |the )?(?:\w{1,8} )?(?:idea|question|compliment|bill|surprise|ball|pillow|"
            "good|bad news)|up (?:on|with)|at (?:chess|tennis|fifa|cards|scrabble|darts|poker|golf|"
            "snooker|monopoly|table)|to (?:it|the (?:shop|bathroom|punchline|car))|in (?:chess|a race|"
            "the race|tennis)|when im (?:ill|poorly|tired|driving)|as (?:odd|strange|funny)|home early|"
            "because (?:it|of the)|out of here|laughing)"
        ),
        sentence=(
            r"film|movie|book|novel|series|character|game|tennis|fifa|lol|haha\w{0,5}|nostalgia|song|"
            "hits me (?:that|how|like)|the cat|my cat|the dog|the baby|toddler|boxing|karate|judo|"
            "the sun|the heat|guilt|grief|wave|anxiety|panic|it all hits|the smell|reality|wind|cold|"
            "realisation|the nurse|blood pressure cuff|scarf|lanyard|necklace|doctor"
        ),
    ),
    rule(
        "child_risk",
        "amber",
        (
            "(?:<THEM>|he|she|they|i|ive|my) ~3(?:touch(?:es|ed|ing)?|hit(?:s|ting)?|beat(?:s|ing|en)?|"
            "hurt(?:s|ing)?|shook|shak(?:e|es|ing)|slap(?:s|ped|ping)?|punch(?:es|ed|ing)?|kick(?:s|ed|"
            r"ing)?|molest\w{0,3}|abus(?:e|es|ed|ing)|rap(?:e|ed|es|ing)|burn(?:s|ed|ing)?|lock(?:s|ed|"
            r"ing)?|starv(?:e|es|ed|ing)|neglect\w{0,3}|smack(?:s|ed|ing)?|leav(?:e|es|ing)|left|"
            r"grop\w{1,3}|groom\w{0,3}|threw|throw(?:s|ing)?) (?:my|our|the|his|her|their|"
            r"a) (?:\w{1,8} ){0,2}(?:son|daughter|child|children|kids?|baby|sister|brother|toddler|niece|"
            "nephew|stepson|stepdaughter|grandson|granddaughter|girl|boy|newborn|infant)(?: (?:at night|"
            "alone|in (?:his|her|their)|inappropriately|again|when|and|so hard|until|with|for hours|"
            r"all night|home alone|unsupervised|when (?:he|she|they) cr\w{1,4}))?"
        ),
        "baby|boy|brother|child|daughter|girl|infant|kid|nephew|newborn|niece|sister|son|toddler",
        after=(
            "(?:with|at) (?:my mum|my mom|his gran|nursery|school|a (?:babysitter|sitter|friend)|his dad|"
            "her dad|grandma|nan|my parents)|feelings|behind|(?:a|the) (?:milkshake|party|ball|smoothie|"
            "birthday)|hand|a (?:note|message|present)|heart|hair|in (?:chess|the care of|good hands)|"
            "to (?:sleep|his|her|play)|s? (?:feelings|heart|hand|party)|about|off at|milestones|"
            "at (?:chess|fifa|tennis|cards)"
        ),
        sentence=(
            "<STORY>|birthday party|chess|fifa|nursery|babysitter|heart was|football|rugby|years ago|"
            r"when we were (?:kids|little)|video call|feelings|emails?|photo\w{0,6}"
        ),
    ),
    rule(
        "child_risk",
        "red",
        (
            "(?:scared|afraid|worried|terrified|frightened|think|feel like|might|going to|gonna|want to|"
            "could|urge to|about to|tempted to|wanna|ill|i will|i) ~5(?:hurt|harm|kill|shake|smother|"
            "drown|drop|throw|strangle|suffocate|hit|snap at|shook|shaken|stab) (?:my|the|"
            r"our) (?:own )?(?:\w{1,8} )?(?:baby|newborn|infant|toddler|child|children|kids|son|"
            "daughter)(?: (?:when|if|because|to make|so|until|against))?"
        ),
        "baby|child|daughter|infant|kids|newborn|son|toddler",
        before="would never|never|dont want to|wouldnt",
        after=(
            "feelings|a (?:party|ball|milkshake)|off|s? (?:feelings|hand)|by (?:saying|leaving|divorcing|"
            "splitting)|emotionally|at (?:school|nursery)|with (?:my divorce|the news)"
        ),
        sentence=(
            "<STORY>|never|intrusive thought (?:work|worksheet)|feelings|dont want to hurt|divorce|party|"
            "nursery|fifa|chess"
        ),
    ),
    rule(
        "child_risk",
        "amber",
        (
            (
                r"bruises? (?:on|all over) (?:my|our|his|her|the) (?:\w{1,8} )?(?:son|daughter|child|children|"
                "kids?|baby|sons|daughters|stepson|stepdaughter)s?(?: (?:arm|leg|back|face|neck)s?)?"
            ),
            (
                "(?:son|daughter|child|kids?|children|baby|niece|nephew|sister|brother) (?:is|are|was|were|"
                "has been|have been|gets|being) (?:being )?(?:hit|beaten|abused|touched|groomed|molested|"
                "neglected|hurt by|starved|locked|left alone)"
            ),
            (
                "(?:left|leave|leaving) (?:the|my|our) (?:kids|children|baby|toddler|son|"
                "daughter) (?:home )?alone (?:all|for|at|overnight|while|when|to)"
            ),
            "(?:drive|drove|driving) drunk with (?:the|my) (?:kids|children|baby)",
            (
                "(?:i |ive )?(?:shook|shaken|smacked|slapped|hit|hurt) (?:the|my|our) (?:baby|newborn|"
                "toddler|infant|son|daughter|child|kids)(?: (?:last night|again|too|so|hard|yesterday|today|"
                "and|when|because))?"
            ),
            (
                "(?:touch|touches|touching|touched|abuses|abusing|abused) (?:my|our|the|his|her) (?:little |"
                "younger |step |baby )?(?:sister|brother|daughter|son|girl|boy|kids|children|niece|nephew|"
                "granddaughter)"
            ),
        ),
        (
            " drunk with |abused|abuses|abusing|alone |beaten|bruise|groomed|hit|hurt|left alone|locked|"
            "molested|neglected|shaken|shook|slapped|smacked|starved|touch"
        ),
        sentence=(
            "football|rugby|fell off|playground|film|movie|book|novel|series|heart|deeply by|school play|"
            "milkshake|award|with a (?:toy|ball|pillow|balloon)|toddler|feelings|homework|years ago"
        ),
    ),
)
