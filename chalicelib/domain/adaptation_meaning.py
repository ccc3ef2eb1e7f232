"""Adaptation column: checks of a fitted passage's meaning: the author's, and nothing that is not theirs."""

from __future__ import annotations

import re

from . import adaptation_words as lexicon
from .adaptation import Check
from .adaptation_text import Subject, brought_in, plain, runs, sentences, stems, verdict, words
from .risk_language import assess

#: Share of the author's content words that must come back, so that the text is still about the same thing.
LEAST_SHARED = 0.4
#: Largest share of content words that come neither from the author nor from the person.
MOST_NEW = 0.45
#: Fewest content words that differ: less is a copy, or a copy with sentences missing.
LEAST_CHANGED = 3
_QUOTED = re.compile(r"[\"“”]([^\"“”]{2,}?)[\"“”]")


def same_subject(text: str, subject: Subject) -> Check:
    """Enough of the author's content words come back, and not too many come from nowhere."""
    author, fitted = stems(subject.sent.text), stems(text)
    given = author | stems(" ".join((*subject.sent.own_words, subject.sent.purpose, subject.sent.heading)))
    faults = []
    if len(author & fitted) < LEAST_SHARED * len(author):
        faults.append(f"{len(author & fitted)} of {len(author)} content words shared")
    if len(fitted - given) > MOST_NEW * max(1, len(fitted)):
        faults.append(f"{len(fitted - given)} of {len(fitted)} content words from nowhere")
    return verdict("same-subject", faults)


def same_sense(text: str, subject: Subject) -> Check:
    """As many negations as in the author's passage: with one more or one less a sentence says the opposite."""
    ours, theirs = (len(lexicon.NEGATION.findall(plain(t))) for t in (subject.sent.text, text))
    return verdict("same-sense", [f"{theirs} negations, the author has {ours}"] if ours != theirs else [])


def changed(text: str, subject: Subject) -> Check:
    """Something was fitted: not the author's text again, nor the same with sentences left out."""
    new = len(stems(text) - stems(subject.sent.text))
    return verdict("changed", [] if new >= LEAST_CHANGED else ["as the author wrote it, or only shorter"])


def no_advice(text: str, subject: Subject) -> Check:
    """No advice beyond the passage: no advising words, and no order to do something, that the author does not use."""
    faults = brought_in(lexicon.ADVICE, text, subject.sent.text)
    if _orders(text) - _orders(subject.sent.text):
        faults.append("a new order")
    return verdict("no-advice", faults)


def _orders(text: str) -> set[str]:
    """Verbs of command at the head of a sentence or of a part of one."""
    parts = (p for s in sentences(text) for p in re.split(r"[:;–—]\s*|,\s+(?:and|then|or|so|but)\s+|,\s+", s))
    heads = (
        [w for w in words(p) if w not in ("please", "then", "now", "and", "just", "simply", "instead", "also")][:1]
        for p in parts
    )
    return {head[0] for head in heads if head and head[0] in lexicon.ORDERS}


def no_risk(text: str, subject: Subject) -> Check:
    faults = brought_in(lexicon.RISK, text, subject.sent.text)
    if assess(text).level != "none" and assess(subject.sent.text).level == "none":
        faults.append("risk language")
    return verdict("no-risk-words", faults)


def no_diagnosis(text: str, subject: Subject) -> Check:
    return verdict("no-diagnosis", brought_in(lexicon.DIAGNOSIS, text, subject.sent.text))


def no_promise(text: str, subject: Subject) -> Check:
    return verdict("no-promise", brought_in(lexicon.PROMISE, text, subject.sent.text))


def no_claim(text: str, subject: Subject) -> Check:
    """Nobody speaks who is not there: no first person outside a quotation, no therapist's voice."""
    spoken = _QUOTED.sub(" ", plain(text))
    return verdict("no-claim", brought_in(lexicon.CLAIM, spoken, _QUOTED.sub(" ", plain(subject.sent.text))))


def no_leak(text: str, subject: Subject) -> Check:
    """Nothing of the instructions, the purpose or the talk around the task."""
    faults = brought_in(lexicon.LEAK, text, subject.sent.text)
    ours = runs(subject.sent.text)
    given = runs(f"{subject.instructions}\n{subject.sent.purpose}")
    if any(run in given and run not in ours for run in runs(text)):
        faults.append("words of the instructions")
    return verdict("no-leak", faults)


def true_to_person(text: str, subject: Subject) -> Check:
    """Says of the person only what was sent: no invented quotation, name or "you told us"."""
    sent = [subject.sent.text, *subject.sent.own_words]
    known = " ".join(" ".join(words(part)) for part in sent)
    faults = brought_in(lexicon.JUDGEMENT, text, subject.sent.text)
    if any(" ".join(words(quoted)) not in known for quoted in _QUOTED.findall(plain(text))):
        faults.append("a quotation of nobody")
    if lexicon.HISTORY.search(text) and not (subject.sent.own_words or lexicon.HISTORY.search(subject.sent.text)):
        faults.append("something the person is said to have told")
    given = stems(" ".join([*sent, subject.sent.purpose]))
    if any(lexicon.STATEMENT.search(s) and stems(s) - given for s in sentences(text)):
        faults.append("something about the person that was not sent")
    if _names(text) - {w for part in sent for w in words(part)}:
        faults.append("a name that was not given")
    return verdict("true-to-person", faults)


def _names(text: str) -> set[str]:
    """Words with a capital letter inside a sentence, but for the word I."""
    inside = (re.finditer(r"(?<![.!?:…\"'“‘(])\s([A-Z][\w'-]*)", s) for s in sentences(text))
    return {m.group(1).lower() for found in inside for m in found if not re.fullmatch(r"I(?:'\w+)?", m.group(1))}
