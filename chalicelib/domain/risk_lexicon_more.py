"""Safety column: wording of suicidal thoughts named, passive wishes, preparation, self-harm, coded words, hopelessness."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

NAMED: tuple[Rule, ...] = (
    rule("ideation", "red", r"suicid(?:e|es|al|ally|ality)?", "suicid", own=True),
    rule(
        "recent_attempt",
        "red",
        r"(?:attempt(?:ed|ing)?|tried|try|trying|failed|last|second|third|another|survived (?:my|an|the)|after my|since my|my) "
        r"(?:at )?(?:suicide|attempt(?:s)? (?:on my life|to die|at my life)|suicide attempt)|attempt on my (?:own )?life|"
        r"(?:my|an|another|last|second|third|failed|the) (?:suicide )?attempt failed|didnt manage to die|supposed to (?:have died|be dead)|"
        r"(?:woke|waking|wake) up (?:in hospital|in a&e|in the icu|alive)(?: after| from| because| and| still| again)?|should have (?:died|worked)|shouldve (?:died|worked)",
        "attempt|suicid|die|dead|woke|wak|worked",
        own=True,
        sentence=r"surgery|operation|car (?:crash|accident)|appendi\w{1,6}|labour|gave birth",
    ),
    rule(
        "recent_attempt",
        "red",
        r"(?:put|wrapped|tied|had|tightened|got) (?:the |a |my )?(?:belt|rope|cord|cable|noose|scarf|sheet|lead|plastic bag|bag|ligature) ~2(?:round|around|over|about|on) my "
        r"(?:neck|head|throat)|(?:hoping|hoped|wishing|praying|so) (?:that )?(?:i |id |it )?(?:wouldnt|would not|wont|didnt|never|not to|i wont|would never) (?:have to )?"
        r"(?:wake up|wake|survive|make it|live)|(?:pumped|pump) my stomach|stomach pumped|"
        r"(?:stood|was standing|sat|was sitting|climbed|got|ended up|was|went up|went) (?:up )?(?:on|at|over|onto|to) (?:the )?(?:bridge|ledge|roof|edge|railings?|platform|tracks) ~8(?:talked|pulled|police|"
        r"couldnt|didnt jump|stopped me|stopped myself|chickened|turned back|backed out|nearly)|(?:talked|pulled|dragged|coaxed) (?:me )?(?:back |down |off )+(?:from )?(?:the |a )?(?:bridge|ledge|roof|tracks|edge)|"
        r"(?:drank|swallowed) (?:a |some |the |half a )?(?:bottle of )?(?:bleach|antifreeze|weed ?killer|drain cleaner)",
        "neck|head|throat|wake|surviv|make it|live|stomach|bridge|ledge|roof|edge|railing|platform|tracks|bleach|antifreeze|weed|drain",
        own=True,
    ),
)

PASSIVE: tuple[Rule, ...] = (
    rule(
        "passive_wish",
        "amber",
        r"(?:hope|hoping|hoped|wish|wishing|wished|want|wanna|wanted|pray|praying|prayed|love|like|rather|if only|could|please|better|dream|ready|dreaming|"
        r"mind|begging|happy|relief|glad|sleep|asleep|bed|nap|night|eyes) ~7(?:not|never|dont|wont|wouldnt|didnt|hadnt|without) ~2(?:wake|woke|waking|woken|get)(?: back)? up|"
        r"(?:never|not) (?:ever )?(?:have to )?wake up(?: again| anymore| ever| tomorrow)|sleep (?:forever|for ?ever|and never|and not|permanently|for eternity)|forever sleep|"
        r"eternal (?:sleep|rest)|permanent (?:sleep|nap)|(?:close|shut) my eyes (?:and never|forever|for good|for the last)",
        "wak|woke|sleep|nap|rest|eyes|get up",
        denies=False,
        after=r"the (?:baby|kids|dog|cat|children|house)|my (?:husband|wife|partner|son|daughter|baby)|him|her|you|them|late|at|early|before|too|everyone|"
        r"anyone|so early|that early|this early|until|till|to (?:an|my|the) alarm|feeling tired|in (?:lisbon|paris)|on (?:time|sundays)|with a (?:hangover|headache)|as (?:the|she|he)|for work",
        sentence=r"(?:so|that|this|too) early|like the dead|baby asleep|alarm|newborn|toddler|jet ?lag",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:happier|better|easier|freer|nicer|more use|worth more|worth more to them) (?:off )?dead|(?:better|happier|easier|nicer|relieved|freer|richer|glad|fine|okay|ok|lighter|simpler) (?:off |life |lives )?~4(?:without me|if i (?:was|were|am|wasnt|werent|did ?nt|"
        r"didnt|had never|never|just|had|would just|simply|also|were to)? ?(?:just )?(?:dead|died|die|gone|here|around|exist\w{0,3}|disappear\w{0,2}|vanish\w{0,2}|not here|be|was born|been born|born|"
        r"not around|alive|wake up|left this world)|when i am (?:gone|dead)|when im (?:gone|dead|not here)|once im (?:gone|dead|out)|with me (?:dead|gone)|"
        r"if im (?:dead|gone|not here)|after im (?:gone|dead))|better off (?:dead|if i|not (?:here|alive|existing))|(?:theyd|everyone|they would|nobody would|no one would|world|"
        r"hed be|shed be|kids|family) ~5be (?:\w{1,9} )?(?:better|happier|relieved) (?:off )?without me|no ?one would (?:even )?(?:notice|care|miss me|mind)(?: if (?:i|im) ~4(?:died|dead|gone|disappeared|vanished|was|wasnt here)| me)|"
        r"nobody would (?:even )?(?:notice|care|miss me|mind)(?: if (?:i|im) ~4(?:died|dead|gone|disappeared|vanished|was|wasnt here)| me)|(?:would|will) anyone (?:even )?(?:notice|care|miss me|mind|cry)(?: if (?:i|im) ~4(?:died|dead|gone|"
        r"disappeared|wasnt here)| me| if)|who would (?:even )?(?:miss me|notice if i)|world (?:would be|is|be) (?:a )?better (?:place )?without me|wouldnt be missed|(?:won ?t|will not) be missed",
        "dead|without me|if i|when i|once im|with me|after im|better off|one would|nobody would|anyone|who would|missed",
        denies=True,
        after=r"at the (?:party|meeting|game|match)|(?:on|in) the team|being (?:late|there)|playing|singing|leaving early",
        sentence=r"(?:party|meeting|team|band|choir|game) (?:would be|was|is|will be|went|did) \w{0,10} ?\w{0,10} ?without me",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:wish|wished|wishing|if only|better if|hate that|why was|should|shouldve|rather|regret|sorry) ~4(?:never|not|hadnt|wasnt|were|was|have|be|had) ~2(?:been )?born|"
        r"(?:never|not) (?:been |be |asked to be |ask to be )born|(?:should|could) (?:have|of) been (?:aborted|a miscarriage)|shouldve been aborted|mum should have aborted|regret being (?:born|alive)",
        "born|abort|miscarr|alive",
        denies=False,
        after=r"rich|earlier|later|into|taller|pretty|(?:in|with|a|an|as|to) (?!this|pain|me)|lucky|blonde|left handed|yesterday|talented",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:wish|wished|wishing|hope|hoping|hoped|pray|praying|prayed|if only|like|love|prefer|wouldnt mind being|dreaming|ask god|begging god|beg god) ~5(?:dead|"
        r"die|died|dying|disappear(?:ed)?|vanish(?:ed)?|(?:god|the lord|jesus|someone|something|death|cancer|it|he|a car|a bus|a truck|a lorry|an accident|a heart attack|lightning) "
        r"(?:would |will |could |just |to ){0,3}(?:take|takes|took|kill|kills|killed|hit|hits|end|ends|finish|finishes|shoot|run over|strike|strikes|crush) (?:me|my life|it all)|"
        r"not (?:be |being )?(?:here|exist\w{0,3}|alive)|wasnt (?:here|alive|around)|werent (?:here|alive|around)|didnt exist|did not exist|could stop existing|have(?:nt)? (?:a|to) (?:heart attack|exist|live)|not have to (?:live|exist|be alive|be here)|"
        r"get (?:cancer|hit by|run over|terminal|killed|shot|murdered|covid and die)|it (?:was|were|would be|had been) (?:me|over|all over)(?: (?:that|who) died| instead| in that)?|(?:crash|plane) (?:crash|would crash|goes down))",
        "dead|die|dying|disappear|vanish|take|took|kill|hit|end|finish|shoot|run over|strike|crush|here|exist|alive|heart attack|cancer|terminal|shot|murder|over|crash|me|lightning",
        after=r"cells|battery|laughing|flowers?|leaves|down|tired|line|soon(?: enough)? (?:the|and the)|hard|yet|off|it|them|from|of (?:embarrassment|shame|laughter|the)|into (?:the|a) (?:crowd|woods)|for a (?:while|day|week)|to a|on (?:a|the)|weight|on time|with (?:my|a)|too|early",
        before=r"dont",
        sentence=r"film|movie|novel|game|battery|plant|episode|exam|lottery|villain|character|deadline|winner|spider|wasp|meeting",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:dont|do not|dnt|no longer|never|not|didnt|cant) (?:<ADV> ){0,2}(?:want|wanna|wish|belong|deserve|need|care|wanting|feel like|bear|stand|see myself|supposed) (?:<ADV> ){0,2}(?:to |2 |being )?(?:<ADV> ){0,2}"
        r"(?:be (?:here|around|in this world|awake|conscious|a person|me|part of this world)|being here|being around|in this world|on this planet|wake up|see (?:tomorrow|another day|the morning|christmas|"
        r"my next birthday|the end of the (?:week|year)|next year)|go on(?! holiday| a | the | tuesday| monday)|carry on living|face (?:another|tomorrow)|do (?:this|life|it) (?:anymore|any more|any longer)|live like this|keep going|stay here|grow old|make it to|get to)"
        r"(?: anymore| any more| any longer| no more| tomorrow)?",
        "here|around|world|awake|conscious|person|be me|planet|wake|see |go on|living|face|this|life|it|going|stay|old|make",
        denies=False,
        after=r"(?:at|in|on|for|with|until|till|when|all|late|during|by) (?!this (?:world|earth|planet|life)|the world)|early|holiday|(?:a|the) (?:trip|date|diet|bus|train)|to work|at \d|him|her|them|today because (?:it|the)|job|course|class|exercise|with it|alone|this week|early for|that way|people|on a",
        sentence=r"meeting|office|party|airport|bus stop|hospital|waiting room|this (?:town|city|country|job)|school trip|work shift",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:want|wanna|wish|wished|like|love|need|wanted|going|gonna|could|hope|longing|wanting|try|trying) ~4(?:disappear|vanish|not exist|stop existing|cease to exist|be gone|fade away|evaporate|"
        r"be nothing|dissolve|be erased|erase myself|stop being|slip away|be no more|go to sleep forever|escape (?:life|this life|from life)|"
        r"be (?:anywhere but|nowhere)|not be (?:here|me|around)|not be)(?: forever| for good| completely| permanently)?",
        "disappear|vanish|exist|gone|fade|evaporate|nothing|dissolve|erase|stop being|slip|no more|forever|escape|nowhere|not be",
        after=r"on|to|into|off|for (?:a|the|two|three|\d|an|some)|with|from (?!this world|this life|life|everyones|existence|the world|the face)|by|at|in (?:a|the)|late|so (?:\w+ )|shy|a|an|the|before (?:five|six|\d|the)|when (?!i)|rude|there|nervous|angry|anxious|so|afraid|like|able|home",
        sentence=r"invisible cloak|magic trick|embarrass\w{0,6}|blush\w{0,3}|holiday|beach|vacation",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:wouldnt|would not|dont|do not|couldnt|wont|not|no longer|didnt) (?:<ADV> ){0,2}(?:mind|care|matter|bothered|fussed|upset|object|be sad|be sorry|fight it|afraid|scared|be bothered|be upset|resist|really matter|give a \w{1,6}) ?(?:<ADV> )?"
        r"(?:if|whether|about|of|that|how) ~6(?:die|died|dead|dying|wake|woke|hit me|kill(?:s|ed)? me|crash\w{0,3}|disappear\w{0,2}|gone|cancer|ran me|hit by|live|lived|living|survive\w?|exist\w{0,3}|alive|death|took me|happens to me|happened to me)|"
        r"(?:glad|relieved|relief|happy|ok|okay|fine|grateful|better|peace|at peace|blessing|easier|welcome) ~4(?:if|when|to|with) ~6(?:i (?:died|die|was dead|didnt wake|dont wake|got cancer|was gone|disappeared)|terminal|"
        r"died|took me|hit me|crash\w{0,3}|dying|be dead|my last day|die in my sleep|wouldnt wake)|if ~6(?:hit|ran over|killed|crushed|struck|run over|took|shot|ran into|flattened) me ~4(?:mind|care|fine|ok|okay|relief|relieved|so be it|matter|good|glad|better|"
        r"complain|thank|oh well|fight|bad thing|worst)|(?:dont|wont) (?:bother |even )?(?:look|looking) (?:when|before) ~3cross\w{0,3}|crossing ~4without looking|i(?:d| would)? ?(?:m )?(?:welcome|embrace) death|ready to go(?: (?:whenever|any time|now|to god|home to god|to heaven))?$|not (?:afraid|scared) "
        r"(?:of (?:death|dying)|to die)(?: any ?more)?|if i (?:die|died|dont make it|didnt make it|get hit|got hit) ~4(?:so be it|oh well|good|fine|who cares|doesnt matter|not bothered|happy|relief|no one|nobody)",
        "mind|care|matter|bother|fuss|upset|sorry|afraid|scared|fight|glad|relie|happy|ok|fine|grateful|peace|blessing|easier|hit|killed|crush|struck|look|welcome|embrace|ready to go|if i d|better|give a",
        denies=False,
        sentence=r"game|leaving the party|for the (?:trip|airport)|to school|skydiv\w{1,4}|not afraid of dying my hair|insurance",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:no|any|a single|without|zero|not one|lost (?:the|my|all|any)|dont have (?:a|any)|see no|much|little|one good|one|got no|havent got (?:a|any)) (?:good |real |more |single |actual )?(?:reasons?|point|will|purpose|desire|motivation|wish|sense) "
        r"(?:left )?(?:for me )?(?:to|in|of|for|why i should)(?: me)? (?:<ADV> )?(?:live|living|be alive|being alive|go(?:ing)? on|carry(?:ing)? on|exist(?:ing)?|stay(?:ing)? alive|wake up|waking up|keep going|continue|life|stay(?:ing)?|be here|being here|"
        r"get(?:ting)? up(?: in the morning)?(?: anymore)?|keep living|keep breathing|breathe)|(?:life|living|it|existence|existing) ~3(?:not|isnt|aint|no longer|hardly|barely|wasnt|even|really) (?:even )?worth (?:it|living|the (?:pain|effort|struggle)|going on)|not worth (?:living|being alive|"
        r"staying alive)|(?:is|was) (?:life|it|living) (?:even |really |still )?worth (?:living|being alive)|(?:dont|do not|cant) see (?:the |any |a |much )?(?:point|reason|sense) (?:in|of|to) (?:going on|living|being (?:here|alive)|life|carrying on|"
        r"live|existing|continuing|waking up|being)|why (?:am i|do i|should i|bother|keep) (?:<ADV> )?(?:still )?(?:alive|living|here on earth|exist|existing|going on|wake up|go on living|stay alive|keep living|breathing)|what is the point (?:of|in) (?:living|being alive|life|being here|going on|existing)|"
        r"whats the point (?:of|in) (?:living|being alive|life|being here|going on|existing|waking up|carrying on|me)|life (?:has|holds) (?:no|nothing|zero) (?:meaning|point|purpose|value|left|for me)|nothing (?:left )?(?:to live for|worth living for|keeping me (?:here|alive|going))|nothing left (?:for me|to live)|"
        r"only (?:reason|thing) (?:im|i am|keeping me|that keeps me|i stay|im still|stopping me|i havent) ~4(?:alive|here|going|is my|are my|done it|ended)?|"
        r"(?:given|gave|giving|give) up on (?:life|living|everything|myself|being alive)|lost (?:the|my|all) will to (?:live|go on)|"
        r"i (?:dont|do not) deserve (?:to )?(?:live|life|be alive|be here|exist|breathe)|deserve (?:to die|death|to be dead|to suffer)|(?:waste of (?:space|oxygen|air|life))|"
        r"(?:waiting|just waiting|hoping|cant wait) (?:for (?:death|it to be over|the end|my time|my death)|to (?:die|be dead))|cant wait (?:for it to be over|until im dead|till im dead)|wish (?:it|everything|life) (?:was|were|would be|could just be) (?:over|all over)|just want it (?:all )?to (?:be over|stop|end)|"
        r"want (?:everything|it all|the pain|this pain|all of this|my life|life|all this) to (?:stop|end|be over|go away)|cant wait for (?:my|this) life to be over|(?:ready|time) for (?:it|this|life|my life|everything) (?:all )?to (?:end|be over)|make it (?:all )?stop",
        "reason|point|will|purpose|desire|motiv|worth|why |alive|life|nothing|only |up on|deserve|waste of|waiting|wait|over|stop|want it|to end|wish|sense",
        denies=False,
        after=r"(?:the|a|an|to) (?!me|next|end)|holiday|trip|with this (?:project|job)|diet|at (?:work|five|six|\d)|early|in (?:this|that) (?:job|city|house|relationship|meeting)|it if|rent|hell for|insurance|on (?:a|the)|\d|off my|here today",
        sentence=r"want to live|game|meeting|lecture|film|movie|headache to|tooth ?ache|rain|noise|itch\w{0,3}|the alarm|hiccups|exam|winter|lockdown|the match|gym|worksheet|for nothing",
    ),
    rule(
        "passive_wish",
        "amber",
        r"(?:join|be with|reunited with|be reunited with|see|meet|follow|go to|going to be with|joining|be together with) ~3(?:mum|mom|dad|mother|father|husband|wife|nan|gran|grandma|grandad|grandpa|grandmother|son|daughter|brother|sister|baby|friend|him|her|god|jesus|them|lord|twin|partner|boyfriend|girlfriend|dog) ~3(?:in heaven|on the other "
        r"side|up there|in the afterlife|in the next life|in the sky|where (?:he|she|they) (?:is|are) now|in death|in the grave|soon in heaven|wherever (?:he|she) is)|(?:im |i am |be )?coming to (?:join|be with|see) you (?:mum|mom|dad|soon|nan|love|my love|baby)|see you on the other side|take me (?:too|instead|now|away from this (?:world|life)|in my sleep|lord|god|home lord|already)|"
        r"(?:god|lord|jesus|please|death) (?:\w{1,8} ){0,3}takes? me(?: in my sleep| now| tonight| away| home)?|takes? me in my sleep|(?:easier|better|simpler|best) (?:for (?:everyone|everybody|them|all|my family|us all) )?(?:\w{1,6} ){0,2}if i (?:<ADV> ){0,2}(?:didnt|did not|wasnt|werent|wasn t|were not|never|stopped|ceased|died|disappeared|went|left|was gone|was dead|were dead|were gone)(?: (?:exist\w{0,3}|here|alive|around|to exist|to be|born|forever|existed))?|"
        r"peaceful (?:\w{1,8} ){0,4}(?:to not exist|not to exist|to be dead|to die|not existing|being dead|if i died|to stop existing)|(?:death|dying|being dead|not existing|the grave|nothingness) (?:sounds|seems|looks|feels|would be|must be|is) (?:so |really |quite |pretty )?(?:\w{1,8} )?(?:nice|good|peaceful|restful|lovely|great|better|appealing|like (?:a relief|peace|rest|freedom))|"
        r"(?:dont|do not|wont|cant) (?:see|imagine|picture) (?:myself|me) (?:\w{1,8} ){0,3}(?:alive|living|being here|being alive|existing|past|making it|surviv\w{1,3}|growing old|getting old|reaching)|wont (?:live|make it) (?:to|past|till|until|through) (?:see )?(?:\d+|thirty|forty|fifty|christmas|my|the (?:night|week|weekend|year)|tonight|this)|not going to (?:make it|live) (?:to|past|through|much longer)|"
        r"(?:a )?(?:life|world) without me|id be (?:better )?(?:off )?(?:dead|gone)|i (?:should|ought to) (?:be dead|not be (?:here|alive)|just die|die|not exist|have died)|i shouldnt (?:be (?:here|alive)|exist)|shouldnt even be alive",
        "heaven|other side|afterlife|next life|sky|is now|are now|death|grave|coming to|takes? me|take me|takes me|if i|peaceful|dying|dead|existing|nothing|myself|me|wont|make it|live|without me|gone|die|exist|alive|wherever",
        denies=False,
        after=r"to (?:the|my|see|an)|for (?:lunch|dinner|a|the)|at (?:the|five|\d)|seriously|out|home tonight|with you|on holiday|up on",
        sentence=r"country roads|song|lyrics?|film|movie|concert|party|meeting|exam|game|late for",
    ),
)

PREPARATION: tuple[Rule, ...] = (
    rule(
        "preparation",
        "red",
        r"(?:wrote|written|writing|write|finished|drafted|typed|left|leave|leaving|recorded|made|making|scheduled|prepared|got|sealed|posted) ~4(?:goodbye|farewell|suicide|final|last|death|good bye) "
        r"(?:\w{1,8} )?(?:letters?|notes?|messages?|videos?|emails?|texts?|voice ?notes?|cards?)|suicide (?:note|letter)s?|(?:wrote|written|writing|left|finished|hidden) (?:\w{1,8} ){0,3}(?:letters?|notes?|cards|videos?|emails?) ~7(?:when im gone|after im gone|once im gone|for when|"
        r"if i (?:die|dont make it)|to find|open after|read after|explaining (?:why|everything)|when i am gone|saying goodbye|sorry)|written (?:a|my|the) note|wrote (?:a|my|the) note(?: to everyone| to my family| for them)?$|my (?:final|last) words|(?:note|letters?) (?:is|are) (?:written|on the table|ready|finished|done|in the drawer)",
        "letter|note|message|video|email|text|voice|card|words",
        own=True,
        after=r"to (?:my landlord|the council)|of (?:the lesson|the meeting)|about the|for the (?:meeting|lecture|shopping)",
        sentence=r"colleague|quit|the company|leaving do|retir\w{1,6}|last day at work|leaving card|resignation|notice period|farewell party|moving (?:house|abroad|away)|graduat\w{1,6}|emigrat\w{1,4}|school leaver|lecture|therap(?:y|ist) letter|compassionate",
    ),
    rule(
        "preparation",
        "red",
        r"(?:gave|given|giving|give|gifting|gifted|donat\w{1,3}|left|rehom\w{1,3}) (?:away )?(?:all |most |half )?(?:of )?(?:my|everything|the|both|stuff|things|possessions|belongings) ~12(?:wont need|dont need|not need|no need|need (?:it|them) any|wont be needing|not be needing|wont be here|when im gone|after im gone|"
        r"where im going|before i go|its time|no longer need|dont want (?:it|them) to be|to remember me)|(?:wont|will not|not gonna|dont) (?:be )?need(?:ing)? ~4(?:where im going|after (?:tonight|today|tomorrow|friday|the weekend|this)|soon|when im gone|much longer)|"
        r"(?:gave|given|giving) away (?:all )?(?:of )?(?:my|everything)(?! old| baby| spare| clothes to| outgrown)|(?:found|find|arranged|asked|need|looking for|sorted) (?:\w{1,10} ){0,5}(?:to )?(?:take|look after|care for|adopt|have|mind|feed) (?:the|my) (?:dog|cat|pets?|kids|children|baby|rabbit|fish|bird|horse) ~3(?:when im gone|after im gone|after i|once im|"
        r"for good|permanently|forever|if im not|when im not here|when i go)|(?:look after|take care of|love|feed|tell) (?:\w{1,10} ){1,4}(?:when im gone|after im gone|once im gone|for me when im|when im dead|after im dead|i loved (?:him|her|them|you all))",
        "gave|giv|gift|donat|left|rehom|need|found|find|arrang|ask|look|sort|care|love|feed|tell",
        own=True,
        sentence=r"charity shop|moving (?:house|abroad|out|away)|declutter\w{0,4}|too small|outgrown|work trip|business trip|on holiday|in spain|emigrat\w{1,4}|blood|new (?:car|phone|flat|house|sofa|one)|upgrad\w{1,4}",
    ),
    rule(
        "preparation",
        "red",
        r"(?:put|putting|got|getting|set|sorted|sorting|tidy|tidying|tidied) (?:all )?(?:of )?my (?:affairs|finances|things|stuff|paperwork|passwords|will|insurance) (?:in order|sorted|out|ready|up) ~6(?:note|goodbye|gone|before i (?:go|die|do)|so (?:they|my family|nobody|no one|the kids)|for when|for after|so its easier|be a burden)|"
        r"(?:affairs|everything|paperwork|will) (?:is |are |all )?(?:in order|sorted|settled|ready|done) ~6(?:note|goodbye|gone|to go|before i (?:go|die|do)|time|for when|i can go|now i can)|put my affairs in order|getting my affairs in order|affairs in order|(?:changed|updated|checked|made|written|wrote) (?:my )?(?:will|life insurance|funeral plans?) ~6(?:gone|suicide|before i|when i|covers|pays out|ready|so that)|"
        r"(?:plan(?:ning|ned)?|pick(?:ed|ing)|chose|choos(?:e|ing)|arrang\w{1,3}) (?:\w{1,8} )?(?:my )?(?:own )?(?:funeral|burial|coffin|funeral songs?|headstone)|life insurance (?:\w{1,8} ){0,4}(?:suicide|pay|cover)\w{0,2}",
        "affairs|finances|things|stuff|paper|password|will|insur|everything|funeral|burial|coffin|headstone",
        own=True,
        sentence=r"solicitor appointment for the house|pension|retire\w{0,5}|mortgage|financial advis\w{1,3}|tax return|cancer (?:diagnosis|treatment)|hospice",
    ),
    rule(
        "preparation",
        "red",
        r"(?:picked|chosen|chose|set|got|found|decided on|worked out|made|have|ive got|know|planned|scouted|visited|checked out|picking|choosing) (?:out )?(?:a |the |my |out |it )?(?:date|day|spot|place|time and place|location|bridge|tree|method|suicide plan|way to (?:do it|go|die)|how i(?:m| will|d)? (?:going to |gonna )?(?:do it|die|go)|plan) "
        r"(?:already|for it|to (?:do it|die|jump|end|go|kill|hang|finish|end it|end my life)|where (?:i|id|im|ill)|when (?:i|id|im|ill) (?:will |gonna |going to )?(?:do it|die|go|end)|and a (?:date|time|place|method)|out already|picked|and (?:the |a )?(?:means|pills|rope|date|method)|all set)|"
        r"i(?:ve| have)? (?:already )?(?:set|picked|chosen|chose) (?:a|the|my) date$|i have a (?:suicide plan|plan to (?:end|kill|die|do it|go)|plan and (?:the means|a date|im|i))|(?:planned|planning) (?:it all|everything|my (?:death|suicide|exit|own death|final|end)|how (?:id|to|ill|i would) (?:do it|die|end|go))|(?:i know|ive decided|figured out|worked out|know exactly) (?:exactly )?(?:how|when|where) (?:i|im|ill|id|i will|i would) "
        r"(?:going to |gonna |will |would |be )?(?:doing |do |end )?(?:it|die|go|kill myself|end things)$|my exit (?:plan|strategy)|(?:bought|ordered|buying|ordering|got hold of|acquired|borrowed|stole|found|picked up) (?:\w{1,8} ){0,3}(?:rope|noose|razors?|razor blades?|gun|shotgun|rifle|pistol|bullets|helium|nitrogen|sodium nitrite|charcoal|nembutal|poison|"
        r"antifreeze|ligature|hose ?pipe|everything i need|what i need(?: online)?|the stuff i need)(?! for (?:the|my|a) (?:boat|dog|garden|party|bbq|barbecue|climb|swing|tree ?house|horse|aquarium|car|trip|course|shed|beard|legs))",
        "date|day|spot|place|location|bridge|tree|method|plan|way|how|when|where|exit|rope|noose|razor|gun|rifle|pistol|bullet|helium|nitrogen|sodium|charcoal|nembutal|poison|antifreeze|ligature|hose|need|stuff",
        own=True,
        sentence=r"wedding|holiday|boat|climbing|garden|camping|party|shav\w{1,4}|beard|bbq|barbecue|swing|birthday|venue|picnic|hammock|balloons?|dog lead|recipe|nerf|water ?pistol|glue gun|groceries|exam|moving date|school project|lesson|revision|surgery|honeymoon|shopping|diy",
    ),
    rule(
        "preparation",
        "red",
        r"(?:this is|its|these are|my|here is|heres|one) (?:my |the |a )?(?:last|final) (?:message|post|goodbye|text|email|note|words|letter|night|day|evening|birthday|christmas|weekend|week|time (?:writing|posting|talking|you|ill|i will)|entry|log ?off|log off|goodnight)(?: (?:here|ever|alive|on earth|on this earth|before i go|tonight|to you all))?|"
        r"by the time (?:you|anyone|somebody|they) ~3(?:read|see|find|get|hear|open) (?:this|it|me)|when you (?:read|find|get|see) this (?:ill|i will|im|i) ~3(?:be )?(?:gone|dead|already)|"
        r"(?:said|saying|say|sent|sending|told|texted|wrote|made) (?:my |all my |our |a )?(?:last |final |silent )?(?:goodbyes?|farewells?|good byes?) ~7(?:dont know|doesnt know|no idea|didnt know|not know|without (?:them|him|her|anyone) knowing|forever|for good|for the last time|they just|he just|she just|in my (?:head|mind)|before i (?:go|do)|one last|never see|last time)|"
        r"goodbye (?:everyone|everybody|all|world|cruel world|forever|to (?:you all|this world|everyone|all of you)|my (?:friends|family|loves|darlings)|mum|mom|and (?:sorry|im sorry|i love you)|,? (?:and )?(?:thank you|thanks) for (?:everything you did for me|loving me|trying)|i love you all|(?:and )?(?:please )?forgive me)|"
        r"(?:sorry|forgive me) (?:for (?:what|everything) (?:im|i am|i) (?:about|going|gonna|do|did|have to)|everyone (?:but )?(?:i|goodbye|i cant)|to (?:everyone|my (?:kids|family|mum|mom)|mum|mom|those) (?:for what|who find|but i cant|i cant|when i|i have to go|im leaving))|whoever finds (?:me|my body)|(?:they|someone|who|somebody|you) (?:will |ll |is going to |gonna |to |would )?(?:find|finds|found) (?:my body|me (?:dead|hanging|in the (?:bath|morning|garage|bedroom)|tomorrow|first))|"
        r"my body (?:will be|is in|to be found|when (?:they|you))|(?:tell|let) (?:my )?(?:kids|mum|mom|family|wife|husband|children|dad|everyone|parents|son|daughter|them|him|her) (?:that )?(?:i (?:loved|love|was|am)|im) (?:them|him|her|sorry|you)|i (?:love|loved) you all,? (?:and )?(?:goodbye|bye|im sorry|take care)",
        "last|final|by the time|when you|goodbye|farewell|good bye|sorry|forgive|finds|find|found|body|tell|let|love",
        own=True,
        after=r"at (?:this|the|my|work|school|uni|college)|of (?:the|term|school|work|holiday|season|my (?:course|job|placement|holiday)|lent|summer|january|february|march|april|may|june|july|august|september|october|november|december|treatment|therapy|the)|before (?:the (?:exam|holiday|baby|wedding)|we (?:move|leave)|summer|lent)|in (?:london|this (?:house|job|flat|city|office)|paris)|as a|with the company|together before|bill|reminder|about the|and chapter|to (?:book|buy|submit|pay|work)|on the (?:door|dance)|exam|out where",
        before=r"how to|can|hard to|cant|must|to my",
        sentence=r"party|holiday|resignation|notice period|season finale|episode|moving (?:house|abroad|away)|airport|graduation|leaving do|new job|sugar|chocolate|smoking|cigarettes|hide and seek|find my (?:phone|friends)|facebook|linkedin|exams?",
    ),
    rule(
        "preparation",
        "red",
        r"(?:i |im |i am |and |so i |cause i |because i )?(?:wont|will not|not going to|not gonna|aint gonna|arent going to|shant|wouldnt) (?:even |actually |probably |really )?be (?:here|around|alive|on this (?:earth|planet)|in this world|a problem|a burden|breathing|living|with you|waking up|anyones problem|bothering (?:you|anyone)|your problem|in pain)(?: (?:anymore|any more|any longer|much longer|for (?:much longer|long|christmas|"
        r"my birthday|that)|tomorrow|next (?:week|month|year|time)|after (?:tonight|today|this|tomorrow|friday|the weekend|that)|by (?:then|tomorrow|morning|christmas|the weekend|monday)|in the morning|when|to see|soon|long|come (?:monday|christmas|morning|spring)|by the time))|"
        r"(?:will|ill|gonna|going to) be (?:dead|gone|six feet under|in the ground|free|at peace|out of (?:your|everyones|the) (?:way|hair)|out of (?:my )?(?:misery|pain)|with (?:mum|dad|god|jesus|nan|him|her) (?:again|soon|in heaven)|better for everyone) (?:by|soon|tomorrow|tonight|this time|in (?:a few|an|the|two|a)|when|before|after|and (?:everyone|they|nobody|all|it|the|no one|youll|my)|forever|for good|at last|finally|anyway|one way|come)|"
        r"by (?:this time )?(?:tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|next week|tonight|the weekend|morning|the morning|christmas|then)(?: night| morning)?,? (?:ill|i will|im going to|im gonna|i shall|it will|itll|it will all) be (?:dead|gone|over|all over|free|at peace|done)|"
        r"(?:you|they|he|she|everyone|yall|u) (?:wont|will not|dont|not) (?:have to|need to|gonna have to|be) (?:\w{1,8} )?(?:worry(?:ing)? about|deal(?:ing)? with|put(?:ting)? up with|see(?:ing)?|bother(?:ed)?(?: with| by)?|hear(?:ing)? from|look(?:ing)? after|care about|think about|be bothered by|suffer) me (?:any ?more|any longer|much longer|soon|after|again|ever again|for much)|"
        r"(?:nobody|no one|noone|nothing|you|they|theyre|he|she|youre) (?:can|could|cant|will|wont|is going to|not going to|gonna) (?:stop|talk|save|change) (?:me|my mind)(?: (?:now|this time|out of it|anymore))?|(?:too late (?:to (?:save|stop|help) me|for me(?! to))|cant be saved|beyond saving|past saving|"
        r"made (?:up my mind|my (?:decision|peace))(?: (?:to die|about dying|with dying|to go|im|tonight|its|and (?:im|ill|tonight)|this is))|made my peace(?: with (?:it|dying|death|god|everyone))?)|(?:tonights|tonight is|todays|today is|tomorrow is|tomorrows|friday is) (?:the|my last|my final|gonna be the|going to be the) (?:night|day|one|last)|"
        r"(?:doing it|do it|going through with it|go through with it|getting it over with|get it over with|going|leaving for good|saying goodbye|ending it|its happening|it ends|it all ends|this ends|it will be over|itll be over|it will all be over|itll all be over|everything ends|im done) (?:for real )?(?:tonight|tonite)|(?:going|go) through with it(?: this time| tomorrow| today| now)|(?:this time|tonight|tomorrow|today) (?:ill|i will|im going to|im gonna|i) (?:do it (?:right|properly)|make sure(?: (?:it|that it) works)?|succeed|get it right|"
        r"finish (?:the job|it)|not fail|wont fail)|it ends (?:tonight|today|now|here|tomorrow)|(?:not|wont|wont be) (?:see|seeing|here to see|around to see|alive to see|around for|here for) (?:tomorrow|another (?:day|christmas|birthday|summer|year|sunrise)|christmas|my (?:next )?birthday|the new year|next (?:week|year|month)|the morning|my kids grow up|summer|spring)|"
        r"last (?:day|night|hours?) (?:on (?:this )?(?:earth|planet)|alive|of my life)|see you (?:all )?(?:in (?:hell|heaven|the next life|another life)|on the other side)|time for me to (?:go|leave|die|end)(?: now| forever| for good| this world)?$|(?:its|it is) time (?:for me )?(?:to (?:go|die|leave this|end|say goodbye)(?: now| for good| forever)?)$|peace out (?:forever|for good|world)",
        "be |not see|nobody|no one|noone|cant|can |stop|late|saved|saving|mind|peace|tonight|today|tomorrow|friday|through|time|ends|last|see|succeed|finish|tonite|it right",
        own=True,
        denies=False,
        after=r"for (?:the (?:meeting|lesson|party)|work|dinner|lunch|class|him|her|it to)|at (?:work|the|home|\d|five|school)|on (?:holiday|monday|tuesday|time|the)|in (?:the office|work|school|paris|london|class|town|a meeting)|from (?:five|\d|work)|because (?:im (?:on|at|away|going)|ive got a|of the)|with (?:the project|my (?:homework|report|essay))|to (?:sign|help with|collect|let the|open|pick|work|feed)|as (?:im|i am) (?:away|on|in)|so please (?:email|call)|(?:the|my) (?:hair|exam|gym|dishes|job)",
        sentence=r"holiday|vacation|meeting|office|annual leave|airport|flight|party|wedding|exam|homework|dentist|presentation|interview|annual|training course|on leave|out of office|dishes|laundry|gym|proposal|propose|finale|season|match|concert|shift|bedtime|for work|deadline|diet|smoking|workout|big night",
    ),
)

SELF_HARM: tuple[Rule, ...] = (
    rule(
        "self_harm",
        "red",
        r"(?:cut(?:ting|ted)?|burn(?:ing|ed|t)?|hurt(?:ing)?|harm(?:ing|ed)?|scratch(?:ing|ed)?|carv(?:e|ing|ed)|injur(?:e|ing|ed)|punch(?:ing|ed)?|hit(?:ting)?|slash(?:ing|ed)?|slic(?:e|ing|ed)|bruis(?:e|ing|ed)|bit(?:e|ing)?|"
        r"strangl(?:e|ing|ed)|chok(?:e|ing|ed)|starv(?:e|ing|ed)|bang(?:ing|ed)?|punish(?:ing|ed)?|scald(?:ing|ed)?|cvt(?:ting)?|mutilat(?:e|ing|ed)|stab(?:bing|bed)?|whip(?:ping|ped)?) <MYSELF>",
        "sel|slf",
        own=True,
        after=r"(?:some|a bit of|a little) slack|a (?:slice|piece|break|chunk)|off(?: from| when)?|short|shav\w{1,4}|while|whilst|when (?:shav|chop|cook|cut|peel|slic|i (?:was )?(?:shav|chop|cook|peel|slic|fell|tripped|slipped))\w{0,5}|chopping|cooking|slicing|by accident|accidentally|on (?:a |the |my |some |an |that )?(?:tin|can|glass|paper|edge|oven|stove|pan|kettle|"
        r"iron|grill|bbq|barbecue|fence|thorns?|rose ?bush|hob|radiator|candle|hot|bread ?knife|coffee|tray|corner|lid|nail|pizza|tea|kitchen|run|treadmill|stairs|bike|ice)|(?:at|in) (?:the gym|football|rugby|training|work|practice|yoga|pe|netball|the game|the garden)|(?:playing|lifting|running|falling|skiing|doing|moving|exercising|skating|climbing|gardening|opening|making|peeling|"
        r"stretching|jogging)|a (?:new|fringe)|out of (?:the|his|her|that)|loose|free|in half|up (?:about|over|for)|with (?:hot (?:oil|water|tea|coffee)|boiling|the (?:iron|straighteners|curling)|curling|steam)|down on|badly at|laughing|into (?:shape|a)|from (?:him|her|them|the (?:group|family))|because (?:i|it) (?:slipped|fell|tripped)|trying to (?:lift|open|cook|move)|over (?:it|that|mistakes)|for (?:eating|being late)",
        sentence=r"by accident|accidental\w{0,2}|onions?|carrots?|shaving|paper cut|football|rugby|rehears\w{1,4}|marathon|knife slipped|slipped on|cooking|baking|physio\w{0,8}|iron(?:ing)?|hair straighteners|"
        r"safety question|oven|dumbbell|deadlift|squats?",
    ),
    rule(
        "self_harm",
        "red",
        r"self ?(?:harm\w{0,3}|injur\w{1,4}|mutilat\w{1,4}|inflict\w{1,3})|(?:relapsed|relapsing|relapse) (?:and |on |into |with |by |in )?(?:\w{1,9} )?(?:cut\w{0,4}|self|sh|harm\w{0,3}|burn\w{0,3}|blade)|(?:started|been|keep|kept) cutting$|(?:started|start|back to|back at|been|keep|kept|am|im|stop|stopped|be|still|begun|doing the|took to|resorted to|resorting to) (?:cutting|cvtting|burning)(?: again| (?:every|most|all) \w{1,8}(?: \w{1,8})?| (?:my|me)| a lot| deeper| for| since| at night| to (?:cope|feel|release))"
        r"|(?:cut|cutting|sliced|slicing|slashed|slashing|burn|burned|burnt|burning|carved|carving|scratched|scratching|gouged|bit|bruised|cvt|scalded|stubbed out|stubbing out) (?:(?:lines|words|deep|cuts|open|into|cigarettes|a cigarette|fags?|deeper|up) ){0,2}(?:on |into |in |out on |all over |across |up )?my (?:\w{1,8} )?(?:arms?|wrists?|legs?|thighs?|skin|stomach|hips?|forearms?|ankles?|body|chest|shoulders?|calf|calves|hand)"
        r"|(?:bang|banging|banged|hit|hitting|bash|bashing|smash|smashing|smacking|punch|punched|punching|slam|slamming|slammed) (?:my|me) (?:own )?(?:head|face|thighs?|legs?)(?: (?:against|into|off|until|till|over and))?|punch(?:ed|ing)? (?:the )?walls?|(?:fresh|new|more|my) (?:cuts|scars|wounds|self inflicted)(?: (?:on my|from last|from yesterday|i made|are|under|hidden|hide|bleeding|stinging))?",
        "self|relaps|cut|cvt|burn|slic|slash|carv|scratch|goug|bit|bruis|scald|stub|bang|hit|bash|smash|smack|punch|slam|scar|wound",
        own=True,
        after=r"(?:by accident|accidentally|on (?:a|the|my) (?:cupboard|door frame|shelf|car|low|beam|branch|ceiling|window|boot|bed|desk by|table by)|on (?:a|the|some|my) (?:oven|tin|glass|thorn|rose|fence|barbed|kettle|hob|iron|pan|stove|grill|radiator|toaster|candle|bbq|tray|hot|cup|tea|coffee|steam|curling|straighteners|sparkler|fire|barbecue|match|pot|plate|nail|paper|can|lid|edge|saw|bread|bike|treadmill)|shaving|while|chopping|cooking|when i (?:fell|tripped)|playing|falling|in the sun|at the beach|on holiday|sunbathing|in (?:a|the) (?:fall|accident|car)|in an accident|prevention|awareness|training|policy|module|question|lecture|leaflet|pie crust|esteem)",
        sentence=r"by accident|accidental\w{0,2}|shaving|sunburn\w{0,2}|sunscreen|rose ?bush|brambles|gardening|mosquito|itchy|eczema|cat scratch|the cat|my cat|boxing|physio\w{0,8}|surgery|tattoo\w{0,4}|allerg\w{1,4}|waxing|football|gym|workout|low cupboard|oven|cutting (?:down|back|out) on|calories|carbs|sleeves off",
    ),
    rule(
        "self_harm",
        "amber",
        r"(?:urge|urges|want|wanting|wanna|need|needing|craving|itching|tempted|temptation|desire|desperate|like|impulse|feel like|thinking about|thoughts of|fighting|resist\w{0,3}|compulsion|dying) ~4(?:to |of |about )?(?:cut|cutting|cut again|burn my|blade|blades|razor|self harm|sh|hurt myself|see (?:my )?blood|bleed|feel pain|punish myself)(?: (?:again|right now|so bad|badly|now|deep|tonight|today|so much))?|"
        r"(?:razor|blade|blades|lighter|scissors) (?:is |are |in (?:the|my) \w{1,8} )?(?:calling|calls|keeps calling|hidden|looks tempting)|(?:clean|free) (?:from|of) (?:self harm|cutting|sh)|(?:days|weeks|months) (?:clean|sh free|self harm free)|deserve (?:the pain|pain|to be hurt|to hurt|to bleed|punishment|to be punished)|"
        r"(?:took|broke|unscrewed|keep|hid|hiding|got|bought) (?:apart )?(?:a |the |my |some )?(?:blades?|razor blades?|razor apart|sharpener)(?: (?:out|from|in|under|hidden))",
        "cut|burn|blade|razor|harm|sh|hurt|blood|bleed|pain|punish|lighter|scissors|clean|free|sharpener",
        own=True,
        after=r"(?:down|back|out|off|the|my (?:hair|losses|fringe|spending|nails|grass|hours)|carbs|sugar|calories|corners|it|in|short|up|some|costs|ties|loose|a|class|coffee|and paste|contact|him|her|them|through|to the chase|across|shave|shaving|weight|bread|hair|grass|onions|test|donation|pressure|relief|killers?|in my (?:back|knee)|au chocolat|like|type|orange|vessels|sample|for (?:the|a|my) (?:beard|legs))",
        sentence=r"hair ?cut|fringe|hairdresser|drive shaft|calories|cigarettes|alcohol|blood (?:test|donation|pressure|sugar)|shav\w{1,4}|legs for summer|sober|drinking|smoking",
    ),
)

CODED: tuple[Rule, ...] = (
    rule(
        "coded",
        "amber",
        r"kms|kys me|kmsing|kermit (?:the |sewer ?slide|suicide|sewerslide)?|sewer ?slide|sewer ?sliding|un ?aliv(?:e|ed|ing)|ctb|catch(?:ing)? the bus (?:early|for good|soon|tonight|forever)|self ?delet\w{1,4}|game ?end (?:my|me)\w{0,5}|alt f4 (?:my|me|life|irl|out)|uninstall(?:ing)? (?:my )?life|log(?:ging)? off (?:life|for good|for the last time|permanently|forever|this life)|final log ?off|log off forever|"
        r"forever (?:sleep|nap|box)|dirt nap|permanent(?:ly)? (?:nap|sleep|solution|off)|long(?:est)? (?:sleep|nap) ever|final yeet|yeet (?:my|me|myself)\w{0,8}|kick the bucket|become? (?:a )?(?:ghost|worm food|an angel|a statistic)|grippy socks?(?: vacation| holiday| jail)?|self unaliv\w{1,3}|sui|soy slide|s word thoughts|si thoughts|aliven ?t|unalive|deadify|"
        r"sh thoughts|sh urges|(?:do|doing|did) sh|sh again|beyond the veil|toaster bath|neck rope|rope (?:myself|maxx\w{0,3})|roping|hop off life|respawn irl|speedrun (?:death|dying|life)|end my (?:save|run|story|chapter|suffering|misery|pain|torment|journey)|delete my (?:life|existence)|cash(?:ing)? (?:it )?in my chips|cross(?:ing)? over (?:tonight|soon)|go to (?:my )?(?:final|eternal) (?:rest|sleep)|long walk off a short pier|"
        r"meet (?:the reaper|my maker|god tonight|jesus tonight)|(?:push|pushing) up daisies|six feet under|dont (?:be surprised|freak out) if (?:im|i) (?:not here|gone|dead|disappear|die)|oof myself|not long (?:left )?for this world|not long for this|permanent vacation|see you never",
        "kms|kys|kermit|sewer|aliv|ctb|bus|delet|game|alt f4|uninstall|log|forever|nap|permanent|sleep|yeet|bucket|become|grippy|sui|slide|si thoughts|sh |rop|life|irl|speedrun|end my|chips|cross|rest|pier|reaper|maker|meet|daisies|six feet|dont |oof|world|vacation|sh|veil|toaster|never|deadify|s word",
        after=r"at (?:the|\d|eight|nine)|to (?:work|town|school)|stop|pass|frog|(?:the )?(?:muppet|frog)|generis|jackpot|puppet|of papers|account|file|ticket",
        sentence=r"\d+ kms|kms (?:an hour|per|away|today|run|walk)|ran|walked|cycled|muppets?|sesame street|miss piggy|bus stop|on netflix|film|movie|log ?off (?:at five|early)|kick the bucket list|mount kilimanjaro|character|flight|on holiday|kubernetes|aws|key management|encrypt\w{0,3}|office|hospital corridor|halloween",
    ),
    rule(
        "coded",
        "red",
        r"(?:<WILL>|i|just|finally|cant stop|tonight|ima|lets|really|actually|to) ~2(?:kms|unalive|un alive|sewer ?slide|kermit (?:sewer ?slide|suicide|sewerslide)|ctb|self ?delete|commit (?:sewer ?slide|sudoku|die|neck rope|toaster bath|unalive|not alive|alt f4|aliven ?t|game end)|catch the bus|"
        r"final log ?off|log off (?:life|for good|permanently|forever)|uninstall (?:my )?life|forever (?:sleep|nap)|game end myself|delete (?:myself|my life|my existence)|rope myself|yeet (?:myself|me) (?:off|into|from|out)|su|permanent(?:ly)? (?:sleep|nap|log off)|toaster bath|dirt nap|unaliving(?: myself)?)(?: (?:tonight|now|today|for real|fr|frfr|myself|tomorrow|soon|irl|this time|so bad|rn))?",
        "kms|aliv|sewer|kermit|ctb|delet|commit|bus|log|uninstall|nap|sleep|game|rope|yeet|su|toaster",
        own=True,
        after=r"(?:at (?:the|\d|eight|nine)|to (?:work|town|school)|home|because|early|in the pool|climb\w{0,3}|lol|haha\w{0,5}|in (?:the|a) (?:game|sleeping bag))",
        sentence=r"\d+ kms|ran|walked|cycled|bus stop|commute|frog|boat|climb\w{0,4}|film|movie|character|kubernetes|aws|encrypt\w{0,3}|file|account|off the (?:field|area|section)|lol|haha\w{0,5}|homework",
    ),
    rule(
        "coded",
        "red",
        r"kms (?:fr|for real|tonight|rn|right now|tomorrow|today|soon|this time|and (?:no ?one|nobody))|final log ?off tonight|(?:kms|ctb|sewer ?slide|unalive|unaliving) (?:tonight|tomorrow|soon|today|rn|time|sounds|looks|is (?:the|calling|looking|my))|un ?aliving myself|unalive myself|gunemoji|"
        r"time to (?:kms|ctb|unalive|rope)|(?:sewer ?slide|unaliving|ctb|kms) (?:thoughts|plans?|mode|o clock|oclock)",
        "kms|log|ctb|sewer|aliv|gunemoji|rope",
        own=True,
        sentence=r"\d+ kms|ran|walked|cycled|frog|nerf|water fight|paintball|film|movie|laser",
    ),
)

HOPELESS: tuple[Rule, ...] = (
    rule(
        "hopelessness",
        "amber",
        r"(?:cant|cannot|can not|couldnt|unable to|dont think i can|dont know how (?:much longer )?i can|not sure i can|how much longer (?:can|i can|do i have to)|no longer) (?:<ADV> ){0,2}(?:go on|carry on|keep going|do (?:this|life|it)|take (?:it|this|anymore|any more|much more|another)|live like this|cope|keep living|face (?:life|another day|tomorrow|anything)|bear (?:it|this|living|another)|"
        r"stand (?:it|this|living|another)|keep (?:doing|fighting|pretending|holding on|this up)|hold on|handle (?:this|life|it|any)|fight|continue|see a (?:way|future)|be here|exist|survive (?:this|another)|endure)(?: (?:anymore|any more|any longer|no more|much longer|like this|with this|forever|living))?|(?:no|any) way out(?: (?:of (?:this|it|here|my)|for me|anymore|left))?|there is no (?:escape|out|future|way (?:forward|through|back))(?: for me| left)?|"
        r"theres no (?:escape|out|future|way (?:forward|through|back))(?: for me| left)?|no (?:hope|future)(?: (?:for me|left|anymore|at all|ahead|of (?:getting better|recovery|it getting better)))?|(?:lost|lose|losing|given up|without|zero|run out of|abandoned) (?:all )?(?:my )?hope(?: (?:for|in|of|that|completely|anymore))?|beyond (?:hope|help|saving|repair)|hopeless(?:ness)?|"
        r"(?:nothing|it|things|life|this) (?:will|is|are|ll|wont|can|could|is going to|are going to|is gonna|does|gets?|isnt|arent) (?:never |ever |not |going to |gonna ){0,2}(?:get|be|going to get|change|gets|getting|improve) (?:any )?(?:better|different|improve|okay|ok|alright)(?: for me| again| ever)?|never (?:going to |gonna )?(?:get|be|feel) (?:better|happy|okay|ok|well|normal)(?: again| ever)?|nothing (?:will|is|ever) (?:ever )?(?:change|changes|help|helps|work|works|"
        r"matters|matter|left)(?: anymore| any more| for me)?|(?:whats|what is|wheres|where is) the (?:fucking )?point(?: (?:of|in) (?:anything|it all|any of (?:it|this)|trying|me|everything|carrying on|getting up|all this))?(?: anymore)?$|(?:everything|it all|life|it|trying) (?:is|feels|seems|all feels|just feels) (?:so |completely |totally |utterly |just |all |pretty )?(?:pointless|meaningless|hopeless|useless|futile|empty|bleak|worthless)|"
        r"(?:feel|feeling|am|im) (?:so |completely |totally |utterly |just |like )?(?:trapped|numb inside|dead inside|empty inside|broken beyond|like giving up|defeated|doomed)|give up(?: on everything| completely)?$|(?:i |ive |just |im )(?:give|giving|given) up(?: (?:now|on it all|hope|trying))?$|at (?:the|my) end of (?:my|the) (?:rope|tether)|(?:my|end of my) (?:tether|rope)|reached (?:my|the) (?:limit|end|breaking point)|at (?:breaking|my breaking) point|im done with (?:everything|it all|life|this life|trying|people)|so done with (?:life|everything|living)",
        "go on|carry|keep|do |take|live|cope|face|bear|stand|hold|handle|fight|continue|see a|be here|exist|surviv|endure|way out|escape|no |future|hope|beyond|better|nothing|point|meaning|useless|futile|empty|bleak|worthless|trapped|dead inside|give|giving|defeated|doomed|tether|rope|limit|done with|never",
        denies=False,
        after=r"for (?:this|that|the|our|these|his|her) \w{1,12}|(?:of )?(?:this |the |my |that )?(?:meeting|contract|queue|heat|noise|cold|printer|commute|weather|rain|job|diet|headache|cough|flu|music|show|traffic|car park|maze|conversation|lease)|in my (?:job|car|room|role|career|house)|holiday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|a|our|my|his|her|that|stage|this (?!way|life|pain|any)\w{1,12}|to (?:the|work|school|a)|(?:in|by|under|at|with|behind) (?:traffic|the|a|my car|this)|(?:at (?:maths?|math|cooking|the (?:gym|game)|names|sports?|dancing|singing|directions|languages|it|football|drawing|remembering|this game|golf|tennis|french|spelling)|romantic|with (?:names|money|directions|technology|computers|the (?:kids|house) at)|on (?:holiday|a|monday|tuesday|wednesday|thursday|friday|saturday|sunday|trips|stage|the|this (?:trip|diet|date))|of (?:catching|winning|finding (?:parking|a)|getting (?:there|tickets)|the)|in (?:june|july|august|the (?:car|lift|traffic)|may|a (?:lift|meeting))|to (?:the|be late|work|paris)|"
        r"the (?:day|photo|picture|bus|job|call|heat|noise)|it (?:seriously|personally|out|off|back|for granted|away)|this (?:weekend|saturday|exercise today|worksheet|call|week|one)|smok\w{1,4}|sugar|a (?:break|joke|photo|compliment|call|test|diet)|alcohol|drinking|my (?:meds|tablets|seat)|without (?:coffee|glasses|my glasses|a map)|pulling|more (?:cake|food)|him|her|until|home|about|a|in between|today because|that (?:day|time)|than|at the)",
        before=r"not|isnt|arent|wasnt|felt less|less|dont feel|didnt feel|never|stopped feeling|dont let me|before i|wont|youre|hes|shes|theyre|we|used to feel|less and",
        sentence=r"\d{1,3} (?:%|percent|out of)|rated|belief|from \d{1,3} to \d{1,3}|(?:then|but|and) i did|coped|thought record|evidence|(?:thought|thoughts|belief|nat|cognition|prediction|worry|rule|assumption) ,|lift (?:was|got)|jumper|romantic|my brother is|the team|our team|the printer|wifi|parking|this printer|at sport|chocolate|puzzle|crossword|the match|balanced thought|alternative thought|automatic thought|trapped in the lift|window stuck|this diet",
    ),
    rule(
        "hopelessness",
        "amber",
        r"(?:im|i am|i feel|feel|feeling|felt|being|such|just|become|become such|nothing but|am|like) (?:like )?(?:nothing but |only |just |such |always |becoming |become )?(?:a |an )?(?:huge |massive |total |complete |financial |constant |real |big |terrible )?(?:burden|liability|dead ?weight|drain|nuisance to|waste|mistake|failure at life|waste of space)(?: (?:to|on|for|of) (?:everyone|everybody|my|them|others|people|the|him|her|those|you|space|society|all))?|"
        r"(?:im|i am|i feel|feel|feeling|i was|am) (?:so |completely |totally |utterly |just |absolutely |a |fucking ){0,2}(?:worthless|useless|pathetic|unlovable|disgusting|piece of shit|nobody)(?: (?:and|person|human|to everyone|piece))?|(?:ruin|ruined|ruining) (?:everyones|everybodys|everything for|my (?:familys|kids|childrens)|peoples) (?:li(?:fe|ves)|everyone)?|(?:nobody|no one|noone) (?:loves|wants|needs|cares about|likes|would want) me|i hate (?:my life|myself|being alive|living|being me|who i am)|hate my ?self",
        "burden|liabil|weight|drain|nuisance|waste|mistake|failure|worthless|useless|pathetic|unlov|disgust|piece|nobody|no one|noone|ruin|hate",
        before=r"not|isnt|arent|wasnt|less|dont|didnt|never|thought|thoughts?|used to",
        after=r"when (?:my|he|she|the|they|we)|at (?:maths?|math|cooking|football|it|work today|golf|sports?|tennis|singing|parking|french|drawing)|of (?:money|time|paper|energy|food)|for (?:forgetting|being late|eating|the environment)|on (?:the|my) (?:environment|planet|battery)|because i (?:forgot|burnt|missed)|in (?:the rain|traffic)",
        sentence=r"\d{1,3} (?:%|percent|out of)|rated|belief|from \d{1,3} to \d{1,3}|(?:then|but|and) i did|coped|thought record|evidence|(?:thought|thoughts|belief|nat|cognition|prediction|worry|rule|assumption) ,|balanced thought|alternative thought|automatic thought|core belief|but the|wrote down|my thought was|the thought|worksheet|i noticed the thought|less than last week|used to",
    ),
)
