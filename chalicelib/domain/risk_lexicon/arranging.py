"""Wording rules: notes, giving away, putting affairs in order, getting what is needed."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

ARRANGING: tuple[Rule, ...] = (
    rule(
        "preparation",
        "red",
        (
            (
                "(?:wrote|written|writing|write|finished|drafted|typed|left|leave|leaving|recorded|made|"
                "making|scheduled|prepared|got|sealed|posted) ~4(?:goodbye|farewell|suicide|final|last|death|"
                r"good bye) (?:\w{1,8} )?(?:letters?|notes?|messages?|videos?|emails?|texts?|voice ?notes?|"
                "cards?)"
            ),
            "suicide (?:note|letter)s?",
            (
                r"(?:wrote|written|writing|left|finished|hidden) (?:\w{1,8} ){0,3}(?:letters?|notes?|cards|"
                "videos?|emails?) ~7(?:when im gone|after im gone|once im gone|for when|if i (?:die|"
                "dont make it)|to find|open after|read after|explaining (?:why|everything)|when i am gone|"
                "saying goodbye|sorry)"
            ),
            "written (?:a|my|the) note|wrote (?:a|my|the) note(?: to everyone| to my family| for them)?$",
            "my (?:final|last) words",
            "(?:note|letters?) (?:is|are) (?:written|on the table|ready|finished|done|in the drawer)",
        ),
        (
            " note|after im gone|death|done|explaining |farewell|final|finished|for when|good bye|"
            "goodbye|if i d|in the drawer|last|on the table|once im gone|open after|read after|ready|"
            "sorry|suicide|to find|when i am gone|when im gone|written"
        ),
        own=True,
        after=(
            "to (?:my landlord|the council)|of (?:the lesson|the meeting)|about the|for the (?:meeting|"
            "lecture|shopping)"
        ),
        sentence=(
            "colleague|old team|my team|old job|former|workmates|classmates|quit|the company|leaving do|"
            r"retir\w{1,6}|last day at work|leaving card|resignation|notice period|farewell party|"
            r"moving (?:house|abroad|away)|graduat\w{1,6}|emigrat\w{1,4}|school leaver|lecture|therap(?:y|"
            "ist) letter|compassionate"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            (
                r"(?:gave|given|giving|give|gifting|gifted|donat\w{1,3}|left|rehom\w{1,3}) (?:away )?(?:all |"
                "most |half )?(?:of )?(?:my|everything|the|both|stuff|things|possessions|"
                "belongings) ~12(?:wont need|dont need|not need|no need|need (?:it|them) any|wont be needing|"
                "not be needing|wont be here|when im gone|after im gone|where im going|before i go|its time|"
                "no longer need|dont want (?:it|them) to be|to remember me)"
            ),
            (
                "(?:wont|will not|not gonna|dont) (?:be )?need(?:ing)? ~4(?:where im going|after (?:tonight|"
                "today|tomorrow|friday|the weekend|this)|soon|when im gone|much longer)"
            ),
            "(?:gave|given|giving) away (?:everything|all (?:of )?my(?! old| baby| spare))",
            (
                r"(?:found|find|arranged|asked|need|looking for|sorted) (?:\w{1,10} ){0,5}(?:to )?(?:take|"
                "look after|care for|adopt|have|mind|feed) (?:the|my) (?:dog|cat|pets?|kids|children|baby|"
                "rabbit|fish|bird|horse) ~3(?:when im gone|after im gone|after i|once im|for good|"
                "permanently|forever|if im not|when im not here|when i go)"
            ),
            (
                r"(?:look after|take care of|love|feed|tell) (?:\w{1,10} ){1,4}(?:when im gone|after im gone|"
                "once im gone|for me when im|when im dead|after im dead|i loved (?:him|her|them|you all))"
            ),
        ),
        (
            " away |after i|donat|for good|for me when im|forever|gave|gifted|gifting|give|giving|"
            "i loved |if im not|left|need|once im|permanently|rehom|when i go|when im dead|when im gone|"
            "when im not here"
        ),
        own=True,
        sentence=(
            r"charity shop|moving (?:house|abroad|out|away)|declutter\w{0,4}|too small|outgrown|work trip|"
            r"business trip|on holiday|in spain|emigrat\w{1,4}|blood|new (?:car|phone|flat|house|sofa|"
            r"one)|upgrad\w{1,4}"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            (
                "(?:put|putting|got|getting|set|sorted|sorting|tidy|tidying|"
                "tidied) (?:all )?(?:of )?my (?:affairs|finances|things|stuff|paperwork|passwords|will|"
                "insurance) (?:in order|sorted|out|ready|up) ~6(?:note|goodbye|gone|before i (?:go|die|do)|"
                "so (?:they|my family|nobody|no one|the kids)|for when|for after|so its easier|be a burden)"
            ),
            (
                "(?:affairs|everything|paperwork|will) (?:is |are |all )?(?:in order|sorted|settled|ready|"
                "done) ~6(?:note|goodbye|gone|to go|before i (?:go|die|do)|time|for when|i can go|now i can)"
            ),
            "put my affairs in order|getting my affairs in order|affairs in order",
            (
                "(?:changed|updated|checked|made|written|wrote) (?:my )?(?:will|life insurance|"
                "funeral plans?) ~6(?:gone|suicide|before i|when i|covers|pays out|ready|so that)"
            ),
            (
                "(?:plan(?:ning|ned)?|pick(?:ed|ing)|chose|choos(?:e|ing)|"
                r"arrang\w{1,3}) (?:\w{1,8} )?(?:my )?(?:own )?(?:funeral|burial|coffin|funeral songs?|"
                "headstone)"
            ),
            r"life insurance (?:\w{1,8} ){0,4}(?:suicide|pay|cover)\w{0,2}",
        ),
        (
            "before i|burial|coffin|covers|done|funeral|getting|gone|got|headstone|in order|"
            "life insurance |pays out|put|ready|set|so that|sorted|sorting|suicide|tidied|tidy|when i"
        ),
        own=True,
        sentence=(
            r"solicitor appointment for the house|pension|retire\w{0,5}|mortgage|financial advis\w{1,3}|"
            "tax return|cancer (?:diagnosis|treatment)|hospice"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            (
                "(?:picked|chosen|chose|set|got|found|decided on|worked out|made|have|ive got|know|planned|"
                "scouted|visited|checked out|picking|choosing) (?:out )?(?:a |the |my |out |it )?(?:date|day|"
                "spot|place|time and place|location|bridge|tree|method|suicide plan|way to (?:do it|go|die)|"
                "how i(?:m| will|d)? (?:going to |gonna )?(?:do it|die|go)|plan) (?:already|for it|"
                "to (?:do it|die|jump|end|go|kill|hang|finish|end it|end my life)|where (?:i|id|im|ill)|"
                "when (?:i|id|im|ill) (?:will |gonna |going to )?(?:do it|die|go|end)|and a (?:date|time|"
                "place|method)|out already|picked|and (?:the |a )?(?:means|pills|rope|date|method)|all set)"
            ),
            "i(?:ve| have)? (?:already )?(?:set|picked|chosen|chose) (?:a|the|my) date(?: and|$)",
            ("i have a (?:suicide plan|plan to (?:end|kill|die|do it|go)|plan and (?:the means|a date|im|i))"),
            (
                "(?:planned|planning) (?:it all|everything|my (?:death|suicide|exit|own death|final|end)|"
                "how (?:id|to|ill|i would) (?:do it|die|end|go))"
            ),
            (
                "(?:i know|ive decided|figured out|worked out|know exactly) (?:exactly )?(?:how|when|"
                "where) (?:i|im|ill|id|i will|i would) (?:going to |gonna |will |would |be )?(?:doing |do |"
                "end )?(?:it|die|go|kill myself|end things)$"
            ),
            "my exit (?:plan|strategy)",
            (
                "(?:bought|ordered|buying|ordering|got hold of|acquired|borrowed|stole|found|"
                r"picked up) (?:\w{1,8} ){0,3}(?:rope|noose|razors?|razor blades?|gun|shotgun|rifle|pistol|"
                "bullets|helium|nitrogen|sodium nitrite|charcoal|nembutal|poison|antifreeze|ligature|"
                "hose ?pipe|everything i need|what i need(?: online)?|the stuff i need)(?! for (?:the|my|"
                "a) (?:boat|dog|garden|party|bbq|barbecue|climb|swing|tree ?house|horse|aquarium|car|trip|"
                "course|shed|beard|legs))"
            ),
        ),
        (
            " date|acquired|borrowed|bought|buying|checked out|choosing|chose|decided on|figured out|"
            "found|got|have|ive decided|know|made|my exit |ordered|ordering|picked|picking|plan and |"
            "plan to |plann|scouted|set|stole|suicide plan|visited|worked out"
        ),
        own=True,
        sentence=(
            r"wedding|holiday|boat|climbing|garden|camping|party|shav\w{1,4}|beard|bbq|barbecue|swing|"
            "birthday|venue|picnic|hammock|balloons?|dog lead|recipe|nerf|water ?pistol|glue gun|"
            "groceries|exam|moving date|school project|lesson|revision|surgery|honeymoon|shopping|diy"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            (
                "(?:ive |i have |been |im |i am |started |started to |spent (?:today|the day|"
                "tonight) )(?:been )?(?:say|saying) (?:my )?(?:last |final )?(?:goodbyes?|"
                r"farewells?)(?: to (?:everyone|everybody|people|my \w{1,10}|all))?"
            ),
            (
                "(?:writing|wrote|written|write) (?:letters?|notes?|cards?|messages?|"
                "goodbyes?) to (?:everyone|everybody|my (?:kids|children|family|mum|mom|dad|parents|wife|"
                "husband|sister|brother|friends|son|daughter|loved ones)|all (?:my|the) (?:friends|family|"
                "kids)|each of)"
            ),
            "(?:written|wrote) to everyone(?: i love)?",
            (
                "(?:gave|given|giving) (?:away )?(?:all )?(?:of )?my (?:possessions|belongings|stuff|things|"
                r"jewellery|jewelry|savings|favourite \w{1,10}|favorite \w{1,10}|pets?|dog|cat|books|records|"
                "clothes|games) (?:away|to (?:my|everyone|people|friends|charity (?:because|so|for when)))"
            ),
            (
                r"(?:gave|given|giving) away (?:everything|all my \w{1,12}|my (?:possessions|belongings|"
                "things|stuff|dog|cat|pets?))"
            ),
            r"sold (?:my|all my|everything) ~6(?:wont|dont|not|no longer|never) ~2need\w{0,3}",
            (
                r"(?:left|leave|leaving) (?:\w{1,10} ){0,4}(?:instructions|everything ready|everything tidy|"
                "my bank details|my passwords|my keys|the keys) ~8(?:after|when im|for when|so (?:its|they|"
                "nobody|no one)|once|if im)"
            ),
            (
                "(?:recorded|filmed|made|recording) (?:a |some )?(?:videos?|messages?|"
                "voice notes?) for (?:my |the |her |his |their )~8(?:wont be|not be|when im|after im|miss|"
                "gone|because i|since i)"
            ),
            (
                "(?:text(?:ed|ing)?|call(?:ed|ing)?|rang|ring(?:ing)?|hug(?:ged|ging)?|see|saw|seeing|"
                "visit(?:ed|ing)?|kiss(?:ed|ing)?|tell|told|telling|hold|held|messag(?:ed|ing)) ~8(?:one|"
                "for the|for one) (?:last|final) time"
            ),
            "(?:said|say|saying) (?:all )?(?:of )?my (?:final |last )?goodbyes?",
            (
                "(?:will|note|notes|letters?) and (?:a |my |the )?(?:suicide )?(?:notes?|letters?|will|"
                "goodbyes?)(?: (?:last night|is|are|ready|to|for|in))?"
            ),
            (
                "(?:railings?|balustrade|parapet|barrier|ledge|bridge|roof|edge|noose|rope|knot|beam|"
                r"belt) ~6(?:to practi[sc]e|practi[sc]\w{1,3}|rehears\w{1,3}|would hold|will hold|"
                "hold my weight|holds my weight|strong enough|test(?:ed|ing)? it)"
            ),
            (
                r"(?:practi[sc]\w{1,3}|rehears\w{1,3}|test(?:ed|ing)) ~6(?:railings?|noose|rope|knot|ledge|"
                "beam|belt|jump(?:ing)?|hanging)"
            ),
            "cancelled everything",
            "cancelled all my (?:appointments|plans|subscriptions|bookings) (?:because|since|as|i)",
            "(?:nearly|almost|about|its) time(?: (?:now|to go|for me to go|to leave you all))?$",
            (
                r"(?:tidied|cleaned|tidying|cleaning) (?:the |my )?(?:\w{1,8} )?(?:flat|house|room|home|"
                r"everything) ~6(?:so (?:nobody|no one|they|mum|my \w{1,8}) (?:has|have|doesnt|wont|dont)|"
                "before (?:i go|they find)|find me|when im gone)"
            ),
            (
                "(?:looked|looking|checked|reading|read|googled|researched|"
                r"searching) (?:\w{1,8} ){0,3}(?:up )?(?:overdose (?:amounts|limits|levels)|lethal \w{1,10}|"
                "how long it takes to (?:die|bleed|drown)|train times|tide times|knots|how to tie|"
                "suicide (?:methods|forums?|notes?)|what happens to (?:your|the) body|ways to (?:die|go|"
                "do it))(?: (?:noose|so|for))?"
            ),
        ),
        (
            " away | time| to everyone|belongings|books|cancelled all my |cancelled everything|card|cat|"
            "cleaned|cleaning|clothes|dog|everything ready|everything tidy|farewell|favorite |favourite |"
            "final|forum|games|goodbye|hold my weight|holds my weight|how long it takes to |how to tie|"
            "instructions|jewellery|jewelry|knots|last|lethal |letter|message|methods|my bank details|"
            "my keys|my passwords|note|overdose |pet|possessions|practi|records|rehears|savings|sold |"
            "strong enough|stuff|test|the keys|things|tidied|tidying|video|ways to |what happens to |"
            "will|would hold"
        ),
        own=True,
        after=(
            "(?:at the (?:party|airport|station|door|meeting|end of)|because (?:im|we are|were|"
            r"i am) (?:mov|leav|emigrat|chang|go)\w{0,6}|before (?:we|i) mov\w{1,3}|after (?:the party|"
            "dinner|class|work))"
        ),
        sentence=(
            r"party|holiday|moving|move (?:house|abroad|away)|airport|new job|leaving do|retir\w{1,6}|"
            r"declutter\w{0,4}|charity shop|outgrown|old (?:clothes|toys|books)|vinted|ebay|upgrade|"
            r"christmas cards|thank you|wedding|school|spring clean\w{0,3}|therapy exercise|gratitude|"
            r"downsiz\w{1,3}|fishing|sail\w{0,3}|scouts|commut\w{1,3}|birthday|fundrais\w{1,4}"
        ),
    ),
)
