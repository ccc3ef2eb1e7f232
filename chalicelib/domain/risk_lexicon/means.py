"""Wording rules: means, places and plans."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

MEANS: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        (
            "overdos(?:e|es|ed|ing)|o ?d (?:on|myself)|od|ods|tak(?:e|ing) too (?:many|much) ~2<PILLS>",
            "took too (?:many|much) ~2<PILLS>",
        ),
        " too m|myself|od|on|overdos",
        own=True,
        before="an accidental|accidental|caffeine|sugar|chocolate",
        after=(
            "with (?:hype|sugar|colou?r|cuteness|nostalgia|information|content)|on ~3(?:chocolate|coffee|"
            "caffeine|sugar|cake|netflix|tv|telly|cuteness|christmas|carbs|pizza|cheese|sweets|memes|"
            "news|vitamin c|tiktok|instagram|garlic|food|cookies|ice cream|candy|pasta|sushi|turkey|"
            "crisps|football)|of cute|awareness|training|prevention"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:<WILL>|hope to|tonight i|then) ~3(?:take|taking|swallow(?:ing)?|down(?:ing)?|"
            "neck(?:ing)?|eat|eating|pop|popping|finish(?:ing)?) ~3(?:all|whole|entire|every|bottle|box|"
            r"packet|packs?|load|loads|lots|bunch|handful|too many|lot|stash|pile|\d{2,3}|enough|the rest|"
            "them all) ~4(?:<PILLS>|at once|in one go|with vodka)"
        ),
        (
            "advil|ambien|amitriptyline|antidepressant|at once|benzos|beta blockers|capsules|co codamol|"
            "codeine|diazepam|drugs|fentanyl|ibuprofen|in one go|insulin|lithium|medication|medicine|"
            "meds|morphine|nembutal|overdose|oxy|painkiller|paracetamol|pi|prescription|propranolol|"
            "sertraline|sleepers|tablet|tabs|temazepam|tramadol|tylenol|valium|with vodka|xanax"
        ),
        own=True,
        sentence=(
            r"as prescribed|pharmac\w{1,4}|breakfast|course of antibiotics|antibiotics|on time|vitamins?|"
            "the doctor said"
        ),
    ),
    rule(
        "recent_attempt",
        "red",
        (
            "(?:took|taken|swallowed|downed|necked|ate|drank) ~3(?:all|whole|entire|every|bottle|box|"
            r"packet|load|loads|lots|bunch|handful|too many|lot|stash|pile|\d{2,3}|"
            "everything) ~4(?:<PILLS>|bleach)"
        ),
        "ate|downed|drank|necked|swallowed|taken|took",
        own=True,
        sentence=(
            r"as prescribed|as usual|prescribed|pharmac\w{1,4}|breakfast|antibiotics|on time|vitamins?|"
            "every (?:morning|day|night)|this week without missing|doctor|holiday|didnt miss|pill ?box|"
            "organiser|organizer|dosette|exactly as|paracetamol for my"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:my |the |these |those |all )?<PILLS> ~6(?:ready|lined up|laid out|in front of me|"
            "next to me|beside me|in my hands?|on (?:the|my) (?:desk|table|bed|floor|nightstand|counter|"
            "bedside table|sofa|couch)|counted out|counted|stashed|saved up|waiting for me|hidden)"
        ),
        (
            "bed|beside me|couch|counted|counter|desk|floor|hidden|in front of me|in my hand|laid out|"
            "lined up|next to me|nightstand|ready|saved up|sofa|stashed|table|waiting for me"
        ),
        own=True,
        sentence=(
            "pharmacy|chemist|pharmacist|boots|gp|collect|pick ?up|organiser|organizer|dosette|trip|"
            "holiday|suitcase|reminder|weekly|breakfast|remember to take|forget|pill ?box|"
            "morning routine|cat|dog|antibiotics|vitamins?"
        ),
    ),
    rule(
        "preparation",
        "red",
        (
            "(?:counted(?: out)?|counting out|sav(?:ed|ing)(?: up)?|stockpil(?:e|ed|ing)|hoard(?:ed|"
            "ing)?|stash(?:ed|ing)?|stor(?:ed|ing)|collect(?:ed|ing)|squirrel(?:l)?ed away|kept back|"
            "built up|building up|got hold of|hid|hiding|pil(?:ed|ing) up|laid out|lined up|"
            "not taking and keeping|keeping back|stocked up on|bought enough|bought) ~5<PILLS>"
        ),
        (
            "bought|building up|built up|collect|counted|counting out|got hold of|hid|hoard|keeping back|"
            "kept back|laid out|lined up|not taking and keeping|pil|sav|squirrel|stash|stocked up on|stor"
        ),
        own=True,
        sentence=(
            "pharmacy|chemist|pharmacist|collected my|collected the|organiser|organizer|dosette|trip|"
            "holiday|suitcase|weekly|breakfast|cupboard for the kids|pill ?box|for (?:my|a|"
            "the) (?:headache|cold|flu|mum|dad|back|dog|cat|period)|vitamins?|antibiotics|"
            "children cant reach|child ?proof|from the kids|calpol|drugs charge|first aid"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            (
                "(?:rope|noose|ligature|belt|cord|sheet|cable|scarf) ~6(?:ready|neck|tied|ceiling|beam|tree|"
                "rafters?|garage|banister|my throat|hang myself|use it)"
            ),
            "(?:tie|tied|tying|made|making|practi[sc](?:e|ed|ing)|have|got) ~3(?:noose|ligature)",
            "(?:neck|head) (?:in|into|through) (?:a|the) (?:noose|rope|loop)|noose around my neck",
        ),
        (
            "banister|beam|ceiling|garage|hang myself|ligature|loop|my throat|neck|noose|rafter|ready|"
            "rope|tied|tree|use it"
        ),
        own=True,
        sentence=(
            r"dog|horse|boat|climb\w{0,4}|swing|sailing|camping|skipping|trousers|jeans|dress|outfit|"
            "boots|hammock|piñata|halloween|bed ?sheets? (?:tied|ready)|jacket|christmas tree|tow|"
            "belt sander|laundry|karate|judo|charger|necklace|scouts"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:rope|ropes|blade|blades|razor|gun|pistol|knife|scalpel|helium|nitrogen|sodium nitrite|"
            "charcoal|bleach|petrol|what i need|everything i need|exit bag|suicide bag) ~4(?:to (?:do it|"
            "end it|use it|use on myself|finish (?:it|me))|and i know how to (?:use|do) it|ready to|"
            "is ready|are ready|waiting for me|hidden in|under my (?:bed|pillow))"
        ),
        (
            "blade|bleach|charcoal|everything i need|exit bag|gun|helium|knife|nitrogen|petrol|pistol|"
            "razor|rope|scalpel|sodium nitrite|suicide bag|what i need"
        ),
        own=True,
        sentence=(
            r"dinner|recipe|chop|cook\w{0,3}|kitchen is|trip|holiday|homework|diy|barbecue|bbq|balloons?|"
            r"party|shav\w{1,4}|razor is ready"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            ("(?:loaded|loading) (?:a |the |my |his )?(?:gun|pistol|shotgun|rifle|revolver|handgun|firearm)"),
            (
                "(?:gun|pistol|shotgun|rifle|revolver|handgun|barrel) (?:in|to|at|against|on|"
                "under) my (?:own )?(?:head|mouth|temple|chin|hand|lap|throat|drawer)"
            ),
            (
                "(?:got|have|own|bought|buy|buying|find|found|get|getting|hold(?:ing)?) ~3(?:gun|pistol|"
                "shotgun|rifle|revolver|handgun) ~5(?:ready|myself|end it|use it|do it)"
            ),
            "pull the trigger|pulling the trigger",
            r"blow(?:ing)? (?:my|me) (?:\w{1,10} )?(?:brains?|head)(?: out| off)?",
            "(?:bullet|lead|slug) (?:in|through|into|thru) my (?:head|brain|skull|mouth|temple|heart)",
            "put(?:ting)? a bullet|eat(?:ing)? (?:a |my )?(?:gun|bullet|barrel)",
            "(?:gunemoji|knifeemoji) (?:myself|me)|<WILL> ~2(?:gunemoji|deademoji)",
        ),
        (
            "barrel|blow|bullet|deademoji|gun|knifeemoji|lead|load|pistol|pull the trigger|"
            "pulling the trigger|revolver|rifle|slug"
        ),
        own=True,
        sentence=(
            "nerf|water pistol|paintball|laser tag|glue gun|cop show|film|movie|hunting season|"
            "clay pigeon|id (?:pick|choose|say)|on (?:the|a) (?:purchase|house|car|decision|new)|"
            "staple gun|heat gun|shooting range"
        ),
    ),
    rule(
        "active_intent",
        "red",
        (
            "(?:jump|jumping|leap|leaping|throw(?:ing)? <MYSELF>|throw me|fling(?:ing)? <MYSELF>|"
            "chuck(?:ing)? <MYSELF>|yeet(?:ing)? (?:<MYSELF>|me)|hurl(?:ing)? <MYSELF>|fall(?:ing)?|"
            "drop(?:ping)?|step(?:ping)?|roll(?:ing)?|launch(?:ing)? <MYSELF>|"
            "let(?:ting)? <MYSELF> (?:fall|go)|swan div(?:e|ing)) (?:right )?(?:off|from|out of|out|over|"
            "down|to my death)(?: of)? ~3(?:<HEIGHT>|a height|my death|here|this)"
        ),
        "chuck|drop|fall|fling|hurl|jump|launch|leap|let|roll|step|swan div|throw|yeet",
        own=True,
        sentence=(
            r"<GAMING>|diving board|pool|bungee|parachut\w{1,4}|swing|trampoline|abseil\w{0,3}|"
            r"paraglid\w{1,4}|kids|cat|dog"
        ),
    ),
)
