"""What the table holds about one patient, read directly, and what is wrong with it after an answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.http_calls import Answer
from bench.invented import Actor, Cast, partition
from chalicelib.store import keys

#: What a round can go wrong in. Each is counted, never timed.
FAULTS = ("lost", "doubled", "half-written", "skipped", "let in")


@dataclass
class Books:
    """A patient's partition at one moment: the course, every entry by sort key, drafts, records, flags."""

    course: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    drafts: dict[str, dict[str, Any]] = field(default_factory=dict)
    records: set[str] = field(default_factory=set)
    others: dict[str, str] = field(default_factory=dict)

    def of_kind(self, kind: str) -> dict[str, dict[str, Any]]:
        return {sk: data for sk, data in self.entries.items() if sk.split("#")[2] == kind}

    def since(self, before: Books) -> Books:
        """What came after `before`; the course is the present one."""
        return Books(
            course=self.course,
            entries={sk: data for sk, data in self.entries.items() if sk not in before.entries},
            drafts=self.drafts,
            records=self.records - before.records,
        )

    def revision(self, step_id: str) -> int:
        return int(self.course["steps"].get(step_id, {}).get("revision", 0))


def books_of(cast: Cast, patient: Actor) -> Books:
    """Read the partition, strongly consistent."""
    books = Books()
    for item in partition(cast.dynamodb, cast.stack["table"], keys.patient(patient.sub)):
        sk, body = item["sk"]["S"], item.get("body", {}).get("S", "{}")
        if sk == "COURSE":
            books.course = json.loads(body) | {"version": int(item["version"]["N"])}
        elif sk.startswith(keys.ENTRY_PREFIX):
            books.entries[sk] = json.loads(body)
        elif sk.startswith("DRAFT#"):
            books.drafts[sk.removeprefix("DRAFT#")] = json.loads(body)
        elif sk.startswith("ONCE#"):
            books.records.add(sk)
        else:
            books.others[sk] = body
    return books


@dataclass(frozen=True)
class Sent:
    """One answer that a device sent and kept sending until it was told something final."""

    answers: Mapping[str, Any]
    told: Answer


def audit(
    cast: Cast, before: Books, after: Books, step_id: str, sent: Sequence[Sent], risky: bool = False
) -> Counter[str]:
    """Count what is wrong with the books after these answers to one step, all on the same version of it."""
    new = after.since(before)
    faults: Counter[str] = Counter()
    _audit_words(new, step_id, sent, faults)
    _audit_wholeness(new, before, after, step_id, faults)
    _audit_flags(cast, new, after, step_id, risky, faults)
    moved = after.revision(step_id) - before.revision(step_id)
    if moved != 1 or _elsewhere(before, step_id) != _elsewhere(after, step_id):
        faults["skipped"] += 1
    return faults


def _audit_words(new: Books, step_id: str, sent: Sequence[Sent], faults: Counter[str]) -> None:
    """Every answer is where its sender was told it is, once: the taken one as an answer, the other one set aside."""
    kept = [(sk.split("#")[2], _words(data)) for sk, data in new.entries.items() if data.get("step_id") == step_id]
    for answers, kind in {(_words({"answers": s.answers}), _place(s.told)) for s in sent}:
        copies = kept.count((kind, answers))
        faults["lost"] += copies == 0
        faults["doubled"] += max(0, copies - 1)
    expected = {_words({"answers": s.answers}) for s in sent}
    faults["doubled"] += sum(1 for _kind, words in kept if words not in expected)


def _place(told: Answer) -> str:
    return {200: "answer", 409: "set-aside"}.get(told.status, "nowhere")


def _words(data: Mapping[str, Any]) -> str:
    return json.dumps(data.get("answers"), sort_keys=True)


def _audit_wholeness(new: Books, before: Books, after: Books, step_id: str, faults: Counter[str]) -> None:
    """Entry, progress, idempotency record and dropped draft stand together or not at all."""
    answers, aside = new.of_kind("answer"), new.of_kind("set-aside")
    moved = after.revision(step_id) - before.revision(step_id)
    latest = after.course["steps"].get(step_id, {}).get("entry")
    taken = sum(sk.startswith("ONCE#complete#") for sk in new.records)
    set_aside = sum(sk.startswith("ONCE#set-aside#") for sk in new.records)
    whole = (
        len(answers) == moved == taken
        and len(aside) == set_aside
        and (not answers or latest == max(answers))
        and not (answers and step_id in after.drafts)
    )
    faults["half-written"] += not whole


def _audit_flags(cast: Cast, new: Books, after: Books, step_id: str, risky: bool, faults: Counter[str]) -> None:
    """Words of risk leave one flag, one entry about it and one note of it in the course; other words leave none."""
    raised = [sk.rsplit("#", 1)[1] for sk in new.of_kind("flag")]
    open_here = [flag for about, flag in after.course["open_flags"].items() if about.endswith(f":{step_id}")]
    faults["half-written"] += sorted(raised) != sorted(open_here)
    faults["half-written"] += any(cast.deps.reviews.flag(flag) is None for flag in raised)
    if risky:
        faults["lost"] += not raised
        rules = Counter(data["rule"] for data in new.of_kind("flag").values())
        faults["doubled"] += sum(count - 1 for count in rules.values())


def _elsewhere(books: Books, step_id: str) -> dict[str, Any]:
    return {step: progress for step, progress in books.course["steps"].items() if step != step_id}
