"""Wording rules: further wording of not wanting to be."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

NOT_BEING: tuple[Rule, ...] = (
    rule(
        "passive_wish",
        "amber",
        (
            (
                "(?:no|any|see the|see any|zero|little) point (?:in )?(?:living|being alive|existing|"
                "being here|carrying on|going on|staying alive|me being)"
            ),
            "id (?:rather|sooner) not (?:be (?:here|alive)|exist|wake up)",
            "whether i (?:live or die|die or live|live|die)|live or die",
            (
                r"(?:wish|wishing|hope|hoping|pray|praying|prayed|hoped|wished) (?:\w{1,8} ){0,3}(?:for|i get|"
                r"i had|to get|id get|i have) (?:\w{1,8} ){0,2}(?:heart attack|cancer|stroke|fatal accident|"
                r"accident|terminal \w{1,8}|illness|tumou?r|aneurysm|asteroid)"
            ),
            (
                r"(?:wish|wishing|hope|hoping|pray|praying|hoped|wished) (?:\w{1,8} ){0,4}(?:plane|train|car|"
                "bus|lorry|truck|flight|lift|building|lightning|asteroid|roof|someone|"
                r"it) (?:\w{1,8} ){0,2}(?:crash\w{0,3}|goes down|comes off|hits? me|kills? me|takes? me out|"
                r"finish\w{0,2} me|falls? on me|collapses?|strikes? me|runs? me over)"
            ),
            (
                "(?:why|reason|reasons) (?:i|that i|for me to) (?:should )?(?:stay alive|live|keep going|"
                "go on|carry on|be here|still be here|exist|wake up)"
            ),
            (
                r"see (?:a|any|the|much|one|many) (?:reasons?|point) (?:to|for|in) (?:\w{1,6} )?(?:live|"
                "living|keep|stay|staying|be alive|being alive|go on|going on|carry|exist|existing)"
            ),
            (
                "(?:if|wish|hope|relief if|glad if) i (?:got|get|was|were) (?:hit|run over|killed|shot|"
                "struck|knocked down|in a (?:car )?crash)"
            ),
            ("i (?:got|get|was|were|am) (?:hit|run over|killed|shot|struck|knocked down) by (?:a|the|some|lightning)"),
            (
                r"wish i (?:was|were|had|have) never (?:here|exist\w{0,3}|alive|lived|made|conceived|"
                "been alive)"
            ),
            (
                "(?:ok|okay|fine|happy|at peace|cool|comfortable|content) with (?:not (?:existing|being here|"
                "waking up|being alive|making it)|dying|death|being dead|never waking)"
            ),
            (
                "(?:hope|wish|pray|waiting|want|wishing|hoping) (?:for |that )?something (?:bad |awful |"
                "terrible |fatal )?(?:happens|would happen|to happen|will happen) to me"
            ),
            r"be with my (?:late|dead|deceased) \w{1,12}",
            ("(?:dead|late) (?:husband|wife|mum|mom|dad|son|daughter|brother|sister|partner) (?:again|soon)"),
            (
                "(?:want|ready|going) to (?:be|go) with (?:my )?(?:mum|mom|dad|nan|gran|grandad|grandma|"
                "husband|wife|baby|son|daughter|brother|sister|him|her) (?:now|again|in heaven|up there|"
                "wherever|who died)"
            ),
            (
                "not (?:living|being alive|being here|existing|waking up) (?:sounds|seems|feels|would be|"
                r"looks|is) (?:so |really |quite )?(?:\w{1,8} )?(?:peaceful|nice|good|better|easier|restful|"
                "lovely|like|appealing|tempting)"
            ),
            (
                "only (?:still |reason im still |reason im |thing keeping me |one keeping me )?(?:here|alive|"
                "around|going) (?:because of|for|is|due to|thanks to) (?:my|the|him|her|them)"
            ),
            "(?:wouldnt|would not) be (?:here|alive|around) if (?:it (?:wasnt|werent)|i didnt have|not)",
            (
                "if (?:it )?(?:wasnt|werent|not) for my (?:kids|dog|cat|mum|mom|family|children|daughter|son|"
                "husband|wife|pets?)(?: i)?"
            ),
            (
                "(?:kids|family|wife|husband|children|they|everyone|mum|parents|partner) (?:would|will|could|"
                "d) (?:at least )?(?:(?:get|have|collect|claim) (?:the |my )?(?:life )?insurance|"
                "(?:be (?:better|fine|ok|okay|happier|relieved|free)|cope|manage|move on|get over it|"
                "forget) (?:off )?(?:without me|if i|when im|once im|eventually|of me))"
            ),
            (
                "(?:wont|not going to|not gonna|doesnt|wont even) (?:be )?matter (?:soon|anyway|for long|"
                "much longer|after|when im|once im)"
            ),
            "whatever happens happens",
            (
                "(?:dont|never|stopped) (?:even )?look(?:ing)? (?:any ?more |anymore )?(?:when|before|"
                r"while) ~3cross\w{0,3}"
            ),
            r"(?:cross|crossing) (?:the )?roads? ~3(?:without|dont|not) look\w{0,3}(?: any ?more)?",
            (
                r"(?:dont|cant|do not|never) (?:really )?(?:see|picture|imagine) (?:\w{1,8} ){0,3}(?:myself|"
                r"me) ~3(?:around|here|alive|living|existing|next year|in (?:a|five|ten|\d)|at (?:thirty|"
                r"forty|\d0)|old|future|making it)"
            ),
            "(?:i )?(?:dont|do not) belong (?:in this world|here|on this earth|anywhere|in this life)",
            ("(?:this|the) world (?:is|isnt|has) (?:not )?(?:for me|made for me|no place for me|better without)"),
            "not meant (?:for this world|to be (?:here|alive|on this earth)|for this life)",
            (
                "(?:world|life|they|everyone) (?:would|will|d) (?:be|go on|carry on) (?:just )?(?:better|"
                "fine|the same|easier|happier) without me"
            ),
            (
                "(?:anyone|anybody|people|they|nobody|no one|who) (?:would|will|d) (?:even |really |"
                "actually )?(?:notice|care|miss me|mind|cry|come to my funeral|be sad|"
                r"be upset)(?: if i(?:m)?(?: \w{1,10}){0,3}| at my funeral)?"
            ),
            (
                "(?:nobody|no one) (?:would )?(?:notice|notices|noticed) (?:if|that) (?:i|im) (?:was |were |"
                "am |d )?(?:gone|dead|missing|disappeared|died|vanished|not here)"
            ),
            "(?:nobody|no one) (?:at|to come to) my funeral",
            "wonder (?:who|if anyone) (?:would|will|d) (?:come|cry|miss|notice|care|be)",
            (
                "(?:fantasi[sz]e|daydream|dream|think) (?:about|of) (?:not waking|not being (?:here|alive|"
                "around|born)|disappearing|never waking|a world without me|falling asleep forever|"
                "being (?:gone|hit)|getting (?:hit|run over|cancer|killed)|crashing|dying in my sleep|"
                "my (?:own )?death)"
            ),
            (
                "(?:want|wish|need) (?:the|my|this) (?:pain|life|suffering|hurt|existence|days|story|"
                "thoughts) (?:to (?:just )?)?(?:over|end|stop|gone|finished|be over)"
            ),
            (
                r"(?:if|hope|wish|pray) (?:\w{1,8} ){0,2}(?:today|tonight|this|tomorrow) (?:was|were|is|"
                "could be|would be) my last(?: day| night)?"
            ),
            ("wouldnt (?:be )?(?:so )?(?:bad|terrible|awful|tragic) if i (?:died|didnt|wasnt|stopped|never)"),
            (
                "(?:living|being alive|existing|life) (?:is|feels|has become|"
                "became) (?:just )?(?:too (?:much|hard|painful|heavy|exhausting)|unbearable|a (?:chore|"
                "punishment|burden|curse|prison)|torture|agony|pointless|exhausting)"
            ),
        ),
        (
            " belong | by | for my | if | my funeral| my last| to me| with | world |accident|again|agony|"
            "aneurysm|asteroid|be sad|be upset|being |burden|cancer|care|carrying on|chore|crash|cross|"
            "cry|curse|death|disappearing|dying|eventually|exhausting|existing|falling asleep forever|"
            "getting |going on|heart attack|hit|hope|hoping|if i|illness|imagine|insurance|killed|"
            "knocked down|live or die|living|making it|matter |me being|mind|miss me|need|never waking|"
            "not meant |not waking|notice|of me|once im|only |picture|point|pray|prison|punishment|"
            "rather|reason|road|run over|see|shot|soon|staying alive|stroke|struck|terminal |too |"
            "torture|tumo|unbearable|waking up|want|whatever happens happens|when im|whether i |why|wish|"
            "without me|wonder |wouldnt "
        ),
        denies=False,
        after=(
            "(?:leaves on time|lands|is on time|is late|arrives|season|insurance (?:premium|renewal)|"
            "at the (?:party|meeting|match)|on (?:the|my) (?:team|course)|to be on time|late|ticket|"
            "for a while|if i (?:left|quit) (?:the|my) (?:job|team|course)|if i (?:wear|wore|changed|cut|"
            "dyed)|without me (?:at|on|in|for) (?:the|a)|in (?:lisbon|spain))"
        ),
        sentence=(
            "film|movie|novel|game|meeting|team|band|choir|lottery|quiz|cake|party|haircut|match|party|"
            "promotion|diet|presentation|holiday|typo|spelling mistake|new shoes|outfit|interview|"
            "rehearsal|new hair|results come|scan results|worry|worried|afraid|scared|fear"
        ),
    ),
)
