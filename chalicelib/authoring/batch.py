"""`stillpath score`, `risk` and `change`: JSON lines in, one JSON line out for each, for researchers and scripts."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import click
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from chalicelib.domain.definitions import Measure
from chalicelib.domain.measures import InvalidAnswers, highest_total, lowest_total
from chalicelib.domain.measures import score as score_items
from chalicelib.domain.measures_change import change as change_scores
from chalicelib.domain.measures_change import change_for, reliable_change_cut
from chalicelib.domain.risk_language import assess

#: A line longer than this (bytes) is answered with an error and not kept in memory.
LONGEST_LINE = 4 * 1024 * 1024
#: The programme beside this package, for a run from another folder.
OWN_MODULES = Path(__file__).resolve().parents[2] / "modules"

Answer: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]


class BadLine(ValueError):
    """A line that cannot be answered; the message says what is wrong and never repeats the line."""


@click.command()
@click.argument("measure")
@click.option(
    "--details", is_flag=True, help="Also write subscales, and provisional where the measure has such a rule."
)
@click.option("--modules", type=click.Path(path_type=Path), help="Content folder; default: modules/.")
def score(measure: str, details: bool, modules: Path | None) -> None:
    """Score answers to a MEASURE, such as phq-9.

    Reads {"items": {"1": 0, ...}} on each line of standard input; an item that is absent or null is missing, and one
    that may not apply (item 1 of the WSAS) takes "na". Writes total (on the published scale: WHO-5 is 0-100), band,
    case, risk_items and missing. With too many items missing, or a risk item missing, the total is null. Measures
    whose words are not shipped (isi, wsas, ...) are scored like the others.
    """
    told = {"total", "band", "case", "risk_items", "missing"} | ({"subscales", "provisional"} if details else set())
    definition = load_measure(measure, modules)

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        items = record.get("items")
        if not isinstance(items, dict):
            raise BadLine('expected {"items": {item id: answer}}')
        try:
            return score_items(definition, items).model_dump(mode="json", include=told)
        except InvalidAnswers as invalid:
            raise BadLine(str(invalid)) from invalid

    answer_lines(answer)


@click.command()
def risk() -> None:
    """Look for language of suicide, self-harm or danger, by rules alone: no model, no network.

    Reads {"text": "..."} on each line of standard input. Writes level (red, amber, blue or none), categories, and
    spans with start and end, counted in Unicode characters of the text.
    """

    def answer(record: dict[str, Any]) -> dict[str, Any]:
        text = record.get("text")
        if not isinstance(text, str):
            raise BadLine('expected {"text": "..."}')
        return assess(text).model_dump(mode="json")

    answer_lines(answer)


@click.command()
@click.argument("measure", required=False)
@click.option("--cut", type=float, help="Cut-off: a score at it or beyond it is a case.")
@click.option("--sd", type=float, help="Standard deviation before treatment.")
@click.option("--reliability", type=float, help="Reliability of the scale, 0 to 1.")
@click.option("--higher-is-better", is_flag=True, help="High scores are good (default: low scores are).")
@click.option("--modules", type=click.Path(path_type=Path), help="Content folder; default: modules/.")
def change(
    measure: str | None,
    cut: float | None,
    sd: float | None,
    reliability: float | None,
    higher_is_better: bool,
    modules: Path | None,
) -> None:
    """Compare the last score with the first, for a MEASURE or for any scale by --cut, --sd and --reliability.

    Reads {"scores": [12, null, 9, ...]} on each line of standard input; null is a session without a score. Writes
    change, reliable (improved, deteriorated, none or unknown), recovered, reliable_recovery, sudden_gains and
    sudden_losses (pairs of session numbers from 1).
    """
    given = (cut, sd, reliability)
    if measure is not None:
        if higher_is_better or any(value is not None for value in given):
            raise click.UsageError("give either a MEASURE or --cut, --sd and --reliability, not both")
        definition = load_measure(measure, modules)
        low, high = lowest_total(definition), highest_total(definition)
        answer_lines(lambda record: change_for(definition, _scores(record, low, high)).model_dump(mode="json"))
        return
    if cut is None or sd is None or reliability is None:
        raise click.UsageError("give a MEASURE, or --cut, --sd and --reliability")
    if not math.isfinite(cut):
        raise click.UsageError("--cut must be a number")
    try:
        reliable = reliable_change_cut(sd, reliability)
    except ValueError as impossible:
        raise click.UsageError(str(impossible)) from impossible
    answer_lines(
        lambda record: change_scores(
            _scores(record), cut=cut, reliable=reliable, higher_is_better=higher_is_better
        ).model_dump(mode="json")
    )


def load_measure(measure_id: str, modules: Path | None) -> Measure:
    """Read `<modules>/measures/<id>.yaml`. An unknown id ends the command with status 2 and the known ones."""
    folder = _measures_folder(modules)
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if measure_id not in known:
        raise click.UsageError(f"there is no measure '{measure_id}'; known: {', '.join(known) or f'none in {folder}'}")
    try:
        return Measure.model_validate(YAML(typ="safe", pure=True).load(folder / f"{measure_id}.yaml"))
    except (YAMLError, ValidationError, OSError, UnicodeDecodeError) as unreadable:
        raise click.UsageError(f"{folder / measure_id}.yaml cannot be read: {unreadable}") from unreadable


def _measures_folder(modules: Path | None) -> Path:
    if modules is not None:
        return modules / "measures"
    here = Path("modules") / "measures"
    return here if here.is_dir() else OWN_MODULES / "measures"


def answer_lines(answer: Answer) -> None:
    """Answer each line of standard input in order; a bad line gets {"error": ...} and the next one is read."""
    for line in _lines(sys.stdin.buffer):
        try:
            reply = answer(_record(line))
        except BadLine as bad:
            reply = {"error": str(bad)}
        click.echo(json.dumps(reply))


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of the stream; None in the place of one that is too long, whose rest is skipped."""
    while line := stream.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE)
        yield None


def _record(line: bytes | None) -> dict[str, Any]:
    if line is None:
        raise BadLine(f"the line is longer than {LONGEST_LINE // 1024 // 1024} MiB")
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError as wrong:
        raise BadLine(f"not UTF-8 at byte {wrong.start + 1}") from wrong
    if not text:
        raise BadLine("the line is empty")
    try:
        record = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except json.JSONDecodeError as wrong:
        raise BadLine(f"not JSON: {wrong.msg} at character {wrong.pos + 1}") from wrong
    except RecursionError as wrong:
        raise BadLine("not JSON that can be read: nested too deeply") from wrong
    except ValueError as wrong:
        raise BadLine(str(wrong) if isinstance(wrong, BadLine) else "a number is too long") from wrong
    if not isinstance(record, dict):
        raise BadLine("expected a JSON object")
    return record


def _no_constant(name: str) -> Any:
    raise BadLine(f"{name} is not a JSON number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise BadLine("a name occurs twice in one object")
    return record


def _scores(record: dict[str, Any], low: float = -math.inf, high: float = math.inf) -> list[float | None]:
    """The scores of a line; BadLine where one is no number, or lies outside the measure's range."""
    scores = record.get("scores")
    if not isinstance(scores, list):
        raise BadLine('expected {"scores": [number or null, ...]}')
    for session, value in enumerate(scores, start=1):
        if value is None:
            continue
        if not isinstance(value, int | float) or isinstance(value, bool) or not _finite(value):
            raise BadLine(f"score {session} is not a number or null")
        if not low <= value <= high:
            raise BadLine(f"score {session} is outside {low:g} to {high:g}")
    return scores


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number beyond any float
        return False
