"""Safety column: what a wording rule is, and the word groups the lexicons share.

Patterns read the evened text of `risk_text`: lower case, no accents or apostrophes, words joined by one blank. A name
in angle brackets stands for a group below; `~N` stands for up to N words of any kind. No group or gap repeats without
a bound, so the time to match grows with the length of the text and not faster.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from chalicelib.domain.review import Level
from chalicelib.domain.risk_categories import Category

__all__ = ["GROUPS", "Rule", "anywhere", "expand", "hinted", "rule"]

GROUPS = {
    "MYSELF": r"(?:my ?sel(?:f|v|fs|ves)|my own self|myslf|mi self)",
    "KILL": r"(?:kil{1,6}(?:ing|in|ed|s)?|un ?aliv(?:e|ed|es|ing)?|murder(?:ing|ed)?|self delet(?:e|ing))",
    "LIFE": r"(?:life|lives|existence)",
    "ADV": (
        r"(?:just|really|actually|honestly|seriously|only|even|ever|truly|so|still|always|kinda|kind of|sort of|sorta|"
        r"literally|lowkey|definitely|genuinely|fucking|effing|bloody|freaking|simply|sometimes|often|currently|now|"
        r"particularly|necessarily|like|totally|desperately|badly|quietly|maybe|probably|almost|rather|finally|already)"
    ),
    "PILLS": (
        r"(?:pil{1,6}s?|tablets?|tabs|meds|medication|medicine|capsules|painkillers?|sleepers|paracetamol|tylenol|advil|"
        r"ibuprofen|aspirin|codeine|oxy(?:codone|contin)?|tramadol|morphine|fentanyl|insulin|antidepressants?|xanax|"
        r"valium|diazepam|ambien|zopiclone|zolpidem|temazepam|benzos|sertraline|amitriptyline|lithium|quetiapine|"
        r"propranolol|beta blockers|co codamol|prescriptions?|overdose|sleeping pil{1,6}s?|sleeping tablets|"
        r"nembutal|drugs)"
    ),
    "HEIGHT": (
        r"(?:bridge|roof|rooftop|building|balcony|window|cliff|ledge|tower|overpass|flyover|car park|multi ?storey|"
        r"viaduct|skyscraper|parking (?:garage|lot|structure)|pier|edge|floor|dam|high ?rise|beachy head|golden gate)"
    ),
    "TRAFFIC": (
        r"(?:train|trains|tracks|track|traffic|bus|lorry|truck|tube|subway|metro|tram|cars?|rails|railway|train line|"
        r"motorway|highway|freeway|oncoming|platform|semi|van)"
    ),
    "WATER": r"(?:sea|ocean|river|lake|canal|water|waves|harbour|harbor|thames|bath|bathtub)",
    "KIN": (
        r"(?:son|daughter|child|kid|boy|girl|baby|brother|sister|mum|mom|mother|dad|father|parent|husband|wife|partner|"
        r"boyfriend|girlfriend|bf|gf|bff|ex|friend|mate|pal|best friend|bestie|cousin|uncle|aunt|auntie|nephew|niece|"
        r"gran|nan|grandma|grandmother|grandad|grandpa|grandfather|granddaughter|grandson|neighbour|neighbor|flatmate|"
        r"roommate|housemate|colleague|coworker|co worker|boss|student|pupil|teacher|client|patient|classmate|teenager|"
        r"teen|man|woman|guy|lad|lady|stepson|stepdaughter|stepdad|stepmum|stepmom|fiance|fiancee|twin|nurse|soldier|"
        r"veteran|\d{1,2} year old|kids|children|sons|daughters|friends|mates|students|people|customer|caller|"
        r"stranger|person|teammate|"
        r"carer|stepfather|stepmother|stepbrother|stepsister|landlord|dog walker|tenant|lodger|employee|manager|"
        r"line manager|goddaughter|godson|sibling|relative)"
    ),
    "THEM": (
        r"(?:he|she|they|hes|shes|theyre|hed|shed|theyd|he is|she is|someone|somebody|"
        r"(?:my|our|a|an|the|his|her|their|this|some|one of my|another|that|your) (?:[a-z]{1,15} ){0,2}<KIN>s?)"
    ),
    "SOON": (
        r"(?:tonight|today|tomorrow|now|right now|this (?:evening|afternoon|morning|week|weekend|month)|soon|later|"
        r"(?:on |next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|next week|any ?more|"
        r"in (?:an hour|a few hours|a minute|the morning)|before (?:christmas|my birthday|the weekend))"
    ),
    "GAMING": (
        r"game|games|gaming|respawn\w{0,4}|boss fight|level \d{1,4}|minecraft|fortnite|roblox|sims|"
        "elden ring|gta|mario|zelda|skyrim|call of duty|warzone|valorant|overwatch|league of legends|"
        "my character|in the lobby|speedrun|checkpoint|video ?game|xbox|playstation|nintendo|dnd|"
        "the dm|raid boss|fall damage|grenade"
    ),
    "STORY": (
        "film|movie|book|novel|song|lyrics?|album|series|episode|season|documentary|podcast|play|"
        "poem|story|character|games?|netflix|actor|plot|opera|hamlet|romeo|juliet|protagonist|"
        "villain|main character|history|chapter|scene|soap|video ?game|true crime|news|headline|"
        "lecture|case study|for class"
    ),
    "WORK": (
        "meeting|essay|homework|project|shift|course|contract|subscription|film|movie|game|book|"
        "series|party|holiday|diet|relationship"
    ),
    "CUENTO": (
        "pelicula|serie|libro|novela|cancion|videojuego|juego|personaje|noticia|documental|capitulo|"
        "prevencion|curso|charla|poema|letra"
    ),
    "MODISMO": (
        "de (?:risa|hambre|sueno|verguenza|calor|frio|sed|ganas|miedo|aburrimiento|amor|la risa|pena|"
        "celos|envidia|cansancio)"
    ),
    "PASADO": (
        r"(?:anos|decadas) (?:atras|despues)|hace (?:\w{1,9} )?(?:anos|decadas)|cuando (?:era|tenia)|"
        r"de (?:joven|adolescente|nino|nina)|en (?:19|20)\d\d|antes (?:pensaba|queria)|en el pasado"
    ),
    "NEGADO": (
        r"no (?:tengo|tuve|he tenido|hay|siento)(?: ningun\w{0,2})?|"
        "no (?:tengo (?:ningun )?(?:plan(?:es)? (?:de|para)|intencion(?:es)? de|ganas de|ideas? de|"
        "pensamientos? de)|quiero|voy a|pienso|pienso en|he pensado en|pensaria en|deseo|intentaria)|"
        "nunca|jamas|no|ni (?:loca|loco|muerta|muerto)|sin"
    ),
    "WILL": (
        r"(?:(?:im |i am |am |is |was |be )?(?:going to|gonna|about to|planning to|planning on|ready to|prepared to|"
        r"determined to|off to|set to|bound to|due to)|i will|ill|im finna|finna|imma|ima|i plan to|i plan on|"
        r"plan is to|"
        r"plan to|i intend to|intending to|decided to|i shall|i must|have to|need to|i should|should|might|"
        r"might as well|"
        r"i could|id|tryna|trying to|going 2|bout to|want to|wanna|wants to|want 2|would love to|time to|tempted to|"
        r"feel like|felt like|feeling like|think(?:ing)? (?:of|about)|considering|urge to|urges to|impulse to|ready 2|"
        r"considered|contemplating|imagin(?:e|ing)|dream(?:ing)? (?:of|about)|fantasi[sz](?:e|ing) about|"
        r"thoughts (?:of|about)|"
        r"wish i could|wanting to|supposed to|desire to|plans to|plan on|planned to|plotting to|"
        r"promised myself id|how to|"
        r"let me|someone|gotta|got to|rather|better|can just|will just|could just|almost|nearly|wanted to)"
    ),
}
_GAP = re.compile(r"~(\d+)")
_NAME = re.compile(r"<([A-Z]+)>")


def expand(pattern: str) -> str:
    """A pattern with its groups and gaps written out."""
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda found: GROUPS[found[1]], pattern)
    return _GAP.sub(r"(?:[a-z0-9,]{1,24} ){0,\1}", pattern)


#: A test of what stands around a match, without brackets inside, or with one pair.
_AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\$|\^")


def anywhere(pattern: str) -> str:
    """A written-out pattern without what it asks of its surroundings: it matches wherever the pattern does in any
    stretch of the text's words, and in more places."""
    return _AROUND.sub("", pattern)


@lru_cache(maxsize=2048)
def _compiled(shape: str, pattern: str) -> re.Pattern[str]:
    """The pattern in its shape ('%s' is its place), written out and compiled when it is first needed."""
    return re.compile(shape % expand(pattern))


@lru_cache(maxsize=512)
def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{anywhere(expand(pattern))})\b")


_WHOLE, _JUST_BEFORE, _JUST_AFTER = r"\b(?:%s)\b", r"\b(?:%s) $", r" (?:%s)\b"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One wording rule.

    `hints`: pieces of text of which each match holds at least one, a cheap test before the pattern is tried. A test
    proves that they miss no alternative.
    `own`: the words are read in context (denied, past, reported from somebody else, about a film): see risk_context.
    Else they are only checked for a direct denial, unless `denies` is false (the pattern holds its own "not").
    `before`, `after`, `sentence`: patterns just before, just after, or anywhere in the sentence with which the rule
    does not count.
    """

    category: Category
    level: Level
    pattern: str
    hints: tuple[str, ...]
    own: bool = False
    denies: bool = True
    before: str = ""
    after: str = ""
    sentence: str = ""

    def may_match(self, text: str) -> bool:
        """Whether the rule can match some stretch of a text's words."""
        return _loose(self.pattern).search(text) is not None

    def matches(self, text: str) -> list[re.Match[str]]:
        """Places of the sentence where the rule counts."""
        found = [match for match in _compiled(_WHOLE, self.pattern).finditer(text) if self._counts(match, text)]
        if found and self.sentence and _compiled(_WHOLE, self.sentence).search(text):
            return []
        return found

    def _counts(self, match: re.Match[str], text: str) -> bool:
        before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 60]
        if self.before and _compiled(_JUST_BEFORE, self.before).search(before):
            return False
        return not (self.after and _compiled(_JUST_AFTER, self.after).match(after))


#: Hints are looked up by their first letters; none is shorter than two.
_KEYS = (2, 3)


@cache
def _index(rules: tuple[Rule, ...]) -> tuple[dict[str, list[str]], dict[str, list[Rule]]]:
    """Hints by their first letters (two for those of two, else three), and rules by hint."""
    owners: dict[str, list[Rule]] = {}
    for rule in rules:
        for hint in rule.hints:
            owners.setdefault(hint, []).append(rule)
    starts: dict[str, list[str]] = {}
    for hint in owners:
        starts.setdefault(hint[:3], []).append(hint)
    return starts, owners


def hinted(rules: tuple[Rule, ...], text: str) -> dict[Rule, list[str]]:
    """The rules of which a hint stands in a text, with those hints: no other can match any part of it."""
    starts, owners = _index(rules)
    present: set[str] = set()
    for key in {text[at : at + size] for size in _KEYS for at in range(len(text) - size + 1)} & starts.keys():
        present.update(hint for hint in starts[key] if hint in text)
    found: dict[Rule, list[str]] = {}
    for hint in present:
        for rule in owners[hint]:
            found.setdefault(rule, []).append(hint)
    return found


def rule(
    category: Category,
    level: Level,
    pattern: str | tuple[str, ...],
    hints: str,
    *,
    own: bool = False,
    denies: bool = True,
    before: str = "",
    after: str = "",
    sentence: str = "",
) -> Rule:
    """A rule as the lexicons write it: alternatives one by one, hints in one string, parted by bars."""
    pattern = pattern if isinstance(pattern, str) else "|".join(pattern)
    return Rule(category, level, pattern, tuple(hints.split("|")), own, denies, before, after, sentence)
