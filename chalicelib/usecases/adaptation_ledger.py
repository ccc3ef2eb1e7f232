"""Adaptation column: what an attempt or a decision leaves behind: fitted passages, a timeline entry, metrics."""

from __future__ import annotations

from ..domain.adaptation import Adaptation
from ..domain.preferences import fitted_key
from .ports import Deps, Entry, Fitted, FittedPassage


def after_attempt(before: Fitted, adaptation: Adaptation) -> Fitted | None:
    """The step's fitted passages after an attempt; None when nothing changes.

    A passage that was fitted to what the person had told earlier goes when the new input gives nothing to show.
    """
    key = fitted_key(adaptation.passage_id, adaptation.reading_level)
    passages = {k: v for k, v in before.passages.items() if k != key}
    if adaptation.status in ("accepted", "approved", "edited") and adaptation.text:
        passages[key] = FittedPassage(
            passage_id=adaptation.passage_id,
            text=adaptation.text,
            adaptation_id=adaptation.id,
            step_version=adaptation.step_version,
            approved_by=adaptation.decided_by,
        )
    return before.model_copy(update={"passages": passages}) if passages != before.passages else None


def timeline_entry(adaptation: Adaptation, entry_id: str = "", action: str = "") -> Entry:
    """What the timeline says of an attempt or a decision: no text, only which and how it went."""
    data = adaptation.model_dump(
        mode="json", include={"step_id", "passage_id", "status", "attempt", "model", "prompt_version"}
    ) | {
        "adaptation_id": adaptation.id,
        "tokens": 0 if action else adaptation.tokens_in + adaptation.tokens_out,
        "failed_checks": [check.name for check in adaptation.failed_checks],
    }
    if action:
        data |= {"action": action, "by": adaptation.decided_by}
    at = (adaptation.decided_at if action else None) or adaptation.at
    return Entry(id=entry_id or adaptation.id, patient_id=adaptation.patient_id, at=at, kind="adaptation", data=data)


def count_attempt(deps: Deps, adaptation: Adaptation) -> None:
    """Metrics of one attempt: names of checks and numbers, nothing else."""
    deps.counter.count("ModelLatencyMs", adaptation.latency_ms)
    deps.counter.count("ModelTokens", adaptation.tokens_in + adaptation.tokens_out)
    if adaptation.usable:
        deps.counter.count("AdaptationAccepted")
    for check in adaptation.failed_checks:
        deps.counter.count("AdaptationRefused", check=check.name)
