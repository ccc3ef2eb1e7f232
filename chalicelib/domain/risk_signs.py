"""Safety column: signs that mean little alone and much together: means, intent, finality, secrecy, arrangements.

People seldom write a textbook sentence. "Razor. Bath. Tonight." or "left instructions for the cat, the rent is paid, so
it is not a mess for them after" hold no single phrase to look for, but two or three signs within a few sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from chalicelib.domain.review import Level
from chalicelib.domain.risk_categories import Category
from chalicelib.domain.risk_rules import anywhere, expand

__all__ = ["COMBINATIONS", "SIGNS", "Combination", "holding", "may_hold"]

#: Sign → pattern on evened text.
SIGNS: dict[str, str] = {
    "strong_means": (
        r"noose|ligature|razors?|razor blades?|blades?|scalpel|helium|nembutal|sodium nitrite|fentanyl|bleach|"
        r"antifreeze|exit bag|"
        r"cyanide|carbon monoxide|hose ?pipe|exhaust(?: pipe| fumes)?|weed ?killer|poison|vodka and pills|"
        r"pills and (?:vodka|"
        r"alcohol|whisky|whiskey|gin|wine)|knifeemoji|gunemoji|petrol"
    ),
    "hanging_means": (
        r"rope|ropes|washing line|clothes ?line|belt|dressing gown cord|cord|electric cable|bed ?sheets?|scarf|"
        r"dog lead|shoelaces?|beam|rafters?|hook on the"
    ),
    "medicine": r"<PILLS>",
    "take_all": (
        r"tak(?:e|ing) (?:it|them|the) (?:all|lot)|swallow(?:ing)? (?:it|them) all|down(?:ing)? (?:it|them) all|"
        r"all (?:of it|of them)? ?at once|in one go|tak(?:e|ing) (?:all of (?:it|them)|every (?:last |single )?one)|"
        "every last (?:one|pill|tablet)|the whole lot|until (?:theyre|they are) (?:all )?gone"
    ),
    "number": (
        r"(?:\d{2,3}(?! ?(?:mg|mcg|ml|g|minutes|mins|years|percent|days|weeks|hours|pm|am|months|past))|"
        "twenty|thirty|forty|fifty|sixty|a hundred|dozens)"
    ),
    "take_them": r"tak(?:e|ing) (?:them|em)|swallow(?:ing)? (?:them|em)|down(?:ing)? (?:them|em)",
    "all_set": r"everything (?:is )?(?:set up|ready|prepared|in place|i need)|all set",
    "the_night": r"tonights the night|tonight is the night|tonight its happening",
    "alcohol": r"vodka|whisk(?:e)?y|gin|rum|bottle of (?:wine|spirits|jack|brandy)|booze|alcohol",
    "knows": r"know (?:exactly )?(?:where|how|what)|what to do with it|how to use it|learned to tie|keeps? calling",
    "found_after": (
        r"for (?:them|him|her|mum|mom|my \w{1,9}|someone|whoever) to find|find (?:it|me|this|them|"
        r"the note) (?:when|after|tomorrow|in the morning|too late|once)|(?:when|"
        r"by the time) (?:she|he|they|mum|mom|dad|my \w{1,8}) (?:gets?|comes?|wakes?) (?:home|back|up|in)"
    ),
    "note": r"(?:the|a|my|wrote a|left a) (?:note|letter|letters|envelope)|notes for",
    "night": (
        r"midnight|tonight|in the dark|at (?:2|3|4|two|three|four) ?(?:am|in the morning)|on my own|alone|"
        r"after everyone|when everyone"
    ),
    "high_place": r"bridge|rooftop|roof|cliffs?|tracks|railway line|ledge|viaduct|multi ?storey|flyover|overpass",
    "tie_point": r"woods|forest|tree|loft|attic|garage|shed|beam|banisters?|door handle|ceiling|stairwell|park",
    "hotspot": (
        r"beachy head|clifton suspension bridge|golden gate bridge|the gap|aokigahara|humber bridge|"
        r"archway bridge|erskine bridge"
    ),
    "lethality": (
        r"(?:high|deep|fast|strong|sharp) enough|which (?:bridge|roof|building|pills|tablets) (?:is|are|would|"
        r"will)|how (?:high|fast|deep|tall|cold) (?:the|it|does|is|do|must|would)|(?:how (?:many|much)|"
        r"would \d{1,3}|is \d{1,3}|"
        r"are \d{1,3}|if i (?:take|took)) "
        r"~8(?:it takes|would it take|it would take|be enough|do the job|do it|work|kill|die|finish|not wake|"
        r"never wake)|enough ~4(?:to (?:do it|do the job|kill|die|make sure|finish|not wake|never wake|end)|"
        r"this time)"
    ),
    "gun": r"gun|guns|shotgun|rifle|pistol|revolver|bullets?",
    "place": (
        r"bridge|roof|rooftop|cliffs?|beachy head|tracks|railway|platform|ledge|balcony|multi ?storey|car park|"
        r"viaduct|train|trains|"
        r"flyover|overpass|top floor|tenth floor|\d{1,2}(?:th|nd|rd|st) floor|quarry|river|canal|sea|lake|"
        r"motorway|lorry|lorries|level crossing"
    ),
    "death": (
        r"die|dies|died|dying|dead|death|kill(?:s|ed|ing)?|suicid\w{1,4}|end it(?: all)?|end my|ending it|"
        r"bleed(?:ing)? out|stop breathing|"
        r"finish me(?: off)?|not wake up|never wake up|lethal|fatal|overdos\w{1,3}|over the edge|sleep forever"
    ),
    "gone": (
        r"(?:when|after|once|if|because|for when|since|before|cause|as|until) im (?:gone|dead|not (?:here|there|"
        r"around)|no longer here)|(?:i )?(?:wont|will not|not going to|not gonna) "
        r"be (?:there|here|around|alive|needing|coming (?:back|home)|a problem|a burden|able to)|not be (?:here|"
        r"there|around)|out of (?:everyones|everybodys|your|their|the) (?:hair|way)|"
        r"for good|bye to everyone|said bye|see ya|(?:my|one) last (?:day|night|time|meal|walk|visit|message|"
        r"goodbye)|goodbyes?|farewell|never see (?:me|you|them|her|him) again|see me again|i(?:ll| will) be gone|"
        r"(?:so|and) (?:its|it is|they|theres|there is) "
        r"(?:not a |no |less |dont |wont |not )?(?:mess|burden|have to|trouble|bother|problem)|(?:for|to do|"
        r"handle|deal with) after(?: me| i| that)?$|afterwards|not coming (?:back|home)|no return|one way|"
        r"wont need|dont need (?:it|them|"
        r"anything) any|no longer need|wont be needing|where im going|soon be over|it will be over|itll be over|"
        r"will all be over|it will be soon|wont matter (?:soon|anymore|after|much longer)|not (?:be )?matter soon"
    ),
    "intent": (
        "going to|gonna|is the (?:day|night|one)|plan|plans|planned|planning|tonight|tomorrow|tonite|"
        "decided|made up my mind|"
        r"mind is made up|this time|make sure|makes sure|i know exactly|im ready|ready to|finally|done thinking|"
        r"ordered|bought|found|got|counted|counting|picked|chosen|chose|testing|tested|practi[sc]\w{1,3}|"
        r"rehears\w{1,3}|measured|on the way|on my way|walking to|driving to|heading to|going back|next time|"
        r"watched how|researched|looked up|"
        r"i know the code|i know how|i know where|know where (?:he|she|they|dad|mum|my)|i know which|in (?:my|"
        r"the) (?:pocket|bag|hand|drawer|phone case|car|boot|trunk|rucksack)"
    ),
    "enough": (
        r"how (?:many|much|high|deep|fast|long)|high enough|deep enough|fast enough|strong enough|sharp enough|"
        r"enough (?:to|for|so|that)|be enough|would \d{1,3}|what dose|what happens if (?:you|i) take|units? (?:it|"
        r"would|does it)|it takes|"
        r"which (?:bridge|pills?|way|method|roof|building)|at once|in one go|all of them|the whole (?:box|bottle|"
        r"packet|lot|pack)|too many|different (?:shops|chemists|pharmacies)|three (?:shops|chemists|pharmacies)|"
        r"stash|hoard\w{0,3}|stockpil\w{1,3}|saved up"
    ),
    "secrecy": (
        r"nobody (?:would|will|can|to) (?:ask|know|find|stop|notice|suspect|hear)|no one (?:would|will|can|"
        r"to) (?:ask|know|find|stop|notice|suspect|hear)|without anyone (?:knowing|noticing)|(?:when|once|after|"
        r"while|as soon as) (?:\w{1,9} ){0,3}(?:asleep|is out|are out|is away|goes (?:out|to|away)|leaves?|left|"
        r"gone to|in bed|at work|on holiday)|"
        r"house to myself|home alone|nobody home|no one home|told nobody|havent told anyone|dont tell anyone|"
        r"secretly|hidden|hiding"
    ),
    "arranging": (
        r"(?:updated|changed|made|wrote|written|signed|sorted|did|checked) (?:my |a |the )?will|in my will|"
        r"passwords?|instructions|life insurance|insurance (?:money|policy|will|papers)|funeral|(?:letters?|"
        r"notes?|cards?|videos?|messages?|voicemail) (?:for|to|in|on|are|is)|(?:recorded|filmed|made|left) (?:a |"
        r"some )?(?:video|message|voice)|"
        r"paid (?:off )?(?:the|my|all) (?:rent|bills|debts)|bank details|paperwork|where the papers|"
        r"everything (?:is )?(?:arranged|sorted|ready|in order|tidy)|sorted everything|arranged for (?:the|my)|"
        r"(?:look after|take) (?:the|my) (?:cat|dog|kids|pets?|children)|home for (?:the|my) (?:cat|dog|pets?|"
        r"kids)|sold (?:my|all|everything)|gave (?:my|away|all|everything|him my|her my)|giving (?:my|away)|"
        r"given (?:my|away)|said (?:my )?goodbye|deleted (?:all )?(?:my|everything)|written to everyone|"
        r"wrote to everyone|cleared out my|packed up my|cancelled (?:all )?my"
    ),
    "despair": (
        r"(?:cant|cannot) (?:go on|do this|take (?:it|this|any ?more)|carry on|live like this|keep going)|"
        r"no way out|no hope|hopeless|give up|giving up|had enough|im done|so done|no point|nothing left|"
        r"no future|hate (?:myself|my life)|burden|worthless|tired of (?:it all|everything|living|life|fighting|"
        r"trying)|better off without me|"
        r"nobody (?:cares|would miss me|loves me)|no one (?:cares|would miss me|loves me)|want (?:it|the pain|"
        r"everything) to (?:stop|end)|over it all"
    ),
    "rescued": (
        r"(?:pulled|talked|dragged|coaxed|brought|got|took|stopped|grabbed|helped|cut|found) me (?:off|down|back|"
        r"out|from|away|before|hanging|unconscious|just in time)|found me (?:in|on|with|just|before|hanging|"
        r"unconscious)|passed out|stitches|a&e|a e|casualty|emergency (?:room|department)|ambulance|paramedics?|"
        r"pumped|overdose ward|sectioned|intensive care|icu|resus|woke up (?:in|the next)|slept for a day|"
        r"didnt work|did not work|it failed|rope (?:broke|snapped|slipped)|branch (?:broke|snapped)|threw (?:them|"
        r"it) (?:all )?up|vomited|bled|stopped bleeding|chickened out|couldnt go through with it|bottled it|"
        r"lost my nerve|backed out|turned back|didnt jump"
    ),
    "own_act": (
        r"(?:i |ive |id |and |then )(?:took|swallowed|drank|jumped|cut|slit|slashed|tied|hung|strangled|tightened|"
        r"overdosed|stood on|climbed|went to the|sat on|walked to|drove to|tried)|(?:strangled|suffocated|choked|"
        r"hanged|hung|cut|slit) my"
    ),
}
#: Settings in which the signs mean something else.
_ORDINARY = (
    r"recipe|cook(?:ing|ed)?|kitchen|garden(?:ing)?|boats?|sailing|climbing|camping|shav(?:e|ing|ed)|beard|diy|"
    r"decorat\w{1,3}|bathroom|clean(?:ed|ing)? (?:the|my)|mould|pharmacy|chemist|pharmacist|as prescribed|"
    r"prescribed|breakfast|doctor said|gp|dentist|vet|"
    r"film|movie|book|novel|series|episode|song|game|games|gaming|minecraft|skyrim|character|museum|phobia|"
    r"exposure|fear of|scared of heights|afraid of heights|commut\w{1,3}|seat|ticket|delayed|timetable|holiday|"
    r"picnic|walk with|walked the dog|dog walk|swim(?:ming)?|fishing|beach|surf\w{0,3}|kayak\w{0,3}|run along|"
    r"runner|cycl\w{1,4}|photo\w{0,7}|"
    r"wedding|birthday|party|school trip|christmas|football|hunting|clay|farm|army|police drama|concert|gym|"
    r"colleague|leaving|farewell party|trousers|jeans|dress|outfit|safe deposit|new job|leaving do|"
    r"moving (?:house|to|out|away)|emigrat\w{1,3}|retire\w{0,4}|solicitor|mortgage|charity|declutter\w{0,4}|"
    r"grandad|grandma|passed away|gas bill|insurance renewal|headache|hay ?fever|antibiotics|vitamins?|"
    r"blood pressure|flu|cold|steri\w{1,5}|"
    r"barbers?|hairdresser|plumber|swiss army|workshop|training|lesson|class|revision|exam|worksheet|"
    r"anxiety about|anxious about|panic|worried about my (?:mum|mom|dad|son|daughter|husband|wife)|trip|"
    r"travel\w{0,4}|airport|flight|london|work|office|meeting|shopping|station|kids to school|scenic|view|"
    r"fireworks|stars|sunset|drinks|pub|hangover|mouthwash|ice ?cream|lunch|dinner|coffee|tickets?|cinema|museum|"
    r"skate\w{0,4}|tennis|lane|rail ?card|model|toy|water gun|lego|insulin pump|diabet\w{1,3}|blood sugar|"
    r"every (?:day|morning|evening)"
)


@dataclass(frozen=True, slots=True)
class Combination:
    """Signs that count when all of them are found within neighbouring sentences. Each part names one sign or several of
    which one is enough (`death|gone`)."""

    category: Category
    level: Level
    signs: tuple[str, ...]
    #: Whether ordinary settings (cooking, a phobia, a holiday) speak against it.
    ordinary: bool = True


COMBINATIONS: tuple[Combination, ...] = (
    Combination("active_intent", "red", ("strong_means", "intent|death|gone|despair|secrecy")),
    Combination("active_intent", "red", ("hanging_means", "death|gone|despair|secrecy")),
    Combination("active_intent", "red", ("gun", "death|gone|despair|secrecy")),
    Combination("active_intent", "amber", ("gun", "intent")),
    Combination("active_intent", "red", ("medicine", "enough", "intent|death|gone|despair|secrecy")),
    Combination("active_intent", "red", ("medicine", "gone|despair", "intent|enough")),
    Combination("active_intent", "red", ("place", "despair|gone", "intent|own_act")),
    Combination("active_intent", "red", ("place", "enough", "intent|death|gone|despair")),
    Combination("active_intent", "red", ("hanging_means", "place", "intent")),
    Combination("active_intent", "red", ("place", "lethality")),
    Combination("active_intent", "red", ("medicine", "lethality")),
    Combination("active_intent", "red", ("hanging_means", "tie_point", "intent|own_act|secrecy|despair|gone")),
    Combination("active_intent", "amber", ("hotspot", "intent|own_act")),
    Combination("active_intent", "red", ("medicine", "take_all")),
    Combination("active_intent", "red", ("medicine", "number", "take_them")),
    Combination("active_intent", "red", ("all_set", "the_night")),
    Combination("active_intent", "red", ("medicine", "alcohol")),
    Combination("active_intent", "amber", ("high_place", "night", "intent|despair")),
    Combination("active_intent", "red", ("hanging_means|strong_means|gun", "knows")),
    Combination("preparation", "red", ("note", "found_after")),
    Combination("preparation", "red", ("arranging", "gone")),
    Combination("preparation", "red", ("arranging", "despair", "intent|secrecy")),
    Combination("preparation", "red", ("secrecy", "gone|death", "intent")),
    Combination("recent_attempt", "red", ("rescued", "strong_means|hanging_means|gun")),
    Combination("recent_attempt", "red", ("rescued", "place|medicine", "own_act|death|despair")),
    Combination("recent_attempt", "red", ("own_act", "strong_means|hanging_means", "death|gone|despair")),
)


@cache
def _pattern(sign: str, loose: bool = False) -> re.Pattern[str]:
    written = expand("|".join(f"(?:{SIGNS[name]})" for name in sign.split("|")))
    return re.compile(rf"\b(?:{anywhere(written) if loose else written})\b")


@cache
def _ordinary() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_ORDINARY})\b")


#: A cheap test before anything else: no combination holds without one of these.
_NEEDED = re.compile(
    r"noose|ligat|razor|blade|scalp|helium|nembut|nitrit|fentan|bleach|antifr|exit bag|cyan|monox|hose|exhaust|"
    r"killer|poison|vodka|knife|gun|petrol|rope|line|belt|cord|cable|sheet|scarf|lead|shoelace|beam|rafter|hook|"
    r"pil|tab|med|"
    "drug|capsul|cetamol|codeine|morph|zop|amb|quetia|propran|oxy|tramad|diaz|temaz|zolp|benzo|advil|"
    "tylen|profen|aspirin|presc|everything|all set|insulin|vodka|whisk|gin|rum|wine|booze|alcohol|ledge|"
    "multi|xanax|valium|"
    r"sertral|amitrip|lithium|rifle|pistol|bullet|bridge|roof|cliff|beachy|track|rail|platform|ledge|balcon|"
    r"storey|car park|viaduct|train|floor|quarry|river|canal|sea|lake|motorway|lorr|will|password|instruct|insur|"
    r"funeral|letter|note|envelope|card|video|message|paid|bank|paper|"
    r"arranged|sorted|look after|take|home for|sold|gave|giv|goodbye|deleted|written|wrote|cleared|packed|cancel|"
    r"nobody|no one|without|asleep|alone|secret|hid|told"
)


def may_hold(text: str) -> list[Combination]:
    """The combinations that can hold somewhere in a text, looked for once: no other holds in any stretch of its words.

    The signs are looked for anywhere, in any order and however far apart; nothing that stands around a place counts.
    """
    if not _NEEDED.search(text):
        return []
    known: dict[str, bool] = {}
    return [c for c in COMBINATIONS if all(_stands(part, text, known) for part in c.signs)]


def holding(text: str, among: Sequence[Combination]) -> Iterator[tuple[Combination, list[tuple[int, int]]]]:
    """The combinations, of some, that hold in a text, with where their signs stand."""
    if not _NEEDED.search(text):
        return
    for combination in among:
        if found := _places(combination, text):
            yield combination, found


def _stands(part: str, text: str, known: dict[str, bool]) -> bool:
    """Whether a sign stands in a text, looked up once; the rare signs come first, so most texts end there."""
    if part not in known:
        known[part] = _pattern(part, loose=True).search(text) is not None
    return known[part]


def _places(combination: Combination, text: str) -> list[tuple[int, int]]:
    """Where the signs stand, each in a place of its own; empty when they do not, or in an ordinary setting."""
    found: list[tuple[int, int]] = []
    for sign in combination.signs:
        free = (m.span() for m in _pattern(sign).finditer(text) if sign == "lethality" or _is_free(m.span(), found))
        span = next(free, None)
        if span is None:
            return []
        found.append(span)
    around = text[max(0, min(s for s, _ in found) - 40) : max(e for _, e in found) + 40]
    return [] if combination.ordinary and _ordinary().search(around) else found


def _is_free(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a place does not overlap those already used: one word is not two signs."""
    return not any(span[0] < end and start < span[1] for start, end in taken)
