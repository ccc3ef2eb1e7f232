"""Wording rules: suicide attempts of late."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

ATTEMPTS: tuple[Rule, ...] = (
    rule(
        "recent_attempt",
        "red",
        (
            (
                "(?:attempt(?:ed|ing)?|tried|try|trying|failed|last|second|third|another|survived (?:my|an|"
                "the)|after my|since my|my) (?:at )?(?:suicide|attempt(?:s)? (?:on my life|to die|"
                "at my life)|suicide attempt)"
            ),
            "attempt on my (?:own )?life",
            "(?:my|an|another|last|second|third|failed|the) (?:suicide )?attempt failed",
            "didnt manage to die|supposed to (?:have died|be dead)",
            (
                "(?:woke|waking|wake) up (?:in hospital|in a&e|in the icu|alive)(?: after| from| because|"
                " and| still| again)?"
            ),
            "should have (?:died|worked)|shouldve (?:died|worked)",
        ),
        ("alive|attempt|didnt manage to die|in a&e|in hospital|in the icu|should have |shouldve |suicide|supposed to "),
        own=True,
        sentence=r"surgery|operation|car (?:crash|accident)|appendi\w{1,6}|labour|gave birth",
    ),
    rule(
        "recent_attempt",
        "red",
        (
            (
                "(?:put|wrapped|tied|had|tightened|got) (?:the |a |my )?(?:belt|rope|cord|cable|noose|scarf|"
                "sheet|lead|plastic bag|bag|ligature) ~2(?:round|around|over|about|on) my (?:neck|head|"
                "throat)"
            ),
            (
                "(?:hoping|hoped|wishing|praying|so) (?:that )?(?:i |id |it )?(?:wouldnt|would not|wont|"
                "didnt|never|not to|i wont|would never) (?:have to )?(?:wake up|wake|survive|make it|live)"
            ),
            "(?:pumped|pump) my stomach|stomach pumped",
            (
                "(?:stood|was standing|sat|was sitting|climbed|got|ended up|was|went up|went) (?:up )?(?:on|"
                "at|over|onto|to) (?:the )?(?:bridge|ledge|roof|edge|railings?|platform|tracks) ~8(?:talked|"
                "pulled|police|couldnt|didnt jump|stopped me|stopped myself|chickened|turned back|backed out|"
                "nearly)"
            ),
            (
                "(?:talked|pulled|dragged|coaxed) (?:me )?(?:back |down |off ){1,3}(?:from )?(?:the |"
                "a )?(?:bridge|ledge|roof|tracks|edge)"
            ),
            (
                "(?:drank|swallowed) (?:a |some |the |half a )?(?:bottle of )?(?:bleach|antifreeze|"
                "weed ?killer|drain cleaner)"
            ),
        ),
        (
            "backed out|chickened|coaxed|couldnt|didnt jump|dragged|drank|head|live|make it|nearly|neck|"
            "police|pulled|pump|stopped me|stopped myself|survive|swallowed|talked|throat|turned back|"
            "wake"
        ),
        own=True,
    ),
    rule(
        "recent_attempt",
        "red",
        (
            (
                "(?:tried|attempted|trying|went) to (?:jump(?! (?:over|on|rope|up|into|to|the|in|for|"
                "higher))|hang|drown|overdose|od|gas|shoot myself|strangle|suffocate|stab myself|"
                "cut my (?:wrists?|throat)|end (?:it|my life|things)|die|finish (?:it|myself)|do it|"
                r"kill)(?: (?:myself|it all|again|last|yesterday|off the \w{1,10}|from the \w{1,10}))?"
            ),
            (
                "(?:pulled|talked|dragged|coaxed|got|grabbed|brought) me (?:back |down |off |away |"
                "in )?(?:off|down|from|back|away|onto)? ?(?:from )?(?:the |a |"
                r"that )?(?:\w{1,9} ){0,2}(?:bridge|ledge|roof|tracks|edge|railings?|platform|cliff|balcony|"
                "water|river|sea)"
            ),
            (
                "(?:found|finding) me (?:hanging|unconscious|with (?:the|a) (?:rope|noose|bag|belt|pills)|"
                "in the (?:bath|garage) (?:bleeding|unconscious)|just in time|before)"
            ),
            (
                r"i (?:have )?attempted(?: (?:again|last \w{1,9}|yesterday|this \w{1,9}|on \w{1,9}|"
                r"two \w{1,9} ago|twice|once))?$"
            ),
            (
                "(?:my|the|a|another) (?:last |recent |latest |second |third )?attempt (?:was|on|last|didnt|"
                "failed|yesterday|two|a few|this)"
            ),
            "(?:i )?tried (?:it )?again (?:last night|yesterday|this week|and)",
            "(?:third|second|fourth|another) (?:time|attempt) this (?:week|month|year)",
            (
                "(?:took|swallowed|had|taken|necked|downed) (?:about |around |like |nearly |"
                r"over )?(?:\d{2,3}|a dozen|twenty|thirty|forty|fifty|sixty|a hundred|loads of|way too many|"
                r"too many|a lot of) (?:\w{1,14} )?<PILLS>"
            ),
            "i (?:took|swallowed|drank|had) (?:way |far )?too (?:much|many)$",
            (
                "i (?:already |have already |ive already )(?:taken|took|swallowed|cut|started|done it|"
                r"made the first cut|drunk)(?: (?:them|it|the \w{1,10}|some))?$"
            ),
            "(?:already )?made (?:the|my) first cut",
            "(?:rope|belt|cord|branch|beam|noose) (?:broke|snapped|slipped|gave way|didnt hold)",
            "(?:tightened|tied|wrapped|put|looped|knotted) ~5(?:around|round) my (?:own )?(?:neck|throat)",
            "(?:bag|plastic) over my head",
            (
                "(?:discharged|home|out|back) (?:from|of) (?:the )?(?:hospital|a&e|psych ward|icu|er|"
                r"ward) ~6(?:overdos\w{1,3}|attempt|suicid\w{1,4}|trying to|cutting|after i (?:took|tried|cut|"
                "jumped))"
            ),
            (
                "(?:stitches|stitched up|bandaged|glued) ~6(?:i (?:did|made|cut)|my (?:wrists?|arms?|legs?)|"
                "myself|cutting|self)"
            ),
        ),
        (
            " first cut| over my head|after i |already |another|attempt|bandaged|broke|brought|coaxed|"
            "cutting|didnt hold|downed|dragged|fourth|gave way|glued|got|grabbed|had|inding|neck|ound|"
            "overdos|pulled|second|slipped|snapped|stitched up|stitches|suicid|swallowed|taken|talked|"
            "third|throat|too m|took|tried|trying|went"
        ),
        own=True,
        after="(?:time|work|homework|of (?:a|the) (?:lead|break))",
        sentence=(
            "surgery|operation|knee|kitchen|cooking|football|bike|climbing|vitamins?|as prescribed|"
            "on the treadmill|swimming lesson|driving test|exam|interview|sandwich|cake|wine|beers?|"
            "drinks?|time off|coffee|chocolate|course of|in the game|level|quiz|tax|this page|breakfast|"
            "annual leave|sunscreen"
        ),
    ),
)
