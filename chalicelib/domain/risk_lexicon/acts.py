"""Wording rules: acts on oneself, named outright, and suicide by name."""

from __future__ import annotations

from chalicelib.domain.risk_rules import Rule, rule

ACTS: tuple[Rule, ...] = (
    rule(
        "ideation",
        "red",
        (
            "(?:<KILL>|end(?:ing|ed)?|off(?:ing|ed)?|top(?:ping|ped)?|neck(?:ing|ed)?|hang(?:ing|ed)?|"
            "hung|shoot(?:ing)?|shot|drown(?:ing|ed)?|gas(?:sing|sed)?|poison(?:ing|ed)?|stab(?:bing|"
            "bed)?|strangl(?:e|ing|ed)|suffocat(?:e|ing|ed)|electrocut(?:e|ing|ed)|suicid(?:e|ing)|"
            "delet(?:e|ing)|yeet(?:ing|ed)?|asphyxiat(?:e|ing)|sacrific(?:e|ing)|unliv(?:e|ing)|deadify|"
            "execut(?:e|ing)|exterminat(?:e|ing)|terminat(?:e|ing)|dispos(?:e|ing) of|do away with|"
            "doing away with|get rid of|smother(?:ing)?|finish(?:ing)?|destroy(?:ing)?|bleed(?:ing)? out|"
            "set fire to|jump(?:ing)?) ?<MYSELF>"
        ),
        "sel|yslf",
        own=True,
        after=(
            "laughing|laughin|lol|with laughter|with work|in the foot|in my foot|a (?:drink|beer|coffee|"
            "text|look|glance|message)|in work|in (?:chocolate|netflix|coffee|paperwork|emails|homework|"
            "my work|the gym|books)|at the gym|at crossfit|working|studying|cooking|cleaning|"
            "trying to (?:get|finish|make|keep|meet|understand|open|fit|be on time)|up on|to (?:finish|"
            "meet|get it|get this|make it|make this|please|respawn|reset)|out to dry|with (?:a grenade|"
            "the rocket|my own)|up a|up with|by accident|accidentally|over (?:this|the) (?:essay|"
            "homework|spreadsheet|puzzle|recipe)"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:do(?:ing|ne)? <MYSELF> in|do(?:ing)? something (?:stupid|silly|permanent) to <MYSELF>|"
            "make <MYSELF> dead|un ?aliv(?:e|ing)(?: me)?|take <MYSELF> out(?: for good| of (?:this|"
            "the) (?:world|picture|equation))|put(?:ting)? <MYSELF> (?:down|out of (?:my|this) misery|"
            "to sleep)|put(?:ting)? me out of my misery|remov(?:e|ing) <MYSELF> from (?:this|"
            "the) (?:world|earth|planet|equation)|hurting? <MYSELF> badly enough to die)"
        ),
        (" badly enough to die| me out of my misery|aliv|make m|permanent|put|remov|sel|silly|stupid|take m|yslf"),
        own=True,
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:end(?:ing|ed)?|tak(?:e|ing|en)|took|finish(?:ing)?|terminat(?:e|ing)|cut(?:ting)? short|"
            "throw(?:ing)? away|wast(?:e|ing)) (?:my|me|this) (?:own |miserable |pathetic |stupid |sad |"
            "fucking |sorry |worthless |short |useless ){0,3}<LIFE>"
        ),
        "existence|life|lives",
        own=True,
        before="dont|not|always|stop",
        after=(
            "back|in (?:a|an|my|their|your|his|her)|into|to|seriously|for granted|one day|day by|savings|"
            "story|lessons|apart|as a|over|away from|less|more|insurance|advice|coach|on (?:a|this|hold)|"
            "of (?:crime|lies|luxury)|with (?:you|him|her)"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:end(?:ing|ed)?|stop(?:ping)?|finish(?:ing)?|get(?:ting)?) (?:it all|all of it|everything|"
            "all this|this all|this pain|my suffering|the suffering|my pain|this suffering|my misery|"
            "this misery|this nightmare)(?: over with)?"
        ),
        (
            "all of it|all this|everything|it all|my misery|my pain|my suffering|the suffering|this all|"
            "this misery|this nightmare|this pain|this suffering"
        ),
        own=True,
        before=(
            "<THEM>|it|that|this|will|please|help me|therapy|god|how to|cant|to help|could|they|would|"
            "prayer|yoga|it to|meds|tablets|you|not"
        ),
        after=(
            "from|on time|by|early|before (?:lunch|friday|monday|the)|with (?:a|him|her|them)|"
            "on the list|in the|done|up and"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:<WILL>|tonight|time|way) ~3(?:end(?:ing)? (?:it|things)(?: (?:once and for all|for good|"
            "tonight|now|today|tomorrow|forever|permanently|soon|right now|already))?|end(?:ing)? (?:it|"
            "things) myself|check(?:ing)? out (?:early|for good|of (?:life|this life|this world|"
            "here for good))|pull(?:ing)? the plug on (?:my|myself|me)|opt(?:ing)? out of life|leav(?:e|"
            "ing) this (?:world|earth|planet|life)|quit(?:ting)? life|give up on life|"
            "exit(?:ing)? (?:this )?life)"
        ),
        " myself| the plug on m|check|end|exit|give up on life|leav|opt|quit",
        own=True,
        after=(
            "with|between|at work|on (?:a|good|friendly|speaking|the)|over|before (?:it|we|they|he|she)|"
            "there|here and start|(?:a|the) (?:bit|day|night|meeting|call|session)|early|politely|nicely|"
            "quickly|and (?:go|start|move|find)|but (?:he|she|we)"
        ),
        sentence=(
            "relationship|boyfriend|girlfriend|subscription|contract|call|meeting|marriage|engagement|"
            "affair|friendship|dating|tenancy|lease|partnership"
        ),
    ),
    rule(
        "ideation",
        "red",
        (
            "(?:commit(?:ting|ted|ing)?|do(?:ing)?|attempt(?:ing|ed)?|contemplat(?:e|ing|ed)|"
            "consider(?:ing|ed)?|plan(?:ning|ned)?) (?:a )?(?:suicide|sewer ?slide|toaster bath|"
            "self deletion|sudoku|neck rope|game end)"
        ),
        "game end|neck rope|self deletion|sewer|sudoku|suicide|toaster bath",
        own=True,
    ),
    rule(
        "ideation",
        "red",
        "suicid(?:e|es|al|ally|ality)?",
        "suicid",
        own=True,
    ),
)
