"""Safety column: wording about other people's risk, voices, danger to others, abuse, children, psychosis and mania."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

_STORY = (
    r"film|movie|book|novel|song|lyrics?|album|series|episode|season|documentary|podcast|play|poem|story|character|games?|"
    r"netflix|actor|plot|opera|hamlet|romeo|juliet|protagonist|villain|main character|history|chapter|scene|soap|"
    r"video ?game|true crime|news|headline|lecture|case study|for class"
)

THIRD_PERSON: tuple[Rule, ...] = (
    rule(
        "third_person",
        "amber",
        r"(?:kil+(?:ing|s)?|hurt(?:ing|s)?|harm(?:ing|s)?|cut(?:ting|s)?|hang(?:ing|s)?|shoot(?:ing|s)?|end(?:ing|s)?|tak(?:e|ing|es)|off(?:ing|s)?|stab(?:bing|s)?|burn(?:ing|s)?|drown(?:ing|s)?|un ?aliv(?:e|ing|es)|"
        r"top(?:ping|s)?|do(?:ing)?|throw(?:ing)?|overdos(?:e|ing)|scratch(?:ing|es)?|starv(?:e|ing|es)|delete) (?:him ?sel[fv]\w{0,2}|her ?sel[fv]\w{0,2}|them ?sel[fv]\w{0,3}|hisself|theirsel\w{1,4}|his (?:own )?(?:life|wrists?|arms?)|her (?:own )?(?:life|wrists?|arms?)|their (?:own )?(?:li(?:fe|ves)|wrists?|arms?))",
        "himsel|him sel|hersel|her sel|themsel|them sel|hissel|theirsel|his |her |their ",
        after=r"some slack|off|short|a (?:slice|piece)|on (?:a|the|some|his|her) (?!bed)|while|at (?!home|night|the weekend|uni|university|school and)\w{1,12}|playing|skateboarding|in (?:football|the fall|a fall|training)|shaving|when (?:he|she|they) (?:fell|tripped)|falling|cooking|chopping|by accident|accidentally|laughing|"
        r"in (?:the|to)|a (?:favour|break)|out of|seriously|back|for granted|time|over|with hot|into|with work|in work|(?:fringe|hair|steak)",
        before=r"never|wont|would never|doesnt want to|not going to|didnt|wouldnt|isnt going to",
        sentence=_STORY + r"|ballet|skating|marathon|by accident|kitchen",
    ),
    rule(
        "third_person",
        "blue",
        r"(?:killed|hanged|hung|shot|drowned|offed|gassed|unalived) (?:him ?self|her ?self|them ?sel\w{2,4}|hisself)|(?:took|taken) (?:his|her|their) own (?:life|lives)|(?:died|lost|death|dead|lost him|lost her|passed away|gone) ~3(?:by|to|from|of) (?:suicide|an overdose|overdose)|lost (?:my|a|our|him|her) ~3to suicide|"
        r"<THEM> ~2(?:committed|died by|completed) suicide",
        "killed|hanged|hung|shot|drown|offed|gassed|aliv|took|taken|suicid|overdos",
        sentence=_STORY,
    ),
    rule(
        "third_person",
        "amber",
        r"<THEM> ~7(?:wants|wanted|wishes|wishing|rather|ready|begging|going|gonna|threatens|threatened|threatening|wanting|says|say|said|tells|told|talks?|talking|talked|hopes|plans|planning|tried|trying|attempted|thinking|thinks|keeps|texted|posted|wrote|posting|joking|mentioned|feels|joked|hinted|hinting|spoke|speaks) ~6(?:(?:to |2 |about |of )?(?:<ADV> )?(?:die|be dead|dying|"
        r"un ?alive|not be here anymore|not be alive|not live|not to live|end it all|end it|ending it(?: all)?|disappear forever|suicide|self harm\w{0,3}|overdos\w{1,3}|kms|(?:doesnt|dont|didnt|does not) (?:want|wanna) (?:to )?(?:live|be here|be alive|exist)|better off dead|jump(?:ing)? (?:off|from|in front)|"
        r"not worth living|be better off without (?:him|her|them)|never wake up|not wake up|not waking up))",
        "die|dead|dying|aliv|here|live|end it|ending|disappear|suicid|harm|overdos|kms|exist|jump|living|without|wake|myself",
        after=r"laughing|of (?:embarrassment|laughter|boredom|hunger|cancer|old age|covid)|for|hard|with (?:the|his|her) (?:contract|job|boyfriend|girlfriend|relationship)|soon of|from|squad|prevention|if (?:he|she) (?:sees|eats)|his hair|her hair|to the world|in (?:london|spain|with)",
        sentence=_STORY + r"|lol|haha\w{0,5}|hospice|cancer|old age|prevention|training",
    ),
    rule(
        "third_person",
        "amber",
        r"<THEM> ~6(?:suicidal|self ?harm\w{0,3}|(?:is |has been |been |was |keeps |started )cutting(?: again)?|(?:took|taken|taking) an overdose|overdosed|attempted suicide|tried to (?:die|overdose|hang|kill)|suicide (?:attempt|watch|note|risk)|(?:doesnt|does not|dont|didnt) (?:want|wanna) (?:to )?(?:live|be alive|be here|exist)(?: anymore| any more)?|(?:wants|want) to die|feels like (?:dying|ending it|suicide))",
        "suicid|harm|cutting|overdos|tried to|live|alive|here|exist|die|dying|ending",
        after=r"(?:in|at|with) (?:london|the|my|a|us|me|his|her)|hair|grass|laughing|of embarrassment|prevention|squad|(?:down|back) on|the|his|her hair|school|corners|class|next",
        sentence=_STORY + r"|hair ?dresser|hair ?cut|tennis|prevention training",
    ),
    rule(
        "third_person",
        "amber",
        r"(?:worried|scared|afraid|fear|terrified|think|convinced|sure|worry|know) (?:that )?(?:<THEM>) ~5(?:do something (?:stupid|silly|to him|to her|to them)|hurt (?:him|her|them)sel\w{1,4}|suicidal|kill (?:him|her|them)sel\w{1,4}|end (?:it|his|her|their)|going to die by suicide)|(?:keep|stop|talk) (?:him|her|them|my \w{1,12}) ~3(?:alive|out of (?:it|suicide)|from (?:jumping|killing|ending|suicide))|"
        r"(?:found|saw|noticed|discovered) ~4(?:cuts|scars|marks|a suicide note|his note|her note|razor blades?|blades) ~5(?:on|in|under) (?:his|her|their|my (?:sons?|daughters?|brothers?|sisters?|friends?|wifes?|husbands?))|how (?:do|can|to|should) (?:i )?(?:help|support|save) (?:a |my |someone |somebody ){0,2}(?:\w{1,10} )?(?:who is |whos |thats )?(?:suicidal|self harm\w{0,3}|wants to die|feeling suicidal)",
        "something|hurt|suicid|kill|end |alive|out of|from|cuts|scars|marks|note|blade|harm|die",
        sentence=_STORY,
    ),
)

VOICES: tuple[Rule, ...] = (
    rule(
        "command_hallucination",
        "red",
        r"(?:voices?|demons?|devil|satan|god|the lord|allah|angels?|jesus|the tv|television|radio|whispers|whisper|spirits?|aliens?|the man|shadow man|shadows|it|entity|thing in my head|something in my head|someone in my head|he|she|they) ~5(?:tell(?:s|ing)?|told|say(?:s|ing)?|said|order(?:s|ed|ing)?|command(?:s|ed|ing)?|want(?:s|ed|ing)?|"
        r"scream(?:s|ed|ing)?|shout(?:s|ed|ing)?|whisper(?:s|ed|ing)?|keeps?|instruct\w{0,3}|urg(?:e|es|ed|ing)|push(?:es|ing)?|force[sd]?|forcing|insist\w{0,3}|ask(?:s|ing|ed)?|mak(?:e|es|ing)|demand\w{0,3}|repeat\w{0,3}|get(?:ting)? louder|commanded|expects?) ~5(?:kill|hurt|die|harm|jump|cut|stab|burn|hang|shoot|strangle|"
        r"end (?:it|my|things)|do it|end my life|slit|swallow|take (?:the|my|all)|drink|overdose|drown|punish|attack|suicide|sacrifice|step|crash|smother|unalive|poison|choke)(?: (?:my ?self|me|him|her|them|my \w{1,10}|people|someone|everyone|in front))?",
        "voice|demon|devil|satan|god|lord|allah|angel|jesus|tv|television|radio|whisper|spirit|alien|man|shadow|entity|head",
        after=r"(?:with|my) (?:cooking|homework|weeds|the dishes)|(?:a|the) (?:tree|cake|vegetables|onions|trees|weeds)|out (?:the|of)|down (?:the|on)|sugar|carbs|time|up|more|the lights|my hair|off my",
        sentence=_STORY
        + r"|sermon|news report|weather|choir|gardener|electrician|sat ?nav|commentator|newsreader|coach|trainer|teacher|voice ?(?:mail|over)|audiobook|inner critic",
    ),
    rule(
        "command_hallucination",
        "red",
        r"(?:voices?|someone|something|he|she|whispers?|they|a man|a woman|mans voice|womans voice) ~3in my (?:head|ear|ears|mind) ~8(?:kill|hurt|die|harm|jump|cut|stab|burn|hang|shoot|end it|do it|slit|must|should|suicide)|(?:hear|hearing|heard) ~3(?:voices?|whispers?|someone|a man|a woman|demons?|god|satan|the devil) ~8(?:kill|hurt|die|harm|jump|cut|stab|burn|hang|shoot|end|do it|slit|strangle)",
        "in my head|in my ear|in my mind|voice|whisper|demon|hear",
        sentence=_STORY + r"|inner critic|neighbours? (?:shouting|arguing)|song stuck",
    ),
)

HARM: tuple[Rule, ...] = (
    rule(
        "harm_to_others",
        "red",
        r"(?:im going to|i am going to|gonna|going to|ill|i will|i plan to|planning to|i want to|wanna|want to|ready to|decided to|i swear ill|about to|imma|i intend to|i need to|id like to|i should|tempted to|feel like|plan is to|urge to|urges to|thinking (?:of|about)|might) (?:<ADV> ){0,2}(?:kill(?:ing)?|murder(?:ing)?|stab(?:bing)?|shoot(?:ing)?|strangl(?:e|ing)|"
        r"poison(?:ing)?|slit|suffocat(?:e|ing)|smother(?:ing)?|drown(?:ing)?|behead(?:ing)?|run(?:ning)? over|choke|choking|burn down|bomb(?:ing)?|blow(?:ing)? up|set fire to|attack(?:ing)?|end|rape|torture|knife|beat|batter|hurt(?:ing)?|make (?:him|her|them) (?:pay|suffer|bleed)) (?:up )?(?:him|her|them|someone|somebody|everyone|everybody|people|anyone|my (?:\w{1,10} )?<KIN>s?|the (?:baby|kids|children|neighbours?|boss|school|office|house|place|building)|"
        r"that (?:man|woman|bitch|bastard|guy|cunt|bloke)|those (?:people|kids)|all of them|you all|the whole \w{1,10})(?: (?:tonight|with (?:a|my|the) \w{1,8}|in (?:his|her|their) sleep|when (?:he|she|they)|and then (?:me|myself)|for what))?",
        "kill|murder|stab|shoot|strangl|poison|slit|suffoc|smother|drown|behead|run over|running over|chok|burn|bomb|blow|fire|attack|end |rape|tortur|knife|beat|batter|hurt|make ",
        after=r"(?:if (?:he|she|they|you|it|i have|one more)|for (?:eating|leaving|being late|forgetting|not (?:doing|texting)|spoiling|that (?:joke|pun)|stealing my)|at (?:chess|tennis|fifa|monopoly|golf|football|cards|darts|the game|mario|scrabble|poker|table tennis)|feelings|(?:an|a) (?:email|text|message|look|glance)|lol|haha\w{0,5}|with kindness|in (?:the (?:game|match|race|final|quiz)|monopoly|chess|fifa)|by (?:saying|telling|leaving|being|accident)|"
        r"when (?:i|we) (?:get|see)|back|off|to (?:the|it)|by ending|with (?:my words|the truth)|things|and (?:ruin|wreck))",
        before=r"would never|never|dont|not|wouldnt|im not|didnt|afraid ill|scared ill|dont think|afraid of|fear of",
        sentence=_STORY
        + r"|lol|haha\w{0,5}|jk|fifa|monopoly|mafia|werewolf|among us|paintball|laser tag|dishwasher|socks|feelings|dont want to (?:hurt|upset)|without hurting|mosquito\w{0,2}|wasps?|spider|weeds|photograph\w{0,2}|photo|camera|relationship|chess|hunting|email|surprise party|charades",
    ),
    rule(
        "harm_to_others",
        "amber",
        r"(?:thoughts?|urges?|images|visions|fantas\w{1,5}|imagin\w{1,3}|pictur\w{1,3}|dream(?:ing)? (?:of|about)|thinking|think|sometimes i|i keep|keep|feel like|impulse|scared (?:that )?(?:ill|i will|i might|im going to|of)|afraid (?:that )?(?:ill|i will|i might|im going to|of)|frightened (?:that )?(?:ill|i will|i might|im going to|of)|worried (?:that )?(?:ill|i will|i might)|fear) ~4(?:kill(?:ing)?|murder(?:ing)?|stab(?:bing)?|shoot(?:ing)?|strangl(?:e|ing)|suffocat(?:e|ing)|smother(?:ing)?|drown(?:ing)?|hurt(?:ing)?|harm(?:ing)?|chok(?:e|ing)|attack(?:ing)?|throw(?:ing)?|shak(?:e|ing)|punch(?:ing)?|"
        r"push(?:ing)?|hit(?:ting)?|snap(?:ping)?|lash(?:ing)? out(?: at)?) (?:him|her|them|someone|somebody|people|anyone|everyone|my (?:\w{1,10} )?<KIN>s?|the (?:baby|kids|children|neighbours?|dog))|(?:bring|brought|take|taking|carry|carrying|have|got|bought|buy|getting|get) (?:a |my |the )?(?:gun|knife|weapon|machete|bat|acid|petrol|hammer|axe) ~5(?:to (?:school|work|his|her|their|the office|use on|scare|hurt)|for (?:him|her|them|my (?:boss|ex|dad))|in my (?:bag|car|coat|pocket|locker|rucksack)|and i know where|when (?:he|she|i see))|"
        r"shoot(?:ing)? up (?:the|my|a|that) \w{1,12}|(?:make|making) (?:him|her|them|everyone) (?:all )?(?:pay|suffer|bleed|regret it)|(?:going|gonna|want) (?:to )?(?:hurt|kill|murder) (?:people|someone|somebody|everyone|everybody)|take (?:him|her|them|everyone|as many|others|people|someone) (?:out |down )?with me|(?:know|found out) where (?:he|she|they) lives? ~6(?:hurt|pay|kill|regret|sorry|knife|burn)|(?:want|wanting|going|gonna) (?:to )?(?:see|watch) (?:him|her|them) (?:bleed|suffer|die|burn)|"
        r"(?:almost|nearly) (?:hit|shook|strangled|smothered|dropped|threw|hurt|stabbed|killed) (?:my |the )(?:\w{1,10} )?<KIN>s?|lost control and (?:hit|hurt|pushed|punched|grabbed|choked)|(?:hit|punched|beat|hurt|choked|slapped|kicked|strangled|pushed) my (?:wife|girlfriend|partner|husband|boyfriend|kid|kids|son|daughter|child|children|baby|mum|mom|mother|dad)(?: (?:last night|again|yesterday|today|this morning))?",
        "kill|murder|stab|shoot|strangl|suffoc|smother|drown|hurt|harm|chok|attack|throw|shak|punch|push|hit|snap|lash|gun|knife|weapon|machete|bat|acid|petrol|hammer|axe|pay|suffer|bleed|regret|with me|lives|live|die|burn|shook|drop|threw|beat|slap|kick|grab",
        after=r"feelings|(?:by|if i) (?:saying|telling|say|tell|leaving|leave|being)|at (?:chess|fifa)|off|away|(?:an|a) (?:party|ball|email|text|message|surprise)|up|emotionally|with (?:my words|a pillow fight)|for a|back|out of (?:the way|bed)|to (?:the|do|school|bed|eat|study)|buttons|luck|on the swing|around|hands|too hard to (?:do|study|revise)|by mistake|by accident|accidentally",
        sentence=_STORY
        + r"|lol|haha\w{0,5}|fifa|monopoly|paintball|chess|dishwasher|feelings|cook\w{0,4}|dinner|camping|photograph\w{0,2}|baseball|cricket bat|party|birthday|kitchen knife set",
    ),
)

ABUSE: tuple[Rule, ...] = (
    rule(
        "abuse",
        "amber",
        r"(?:my (?:\w{1,10} )?(?:husband|wife|partner|boyfriend|girlfriend|bf|gf|ex|dad|father|mum|mom|mother|stepdad|stepfather|uncle|brother|son|boss|carer|step ?mum|grandad|grandfather|cousin|fiance|flatmate)|he|she|they) (?:<ADV> ){0,2}(?:keeps? |kept |has |have |had |is |was |would |will |used to |started |starts |tries to |tried to |threatened to |threatens to |threatening to |said hell |said he would |going to |gets drunk and |came home and |got drunk and ){0,2}(?:hit(?:s|ting)?|beat(?:s|ing|en)?|punch(?:es|ed|ing)?|"
        r"kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|chok(?:e|es|ed|ing)|strangl(?:e|es|ed|ing)|rap(?:e|es|ed|ing)|hurt(?:s|ing)?|abus(?:e|es|ed|ing)|assault(?:s|ed|ing)?|molest(?:s|ed|ing)?|touch(?:es|ed|ing)?|grop(?:e|es|ed|ing)|burn(?:s|ed|ing)?|lock(?:s|ed|ing)?|threaten(?:s|ed|ing)?|stalk(?:s|ed|ing)?|forc(?:e|es|ed|ing)|push(?:es|ed)?|shov(?:e|es|ed)|throw(?:s)?|threw|stab(?:bed)?|pin(?:s|ned)?|grab(?:s|bed)?|drag(?:s|ged)?|"
        r"control(?:s|led|ling)?|wont let|doesnt let|spit(?:s)?|starv(?:e|es|ed)) (?:me|us|things at me|my (?:kids|children|arm|hair|throat|neck|face|phone|passport|money|son|daughter)|to (?:kill|hurt|hit) (?:me|us|my|the)|on me|at me|himself on me)(?: (?:again|if i leave|last night|every|when|in front of|leave|see|up|down|in|to have sex|around|against|inappropriately|so hard|yesterday|black and blue))?",
        "hit|beat|punch|kick|slap|chok|strangl|rap|hurt|abus|assault|molest|touch|grop|burn|lock|threat|stalk|forc|push|shov|throw|threw|kill|stab|pin|grab|drag|control|let|spit|starv",
        after=r"(?:up on|back up|with (?:an?|the) (?!belt|bat|stick|bottle|hammer|knife|pan|shoe|pole|chair|fist|iron|cable|rolling|torch|wooden|brick|lead|cane)|with his music|again with|to (?:be better|do better|try|think|the (?:cinema|shop))|feelings|when (?:he|she) (?:died|left|moved)|deeply|by (?:saying|leaving|dying|moving)|at (?:chess|tennis|fifa|cards|scrabble|darts|poker|golf)|a (?:drink|coffee|lift|text|message)|by accident|emotionally when|in (?:chess|the race|tennis)|out of (?:the car park)|for my (?:birthday|keys)|because i|every time with)",
        sentence=_STORY
        + r"|lol|haha\w{0,5}|chess|tennis match|fifa|instagram|whatsapp|pillow fight|boxing (?:class|training)|sparring|karate|football|rugby|his music|board games?",
    ),
    rule(
        "abuse",
        "amber",
        r"(?:i (?:was|am|got|have been|been)|being|was|been|got|im) (?:<ADV> )?(?:raped|sexually (?:assaulted|abused)|molested|beaten(?: up)?(?: by)?|abused|assaulted|trafficked|groomed|attacked|drugged|spiked|held against my will|stalked|blackmailed|strangled)|(?:domestic|sexual|physical|emotional) (?:violence|abuse|assault)|(?:scared|afraid|terrified|frightened) (?:of|to go home|to be home|to leave)(?: (?:to|because|of|with|when|him|her|my|in case|he|she|alone with)){1,3} ?(?:husband|wife|partner|boyfriend|girlfriend|dad|father|ex|son|stepdad|"
        r"hell|he|him|hit|kill|hurt|will|might|would|violent|drinks|uncle|brother|mother|mum)?|(?:not safe|unsafe|dont feel safe|isnt safe) (?:at home|in my (?:own )?(?:home|house|relationship|marriage)|with (?:him|her|my (?:partner|husband|dad|boyfriend|stepdad|ex|wife)))|(?:forces?|forced|forcing|makes|pressures?) me (?:to|into) (?:have |having )?(?:sex|sexual|it when i|do things|sleep with|marry)|"
        r"(?:threatened|threatens|threatening) (?:to )?(?:kill|hurt|stab|shoot|burn|find|beat) (?:me|us|my|the (?:kids|children|dog))|(?:bruises|black eye|broken (?:rib|ribs|nose|arm)) ~5(?:from|because of|by|he|she|my (?:husband|partner|boyfriend|dad))|sex (?:when|even when|after) i (?:say|said|dont|didnt) (?:no|want)|(?:touched|touches|touching) me (?:down there|inappropriately|sexually|where|in ways|at night|when i)",
        "rape|assault|molest|beaten|abus|traffick|groom|attack|drug|spik|held|stalk|blackmail|strangl|violence|scared|afraid|terrif|frighten|safe|forc|makes me|pressur|threat|bruise|black eye|broken|sex|touch",
        sentence=_STORY
        + r"|training|policy|awareness|seminar|by (?:a|the) (?:dog|cat|goose|seagull|wasps?|bear|swans?)|heart attack|panic attack|asthma|at (?:tennis|chess|golf)|in the (?:election|match|final)|dentist|(?:spiders?|heights|flying|the dark)",
    ),
)

CHILD: tuple[Rule, ...] = (
    rule(
        "child_risk",
        "amber",
        r"(?:<THEM>|he|she|they|i|ive|my) ~3(?:touch(?:es|ed|ing)?|hit(?:s|ting)?|beat(?:s|ing|en)?|hurt(?:s|ing)?|shook|shak(?:e|es|ing)|slap(?:s|ped|ping)?|punch(?:es|ed|ing)?|kick(?:s|ed|ing)?|molest\w{0,3}|abus(?:e|es|ed|ing)|rap(?:e|ed|es|ing)|burn(?:s|ed|ing)?|lock(?:s|ed|ing)?|starv(?:e|es|ed|ing)|neglect\w{0,3}|smack(?:s|ed|ing)?|leav(?:e|es|ing)|left|grop\w{1,3}|groom\w{0,3}|"
        r"threw|throw(?:s|ing)?) (?:my|our|the|his|her|their|a) (?:\w{1,8} ){0,2}(?:son|daughter|child|children|kids?|baby|sister|brother|toddler|niece|nephew|stepson|stepdaughter|grandson|granddaughter|girl|boy|newborn|infant)(?: (?:at night|alone|in (?:his|her|their)|inappropriately|again|when|and|so hard|until|with|for hours|all night|home alone|unsupervised|when (?:he|she|they) cr\w{1,4}))?",
        "son|daughter|child|kid|baby|sister|brother|toddler|niece|nephew|girl|boy|newborn|infant",
        after=r"(?:with|at) (?:my mum|my mom|his gran|nursery|school|a (?:babysitter|sitter|friend)|his dad|her dad|grandma|nan|my parents)|feelings|behind|(?:a|the) (?:milkshake|party|ball|smoothie|birthday)|hand|a (?:note|message|present)|heart|hair|in (?:chess|the care of|good hands)|to (?:sleep|his|her|play)|s? (?:feelings|heart|hand|party)|about|off at|milestones|at (?:chess|fifa|tennis|cards)",
        sentence=_STORY
        + r"|birthday party|chess|fifa|nursery|babysitter|heart was|football|rugby|years ago|when we were (?:kids|little)|video call|feelings|emails?|photo\w{0,6}",
    ),
    rule(
        "child_risk",
        "red",
        r"(?:scared|afraid|worried|terrified|frightened|think|feel like|might|going to|gonna|want to|could|urge to|about to|tempted to|wanna|ill|i will|i) ~5(?:hurt|harm|kill|shake|smother|drown|drop|throw|strangle|suffocate|hit|snap at|shook|shaken|stab) (?:my|the|our) (?:own )?(?:\w{1,8} )?(?:baby|newborn|infant|toddler|child|children|kids|son|daughter)(?: (?:when|if|because|to make|so|until|against))?",
        "baby|newborn|infant|toddler|child|kids|son|daughter",
        before=r"would never|never|dont want to|wouldnt",
        after=r"feelings|a (?:party|ball|milkshake)|off|s? (?:feelings|hand)|by (?:saying|leaving|divorcing|splitting)|emotionally|at (?:school|nursery)|with (?:my divorce|the news)",
        sentence=_STORY
        + r"|never|intrusive thought (?:work|worksheet)|feelings|dont want to hurt|divorce|party|nursery|fifa|chess",
    ),
)

PSYCHOSIS: tuple[Rule, ...] = (
    rule(
        "psychosis_mania",
        "amber",
        r"(?:put|implanted|planted|inserted|installed|hid|there is|theres|they put) ~3(?:chip|chips|microchip|transmitter|camera|cameras|device|bug|bugs|tracker|implant|wires?) ~3(?:in|inside|under|into|behind|through) (?:my|the) (?:\w{1,8} )?(?:head|brain|tooth|teeth|body|skin|walls?|arm|neck|ceiling|flat|house|room|tv|lights?|smoke)|(?:tv|television|radio|newsreader|news|internet|songs?|numbers|number plates|billboards?|birds|lights?|strangers) (?:\w{1,8} )?(?:is|are|keeps?|was|were|has been) "
        r"(?:sending|talking|speaking|giving|showing|whispering|broadcasting|directing|talking directly|communicating|reading) (?:to )?(?:me|messages|signs|signals|secret|about me|my (?:thoughts|mind)|codes|directly)|(?:secret|hidden|special|coded) (?:messages?|signs?|codes?|meanings?) (?:for me|to me|from (?:god|the|my|them)|in the|meant for me|through the)|"
        r"(?:they|people|someone|everyone|the (?:government|police|neighbours|cia|fbi|mi5|council)|neighbours|government|police|aliens|my (?:family|neighbours|boss|colleagues)) ~3(?:are |is |keep |keeps |have been |has been )?(?:watching me (?:through|all the time|from|24)|spying on me|following me (?:everywhere|all)|reading my (?:mind|thoughts)|poisoning (?:me|my (?:food|water|tea))|out to get me|plotting (?:against me|to)|monitoring me|tracking me|putting thoughts|stealing my thoughts|"
        r"controlling my (?:mind|thoughts|body|movements)|listening to my thoughts|bugging my|after me|replaced (?:my|by)|gang ?stalking me|broadcast\w{0,3} my thoughts)|(?:my )?(?:thoughts|mind) (?:are|is) (?:being )?(?:broadcast|stolen|controlled|read by|inserted|not my own|being put)|(?:hear|hearing|heard|hears) ~2(?:voices|a voice|whispers|people talking (?:about me )?when)(?: (?:in my head|that|when|talking|telling|nobody|no one|at night|again|all|others|commenting|calling|outside|and))?|voices (?:are |have |keep |get ){0,2}(?:in my head|back|talking|telling|getting louder|louder|whispering|commenting|wont stop|never stop|laughing at me|started again)|"
        r"(?:see|seeing|saw) ~2(?:shadow people|shadows (?:that|moving|move)|people who (?:arent|are not) there|things (?:that )?(?:arent|are not|others|other people|no one)|demons|dead people|faces in the walls)|(?:im|i am|i was|ive been) (?:<ADV> )?(?:the messiah|jesus|god(?!dess)|chosen(?: by god| one)?|the chosen one|a prophet|the prophet|the second coming|being controlled|possessed|immortal|invincible|on a mission from|sent by god|sent to save|already dead inside my|destined to save)|"
        r"chosen (?:one|by god|by the)|god (?:has |is )?(?:chosen|choosing|chose|speaks|speaking|talks|talking|told|sends|sent) (?:to )?me(?: (?:to|through|directly|for a mission|signs))?|(?:i have|ive got|got|have) (?:special|super|magical|psychic|supernatural) powers|(?:havent|have not|not|hardly|barely|only|dont need|no) (?:slept|sleep|sleeping|any sleep) ~8(?:and i feel|feel|feeling|full of|energy|amazing|great|fantastic|brilliant|invincible|on top|unstoppable|dont need|never better|wired|buzzing|ideas|projects|mission|genius|better than ever|powers|alive)|"
        r"(?:dont|do not|no longer) need (?:any )?sleep (?:anymore|any more|because|im|i am|since)|(?:thoughts|mind|ideas) (?:are |is )?(?:racing|going) (?:so fast|a million|too fast|and i (?:can|feel))(?: \w{1,10}){0,3} (?:genius|invincible|amazing|energy|chosen|brilliant|spent|sleep|days)|(?:spent|spending|maxed|blew|blown) (?:all )?(?:my )?(?:savings|life savings|credit cards?|thousands|everything) ~8(?:havent slept|not slept|genius|amazing|energy|invincible|mission|dont need sleep|four in the morning|no sleep|feel incredible|all at once and i feel)|"
        r"(?:world|people|everything|family) (?:is|are|isnt|arent) (?:not )?(?:real|fake|actors|robots|clones|replaced by|imposters?|impostors?)|my (?:wife|husband|mother|mum|dad|family|son) (?:is|has been|was|are) (?:an? )?(?:impostor|imposter|clone|replaced|robot|double)",
        "chip|transmitter|camera|device|bug|tracker|implant|wire|tv|television|radio|news|internet|song|number|billboard|birds|light|strangers|secret|hidden|special|coded|watching|spying|following|reading|poison|out to get|plotting|monitor|tracking|putting|stealing|controll|listening|after me|replaced|stalking|broadcast|thoughts|mind|voice|whispers|see|saw|messiah|jesus|god|chosen|prophet|second coming|possessed|immortal|invincible|mission|destined|powers|slept|sleep|savings|spent|credit|blew|real|fake|actors|robot|clone|impost|dead inside|people talking",
        before=r"not|never|dont|like|as if|isnt|arent",
        after=r"on the (?:radio|tv|phone|bus)|of (?:children|the choir|my (?:kids|friends))|for (?:the team|promotion|the role|jury)|for the|well but|on (?:instagram|twitter|tiktok|linkedin)|in the (?:choir|corridor|street|park|next room|garden|kitchen)|with the kids|at (?:the|a) (?:party|shop|match)|next door",
        sentence=_STORY
        + r"|baby monitor|security camera|ring doorbell|nanny cam|choir|newborn|exam|new baby|because of the baby|jet ?lag|school play|nativity|halloween|podcast|cctv",
    ),
)
