"""Wording rules: voices that command, and danger to others."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

DANGER: tuple[Rule, ...] = (
    rule(
        "command_hallucination",
        "red",
        (
            (
                "(?:voices?|demons?|devil|satan|whispers?|spirits?|aliens?|shadow man|shadows|entity|"
                r"thing in my head|something in my head|someone in my head|man in the \w{1,8}|"
                "they(?= keep whisper| whisper| tell me in my| say in my)) ~5(?:tell(?:s|ing)?|told|say(?:s|"
                "ing)?|said|order(?:s|ed|ing)?|command(?:s|ed|ing)?|want(?:s|ed|ing)?|scream(?:s|ed|ing)?|"
                r"shout(?:s|ed|ing)?|whisper(?:s|ed|ing)?|keeps?|instruct\w{0,3}|urg(?:e|es|ed|ing)|push(?:es|"
                r"ing)?|force[sd]?|forcing|insist\w{0,3}|ask(?:s|ing|ed)?|mak(?:e|es|ing)|demand\w{0,3}|"
                r"repeat\w{0,3}|get(?:ting)? louder|commanded|expects?) ~5(?:kill|hurt|die|harm|jump|cut|stab|"
                "burn|hang|shoot|strangle|end (?:it|my|things)|do it|end my life|slit|swallow|take (?:the|my|"
                "all)|drink|overdose|drown|punish|attack|suicide|sacrifice|step|crash|smother|unalive|poison|"
                r"choke)(?: (?:my ?self|me|him|her|them|my \w{1,10}|people|someone|everyone|in front))?"
            ),
            (
                "(?:god|the lord|allah|angels?|jesus|tv|television|radio|the man|computer|"
                "lyrics) ~3(?:tell(?:s|ing)?|told|say(?:s|ing)?|said|order(?:s|ed|ing)?|command(?:s|ed|ing)?|"
                "want(?:s|ed|ing)?|scream(?:s|ed|ing)?|shout(?:s|ed|ing)?|whisper(?:s|ed|ing)?|keeps?|"
                r"instruct\w{0,3}|urg(?:e|es|ed|ing)|push(?:es|ing)?|force[sd]?|forcing|insist\w{0,3}|ask(?:s|"
                r"ing|ed)?|mak(?:e|es|ing)|demand\w{0,3}|repeat\w{0,3}|get(?:ting)? louder|commanded|"
                "expects?) ~2(?:me|i|that i|myself) ~4(?:kill|hurt|die|harm|jump|cut|stab|burn|hang|shoot|"
                "strangle|end (?:it|my|things)|do it|end my life|slit|swallow|take (?:the|my|all)|drink|"
                "overdose|drown|punish|attack|suicide|sacrifice|step|crash|smother|unalive|poison|"
                r"choke)(?: (?:my ?self|me|him|her|them|my \w{1,10}|people|someone|everyone|in front))?"
            ),
        ),
        (
            "alien|allah|angel|computer|demon|devil|entity|god|jesus|lyrics|man in the |radio|satan|"
            "shadow man|shadows|someone in my head|spirit|television|the lord|the man|they|"
            "thing in my head|tv|voice|whisper"
        ),
        after=(
            "(?:with|my) (?:cooking|homework|weeds|the dishes)|(?:a|the) (?:tree|cake|vegetables|onions|"
            "trees|weeds)|out (?:the|of)|down (?:the|on)|sugar|carbs|time|up|more|the lights|my hair|"
            "off my"
        ),
        sentence=(
            "<STORY>|sermon|news report|weather|choir|gardener|electrician|sat ?nav|commentator|"
            "newsreader|coach|trainer|teacher|voice ?(?:mail|over)|audiobook|inner critic"
        ),
    ),
    rule(
        "command_hallucination",
        "red",
        (
            (
                "(?:voices?|someone|something|he|she|whispers?|they|a man|a woman|mans voice|"
                "womans voice) ~3in my (?:head|ear|ears|mind) ~8(?:kill|hurt|die|harm|jump|cut|stab|burn|"
                "hang|shoot|end it|do it|slit|must|should|suicide)"
            ),
            (
                "(?:hear|hearing|heard) ~3(?:voices?|whispers?|someone|a man|a woman|demons?|god|satan|"
                "the devil) ~8(?:kill|hurt|die|harm|jump|cut|stab|burn|hang|shoot|end|do it|slit|strangle)"
            ),
        ),
        "hear|in my ",
        sentence="<STORY>|inner critic|neighbours? (?:shouting|arguing)|song stuck",
    ),
    rule(
        "harm_to_others",
        "red",
        (
            "(?:im going to|i am going to|gonna|going to|ill|i will|i plan to|planning to|i want to|"
            "wanna|want to|ready to|decided to|i swear ill|about to|imma|i intend to|i need to|"
            "id like to|i should|tempted to|feel like|plan is to|urge to|urges to|thinking (?:of|about)|"
            "might) (?:<ADV> ){0,2}(?:kill(?:ing)?|murder(?:ing)?|stab(?:bing)?|shoot(?:ing)?|"
            "strangl(?:e|ing)|poison(?:ing)?|slit|suffocat(?:e|ing)|smother(?:ing)?|drown(?:ing)?|"
            "behead(?:ing)?|run(?:ning)? over|choke|choking|burn down|bomb(?:ing)?|blow(?:ing)? up|"
            "set fire to|attack(?:ing)?|end|rape|torture|knife|beat|batter|hurt(?:ing)?|make (?:him|her|"
            "them) (?:pay|suffer|bleed)) (?:up )?(?:him|her|them|someone|somebody|everyone|everybody|"
            r"people|anyone|my (?:\w{1,10} )?<KIN>s?|the (?:baby|kids|children|neighbours?|boss|school|"
            "office|house|place|building)|that (?:man|woman|bitch|bastard|guy|cunt|bloke)|"
            r"those (?:people|kids)|all of them|you all|the whole \w{1,10})(?: (?:tonight|with (?:a|my|"
            r"the) \w{1,8}|in (?:his|her|their) sleep|when (?:he|she|they)|and then (?:me|myself)|"
            "for what))?"
        ),
        (
            "attack|batter|beat|behead|bleed|blow|bomb|burn down|choke|choking|drown|end|hurt|kill|knife|"
            "murder|pay|poison|rape|run|set fire to|shoot|slit|smother|stab|strangl|suffer|suffocat|"
            "torture"
        ),
        before=("would never|never|dont|not|wouldnt|im not|didnt|afraid ill|scared ill|dont think|afraid of|fear of"),
        after=(
            "(?:if (?:he|she|they|you|it|i have|one more)|for (?:eating|leaving|being late|forgetting|"
            "not (?:doing|texting)|spoiling|that (?:joke|pun)|stealing my)|at (?:chess|tennis|fifa|"
            "monopoly|golf|football|cards|darts|the game|mario|scrabble|poker|table tennis)|feelings|"
            r"(?:an|a) (?:email|text|message|look|glance)|lol|haha\w{0,5}|with kindness|in (?:the (?:game|"
            "match|race|final|quiz)|monopoly|chess|fifa)|by (?:saying|telling|leaving|being|accident)|"
            "when (?:i|we) (?:get|see)|back|off|to (?:the|it)|by ending|with (?:my words|the truth)|"
            "things|and (?:ruin|wreck))"
        ),
        sentence=(
            r"<STORY>|lol|haha\w{0,5}|jk|fifa|monopoly|mafia|werewolf|among us|paintball|laser tag|"
            r"dishwasher|socks|feelings|dont want to (?:hurt|upset)|without hurting|mosquito\w{0,2}|"
            r"wasps?|spider|weeds|photograph\w{0,2}|photo|camera|relationship|chess|hunting|email|"
            "surprise party|charades"
        ),
    ),
    rule(
        "harm_to_others",
        "amber",
        (
            (
                r"(?:thoughts?|urges?|images|visions|fantas\w{1,5}|imagin\w{1,3}|pictur\w{1,3}|"
                "dream(?:ing)? (?:of|about)|thinking|think|sometimes i|i keep|keep|feel like|impulse|"
                "scared (?:that )?(?:ill|i will|i might|im going to|of)|afraid (?:that )?(?:ill|i will|"
                "i might|im going to|of)|frightened (?:that )?(?:ill|i will|i might|im going to|of)|"
                "worried (?:that )?(?:ill|i will|i might)|fear) ~4(?:kill(?:ing)?|murder(?:ing)?|"
                "stab(?:bing)?|shoot(?:ing)?|strangl(?:e|ing)|suffocat(?:e|ing)|smother(?:ing)?|"
                "drown(?:ing)?|hurt(?:ing)?|harm(?:ing)?|chok(?:e|ing)|attack(?:ing)?|throw(?:ing)?|shak(?:e|"
                "ing)|punch(?:ing)?|push(?:ing)?|hit(?:ting)?|snap(?:ping)?|lash(?:ing)? out(?: at)?) (?:him|"
                r"her|them|someone|somebody|people|anyone|everyone|my (?:\w{1,10} )?<KIN>s?|the (?:baby|kids|"
                "children|neighbours?|dog))"
            ),
            (
                "(?:bring|brought|take|taking|carry|carrying|have|got|bought|buy|getting|get) (?:a |my |"
                "the )?(?:gun|knife|weapon|machete|bat|acid|petrol|hammer|axe) ~5(?:to (?:school|work|his|"
                "her|their|the office|use on|scare|hurt)|for (?:him|her|them|my (?:boss|ex|dad))|"
                "in my (?:bag|car|coat|pocket|locker|rucksack)|and i know where|when (?:he|she|i see))"
            ),
            r"shoot(?:ing)? up (?:the|my|a|that) \w{1,12}",
            "(?:make|making) (?:him|her|them|everyone) (?:all )?(?:pay|suffer|bleed|regret it)",
            ("(?:going|gonna|want) (?:to )?(?:hurt|kill|murder) (?:people|someone|somebody|everyone|everybody)"),
            "take (?:him|her|them|everyone|as many|others|people|someone) (?:out |down )?with me",
            "(?:know|found out) where (?:he|she|they) lives? ~6(?:hurt|pay|kill|regret|sorry|knife|burn)",
            ("(?:want|wanting|going|gonna) (?:to )?(?:see|watch) (?:him|her|them) (?:bleed|suffer|die|burn)"),
            (
                "(?:almost|nearly) (?:hit|shook|strangled|smothered|dropped|threw|hurt|stabbed|"
                r"killed) (?:my |the )(?:\w{1,10} )?<KIN>s?"
            ),
            "lost control and (?:hit|hurt|pushed|punched|grabbed|choked)",
            (
                "(?:hit|punched|beat|hurt|choked|slapped|kicked|strangled|pushed) my (?:wife|girlfriend|"
                "partner|husband|boyfriend|kid|kids|son|daughter|child|children|baby|mum|mom|mother|"
                "dad)(?: (?:last night|again|yesterday|today|this morning))?"
            ),
        ),
        (
            " live|acid|almost|attack|axe|bat|beat|bleed|chok|drown|everybody|everyone|gun|hammer|harm|"
            "hit|hurt|kicked|kill|knife|lash|lost control and |machete|murder|nearly|pay|people|petrol|"
            "punch|push|regret it|see|shak|shoot|slapped|smother|snap|somebody|someone|stab|strangl|"
            "suffer|suffocat|throw|watch|weapon|with me"
        ),
        after=(
            "feelings|(?:by|if i) (?:saying|telling|say|tell|leaving|leave|being)|at (?:chess|fifa)|off|"
            "away|(?:an|a) (?:party|ball|email|text|message|surprise)|up|emotionally|with (?:my words|"
            "a pillow fight)|for a|back|out of (?:the way|bed)|to (?:the|do|school|bed|eat|study)|"
            "buttons|luck|on the swing|around|hands|too hard to (?:do|study|revise)|by mistake|"
            "by accident|accidentally"
        ),
        sentence=(
            r"<STORY>|lol|haha\w{0,5}|fifa|monopoly|paintball|chess|dishwasher|feelings|cook\w{0,4}|"
            r"dinner|camping|photograph\w{0,2}|baseball|cricket bat|party|birthday|kitchen knife set"
        ),
    ),
    rule(
        "harm_to_others",
        "amber",
        (
            (
                r"burn(?:ing)? (?:down )?(?:his|her|their|the|my) (?:\w{1,8} )?(?:house|home|flat|car|school|"
                "office|place|building)(?: down)?"
            ),
            (
                r"(?:set|setting|sets) fire to (?:\w{1,8} ){0,2}(?:house|home|car|flat|school|office|place|"
                "building|shed|church|mosque)"
            ),
            (
                "(?:he|she|they|that (?:man|woman|bastard|bitch)|my (?:boss|ex|dad|stepdad|husband|wife|"
                "neighbour|uncle|mother|father)) (?:deserves?|needs?|has|have|ought|is going|are going|"
                "going) to (?:die|suffer|be punished|pay(?: for (?:what|it|this))?|bleed|be killed)"
            ),
            (
                "(?:i |id |could |might |ill )(?:could |might )?(?:hurt|harm) (?:someone|somebody|people|him|"
                "her|them)(?: if| when| one day| soon| tonight)?$"
            ),
            "(?:lose|losing|lost) (?:it|control|my temper) and (?:hurt|hit|kill|stab|attack|punch|harm)",
            (
                r"(?:get|getting|have|having|got) (?:(?!no |never )\w{1,8} ){0,3}(?:urges?|impulses?|"
                "thoughts?|images|fantasies) (?:to|of|about) (?:push|pushing|hurt|hurting|stab|stabbing|kill|"
                r"killing|attack|attacking|harm|harming|strangl\w{1,3}|poison\w{0,3}|hit|hitting|"
                r"punch\w{0,3}) (?:people|someone|strangers|him|her|them|my (?!self)\w{1,10}|the \w{1,10})"
            ),
            (
                "(?:bought|got|have|ordered|sharpened|carry|carrying|packed) (?:a |the |my |some )?(?:knife|"
                "gun|weapon|machete|poison|acid|petrol|the stuff|hammer|axe|bat) ~8(?:for (?:him|her|them|"
                "my)|he|she|they|teach|hurt|pay|sorry|get him|get her|get them|use it on)"
            ),
        ),
        (
            " fire to |acid|arm|axe|bat|be killed|be punished|bleed|burn|die|fantasies|gun|hammer|images|"
            "impulse|knife|los|machete|pay|petrol|poison|suffer|the stuff|thought|urge|urt|weapon"
        ),
        after="(?:the (?:bill|rent|fine)|attention|feelings|(?:by|if i) (?:saying|telling|say|tell|leave))",
        sentence=(
            r"film|movie|book|novel|series|character|game|villain|rent|the bill|feelings|lol|haha\w{0,5}|"
            r"camping|cook\w{0,4}|birthday|present|christmas|baseball|cricket|rats?|mice|wasps?|ants|"
            "weeds|slugs?|taxes?|fishing|diy|school play|kitchen|dinner"
        ),
    ),
)
