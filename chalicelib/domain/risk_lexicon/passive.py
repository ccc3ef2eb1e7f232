"""Wording rules: wishes not to be alive."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

PASSIVE: tuple[Rule, ...] = (
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:hope|hoping|hoped|wish|wishing|wished|want|wanna|wanted|pray|praying|prayed|love|like|"
                "rather|if only|could|please|better|dream|ready|dreaming|mind|begging|happy|relief|glad|"
                "sleep|asleep|bed|nap|night|eyes) ~7(?:not|never|dont|wont|wouldnt|didnt|hadnt|"
                "without) ~2(?:wake|woke|waking|woken|get)(?: back)? up"
            ),
            "(?:never|not) (?:ever )?(?:have to )?wake up(?: again| anymore| ever| tomorrow)",
            "sleep (?:forever|for ?ever|and never|and not|permanently|for eternity)|forever sleep",
            "eternal (?:sleep|rest)|permanent (?:sleep|nap)",
            "(?:close|shut) my eyes (?:and never|forever|for good|for the last)",
        ),
        " my eyes |eternal |forever sleep|get|permanent |sleep |wake|waking|woke",
        denies=False,
        after=(
            "the (?:baby|kids|dog|cat|children|house)|my (?:husband|wife|partner|son|daughter|baby)|him|"
            "her|you|them|late|at|early|before|too|everyone|anyone|so early|that early|this early|until|"
            "till|to (?:an|my|the) alarm|feeling tired|in (?:lisbon|paris)|on (?:time|sundays)|"
            "with a (?:hangover|headache)|as (?:the|she|he)|for work"
        ),
        sentence="(?:so|that|this|too) early|like the dead|baby asleep|alarm|newborn|toddler|jet ?lag",
    ),
    rule(
        "passive_wish",
        "amber",
        (
            "(?:happier|better|easier|freer|nicer|more use|worth more|worth more to them) (?:off )?dead",
            (
                "(?:better|happier|easier|nicer|relieved|freer|richer|glad|fine|okay|ok|lighter|"
                "simpler) (?:off |life |lives )?~4(?:without me|if i (?:was|were|am|wasnt|werent|did ?nt|"
                "didnt|had never|never|just|had|would just|simply|also|were to)? ?(?:just )?(?:dead|died|die|"
                r"gone|here|around|exist\w{0,3}|disappear\w{0,2}|vanish\w{0,2}|not here|be|was born|been born|"
                "born|not around|alive|wake up|left this world)|when i am (?:gone|dead)|when im (?:gone|dead|"
                "not here)|once im (?:gone|dead|out)|with me (?:dead|gone)|if im (?:dead|gone|not here)|"
                "after im (?:gone|dead))"
            ),
            "better off (?:dead|if i|not (?:here|alive|existing))",
            (
                "(?:theyd|everyone|they would|nobody would|no one would|world|hed be|shed be|kids|"
                r"family) ~5be (?:\w{1,9} )?(?:better|happier|relieved) (?:off )?without me"
            ),
            (
                "no ?one would (?:even )?(?:notice|care|miss me|mind)(?: if (?:i|im) ~4(?:died|dead|gone|"
                "disappeared|vanished|was|wasnt here)| me)"
            ),
            (
                "nobody would (?:even )?(?:notice|care|miss me|mind)(?: if (?:i|im) ~4(?:died|dead|gone|"
                "disappeared|vanished|was|wasnt here)| me)"
            ),
            (
                "(?:would|will) anyone (?:even )?(?:notice|care|miss me|mind|cry)(?: if (?:i|im) ~4(?:died|"
                "dead|gone|disappeared|wasnt here)| me| if)"
            ),
            "who would (?:even )?(?:miss me|notice if i)",
            "world (?:would be|is|be) (?:a )?better (?:place )?without me|wouldnt be missed",
            "(?:won ?t|will not) be missed",
        ),
        (
            " anyone | be missed|after im |better off |dead|if i |if im |nobody would |once im |"
            "one would |when i am |when im |who would |with me |without me"
        ),
        after=(
            "at the (?:party|meeting|game|match)|(?:on|in) the team|being (?:late|there)|playing|singing|leaving early"
        ),
        sentence=(
            "(?:party|meeting|team|band|choir|game) (?:would be|was|is|will be|went|"
            r"did) \w{0,10} ?\w{0,10} ?without me"
        ),
    ),
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:wish|wished|wishing|if only|better if|hate that|why was|should|shouldve|rather|regret|"
                "sorry) ~4(?:never|not|hadnt|wasnt|were|was|have|be|had) ~2(?:been )?born"
            ),
            "(?:never|not) (?:been |be |asked to be |ask to be )born",
            "(?:should|could) (?:have|of) been (?:aborted|a miscarriage)|shouldve been aborted",
            "mum should have aborted|regret being (?:born|alive)",
        ),
        " miscarriage|born|borted|regret being ",
        denies=False,
        after=(
            "rich|earlier|later|into|taller|pretty|(?:in|with|a|an|as|to) (?!this|pain|me)|lucky|blonde|"
            "left handed|yesterday|talented"
        ),
    ),
    rule(
        "passive_wish",
        "amber",
        (
            "(?:wish|wished|wishing|hope|hoping|hoped|pray|praying|prayed|if only|like|love|prefer|"
            "wouldnt mind being|dreaming|ask god|begging god|beg god) ~5(?:dead|die|died|dying|"
            "disappear(?:ed)?|vanish(?:ed)?|(?:god|the lord|jesus|someone|something|death|cancer|it|he|"
            "a car|a bus|a truck|a lorry|an accident|a heart attack|lightning) (?:would |will |could |"
            "just |to ){0,3}(?:take|takes|took|kill|kills|killed|hit|hits|end|ends|finish|finishes|shoot|"
            "run over|strike|strikes|crush) (?:me|my life|it all)|not (?:be |being )?(?:here|"
            r"exist\w{0,3}|alive)|wasnt (?:here|alive|around)|werent (?:here|alive|around)|didnt exist|"
            "did not exist|could stop existing|have(?:nt)? (?:a|to) (?:heart attack|exist|live)|"
            "not have to (?:live|exist|be alive|be here)|get (?:cancer|hit by|run over|terminal|killed|"
            "shot|murdered|covid and die)|it (?:was|were|would be|had been) (?:me|over|"
            "all over)(?: (?:that|who) died| instead| in that)?|(?:crash|plane) (?:crash|would crash|"
            "goes down))"
        ),
        ("ask god|beg god|begging god|dreaming|hope|hoping|if only|like|love|pray|prefer|wish|wouldnt mind being"),
        before="dont",
        after=(
            "good|honest|serious|right|set|certain|cells|battery|laughing|flowers?|leaves|down|tired|"
            "line|soon(?: enough)? (?:the|and the)|hard|yet|off|it|them|from|of (?:embarrassment|shame|"
            "laughter|the)|into (?:the|a) (?:crowd|woods)|for a (?:while|day|week)|to a|on (?:a|the)|"
            "weight|on time|with (?:my|a)|too|early"
        ),
        sentence=(
            "film|movie|novel|game|battery|plant|episode|exam|lottery|villain|character|deadline|winner|"
            "spider|wasp|meeting"
        ),
    ),
    rule(
        "passive_wish",
        "amber",
        (
            "(?:dont|do not|dnt|no longer|never|not|didnt|cant) (?:<ADV> ){0,2}(?:want|wanna|wish|belong|"
            "deserve|need|care|wanting|feel like|bear|stand|see myself|supposed) (?:<ADV> ){0,2}(?:to |"
            "2 |being )?(?:<ADV> ){0,2}(?:be (?:here|around|in this world|awake|conscious|a person|me|"
            "part of this world)|being here|being around|in this world|on this planet|wake up|"
            "see (?:tomorrow|another day|the morning|christmas|my next birthday|the end of the (?:week|"
            "year)|next year)|go on(?! holiday| a | the | tuesday| monday)|carry on living|"
            "face (?:another|tomorrow)|do (?:this|life|it) (?:anymore|any more|any longer)|"
            "live like this|keep going|stay here|grow old|make it to|get to)(?: anymore| any more|"
            " any longer| no more| tomorrow)?"
        ),
        "bear|belong|care|deserve|feel like|need|see myself|stand|supposed|wanna|want|wish",
        denies=False,
        after=(
            "(?:at|in|on|for|with|until|till|when|all|late|during|by) (?!this (?:world|earth|planet|"
            "life)|the world)|(?:that |this |so |too )?early|holiday|(?:a|the) (?:trip|date|diet|bus|"
            r"train)|to work|at \d|him|her|them|today because (?:it|the)|job|course|class|exercise|"
            "with it|alone|this week|early for|that way|people|on a"
        ),
        sentence=(
            "meeting|office|party|airport|bus stop|hospital|waiting room|this (?:town|city|country|job)|"
            "school trip|work shift"
        ),
    ),
)
