"""Slips that an author could make in the real programme: one place of one file each, and what lint says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

MODULES = Path(__file__).parents[2] / "modules"
SAFE_IDS = ("not-alone", "not-for-emergencies", "if-you-feel-worse")
HARD = (
    "Considerable organisational responsibilities notwithstanding, individuals experiencing psychological decline "
    "characteristically demonstrate disproportionate susceptibility to catastrophic misinterpretation, necessitating "
    "comprehensive interdisciplinary consideration of idiosyncratic vulnerabilities, environmental contingencies, "
    "interpersonal complexities, physiological predispositions, occupational circumstances and motivational "
    "ambivalence."
)


@dataclass(frozen=True)
class Slip:
    """What stands from `start` to `end` becomes `new`. Lint finds it on the line on which `where`, a part of it, is.

    `anywhere`: lint names the file and the part, and the line on which the part begins, which is above the slip.
    """

    name: str
    file: str
    start: int
    end: int
    new: str
    rule: str
    where: str = ""
    anywhere: bool = False

    def made_in(self, text: str) -> str:
        return text[: self.start] + self.new + text[self.end :]

    def line(self, text: str) -> int:
        """Line of the changed file on which the fault is."""
        return self.made_in(text)[: self.start + self.new.index(self.where)].count("\n") + 1


def texts(pattern: str) -> Iterator[tuple[str, str]]:
    """(name below modules/, text) of the real files of a kind, in order."""
    for path in sorted(MODULES.glob(pattern)):
        if path.is_file():
            yield path.relative_to(MODULES).as_posix(), path.read_text(encoding="utf-8")


STEPS = dict(texts("[0-9]*/*.md"))
PARTS = dict(texts("[0-9]*/module.yaml"))
PRACTICES = dict(texts("practices/*.yaml"))
MEASURES = dict(texts("measures/*.yaml"))
SCREENS = dict(texts("screens/*.yaml"))
#: One part of the programme in Spanish stands for all of them.
TRANSLATED = dict(texts("translations/es/02-feelings-and-body/*.md"))
PROGRAMME = dict(texts("programme.yaml"))


def first_of(files: dict[str, str], pattern: str, how_many: int = 5) -> Iterator[tuple[str, re.Match[str]]]:
    """The first such place in each file, in so many files at most, spread over all of them."""
    found = [(name, match) for name, text in files.items() if (match := re.search(pattern, text, re.MULTILINE))]
    assert found, pattern
    yield from found[:: max(1, len(found) // how_many)][:how_many]


def each(
    kind: str, files: dict[str, str], pattern: str, new: str, rule: str, how_many: int = 4, where: str = ""
) -> Iterator[Slip]:
    """A slip in each file that has such a place; `new` may name groups of the pattern, as in a replacement."""
    for name, match in first_of(files, pattern, how_many):
        yield Slip(f"{kind} in {name}", name, match.start(), match.end(), match.expand(new), rule, match.expand(where))


def in_prose(kind: str, words: str, rule: str, how_many: int = 3) -> Iterator[Slip]:
    """Words put as a paragraph of their own below the front matter."""
    yield from each(kind, STEPS, r"(?<=\n---\n)(?=[A-Z])", f"{words}\n\n", rule, how_many)


def keys() -> Iterator[Slip]:
    yield from each("a key misspelt", PARTS, r"^summary:", "sumary:", "unknown-key")
    yield from each("a key misspelt", STEPS, r"^minutes:", "minuts:", "unknown-key", 3)
    yield from each("a tab", PARTS, r"^  (previous|completed):", r"\t\1:", "tab", 3)
    yield from each("a key twice", STEPS, r"^(kind: .*\n)", r"\1kind: chapter\n", "duplicate-key", 5, "kind: chapter")
    yield from each("an anchor", PARTS, r"^title: ", "title: &name ", "anchor", 3)
    yield from each("a list without its end", PARTS, r"^title: ", "title: [", "yaml", 3)
    yield from each("an unknown kind", STEPS, r"^kind: \w+", "kind: chapter", "wrong-value", 3)
    yield from each("minutes in words", STEPS, r"^minutes: \d+", "minutes: five", "wrong-value", 3)
    yield from each("no first line of hyphens", STEPS, r"\A---\n", "", "front-matter", 3)
    yield from each("an id with a space", STEPS, r"^id: ", "id: the ", "wrong-value", 3)


def passages() -> Iterator[Slip]:
    plain = rf"^## (?!.*(?:{'|'.join(SAFE_IDS)}))(.*) \{{#[a-z-]+\}}"
    yield from each("a heading without its id", STEPS, plain, r"## \1", "passage-heading", 3)
    yield from each("an answer misspelt", STEPS, r"\{\{([a-z0-9.-]+) \|", r"{{\1x |", "unknown-reference", 3)
    bare = r"\{\{([a-z0-9.-]+) \| [^{}\n]*\}\}"
    yield from each("no words without an answer", STEPS, bare, r"{{\1}}", "pipe-without-words", 3)
    yield from each("a brace too few", STEPS, bare, r"{{\1 | it}", "broken-pipe", 3)
    yield from each("kept words unsaid", STEPS, r"^    keep: \[", '    keep: ["giraffe", ', "kept-words-absent", 3)
    yield from each("nothing kept", STEPS, r"^    keep: \[.*\]$", "    keep: []", "no-kept-words", 3)
    yield from each("too few words", STEPS, r"^    max_words: \d+", "    max_words: 3", "wrong-value", 3)
    yield from each("an answer unasked", STEPS, r"^    may_use: \[", "    may_use: [no.where, ", "unknown-reference", 3)
    safe = rf"^(## .*\{{#(?:{'|'.join(SAFE_IDS)})\}}\n)(?=\w)"
    yield from each("safety text touched", STEPS, safe, r"\1Dear reader. ", "safety-text", 6)


def prose() -> Iterator[Slip]:
    yield from in_prose("a bare link", "See http://example.org for more.", "link-without-https")
    yield from in_prose("a link that leads nowhere", "See [more](page-two).", "link-without-https")
    yield from in_prose("a silent picture", "![](https://example.org/tree.png)", "image-without-words")
    yield from in_prose("HTML", "<b>Read this.</b>", "raw-html")
    yield from in_prose("a title within", "# Another title", "heading-level")
    yield from in_prose("hard words", HARD, "reading-level", 3)
    yield from in_prose("too much for a screen", "It is a day. " * 100, "screen-length", 3)


def modules() -> Iterator[Slip]:
    named = r"^  completed: \[[a-z-]+\]"
    yield from each("a module that is not there", PARTS, named, "  completed: [nowhere]", "unreachable-module", 3)
    yield from each("a wait too long", PARTS, r"^  days: \d+", "  days: 4000", "wrong-value", 3)
    yield from each("a measure that is not there", PARTS, r"phq-9: 7", "phq-8: 7", "unknown-measure", 3)
    yield from each(
        "a practice that is not there", PARTS, r"^practices: \[", "practices: [flying, ", "unknown-practice", 6
    )
    yield from each("a kind that is none", PARTS, r"^kind: \w+", "kind: bonus", "wrong-value", 3)
    for branch in ("avoidance", "worry", "low-mood"):
        order = rf"(?s)(  - id: {branch}\n.*?      - )facing-fears"
        yield from each(branch, PROGRAMME, order, r"\1facing-fear", "branch-order", where="facing-fear")
    yield from each(
        "a decision that never falls", PROGRAMME, r"^decide_after: .*", "decide_after: sleep", "branch-decision"
    )
    yield from each("a folder that is not there", PROGRAMME, r"^  - 03-doing-more", "  - 03-doing-less", "missing-file")
    yield from each("a choice that is none", PROGRAMME, r"equals: avoidance", "equals: avoiding", "unknown-choice")


def worksheets() -> Iterator[Slip]:
    kind = r"^worksheet: (?!safety-plan|goals)[a-z-]+"
    yield from each("a type that is none", STEPS, r"^worksheet: ([a-z-]+)", r"worksheet: \1s", "wrong-value", 3)
    yield from each("another type", STEPS, kind, "worksheet: goals", "worksheet-fields", 5)
    reading = r"^kind: reading\n"
    yield from each(
        "a type on a page to read", STEPS, reading, "worksheet: goals\nkind: reading\n", "worksheet-kind", 4
    )


def practices() -> Iterator[Slip]:
    yield from each("a place that is none", PRACTICES, r"^scene: .*", "scene: volcano", "unknown-place")
    yield from each("a sound too loud", PRACTICES, r"level: 0\.\d+", "level: 1.5", "wrong-value", 3)
    yield from each(
        "a practice without an end", PRACTICES, r"^length_seconds: \d+", "length_seconds: 90000", "wrong-value", 4
    )
    yield from each("a practice for nobody", PRACTICES, r"^screening: .*", "screening: [some]", "wrong-value", 3)


def instruments() -> Iterator[Slip]:
    own = {name: text for name, text in MEASURES.items() if re.search(r"^cut_off: [1-9]", text, re.MULTILINE)}
    yield from each("a cut-off of one's own", own, r"^cut_off: \d", "cut_off: 9", "measure-definition")
    yield from each(
        "a measure without a licence", MEASURES, r"^licence:.*\n(?:  .*\n)*", "licence:\n", "wrong-value", 4
    )
    yield from each("a screen at no time", SCREENS, r"^due: .*", "due: at-noon", "wrong-value")
    asked = r"\{question: [a-z0-9\"-]+"
    yield from each("a question that is not there", SCREENS, asked, "{question: nobody-asks", "unknown-question", 3)


def translations() -> Iterator[Slip]:
    stamp = r'^  title: "[0-9a-f]{12}"'
    shown = r"\{\{([a-z0-9.-]+) \|"
    # lint names the line of the words, above their stamp; and of a passage, the line on which it begins
    for slip in (
        *each("a title made from another", TRANSLATED, stamp, '  title: "0123456789ab"', "stale-translation", 4),
        *each("another answer shown", TRANSLATED, shown, "{{no.where |", "translation-pipes", 4),
    ):
        yield replace(slip, anywhere=True)
    yield from each("a key of nothing", TRANSLATED, r"^title: .*", "titel: Hola", "translation-of-nothing", 3)
    heading = r"^## (.*) \{#[a-z-]+\}"
    yield from each("a passage of nothing", TRANSLATED, heading, r"## \1 {#nothing-there}", "translation-of-nothing", 3)
    yield from each("an unknown sign", TRANSLATED, r"(?<=\n---\n)(?=\S)", "<b>Hola.</b> ", "raw-html", 3)


def slips() -> list[Slip]:
    """All of them, each in its own place."""
    families = (keys, passages, prose, modules, worksheets, practices, instruments, translations)
    return [slip for family in families for slip in family()]
