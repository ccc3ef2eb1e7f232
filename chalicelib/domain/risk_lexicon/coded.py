"""Wording rules: coded words and algospeak."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

CODED: tuple[Rule, ...] = (
    rule(
        "coded",
        "amber",
        (
            "kms|kys me|kmsing|kermit (?:the |sewer ?slide|suicide|sewerslide)?|sewer ?slide",
            "sewer ?sliding|un ?aliv(?:e|ed|ing)|ctb",
            r"catch(?:ing)? the bus (?:early|for good|soon|tonight|forever)|self ?delet\w{1,4}",
            r"game ?end (?:my|me)\w{0,5}|alt f4 (?:my|me|life|irl|out)|uninstall(?:ing)? (?:my )?life",
            "log(?:ging)? off (?:life|for good|for the last time|permanently|forever|this life)",
            "final log ?off|log off forever|forever (?:sleep|nap|box)|dirt nap",
            "permanent(?:ly)? (?:nap|sleep|solution|off)|long(?:est)? (?:sleep|nap) ever|final yeet",
            r"yeet (?:my|me|myself)\w{0,8}|kick the bucket",
            "become? (?:a )?(?:ghost|worm food|an angel|a statistic)",
            r"grippy socks?(?: vacation| holiday| jail)?|self unaliv\w{1,3}|sui|soy slide|s word thoughts",
            "si thoughts|aliven ?t|unalive|deadify|sh thoughts|sh urges|(?:do|doing|did) sh|sh again",
            r"beyond the veil|toaster bath|neck rope|rope (?:myself|maxx\w{0,3})|roping|hop off life",
            "respawn irl|speedrun (?:death|dying|life)",
            "end my (?:save|run|story|chapter|suffering|misery|pain|torment|journey)",
            "delete my (?:life|existence)|cash(?:ing)? (?:it )?in my chips",
            "cross(?:ing)? over (?:tonight|soon)|go to (?:my )?(?:final|eternal) (?:rest|sleep)",
            "long walk off a short pier|meet (?:the reaper|my maker|god tonight|jesus tonight)",
            "(?:push|pushing) up daisies|six feet under",
            "dont (?:be surprised|freak out) if (?:im|i) (?:not here|gone|dead|disappear|die)|oof myself",
            "not long (?:left )?for this world|not long for this|permanent vacation|see you never",
        ),
        (
            " ever| sh| the bus |aliv|alt f4 |be surprised|becom|beyond the veil|cash|cross|ctb|deadify|"
            "delet|dirt nap|end m|eternal|final|forever |freak out|grippy sock|hop off life|kermit |"
            "kick the bucket|kms|kys me|log|meet |neck rope|not long |oof myself|permanent|push|"
            "respawn irl|rope m|roping|s word thoughts|see you never|sewer|sh again|sh thoughts|sh urges|"
            "si thoughts|six feet under|soy slide|speedrun |sui|toaster bath|uninstall|yeet m"
        ),
        after=(
            r"at (?:the|\d|eight|nine)|to (?:work|town|school)|stop|pass|frog|(?:the )?(?:muppet|frog)|"
            "generis|jackpot|puppet|of papers|account|file|ticket"
        ),
        sentence=(
            r"\d{1,4} kms|kms (?:an hour|per|away|today|run|walk)|ran|walked|cycled|muppets?|"
            "sesame street|miss piggy|bus stop|on netflix|film|movie|log ?off (?:at five|early)|"
            "kick the bucket list|mount kilimanjaro|character|flight|on holiday|kubernetes|aws|"
            r"key management|encrypt\w{0,3}|office|hospital corridor|halloween"
        ),
    ),
    rule(
        "coded",
        "red",
        (
            "(?:<WILL>|i|just|finally|cant stop|tonight|ima|lets|really|actually|to) ~2(?:kms|unalive|"
            "un alive|sewer ?slide|kermit (?:sewer ?slide|suicide|sewerslide)|ctb|self ?delete|"
            "commit (?:sewer ?slide|sudoku|die|neck rope|toaster bath|unalive|not alive|alt f4|aliven ?t|"
            "game end)|catch the bus|final log ?off|log off (?:life|for good|permanently|forever)|"
            "uninstall (?:my )?life|forever (?:sleep|nap)|game end myself|delete (?:myself|my life|"
            "my existence)|rope myself|yeet (?:myself|me) (?:off|into|from|out)|su|"
            "permanent(?:ly)? (?:sleep|nap|log off)|toaster bath|dirt nap|"
            "unaliving(?: myself)?)(?: (?:tonight|now|today|for real|fr|frfr|myself|tomorrow|soon|irl|"
            "this time|so bad|rn))?"
        ),
        (
            "catch the bus|commit |ctb|delete|dirt nap|final log|forever |game end myself|kermit s|kms|"
            "log off |permanent|rope myself|sewer|su|toaster bath|un alive|unalive|unaliving|uninstall |"
            "yeet m"
        ),
        own=True,
        after=(
            r"(?:at (?:the|\d|eight|nine)|to (?:work|town|school)|home|because|early|in the pool|"
            r"climb\w{0,3}|lol|haha\w{0,5}|in (?:the|a) (?:game|sleeping bag))"
        ),
        sentence=(
            r"\d{1,4} kms|ran|walked|cycled|bus stop|commute|frog|boat|climb\w{0,4}|film|movie|character|"
            r"kubernetes|aws|encrypt\w{0,3}|file|account|off the (?:field|area|section)|lol|haha\w{0,5}|"
            "homework"
        ),
    ),
    rule(
        "coded",
        "red",
        (
            ("kms (?:fr|for real|tonight|rn|right now|tomorrow|today|soon|this time|and (?:no ?one|nobody))"),
            "final log ?off tonight",
            (
                "(?:kms|ctb|sewer ?slide|unalive|unaliving) (?:tonight|tomorrow|soon|today|rn|time|sounds|"
                "looks|is (?:the|calling|looking|my))"
            ),
            "un ?aliving myself|unalive myself|gunemoji|time to (?:kms|ctb|unalive|rope)",
            "(?:sewer ?slide|unaliving|ctb|kms) (?:thoughts|plans?|mode|o clock|oclock)",
        ),
        "aliving myself|ctb|final log|gunemoji|kms|rope|sewer|unalive|unaliving",
        own=True,
        sentence=r"\d{1,4} kms|ran|walked|cycled|frog|nerf|water fight|paintball|film|movie|laser",
    ),
    rule(
        "coded",
        "amber",
        (
            "(?:the )?big sleep",
            (
                "(?:last|final|eternal) (?:nap|sleep|rest|walk|swim|drive|journey|bow|exit|ride|"
                "trip)(?: (?:ever|of my life))?$"
            ),
            (
                "(?:ready|time|want|need) for (?:the |my |a )?(?:long|big|final|last|eternal|"
                "forever) (?:sleep|nap|rest|goodbye|exit)"
            ),
            "alt f4 (?:irl|life|my life|myself|out of life)",
            ("(?:end|ending|delete|deleting) my (?:save file|save|run|game|level|character)(?: irl| for real)"),
            (
                "(?:exit|leave|quit|end) (?:the )?(?:simulation|game of life|server|lobby of life|"
                "chat forever|matrix for good)"
            ),
            "(?:log|logging|logged) (?:out|off) (?:of )?(?:life|for good|permanently|forever|irl)",
            "(?:going|go) offline (?:forever|permanently|for good)",
            "respawn (?:irl|elsewhere|somewhere else)|game over for me",
            (
                "(?:unsubscribe|unsubscribing|resign|resigning|retire|retiring|opt out|opting out|log out|"
                "logging out) from (?:life|existence|being alive|this world|living)"
            ),
            "(?:cancel|end|stop) my (?:life )?subscription to life",
            "(?:return|hand) (?:my|the) (?:ticket|life) back|(?:free|wanna|want) (?:trial|refund) of life",
            (
                "(?:i|me|myself|gonna|wanna|to) (?:<ADV> )?(?:deademoji|gunemoji|knifeemoji)(?: (?:myself|me|"
                "rn|tonight|soon))?$"
            ),
            "(?:deademoji|gunemoji|knifeemoji) (?:myself|me|tonight|soon)|pills pills",
            "(?:pills|knifeemoji|gunemoji) (?:deademoji|deademoji deademoji)",
            (
                "(?:commit|committing|do a|doing a|did a) (?:a )?(?:die|alive ?nt|unalive|non alive|"
                "not alive|flip|backflip off|kurt cobain|kurt|sylvia plath|virginia woolf|robin williams|"
                "13 reasons)"
            ),
            "go full (?:kurt|cobain|plath)",
            "(?:pull|do|pulling) a (?:kurt cobain|cobain|plath|sylvia|van gogh)",
            "self ?(?:delete|deletion|exit|unalive|ending)",
            r"(?:sh|s h|si|s i) (?:thoughts|urges|relapse\w?|again|last night|today|is bad|has been)",
            "(?:barcodes?|cat scratches|styro|beans) (?:on my (?:arm|thigh|leg|wrist)s?|again|tonight)",
            "(?:yeet|yeeting|yote) (?:myself|me)(?: (?:off|out|into))?",
            ("(?:forever|final|eternal|last) (?:box|home|logout|log out|curtain|chapter)(?: soon| tonight| for me)?$"),
        ),
        (
            " offline |again|alt f4 |barcode|beans|box|cat scratches|chapter|chat forever|cobain|commit|"
            "curtain|deademoji|delete|deletion|did a|do a|doing a|eet|ending|eternal|exit|final|for real|"
            "game of life|game over for me|go full |goodbye|gunemoji|hand|has been|home|irl|is bad|"
            "knifeemoji|last|lobby of life|log|matrix for good|nap|opt out|opting out|ote|pills pills|"
            "plath|refund|relapse|resign|respawn |rest|retire|retiring|return|server|simulation|sleep|"
            "styro|subscription to life|sylvia|thoughts|today|trial|unalive|unsubscribe|unsubscribing|"
            "urges|van gogh"
        ),
        sentence=(
            "<WORK>|before (?:bed|work)|with the dog|the dog|beach|by the sea|sunday|london|the pool|"
            "raymond chandler|bogart|noir|instagram|facebook|linkedin|netflix|spotify|gym membership|"
            r"server (?:at|room|crash\w{0,2})|minecraft|gymnast\w{0,3}|trampoline|parkour|flip|my cat|"
            "the cat|kitten|baked|toast|supermarket|hike|lol thats|😂"
        ),
    ),
)
