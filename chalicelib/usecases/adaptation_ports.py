"""What fitting passages needs from the world: a model, a ledger, and a few measures of text."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ..domain.adaptation import Adaptation, Mode
from .ports import Entry, Fitted, OutboxEntry

if TYPE_CHECKING:
    from ..domain.adaptation_outgoing import Outgoing


@dataclass(frozen=True)
class Costs:
    """What one call took."""

    latency_ms: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True)
class ModelAnswer:
    """What came back from the model."""

    text: str
    model: str
    prompt_version: str
    costs: Costs = Costs()


class ModelError(Exception):
    """Why there is no answer, in words of ours; never what was sent or came back."""

    costs = Costs()


class ModelUnavailable(ModelError):
    """Down, slow or throttling: the same request may work later."""


class ModelRefused(ModelError):
    """The endpoint will not answer this; asking again as it is would not help."""


class ModelBroken(ModelError):
    """An answer came that is not what was asked for."""


class Model(Protocol):
    """A language model, pinned. `instructions` is the fixed text of its prompt, of which nothing may come back."""

    @property
    def model(self) -> str: ...
    @property
    def prompt_version(self) -> str: ...
    @property
    def instructions(self) -> str: ...
    def fit(self, outgoing: Outgoing, failed: Sequence[str] = ()) -> ModelAnswer:
        """One try; `failed` names the checks that the try before did not pass. Raises a `ModelError`."""


class AdaptationStore(Protocol):
    """The ledger of adaptations and the fitted passages made from it."""

    def get(self, adaptation_id: str) -> Adaptation | None: ...
    def many(self, adaptation_ids: Sequence[str]) -> dict[str, Adaptation]: ...
    def fitted(self, patient_id: str, step_ids: Sequence[str]) -> dict[str, Fitted]: ...
    def record(self, adaptation: Adaptation, entry: Entry, fitted: Fitted | None = None) -> Adaptation:
        """Write an attempt once, with its timeline entry and, when it is to be shown, the fitted passages on the
        version they carry; returns what stands there, which is the earlier one when it was recorded before.

        Raises `StaleVersion` when the fitted passages were changed meanwhile, `Busy`.
        """

    def decide(
        self, adaptation: Adaptation, entry: Entry, fitted: Fitted | None, promised: OutboxEntry | None = None
    ) -> None:
        """Write a therapist's decision on the version the adaptation carries, with the work that it promises.

        Raises `StaleVersion`, `Busy`.
        """

    def awaiting(
        self, therapist_id: str, *, limit: int = 50, after: str | None = None
    ) -> tuple[list[Adaptation], str | None]:
        """What waits for a therapist, oldest first."""

    def tokens_since(self, patient_id: str, since: datetime) -> int:
        """Tokens that a patient's adaptations have used since a time, in and out."""


@dataclass(frozen=True)
class AdaptationDeps:
    """What the adaptation use cases touch beside `Deps`. `daily_tokens`: most tokens for one patient in 24 hours."""

    model: Model
    store: AdaptationStore
    mode: Mode
    grade: Callable[[str, str], float]
    speaks: Callable[[str, str], bool]
    ordinary: Callable[[str], Container[str]]
    daily_tokens: int = 60_000
