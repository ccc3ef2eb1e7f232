"""Wording rules: signs of psychosis or mania."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

PSYCHOSIS: tuple[Rule, ...] = (
    rule(
        "psychosis_mania",
        "amber",
        (
            (
                "(?:put|implanted|planted|inserted|installed|hid|there is|theres|they put) ~3(?:chip|chips|"
                "microchip|transmitter|camera|cameras|device|bug|bugs|tracker|implant|wires?) ~3(?:in|inside|"
                r"under|into|behind|through) (?:my|the) (?:\w{1,8} )?(?:head|brain|tooth|teeth|body|skin|"
                "walls?|arm|neck|ceiling|flat|house|room|tv|lights?|smoke)"
            ),
            (
                "(?:tv|television|radio|newsreader|news|internet|songs?|numbers|number plates|billboards?|"
                r"birds|lights?|strangers) (?:\w{1,8} )?(?:is|are|keeps?|was|were|has been) (?:sending|"
                "talking|speaking|giving|showing|whispering|broadcasting|directing|talking directly|"
                "communicating|reading) (?:to )?(?:me|messages|signs|signals|secret|about me|my (?:thoughts|"
                "mind)|codes|directly)"
            ),
            (
                "(?:secret|hidden|special|coded) (?:messages?|signs?|codes?|meanings?) (?:for me|to me|"
                "from (?:god|the|my|them)|in the|meant for me|through the)"
            ),
            (
                "(?:they|people|someone|everyone|the (?:government|police|neighbours|cia|fbi|mi5|council)|"
                "neighbours|government|police|aliens|my (?:family|neighbours|boss|colleagues)) ~3(?:are |is |"
                "keep |keeps |have been |has been )?(?:watching me (?:through|all the time|from|24)|"
                "spying on me|following me (?:everywhere|all)|reading my (?:mind|thoughts)|poisoning (?:me|"
                "my (?:food|water|tea))|out to get me|plotting (?:against me|to)|monitoring me|tracking me|"
                "putting thoughts|stealing my thoughts|controlling my (?:mind|thoughts|body|movements)|"
                "listening to my thoughts|bugging my|after me|replaced (?:my|by)|gang ?stalking me|"
                r"broadcast\w{0,3} my thoughts)"
            ),
            (
                "(?:my )?(?:thoughts|mind) (?:are|is) (?:being )?(?:broadcast|stolen|controlled|read by|"
                "inserted|not my own|being put)"
            ),
            (
                "(?:hear|hearing|heard|hears) ~2(?:voices|a voice|whispers|"
                "people talking (?:about me )?when)(?: (?:in my head|that|when|talking|telling|nobody|no one|"
                "at night|again|all|others|commenting|calling|outside|and))?"
            ),
            (
                "voices (?:are |have |keep |get ){0,2}(?:in my head|back|talking|telling|getting louder|"
                "louder|whispering|commenting|wont stop|never stop|laughing at me|started again)"
            ),
            (
                "(?:see|seeing|saw) ~2(?:shadow people|shadows (?:that|moving|move)|people who (?:arent|"
                "are not) there|things (?:that )?(?:arent|are not|others|other people|no one)|demons|"
                "dead people|faces in the walls)"
            ),
            (
                "(?:im|i am|i was|ive been) (?:<ADV> )?(?:the messiah|jesus|god(?!dess)|chosen(?: by god|"
                " one)?|the chosen one|a prophet|the prophet|the second coming|being controlled|possessed|"
                "immortal|invincible|on a mission from|sent by god|sent to save|already dead inside my|"
                "destined to save)"
            ),
            "chosen (?:one|by god|by the)",
            (
                "god (?:has |is )?(?:chosen|choosing|chose|speaks|speaking|talks|talking|told|sends|"
                "sent) (?:to )?me(?: (?:to|through|directly|for a mission|signs))?"
            ),
            "(?:i have|ive got|got|have) (?:special|super|magical|psychic|supernatural) powers",
            (
                "(?:havent|have not|not|hardly|barely|only|dont need|no) (?:slept|sleep|sleeping|"
                "any sleep) ~8(?:and i feel|feel|feeling|full of|energy|amazing|great|fantastic|brilliant|"
                "invincible|on top|unstoppable|dont need|never better|wired|buzzing|ideas|projects|mission|"
                "genius|better than ever|powers|alive)"
            ),
            "(?:dont|do not|no longer) need (?:any )?sleep (?:anymore|any more|because|im|i am|since)",
            (
                "(?:thoughts|mind|ideas) (?:are |is )?(?:racing|going) (?:so fast|a million|too fast|"
                r"and i (?:can|feel))(?: \w{1,10}){0,3} (?:genius|invincible|amazing|energy|chosen|brilliant|"
                "spent|sleep|days)"
            ),
            (
                "(?:spent|spending|maxed|blew|blown) (?:all )?(?:my )?(?:savings|life savings|credit cards?|"
                "thousands|everything) ~8(?:havent slept|not slept|genius|amazing|energy|invincible|mission|"
                "dont need sleep|four in the morning|no sleep|feel incredible|all at once and i feel)"
            ),
            (
                "(?:world|people|everything|family) (?:is|are|isnt|arent) (?:not )?(?:real|fake|actors|"
                "robots|clones|replaced by|imposters?|impostors?)"
            ),
            (
                "my (?:wife|husband|mother|mum|dad|family|son) (?:is|has been|was|are) (?:an? )?(?:impostor|"
                "imposter|clone|replaced|robot|double)"
            ),
        ),
        (
            " powers|a million|a prophet|a voice|actors|after me|already dead inside my|and i |are not|"
            "arent|being put|billboard|birds|blew|blown|broadcast|bug|camera|chip|chosen|clone|coded|"
            "controlled|controlling my |dead people|demons|destined to save|device|double|"
            "faces in the walls|fake|following me |gang|god|hidden|immortal|implant|imposter|impostor|"
            "inserted|internet|invincible|jesus|light|listening to my thoughts|maxed|monitoring me|news|"
            "no one|not my own|number plates|numbers|on a mission from|other people|others|out to get me|"
            "people talking |people who are|plotting |poisoning m|possessed|putting thoughts|radio|"
            "read by|reading my |real|replaced|robot|secret|sent to save|shadow people|shadows |sleep|"
            "slept|so fast|song|special|spending|spent|spying on me|stealing my thoughts|stolen|"
            "strangers|television|the messiah|the prophet|the second coming|too fast|tracker|tracking me|"
            "transmitter|tv|voices|watching me |whispers|wire"
        ),
        before="not|never|dont|like|as if|isnt|arent",
        after=(
            "on the (?:radio|tv|phone|bus)|of (?:children|the choir|my (?:kids|friends))|for (?:the team|"
            "promotion|the role|jury)|for the|well but|on (?:instagram|twitter|tiktok|linkedin)|"
            "in the (?:choir|corridor|street|park|next room|garden|kitchen)|with the kids|at (?:the|"
            "a) (?:party|shop|match)|next door"
        ),
        sentence=(
            "<STORY>|baby monitor|security camera|ring doorbell|nanny cam|choir|newborn|exam|new baby|"
            "because of the baby|jet ?lag|school play|nativity|halloween|podcast|cctv"
        ),
    ),
    rule(
        "psychosis_mania",
        "amber",
        (
            (
                "(?:im|i am|ive become) (?:the )?(?:son|daughter|chosen|messenger|voice|hand|"
                "prophet) of (?:god|christ|the lord|allah)"
            ),
            ("(?:mission|destined|chosen|sent) (?:from god )?to save (?:the )?(?:world|humanity|everyone|mankind)"),
            "(?:hear|know|read) my (?:thoughts|mind)",
            (
                r"(?:tv|radio|television|internet|news|strangers|everyone) (?:\w{1,8} ){0,2}(?:talking|"
                "speaking|laughing) about me(?: on| and| all)?"
            ),
            (
                "(?:slept|sleeping|sleep) (?:only |about |maybe |just |for )?(?:an |one |two |three |"
                r"\d )(?:hours?|hrs?)(?: a night)? ~12(?:ideas|energy|amazing|brilliant|genius|invincible|"
                "spent|mission|unstoppable|felt better|felt this good|felt so alive|fantastic|plans|business|"
                "buzzing|on fire)"
            ),
            (
                r"(?:only|just|hardly|barely) (?:\w{1,8} ){0,3}(?:slept|sleep|sleeping) ~14(?:ideas|energy|"
                "amazing|brilliant|genius|invincible|spent|mission|unstoppable|felt better|fantastic|plans|"
                "buzzing)"
            ),
            (
                "(?:neighbours?|they|people|colleagues|the government|police|someone|strangers|aliens|cia|"
                r"mi5) (?:\w{1,8} ){0,3}(?:broadcast\w{0,3}|read\w{0,3}|steal\w{0,3}|control\w{0,4}|"
                r"insert\w{0,3}|hear\w{0,3}|record\w{0,3}|hack\w{0,3}) (?:all )?my (?:thoughts|mind|brain|"
                "dreams|body)"
            ),
            (
                "(?:thoughts|mind|brain|dreams) (?:are |is |being ){1,2}(?:broadcast|hacked|recorded|stolen|"
                "controlled|read by|monitored)"
            ),
            (
                "(?:spirits?|ghosts?|demons?|entities|aliens|the devil|satan) (?:are|is|live|lives|inside|"
                r"has|have|took|keep) ~4(?:inside me|in me|my body|possess\w{1,3}|follow\w{0,3} me|"
                r"talk\w{0,3} to me|watch\w{0,3} me|attacking me)"
            ),
            (
                "(?:havent|have not|not|hardly) slept ~8(?:felt better|felt this good|felt so (?:good|alive)|"
                "feel amazing|on top of the world)"
            ),
            "(?:cameras?|microphones?|bugs?|chips?) ~2in my (?:eyes|ears|teeth|food|brain|head|skin)",
            (
                "(?:cameras?|microphones?|bugs?) (?:hidden |in |inside |behind |all over ){1,3}(?:the |"
                "my )?(?:walls?|house|flat|tv|lights?|room|mirror|phone|ceiling)"
            ),
        ),
        (
            " about me|aliens|allah|amazing|brilliant|broadcast|bug|business|buzzing|camera|chip|christ|"
            "control|demon|energy|entities|fantastic|felt better|felt so |felt this good|genius|ghost|"
            "god|hack|hear|ideas|insert|invincible|microphone|mind|mission|monitored|on fire|"
            "on top of the world|plans|read|record|satan|spent|spirit|steal|stolen|the devil|the lord|"
            "thoughts|to save |unstoppable"
        ),
        sentence=(
            "film|movie|book|novel|series|character|game|baby monitor|newborn|new baby|security|cctv|"
            "doorbell|airbnb|wasps?|bed bugs|halloween|podcast|exam|deadline|jet ?lag"
        ),
    ),
)
