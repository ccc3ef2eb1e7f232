"""Safety column: what a person is shown at once when an answer speaks of suicide, self-harm or danger."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.crisis import CrisisLines, lines_for
from chalicelib.domain.sentence import Sentence, Words

if TYPE_CHECKING:
    from chalicelib.domain.flags import FlagDraft

__all__ = ["Barrier", "CrisisReason", "CrisisResponse", "crisis_of", "crisis_reason", "crisis_response"]

CrisisReason = Literal["imminent", "item", "words", "unanswered", "other", "asked"]

#: Rules whose flag answers the patient at once, and as what.
_RULES: dict[str, CrisisReason] = {"R2": "item", "R3": "item", "R4": "item", "R5": "unanswered"}


class Barrier(BaseModel):
    """Something that can stand in the way of calling, and what then still works."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    id: str
    label: Words
    then: Words


class CrisisResponse(BaseModel):
    """The crisis page: short, plain and calm. It follows the published rubrics for crisis replies: a free line of the
    person's own country, both a professional and a trusted person, a question about what stands in the way, the
    safety plan or one coping step; when danger is near the emergency number comes first, then company and distance
    from means. It asks for no promise, and it never ends the conversation."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    reason: CrisisReason
    headline: Words
    opening: Words
    first_steps: tuple[Words, ...] = Field(description="what to do now, in order; empty unless danger may be near")
    lines: CrisisLines
    professional: Words
    trusted_person: Words
    question: Words
    barriers: tuple[Barrier, ...]
    next_step: Words
    stays_open: Words


def crisis_reason(drafts: Iterable[FlagDraft]) -> CrisisReason | None:
    """Whether flags that an answer raised call for the crisis page now, and why; None when they do not.

    Red words come first (`imminent`), then a risk item above zero (`item`), amber words (`words`), a risk item left out
    (`unanswered`: treated as a reason for care, for no answer is no sign of safety) and words about someone else
    (`other`). Blue flags and deteriorating scores do not interrupt anybody.
    """
    found: set[CrisisReason] = set()
    for draft in drafts:
        if draft.rule in _RULES:
            found.add(_RULES[draft.rule])
        elif draft.rule in ("R1", "R18") and draft.level == "red":
            found.add("imminent")
        elif draft.rule in ("R1", "R18") and draft.level == "amber":
            about_other = set(draft.inputs.get("categories", ())) == {"third_person"}
            found.add("other" if about_other else "words")
    order: tuple[CrisisReason, ...] = ("imminent", "item", "words", "unanswered", "other")
    return next((reason for reason in order if reason in found), None)


def crisis_of(drafts: Iterable[FlagDraft], country: str) -> CrisisResponse | None:
    """What a person is shown at once when their words or answers raised a flag of risk; None when none did."""
    reason = crisis_reason(drafts)
    return crisis_response(country, reason) if reason else None


def crisis_response(country: str, reason: CrisisReason) -> CrisisResponse:
    """What to show at once to a person in this country (ISO 3166-1 alpha-2; an unknown one gets the directories)."""
    headline, opening = _WORDS[reason]
    lines = lines_for(country)
    return CrisisResponse(
        reason=reason,
        headline=headline,
        opening=opening,
        first_steps=_first_steps(lines) if reason == "imminent" else (),
        lines=lines,
        professional=_PROFESSIONAL if reason != "other" else _PROFESSIONAL_OTHER,
        trusted_person=_TRUSTED if reason != "other" else _TRUSTED_OTHER,
        question=Sentence("Can you use one of these now? If something stands in the way, tell us what it is."),
        barriers=_BARRIERS,
        next_step=_NEXT_STEP,
        stays_open=_STAYS_OPEN if reason != "asked" else Sentence("You can come back to this page at any time."),
    )


def _first_steps(lines: CrisisLines) -> tuple[str, ...]:
    return (
        lines.emergency_text,
        Sentence("Be with someone. Go to a person near you, or ask one to come."),
        Sentence("Move away from anything you could use to do harm, or ask someone to keep it for you."),
    )


_WORDS: dict[CrisisReason, tuple[str, str]] = {
    "imminent": (
        Sentence("Your safety comes first"),
        Sentence(
            "What you wrote tells us that you, or someone else, may be in danger. We are glad you put it into words. "
            "Stillpath cannot keep you safe by itself. A person can, now."
        ),
    ),
    "item": (
        Sentence("Thank you for answering that honestly"),
        Sentence(
            "Thoughts of being dead or of hurting yourself are a sign of how hard things are. "
            "They can be talked about, and talking helps."
        ),
    ),
    "words": (
        Sentence("That sounds very hard"),
        Sentence(
            "Some of what you wrote makes us think you may be carrying something heavy. "
            "You do not have to carry it alone."
        ),
    ),
    "unanswered": (
        Sentence("One question was left open"),
        Sentence(
            "You did not answer the question about thoughts of being dead or of hurting yourself. "
            "It can be hard to answer. If such thoughts are there, the people below are there for you."
        ),
    ),
    "other": (
        Sentence("It sounds as if you are worried about someone"),
        Sentence(
            "You do not have to solve this alone. The people below also help those who worry about another person. "
            "If you feel this way yourself, they are there for you too."
        ),
    ),
    "asked": (Sentence("Help now"), Sentence("These people are there to listen, whatever you want to talk about.")),
}
_PROFESSIONAL = Sentence(
    "Talk to a professional: one of the lines above, your doctor, or the nearest emergency department."
)
_PROFESSIONAL_OTHER = Sentence(
    "Ask a professional what to do: one of the lines above can advise you. In danger, call the emergency number."
)
_TRUSTED = Sentence(
    "Tell someone you trust, too. You could say: “I am not doing well and I don't want to be alone right now.”"
)
_TRUSTED_OTHER = Sentence(
    "If you can, stay in touch with the person, ask them directly, and involve someone you both trust."
)
_NEXT_STEP = Sentence(
    "Open your safety plan and start with its first step. If you have none yet, begin with one slow breath out, feel "
    "your feet on the floor, and name five things you can see."
)
_STAYS_OPEN = Sentence(
    "This page stays here for you. What you wrote is kept, and your therapist will be asked to look at it. "
    "That can take a while: do not wait for it if you need someone now."
)
_BARRIERS = (
    Barrier(
        id="cannot-speak",
        label=Sentence("I can't talk out loud"),
        then=Sentence("Use a text or web line from the list, or hand your phone to someone you trust."),
    ),
    Barrier(
        id="nobody-answers",
        label=Sentence("Nobody answers, or I have to wait"),
        then=Sentence("Try the next line in the list. Call the emergency number if the thoughts become stronger."),
    ),
    Barrier(
        id="afraid",
        label=Sentence("I'm afraid of what happens if I tell"),
        then=Sentence("You decide how much you say, and you do not have to give your name."),
    ),
    Barrier(
        id="not-bad-enough",
        label=Sentence("I don't want to take someone's place"),
        then=Sentence("These lines are for you as well. You do not have to wait until it gets worse."),
    ),
)
