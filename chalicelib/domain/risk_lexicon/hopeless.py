"""Wording rules: hopelessness and being a burden."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

HOPELESS: tuple[Rule, ...] = (
    rule(
        "hopelessness",
        "amber",
        (
            (
                "(?:cant|cannot|can not|couldnt|unable to|dont think i can|"
                "dont know how (?:much longer )?i can|not sure i can|how much longer (?:can|i can|"
                "do i have to)|no longer) (?:<ADV> ){0,2}(?:go on|carry on|keep going|do (?:this|life|it)|"
                "take (?:it|this|anymore|any more|much more|another)|live like this|cope|keep living|"
                "face (?:life|another day|tomorrow|anything)|bear (?:it|this|living|another)|stand (?:it|"
                "this|living|another)|keep (?:doing|fighting|pretending|holding on|this up)|hold on|"
                "handle (?:this|life|it|any)|fight|continue|see a (?:way|future)|be here|exist|"
                "survive (?:this|another)|endure)(?: (?:anymore|any more|any longer|no more|much longer|"
                "like this|with this|forever|living))?"
            ),
            "(?:no|any) way out(?: (?:of (?:this|it|here|my)|for me|anymore|left))?",
            "there is no (?:escape|out|future|way (?:forward|through|back))(?: for me| left)?",
            "theres no (?:escape|out|future|way (?:forward|through|back))(?: for me| left)?",
            (
                "no (?:hope|future)(?: (?:for me|left|anymore|at all|ahead|of (?:getting better|recovery|"
                "it getting better)))?"
            ),
            (
                "(?:lost|lose|losing|given up|without|zero|run out of|"
                "abandoned) (?:all )?(?:my )?hope(?: (?:for|in|of|that|completely|anymore))?"
            ),
            "beyond (?:hope|help|saving|repair)|hopeless(?:ness)?",
            (
                "(?:nothing|it|things|life|this) (?:will|is|are|ll|wont|can|could|is going to|are going to|"
                "is gonna|does|gets?|isnt|arent) (?:never |ever |not |going to |gonna ){0,2}(?:get|be|"
                "going to get|change|gets|getting|improve) (?:any )?(?:better|different|improve|okay|ok|"
                "alright)(?: for me| again| ever)?"
            ),
            ("never (?:going to |gonna )?(?:get|be|feel) (?:better|happy|okay|ok|well|normal)(?: again| ever)?"),
            (
                "nothing (?:will|is|ever) (?:ever )?(?:change|changes|help|helps|work|works|matters|matter|"
                "left)(?: anymore| any more| for me)?"
            ),
            (
                "(?:whats|what is|wheres|where is) the (?:fucking )?point(?: (?:of|in) (?:anything|it all|"
                "any of (?:it|this)|trying|me|everything|carrying on|getting up|all this))?(?: anymore)?$"
            ),
            (
                "(?:everything|it all|life|it|trying) (?:is|feels|seems|all feels|just feels) (?:so |"
                "completely |totally |utterly |just |all |pretty )?(?:pointless|meaningless|hopeless|useless|"
                "futile|empty|bleak|worthless)"
            ),
            (
                "(?:feel|feeling|am|im) (?:so |completely |totally |utterly |just |like )?(?:trapped|"
                "numb inside|dead inside|empty inside|broken beyond|like giving up|defeated|doomed)"
            ),
            "give up(?: on everything| completely)?$",
            "(?:i |ive |just |im )(?:give|giving|given) up(?: (?:now|on it all|hope|trying))?$",
            "at (?:the|my) end of (?:my|the) (?:rope|tether)|end of my (?:tether|rope)",
            "reached (?:my|the) (?:limit|end|breaking point)|at (?:breaking|my breaking) point",
            "im done with (?:everything|it all|life|this life|trying|people)",
            "so done with (?:life|everything|living)",
        ),
        (
            " end of | way out|alright|better|beyond |bleak|breaking|can not|cannot|cant|couldnt|"
            "dead inside|defeated|different|dont know how |dont think i can|doomed|empty|end of my |"
            "futile|future|giv|hope|how much longer |im done with |improve|meaningless|never |no longer|"
            "not sure i can|nothing |numb inside|ok|point|reached |so done with |there is no |theres no |"
            "trapped|unable to|useless|worthless"
        ),
        denies=False,
        before=(
            "not|isnt|arent|wasnt|felt less|less|dont feel|didnt feel|never|stopped feeling|dont let me|"
            "before i|wont|youre|hes|shes|theyre|we|used to feel|less and"
        ),
        after=(
            r"for (?:this|that|the|our|these|his|her) (?!future|rest|better|world)\w{1,12}|"
            "(?:of )?(?:this |the |my |that )?(?:meeting|contract|queue|heat|noise|cold|printer|commute|"
            "weather|rain|job|diet|headache|cough|flu|music|song|band|noise|smell|taste|colour|film|"
            "programme|show|traffic|car park|maze|conversation|lease)|in my (?:job|car|room|role|career|"
            "house)|holiday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|the|a|our|my|his|her|that|stage|"
            r"this (?!way|life|pain|any)\w{1,12}|to (?:the|work|school|a)|(?:in|by|under|at|with|"
            "behind) (?:traffic|the|a|my car|this)|(?:at (?:maths?|math|cooking|the (?:gym|game)|names|"
            "sports?|dancing|singing|directions|languages|it|football|drawing|remembering|this game|golf|"
            "tennis|french|spelling)|romantic|with (?:names|money|directions|technology|computers|"
            "the (?:kids|house) at)|on (?:holiday|a|monday|tuesday|wednesday|thursday|friday|saturday|"
            "sunday|trips|stage|the|this (?:trip|diet|date))|of (?:catching|winning|finding (?:parking|"
            "a)|getting (?:there|tickets)|the)|in (?:june|july|august|the (?:car|lift|traffic)|may|"
            "a (?:lift|meeting))|to (?:the|be late|work|paris)|the (?:day|photo|picture|bus|job|call|"
            "heat|noise)|it (?:seriously|personally|out|off|back|for granted|away)|this (?:weekend|"
            r"saturday|exercise today|worksheet|call|week|one)|smok\w{1,4}|sugar|a (?:break|joke|photo|"
            "compliment|call|test|diet)|alcohol|drinking|my (?:meds|tablets|seat)|without (?:coffee|"
            "glasses|my glasses|a map)|pulling|more (?:cake|food)|him|her|until|home|about|a|in between|"
            "today because|that (?:day|time)|than|at the)"
        ),
        sentence=(
            r"\d{1,3} (?:%|percent|out of)|rated|belief|from \d{1,3} to \d{1,3}|(?:then|but|and) i did|"
            "coped|thought record|evidence|(?:thought|thoughts|belief|nat|cognition|prediction|worry|"
            r"rule|assumption) , \w{1,12}|lift (?:was|got)|jumper|romantic|my brother is|the team|"
            "our team|the printer|wifi|parking|this printer|at sport|chocolate|puzzle|crossword|"
            "the match|balanced thought|alternative thought|automatic thought|trapped in the lift|"
            "window stuck|this diet"
        ),
    ),
    rule(
        "hopelessness",
        "amber",
        (
            (
                "(?:im|i am|i feel|feel|feeling|felt|being|such|just|become|become such|nothing but|am|"
                "like) (?:like )?(?:nothing but |only |just |such |always |becoming |become )?(?:a |"
                "an )?(?:huge |massive |total |complete |financial |constant |real |big |"
                "terrible )?(?:burden|liability|dead ?weight|drain|nuisance to|waste|mistake|failure at life|"
                "waste of space)(?: (?:to|on|for|of) (?:everyone|everybody|my|them|others|people|the|him|her|"
                "those|you|space|society|all))?"
            ),
            (
                "(?:im|i am|i feel|feel|feeling|i was|am) (?:so |completely |totally |utterly |just |"
                "absolutely |a |fucking ){0,2}(?:worthless|useless|pathetic|unlovable|disgusting|"
                "piece of shit|nobody)(?: (?:and|person|human|to everyone|piece))?"
            ),
            (
                "(?:ruin|ruined|ruining) (?:everyones|everybodys|everything for|my (?:familys|kids|"
                "childrens)|peoples) (?:li(?:fe|ves)|everyone)?"
            ),
            "(?:nobody|no one|noone) (?:loves|wants|needs|cares about|likes|would want) me",
            "i hate (?:my life|myself|being alive|living|being me|who i am)|hate my ?self",
        ),
        (
            "burden|cares about|disgusting|drain|failure at life|hate my|i hate |liability|likes|loves|"
            "mistake|needs|nobody|nuisance to|pathetic|piece of shit|ruin|unlovable|useless|wants|waste|"
            "weight|worthless|would want"
        ),
        before="not|isnt|arent|wasnt|less|dont|didnt|never|thought|thoughts?|used to",
        after=(
            "when (?:my|he|she|the|they|we)|at (?:maths?|math|cooking|football|it|work today|golf|"
            "sports?|tennis|singing|parking|french|drawing)|of (?:money|time|paper|energy|food)|"
            "for (?:forgetting|being late|eating|the environment)|on (?:the|my) (?:environment|planet|"
            "battery)|because i (?:forgot|burnt|missed)|in (?:the rain|traffic)"
        ),
        sentence=(
            r"\d{1,3} (?:%|percent|out of)|rated|belief|from \d{1,3} to \d{1,3}|(?:then|but|and) i did|"
            "coped|thought record|evidence|(?:thought|thoughts|belief|nat|cognition|prediction|worry|"
            r"rule|assumption) , \w{1,12}|balanced thought|alternative thought|automatic thought|"
            "core belief|but the|wrote down|my thought was|the thought|worksheet|i noticed the thought|"
            "less than last week|used to"
        ),
    ),
    rule(
        "hopelessness",
        "amber",
        (
            (
                "(?:dont|do not|havent|no|lost|without|lack|not got|havent got) (?:have )?(?:got )?(?:any |"
                "much |the )?(?:strength|energy|will|fight|reason|courage|"
                "power) (?:left )?(?:in me )?(?:to (?:go on|carry on|keep going|live|fight|continue|"
                "keep fighting|keep living|do this)|left|any ?more)(?: any ?more)?"
            ),
            (
                "(?:dont|do not|cant|cannot) see (?:any|a|much|my) (?:future|way (?:forward|out|through)|"
                "hope|light|point|end to (?:this|it))(?: (?:for me|for myself|anymore|at all))?"
            ),
            (
                "(?:nothing|got nothing|have nothing|ive nothing|ive got nothing) left (?:to (?:give|live|"
                "lose|fight|offer)|for me|in me|inside)"
            ),
            (
                "(?:make|making|made) (?:everyones?|everybodys?|peoples|their|his|her|my familys) (?:life|"
                "lives) (?:harder|worse|miserable|hell|difficult)"
            ),
            "ruin everything(?: i touch| for everyone)?|everything i touch",
            "(?:drag|dragging|bring|bringing) everyone (?:else )?down",
            "(?:all|everything) (?:is )?my fault and|everyone (?:hates|is sick of|would rather) me",
            (
                "(?:its|it is|im|i am|feel|feels|feeling|were|just|too) (?:so |just |all |completely |"
                "too )?(?:hopeless|beyond help|past saving|too far gone|broken(?: beyond repair)?|unfixable|"
                "a lost cause|lost cause|never going to change)(?: now)?"
            ),
            (
                "(?:its|it is|everything is|all is|its all|life is) (?:so |just |all |completely |"
                "all so )?(?:pointless|hopeless|meaningless)$"
            ),
            "nothing (?:really )?matters(?: any ?more)?",
            (
                "(?:only|just|all i do is|i) (?:ever )?(?:cause|causing|bring|create) (?:problems|trouble|"
                r"pain|misery|harm|hurt)(?: (?:for|to) (?:everyone|them|my \w{1,8}))?"
            ),
            (
                "(?:family|everyone|friends|partner|husband|wife|kids) (?:is|are) (?:so |just )?(?:tired|"
                "sick|better|ashamed|done) (?:of|with) me"
            ),
            (
                "(?:dont|do not|cant) see (?:the|any|a) point(?: (?:in|of|to) (?:anything|it all|life|me|"
                "trying|any of it))?$"
            ),
            (
                "(?:whats|what is|see no|there is no|theres no|no) (?:the )?point(?: (?:any ?more|"
                "in (?:anything|trying|me)|to (?:anything|any of it)))?$"
            ),
            "why (?:do i )?(?:even )?bother(?: (?:any ?more|trying|with anything))?$",
            (
                "(?:so |just |too |im )?(?:tired|exhausted|sick) (?:of|from) (?:fighting|trying|everything|"
                "it all|pretending|hurting|struggling|being (?:me|strong|in pain|a burden|like this)|"
                "feeling like this|carrying on|this pain|the pain|surviving|my life|this fight)"
            ),
            (
                r"(?:nobody|no one|noone) (?:cares|gives a \w{1,6}|understands|would care|can help(?: me)?|"
                "will help|is coming|listens|would believe me|loves me|wants me|sees me|"
                "is there for me)(?: (?:about me|if i (?:live|die)|any ?more|at all))?"
            ),
            (
                "(?:im|i am|i feel|feel) (?:so |completely |totally |just |utterly )?(?:trapped|"
                "stuck in this (?:life|darkness|hell)|drowning|sinking|falling apart|at rock bottom|"
                "beyond exhausted|empty|numb|completely alone|all alone|broken)(?: and (?:alone|empty|numb|"
                "lost|hopeless|tired|nothing))?$"
            ),
            (
                "everything (?:is|feels|seems|has gone|looks) (?:so |just |completely )?(?:dark|black|grey|"
                "empty|hopeless|pointless|lost|over|ruined)(?: (?:and|now|inside))?"
            ),
            "life (?:has|holds) no meaning|life is (?:meaningless|pointless|hopeless|over|hell|not worth)",
            "(?:dark|darkness) (?:is )?(?:closing in|swallowing me|taking over)",
            ("(?:had|ive had|have had) enough(?: of (?:everything|life|it all|this life|living|being here|trying))?$"),
        ),
        (
            " see |all alone|at rock bottom|beyond help|bother|broken|can help|cares|carry on|"
            "completely alone|continue|dark|difficult|do this|drowning|empty|everyone|everything |"
            "exhausted|falling apart|family|fight|friends|gives a |go on|had|harder|harm|hates|hell|"
            "hopeless|hurt|husband|is coming|is there for me|keep going|keep living|kids|left|life h|"
            "life is |listens|live|lost cause|loves me|meaningless|miserable|misery|more|my fault and|"
            "never going to change|nothing |numb|pain|partner|past saving|point|problems|ruin everything|"
            "sees me|sick|sinking|stuck in this |tired|too far gone|trapped|trouble|understands|"
            "unfixable|wants me|wife|will help|worse|would believe me|would care|would rather"
        ),
        before="not|isnt|arent|less|no longer|dont feel|didnt feel|if|he|she|they|you",
        after=(
            "(?:of (?:this|the) (?:rain|weather|printer|traffic|meeting)|in (?:traffic|the (?:lift|car|"
            "snow|meeting|queue))|at (?:maths?|cooking|sport|football|golf|spelling|parking|french|"
            "drawing|the gym)|romantic|about (?:the|my) (?:printer|essay|bins|parking)|today because|"
            "(?:with|by) the (?:printer|kids|dishes)|to the|for (?:the|a) (?:gym|run|party|walk)|"
            "after (?:the gym|work|training|a long))"
        ),
        sentence=(
            r"\d{1,3} (?:%|percent|out of)|rated|belief|from \d{1,3} to \d{1,3}|(?:then|but|and) i did|"
            "coped|thought record|balanced thought|alternative thought|automatic thought|evidence|"
            r"(?:thought|thoughts|belief|nat|cognition|prediction|worry|rule|assumption) , \w{1,12}|"
            "the thought that|worksheet|used to|maths?|wifi|printer|parking|traffic|recycling|coffee|"
            r"the team|football|battery|tank|petrol|fridge|swim\w{0,5}|my old boss|at school they|"
            r"dishwasher|anesthe\w{1,4}|dentist|my (?:foot|hand|leg|arm|toe)s? (?:is|are|went|feel)"
        ),
    ),
)
