"""Looking once in the whole text for what can stand in it: quicker, and never at the cost of a finding."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from re import _constants as regex  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from chalicelib.domain.risk_lexicon import RULES
from chalicelib.domain.risk_rules import anywhere, expand
from chalicelib.domain.risk_signs import COMBINATIONS, SIGNS, holding, may_hold
from chalicelib.domain.risk_text import joined, sentences

CORPUS = [
    str(json.loads(line)["text"])
    for line in (Path(__file__).parent / "data" / "risk_corpus.jsonl").read_text(encoding="utf-8").splitlines()
]


def parts(parsed: Any) -> Iterator[Any]:
    """Every operation of a parsed pattern, however deep."""
    for op, value in parsed:
        yield op, value
        for inside in value if isinstance(value, tuple | list) else ():
            if isinstance(inside, parser.SubPattern):
                yield from parts(inside)
            elif isinstance(inside, list):
                for branch in inside:
                    if isinstance(branch, parser.SubPattern):
                        yield from parts(branch)


def test_a_loose_pattern_asks_nothing_of_its_surroundings() -> None:
    for pattern in [rule.pattern for rule in RULES] + list(SIGNS.values()):
        for op, value in parts(parser.parse(anywhere(expand(pattern)))):
            assert op not in (regex.ASSERT, regex.ASSERT_NOT), pattern[:80]
            assert op is not regex.AT or value is regex.AT_BOUNDARY, pattern[:80]


def test_what_stands_in_a_sentence_may_stand_in_the_whole_text() -> None:
    drawn = random.Random(1)
    found = 0
    for _ in range(150):
        text = drawn.choice(["\n", ". ", " "]).join(drawn.sample(CORPUS, 3))
        plain = [sentence for sentence in sentences(text) if not sentence.joint]
        whole = joined(plain).text
        for rule in RULES:
            if any(rule.matches(sentence.text) for sentence in plain):
                found += 1
                assert rule.may_match(whole), rule.pattern[:80]
        together = may_hold(whole)
        for at in range(len(plain)):
            for combination, _ in holding(joined(plain[at : at + 3]).text, COMBINATIONS):
                found += 1
                assert combination in together, combination
    assert found > 200
