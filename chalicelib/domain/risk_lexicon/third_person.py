"""Wording rules: another person's risk."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

THIRD_PERSON: tuple[Rule, ...] = (
    rule(
        "third_person",
        "amber",
        (
            "(?:kil{1,6}(?:ing|s)?|hurt(?:ing|s)?|harm(?:ing|s)?|cut(?:ting|s)?|hang(?:ing|s)?|"
            "shoot(?:ing|s)?|end(?:ing|s)?|tak(?:e|ing|es)|off(?:ing|s)?|stab(?:bing|s)?|burn(?:ing|s)?|"
            "drown(?:ing|s)?|un ?aliv(?:e|ing|es)|top(?:ping|s)?|do(?:ing)?|throw(?:ing)?|overdos(?:e|"
            r"ing)|scratch(?:ing|es)?|starv(?:e|ing|es)|delete) (?:him ?sel[fv]\w{0,2}|"
            r"her ?sel[fv]\w{0,2}|them ?sel[fv]\w{0,3}|hisself|theirsel\w{1,4}|his (?:own )?(?:life|"
            "wrists?|arms?)|her (?:own )?(?:life|wrists?|arms?)|their (?:own )?(?:li(?:fe|ves)|wrists?|"
            "arms?))"
        ),
        "arm|him|life|sel|their |them|wrist",
        before="never|wont|would never|doesnt want to|not going to|didnt|wouldnt|isnt going to",
        after=(
            "some slack|off|short|a (?:slice|piece)|on (?:a|the|some|his|her) (?!bed)|while|at (?!home|"
            r"night|the weekend|uni|university|school and)\w{1,12}|playing|skateboarding|in (?:football|"
            "the fall|a fall|training)|shaving|when (?:he|she|they) (?:fell|tripped)|falling|cooking|"
            "chopping|by accident|accidentally|laughing|in (?:the|to)|a (?:favour|break)|out of|"
            "seriously|back|for granted|time|over|with hot|into|with work|in work|(?:fringe|hair|steak)"
        ),
        sentence="<STORY>|ballet|skating|marathon|by accident|kitchen",
    ),
    rule(
        "third_person",
        "blue",
        (
            (
                "(?:killed|hanged|hung|shot|drowned|offed|gassed|unalived) (?:him ?self|her ?self|"
                r"them ?sel\w{2,4}|hisself)"
            ),
            "(?:took|taken) (?:his|her|their) own (?:life|lives)",
            (
                "(?:died|lost|death|dead|lost him|lost her|passed away|gone) ~3(?:by|to|from|of) (?:suicide|"
                "an overdose|overdose)"
            ),
            "lost (?:my|a|our|him|her) ~3to suicide|<THEM> ~2(?:committed|died by|completed) suicide",
        ),
        (" own li|committed|completed|died by|drowned|gassed|hanged|hung|killed|offed|overdose|shot|suicide|unalived"),
        sentence="<STORY>",
    ),
    rule(
        "third_person",
        "amber",
        (
            "<THEM> ~7(?:wants|wanted|wishes|wishing|rather|ready|begging|going|gonna|threatens|"
            "threatened|threatening|wanting|says|say|said|tells|told|talks?|talking|talked|hopes|plans|"
            "planning|tried|trying|attempted|thinking|thinks|keeps|texted|posted|wrote|posting|joking|"
            "mentioned|feels|joked|hinted|hinting|spoke|speaks) ~6(?:(?:to |2 |about |"
            "of )?(?:<ADV> )?(?:die|be dead|dying|un ?alive|not be here anymore|not be alive|not live|"
            r"not to live|end it all|end it|ending it(?: all)?|disappear forever|suicide|self harm\w{0,3}|"
            r"overdos\w{1,3}|kms|(?:doesnt|dont|didnt|does not) (?:want|wanna) (?:to )?(?:live|be here|"
            "be alive|exist)|better off dead|jump(?:ing)? (?:off|from|in front)|not worth living|"
            "be better off without (?:him|her|them)|never wake up|not wake up|not waking up))"
        ),
        (
            "be better off without |be dead|be here|better off dead|die|disappear forever|dying|end it|"
            "ending it|exist|jump|kms|live|never wake up|not wake up|not waking up|not worth living|"
            "overdos|self harm|suicide"
        ),
        after=(
            "laughing|of (?:embarrassment|laughter|boredom|hunger|cancer|old age|covid)|for|hard|"
            "with (?:the|his|her) (?:contract|job|boyfriend|girlfriend|relationship)|soon of|from|squad|"
            "prevention|if (?:he|she) (?:sees|eats)|his hair|her hair|to the world|in (?:london|spain|"
            "with)"
        ),
        sentence=r"<STORY>|lol|haha\w{0,5}|hospice|cancer|old age|prevention|training",
    ),
    rule(
        "third_person",
        "amber",
        (
            r"<THEM> ~6(?:suicidal|self ?harm\w{0,3}|(?:is |has been |been |was |keeps |"
            "started )cutting(?: again)?|(?:took|taken|taking) an overdose|overdosed|attempted suicide|"
            "tried to (?:die|overdose|hang|kill)|suicide (?:attempt|watch|note|risk)|(?:doesnt|does not|"
            "dont|didnt) (?:want|wanna) (?:to )?(?:live|be alive|be here|exist)(?: anymore| any more)?|"
            "(?:wants|want) to die|feels like (?:dying|ending it|suicide))"
        ),
        (
            " an overdose| to die|attempted suicide|be here|cutting|exist|feels like |harm|live|"
            "overdosed|suicidal|suicide |tried to "
        ),
        after=(
            "(?:in|at|with) (?:london|the|my|a|us|me|his|her)|hair|grass|laughing|of embarrassment|"
            "prevention|squad|(?:down|back) on|the|his|her hair|school|corners|class|next"
        ),
        sentence="<STORY>|hair ?dresser|hair ?cut|tennis|prevention training",
    ),
    rule(
        "third_person",
        "amber",
        (
            (
                "(?:worried|scared|afraid|fear|terrified|think|convinced|sure|worry|"
                "know) (?:that )?(?:<THEM>) ~5(?:do something (?:stupid|silly|to him|to her|to them)|"
                r"hurt (?:him|her|them)sel\w{1,4}|suicidal|kill (?:him|her|them)sel\w{1,4}|end (?:it|his|her|"
                "their)|going to die by suicide)"
            ),
            (
                r"(?:keep|stop|talk) (?:him|her|them|my \w{1,12}) ~3(?:alive|out of (?:it|suicide)|"
                "from (?:jumping|killing|ending|suicide))"
            ),
            (
                "(?:found|saw|noticed|discovered) ~4(?:cuts|scars|marks|a suicide note|his note|her note|"
                "razor blades?|blades) ~5(?:on|in|under) (?:his|her|their|my (?:sons?|daughters?|brothers?|"
                "sisters?|friends?|wifes?|husbands?))"
            ),
            (
                "how (?:do|can|to|should) (?:i )?(?:help|support|save) (?:a |my |someone |"
                r"somebody ){0,2}(?:\w{1,10} )?(?:who is |whos |thats )?(?:suicidal|self harm\w{0,3}|"
                "wants to die|feeling suicidal)"
            ),
        ),
        (
            "a suicide note|blades|cuts|end |going to die by suicide|her note|his note|hurt |keep|kill |"
            "marks|razor blade|scars|self harm|silly|stop|stupid|suicidal|talk|to her|to him|to them|"
            "wants to die"
        ),
        sentence="<STORY>",
    ),
    rule(
        "third_person",
        "amber",
        (
            (
                "<THEM> ~8(?:on (?:the|a) (?:bridge|ledge|roof|edge|tracks)|goodbye (?:note|message|letter|"
                "post|text)|suicide note|end (?:it|his life|her life|their life)|took (?:loads of|too many|"
                "all|a load of|a bottle of|some) (?:his |her |their )?<PILLS>|"
                "(?:be )?better off without (?:him|her|them)|wants out|cutting (?:him|her|them)|(?:is|been|"
                r"started) cutting|self harm\w{0,3}|wants? to (?:be dead|not be here))"
            ),
            ("<THEM> ~3(?:posted|wrote|texted|sent|left) (?:, )?(?:a |me |her |his )?(?:final |last )?goodbye"),
            (
                "(?:say|says|said|saying|threatens|threatened|threatening) (?:that )?(?:hell|shell|theyll|"
                "he will|she will|he would|she would|hed|shed|theyd|they will) (?:kill|hurt|end|hang|harm|"
                "do something to|overdose|jump)"
            ),
        ),
        (
            " cutting|be dead|better off without |bridge|cutting |edge|end |goodbye|he will|he would|hed|"
            "hell|not be here|roof|self harm|suicide note|they will|theyd|theyll|took |tracks|wants out"
        ),
        after="(?:with (?:the|his|her|my)|on holiday|hair|grass|down|back)",
        sentence=(
            r"film|movie|book|novel|series|character|game|leaving do|retir\w{1,6}|as prescribed|song|"
            "airport|new job"
        ),
    ),
)
