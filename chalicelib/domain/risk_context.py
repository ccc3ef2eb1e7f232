"""Safety column: how the words around a finding change what it means - denied, past, somebody else's, about a film.

Recall first: only wording that plainly denies, dates or attributes a finding changes it; everything unclear stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from chalicelib.domain.review import Level
from chalicelib.domain.risk_categories import Category
from chalicelib.domain.risk_rules import expand

__all__ = ["Reading", "denied", "read"]

#: Words that may stand between a "not" and what it denies ("not ever really going to").
_FRAME = (
    r"(?:<ADV>|going|gonna|wanna|plan|plans|planning|planned|intend|intending|intention|intentions|want|wanting|wanted|wish|wishing|think|"
    r"thinking|thought|thoughts|idea|ideas|of|about|to|on|for|in|ever|consider|considering|considered|contemplate|contemplating|any|a|the|my|"
    r"urge|urges|desire|desires|feel|feeling|feelings|felt|been|being|be|having|have|had|get|got|getting|trying|try|tried|tempted|actual|do|"
    r"would|will|interested|risk|at|here|doing|anything|like|active|actively|suicidal|wont|attempt|attempted|attempting|history|signs?|or|"
    r"self harming|anymore|any more|today|this|week|currently|experience|experienced|experiencing|suffer|suffered|report|reports|reported|"
    r"concerns?|commit|committing|that|dream|imagine|cut|cutting|harm|harming|hurt|hurting|i|id|ill|im|as|far|as)"
)
_NOT = (
    r"(?:not|isnt|aint|wasnt|arent|never|no longer|dont|do not|didnt|doesnt|wouldnt|wont|havent|hasnt|hadnt|without|no|zero|none|nor|neither|"
    r"denies|denied|deny|stopped|free of|absence of|nothing|low risk of|cant imagine|cant see myself|couldnt ever|could never|can never|cant ever)"
)
_DENIAL = rf"\b{_NOT} (?:{_FRAME} ){{0,6}}$"
#: What looks like a denial and is none: "there is not a day I don't think about it", "trying not to", "why don't I".
_NO_DENIAL = (
    r"(?:\b(?:not|isnt|never|hardly|no|single|barely|rarely) (?:a |one |even a |single ){0,2}(?:day|night|hour|moment|minute|second|morning|week)s?\b.{0,60}$)"
    r"|(?:\b(?:why|trying|try|tried|tries|reasons?|how|hard|difficult|struggl\w{0,3}|fight\w{0,3}|told me|asked me|begg\w{1,3}|me|best|strength|"
    r"willpower|strong enough|or|whether|harder) not (?:to )?(?:<ADV> )?$)"
    r"|(?:\bwhy (?:dont|shouldnt|wouldnt|havent|didnt) (?:i|we) .{0,20}$)"
    r"|(?:\b(?:cant|not|couldnt|wont|dont|no) (?:\w{1,9} ){0,3}(?:promise|guarantee|sure|certain|swear|know|trust myself|say)\b.{0,30}$)"
    r"|(?:\b(?:if|unless|until|when|because|so|but|since|cause|cos) (?:\w{1,9} ){0,4}(?:i|im|ill|id|ive) (?:<ADV> )?(?:will|want to|wanna|am going to|going to|gonna|think about|thinking about|could|might|would)? ?$)"
    r"|(?:\b(?:nothing|nobody|no one|noone|anything|something) (?:can|will|could|to|is|s|left) (?:\w{1,9} ){0,3}(?:stop|from|but|except|left)\b.{0,30}$)"
    r"|(?:\b(?:stop|without|cant stop|cant help|keep from|avoid|not stopped|never stopped|never stop|havent stopped|dont stop|doesnt stop) (?:thinking|imagining|planning|dreaming|wanting|obsessing|fantasi[sz]ing)? ?(?:about |of |to )?$)"
    r"|(?:\b(?:no|dont see an?y?|see no|not any|any|without) (?:\w{1,9} )?(?:other )?(?:option|choice|way|alternative|escape|solution|hope|future|point|reason|cure|answer)s?\b.{0,40}$)"
    r"|(?:\b(?:wish|wished|regret) (?:i |that i )?(?:didnt|dont|wasnt|hadnt)\b.{0,12}$)"
    r"|(?:\b(?:dont|didnt|doesnt|wont|never) (?:tell|told|care|mind|matter|worry|want (?:help|to live|to be here|this|anyone)|deserve|understand|sleep|eat|belong)\b.{0,60}$)"
    r"|(?:\b(?:lying|lie|pretending|cant say|cant pretend|wont pretend|wont lie) (?:\w{1,9} ){0,4}(?:havent|hadnt|not|dont|didnt|never).{0,40}$)"
    r"|(?:\b(?:guts|courage|brave|bravery|balls|strength|nerve|coward\w{0,3}|scared|afraid|weak|energy)(?: enough)? to (?:<ADV> )?$)"
    r"|(?:\bno (?:one|body) .{0,60}$)|(?:\bnot (?:just|only|merely|simply) .{0,40}$)|(?:\b(?:not|isnt) (?:lying|joking|kidding|exaggerating|gonna lie|going to lie)\b.{0,60}$)|(?:\bno (?:joke|lie|cap|kidding|doubt|idea)\b.{0,60}$)"
)
#: Said after the words: "... is not an option".
_DENIED_AFTER = (
    r"^ ?,? ?(?:is|was|isnt|isn t|has|have|hasnt|are|arent|wasnt|thoughts)? ?(?:definitely |really |just )?(?:not (?:an option|something|on my mind|a thing|what|the answer|my)|never (?:been|crossed|an option|"
    r"something|the answer)|an option for me no|(?:an? )?option (?:i|id) would never|something (?:i|id) (?:would )?(?:never|not|wouldnt|dont)|off the table|out of the question|no way|, no|, never)"
    r"|^ ?,? ?(?:isnt|wasnt|arent) (?:an option|something|on my mind|a thing|what|the answer|my)|^ (?:thoughts|ideation|feelings|plans?|intent)? ?(?:at all )?, ?(?:no|none|never|denied)\b|^ : no\b"
)
_MORE_THAN_EVER = r"^ (?:\w{1,9} ){0,2}(?:more than|so much|so bad|so badly|this much|this bad|this badly|as much as|like this|like i do|than (?:now|today|right now))\b"
#: A hedge is no denial, but less than a statement: "I don't think I'd", "probably won't", "decided not to".
_HEDGED = (
    r"(?:\b(?:dont|do not|didnt) (?:think|believe|reckon|suppose|know if|know whether) (?:that )?(?:i|im|id|ill)(?: \w{1,9}){0,4} $)|(?:\b(?:not sure|unsure|not certain|wonder|wondering|dont know) (?:\w{1,9} ){0,3}(?:i|id|im) (?:\w{1,9} ){0,3}$)|"
    r"(?:\b(?:probably|maybe|possibly) (?:wont|wouldnt|not) (?:\w{1,9} ){0,2}$)|(?:\b(?:decided|chose|choose|promised|agreed|swore|managed|talked myself into|vowed|going) not to (?:\w{1,9} ){0,2}$)|(?:\b(?:cant|couldnt|could not) (?:<ADV> ){0,2}$)|"
    r"(?:\b(?:not|isnt|never) (?:really|exactly|quite|actively|that|very|super|seriously) $)"
)
_NOT_ANYMORE_AFTER = r"^ (?:\w{1,9} ){0,3}(?:any ?more|any longer)\b|^ (?:\w{1,9} ){0,3}(?:in (?:years|months|ages|a long time|a while)|since (?:then|20\d\d|last year|school|uni\w{0,7}|college|my \w{1,9}|i (?:was|started|left)|i))\b"

_ASKED = r"\b(?:asked?|asks|asking|wondered|checked|checking|questions?|screen\w{0,4}|questionnaire|form|survey|quiz|assess\w{0,4}|item) (?:\w{1,9} ){0,7}$"
_ANSWERED_NO = r"\b(?:said no|answered no|told (?:him|her|them|the \w{1,9}) no|replied no|i said i (?:wasnt|wouldnt|had no|have no|didnt|dont|am not)|and i (?:wasnt|didnt|dont|am not)|answer (?:was|is) no|ticked no|no to|not at all)\b"

#: Long ago. Beats nothing that says "now" or "again".
_FAR = (
    r"\b(?:(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|many|several|some|few|couple of|a couple of|hundred) (?:years|yrs|decades) (?:ago|back|before)|years (?:ago|back|before)|"
    r"decades? ago|long (?:time )?ago|(?:in|back in|since|around|during|summer of|end of) (?:19|20)[0-2]\d|back (?:then|when|in the)|in those days|when i was (?:\d{1,2}|a (?:kid|child|teen\w{0,5}|student|young \w{1,9}|boy|girl|teenager)|young\w{0,2}|little|"
    r"at (?:school|uni\w{0,7}|college|sixth form)|in (?:school|college|high school|my (?:teens|twenties|early|late|20s|thirties)|the army|year \d{1,2}|uni\w{0,7})|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|pregnant with|married)|"
    r"as (?:a|an) (?:teen\w{0,5}|child|kid|student|young \w{1,9}|adolescent|undergraduate)|in my (?:teens|twenties|thirties|20s|30s|youth|early \w{1,9}|late \w{1,9}|teenage years|past|school days|uni days)|used to|growing up|at (?:age|the age of) \d{1,2}|in the past|back at (?:school|uni\w{0,7})|"
    r"earlier in my life|long behind|childhood|teenage years|another lifetime|a lifetime ago|ages ago|back in the day|once (?:tried|attempted|thought|felt|wanted)|in (?:school|high school|college|secondary school|sixth form)|previously|historic\w{0,4}|in a past life|before (?:therapy|i had kids|i met|my diagnosis|the meds|recovery))\b"
)
#: Some time ago, but less than "years": more than three months back.
_MID = r"\b(?:(?:four|five|six|seven|eight|nine|ten|eleven|twelve|4|5|6|7|8|9|10|11|12|several|many) months (?:ago|back)|(?:a|one|1|last|half a) year(?: ago)?|last (?:summer|winter|spring|autumn|fall|year|christmas|easter)|earlier this year|during (?:lockdown|covid|the pandemic|my divorce|the divorce)|in lockdown|after the birth of|a while (?:ago|back)|some time ago|before(?: now)?$)\b"
_RECENT = (
    r"\b(?:again|still|yesterday|last (?:night|week|weekend|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|this (?:morning|week|evening|month|afternoon|weekend)|tonight|today|tomorrow|earlier|lately|recently|these days|atm|rn|right now|at the moment|currently|all over|"
    r"(?:few|couple of|two|three|four|five|six|\d) (?:days|weeks|hours|nights) ago|(?:a|one) (?:day|week|month|fortnight) ago|(?:two|three|2|3|couple of|few) months ago|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|every (?:day|night|morning)|just (?:tried|took|cut|attempted|now)|back (?:to|at) it|since (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last|my|the|this|i|he|she|we|they)|all (?:day|week|weekend|night|month)|for (?:days|weeks|the (?:last|past))|came back|coming back|are back|is back|now i|and now (?:i|im|it)|but now (?:i|im|it))\b"
)
#: "Now" of somebody who is well.
_WELL = (
    r"\b(?:(?:better|fine|ok|okay|good|well|happy|happier|grateful|glad|safe|stable|recovered|thriving|alive|different|great|past (?:it|that)|over (?:it|that)|in recovery|sober|clean) (?:now|today|these days|it didnt|it failed|to be|i didnt|i failed|that i|im still|i survived|since)|glad (?:it|i|im|that|to)|life is (?:good|better|great|so much)|(?:im|i am|feel|feeling|doing|been|things are|its been) (?:<ADV> ){0,2}(?:ok|okay|fine|"
    r"well|better|good|much better|safe|great|stable)(?: (?:now|today|since|these days))?|no longer|not any ?more|not anymore|not now|any ?more|havent (?:felt|thought|had|done|been|wanted|since|tried)|never since|nothing since|since then i|recovered|in recovery|got (?:help|through)|therapy (?:helped|saved)|saved me|saved my life|love (?:my )?life|love my|grateful to be|two children|different place|got better|moved on|behind me|dont feel that way|a different (?:place|person)|completely different|dont feel like that|not how i feel|that was then)\b"
)
_PRESENT = r"\b(?:i|im|ive been|i am|id|and|to|really|just|now) (?:<ADV> ){0,2}(?:want to|wanna|am going to|going to|gonna|will|plan to|thinking (?:about|of)|think (?:about|of)|ready to|about to|planning to|need to|have to|intend to|considering|feel like|keep thinking (?:about|of)) (?:<ADV> ){0,2}$"
_PAST_TENSE = r"\b(?:wanted to|was|were|thought about|(?<!the )(?<!my )thought of|felt|had|considered|was thinking (?:about|of)|contemplated|had been|planned to|was going to|planned on|been) (?:<ADV> |so |very |a bit |thoughts of |thinking (?:about|of) |pretty |quite |really ){0,3}$"
_TRIED = r"\b(?:tried|attempted|trying|failed|try|tryed|almost|nearly|came close|close|survived|attempts|attempt|went) (?:and failed )?(?:to |at |of |by |in )?(?:<ADV> ){0,2}(?:actually )?$"
_INTENT = (
    r"\b(?:going to|gonna|will|ill|about to|planning|plan|plans|intend|decided|ready|tonight|tomorrow|imma|finna|determined|soon|prepared|time|have to|must|swear|today|counting down|date|method|"
    r"i know how|research\w{0,3}|google\w{0,3}|look\w{0,3} up) (?:\w{1,9} ){0,5}$"
)

#: Words of somebody else, quoted or retold.
_REPORTED = (
    r"\b<THEM> (?:\w{1,9} ){0,6}(?:said|says|saying|told me|tells me|texted|texts|wrote|posted|posts|messaged|keeps saying|threatened|threatens|threatening|mentions|mentioned|admitted|confided|yelled|screamed|cried|shouted|tells|whispered|joked|thinks?|wants?|wanted|"
    r"feels?|talks?|talking|talked|going|gonna|tried|tries|trying|attempted|attempts|considering|thinking|is|was|has|been|keeps?|who|that|might|could|will|hes|shes|about|of|having|had|googl\w{1,3}|wishes|hopes?) (?:, )?(?:(?:i|im|ill|id|ive|that|she|he|they|hes|shes|theyre|want|wants|wanted|to|going|gonna|will|would|is|was|were|about|thinking|of|just|feels?|feeling|like|had|has|"
    r"have|been|a|the|committing|commit|doing|his|her|their|thoughts|and|me|very|really|so|again|attempting|attempted|planning|having|at|risk|plans|with|ideation|something|dark|how|when|if|by|mum|mom) ){0,9}$"
)
#: A line of a song or a role, quoted.
_QUOTED = r"\b(?:lyrics?|song|line|chorus|verse|poem|narrator|character|villain|hero|heroine|protagonist|actor|hamlet|juliet|romeo|title|caption|meme|tweet|headline) (?:\w{1,9} ){0,4}(?:say|says|said|goes|went|reads|sings?|sang|shouts?|is|was|about|wants|who)\b.{0,25}$"
#: Words for suicide that do not say whose.
_BARE = frozenset({"suicide", "suicides", "suicidal", "suicidally", "suicidality"})
#: Somebody else is the nearest subject of words that do not say whose they are ("suicidal", "an overdose").
_THEIRS = r"\b(?:<THEM>|mi \w{1,10}|un amigo|una amiga) (?:(?!and |so |because |but |since |after |when |makes |made |left |makes |leaving )[a-z0-9]{1,12} ){0,7}$"
_FIRST_PERSON = r"\b(?:i|im|ive|id|ill|me|my|myself|quiero|voy|tengo|mato|morirme|matarme)\b|\w(?:arme|irme)\b|myself"
_OWN_AGAIN = r"\b(?:makes me|made me|making me|and i|so i|but i|now i|because i|i also|me too|that i|then i|while i|i feel|i think|i just|im so|i cant|i might|i may|i too|if i|when i|i told|i said|i texted|leaving me|left me|without (?:him|her|them) i|ill|do i|should i|i should|im going|im gonna|i will) (?:\w{1,9} ){0,7}$"
_STORY = (
    r"\b(?:reasons why|bands?|films?|movies?|books?|novels?|songs?|lyrics?|albums?|series|episodes?|season|documentar\w{1,3}|podcasts?|articles?|news|newspaper|poems?|poet|story|stories|characters?|games?|lecture|seminar|training|course|essay|thesis|history|statistics|stats|research|study|prevention|awareness|squad|bomber|bombing|netflix|actor|"
    r"plot|opera|hamlet|romeo|juliet|leaflet|side effects?|mission|museum|headline|hotline|helpline|volunteer\w{0,3}|charity|campaign|policy|protocol|module|textbook|worksheet on|class on|talk on|programme about|theatre|musical|virginia woolf|van gogh|cobain|werther|durkheim|cliff edge|run on the bank|political|career|social|economic|pact with the devil|vest|attack|door|doors|burnout|machine|hazard|risk assessment|"
    r"questionnaire asks|app asks|quiz|crossword|pub quiz|risk factor|rates?)\b"
)
_OWN_THOUGHT = r"\b(?:i|im|ive|id|ill|my|me|myself|am)\b(?: \w{1,12}){0,7} $"
_IDEATION_WORD = (
    r"\bmy (?:mind|head|brain|thoughts?|first thought|only thought|solution|answer|default) (?:\w{1,9} ){0,4}$|\b(?:thoughts? (?:of|about)|thinking (?:of|about)|think (?:of|about)|thought (?:of|about)|considering|considered|contemplat\w{1,4}|feel|feeling|felt|am|im|been|being|plan\w{0,4}|commit|committing|to commit|attempt\w{0,4}|want|wanna|having|have|had|ideation|obsess\w{0,4}|my own|my|option|urge|urges|tempted|imagin\w{1,4}|google\w{0,2}|"
    r"search\w{0,3}|fantasi\w{1,5}|be|actively|passively|drawn to|close to|brink of|verge of|edge of|become|becoming|getting|got|so|very|really|still|again|bit|kinda|lowkey|extremely|super|severely|acutely|chronically|with|of|only|through|attempted|survived|except|but|than|need|just|is|committing|go through with) (?:\w{1,9} ){0,2}$"
)


class Reading(NamedTuple):
    """What a finding means in its sentence: None is nothing."""

    category: Category
    level: Level


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(expand(source))


def _has(source: str, text: str) -> bool:
    return _pattern(source).search(text) is not None


def denied(before: str, after: str) -> Literal["no", "hedged", "past", "yes"]:
    """Whether the words before and after a finding plainly deny it."""
    if _has(_MORE_THAN_EVER, after) or _has(_NO_DENIAL, before):
        return "no"
    if _has(_HEDGED, before):
        return "hedged"
    if _has(_DENIAL, before):
        return "past" if _has(_NOT_ANYMORE_AFTER, after) or _has(r"\b(?:no longer|stopped)\b", before[-40:]) else "yes"
    return "yes" if _has(_DENIED_AFTER, after) else "no"


def read(category: Category, level: Level, matched: str, before: str, after: str) -> Reading | None:
    """What a finding about the writer's own life means in context; `before` and `after` are the rest of the sentence."""
    before, after, sentence = before[-120:], after[:120], f"{before[-120:]}{matched}{after[:120]}"
    if "suicid" in matched and _has(_STORY, sentence) and not _has(_OWN_THOUGHT, before):
        return None
    match denied(before, after):
        case "yes":
            return None
        case "past":
            return Reading("past_resolved", "blue")
        case "hedged":
            return Reading(category, "amber")
    if matched in _BARE and not _names_own_thought(before, sentence):
        if _has(_STORY, sentence) or _has(_ASKED, before):
            return None
        return Reading("third_person" if _has(_THEIRS, before) else "ideation", "amber")
    if _has(_QUOTED, before):
        return None
    if _has(_ASKED, before):
        return None if _has(_ANSWERED_NO, after) else Reading(category, "amber")
    if _has(_REPORTED, before) and not _has(_OWN_AGAIN, before):
        return None if _has(_STORY, sentence) else Reading("third_person", "amber")
    if not _has(_FIRST_PERSON, matched) and _has(_THEIRS, before):
        return None if _has(_STORY, sentence) else Reading("third_person", "amber")
    dated = _dated(category, level, before, after, sentence)
    if dated is not None:
        return dated
    return _sharpened(category, level, before)


def _names_own_thought(before: str, sentence: str) -> bool:
    """Whether a bare 'suicide' or 'suicidal' is said of the writer's own thoughts."""
    if _has(_STORY, sentence):
        return _has(_OWN_THOUGHT, before) and _has(
            r"\b(?:thinking (?:of|about)|thoughts (?:of|about)|to commit|feeling|feel|i am|im|consider\w{0,5}|contemplat\w{1,4}|attempt\w{0,3}|my) (?:\w{1,9} ){0,2}$",
            before,
        )
    return not before or _has(_IDEATION_WORD, before)


def _dated(category: Category, level: Level, before: str, after: str, sentence: str) -> Reading | None:
    """A finding that lies in the past: blue when long ago or over, amber within the year; None when it is of now."""
    if _has(_PRESENT, before) and "used to" not in before[-40:]:
        return None
    around = f"{before} {after}"
    well, recent = _has(_WELL, around), _has(_RECENT, around)
    if _has(_FAR, around) and (well or not recent):
        return Reading("past_resolved", "blue")
    if recent:
        return None
    if _has(_MID, around):
        return Reading("past_resolved", "blue") if well else Reading(category, "amber")
    if well and (_has(_PAST_TENSE, before) or _has(_TRIED, before)):
        return Reading("past_resolved", "blue")
    if _has(_PAST_TENSE, before) and not _has(_TRIED, before) and category != "recent_attempt":
        return (
            Reading(category, "amber")
            if not _has(r"\b(?:have|ive|i have|having|had) (?:\w{1,9} ){0,2}been\b|\bfelt like\b|been\b", before)
            else None
        )
    return None


def _sharpened(category: Category, level: Level, before: str) -> Reading:
    """Ideation with a plan or a try beside it, named as what it is."""
    if category == "ideation" and _has(_TRIED, before):
        return Reading("recent_attempt", level)
    if category == "ideation" and _has(_INTENT, before):
        return Reading("active_intent", level)
    return Reading(category, level)
