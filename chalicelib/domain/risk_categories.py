"""Safety column: what the wording rules can find, and how each kind is named to a therapist."""

from __future__ import annotations

from typing import Literal

Category = Literal[
    "active_intent",
    "ideation",
    "passive_wish",
    "preparation",
    "recent_attempt",
    "self_harm",
    "coded",
    "third_person",
    "past_resolved",
    "hopelessness",
    "command_hallucination",
    "harm_to_others",
    "abuse",
    "child_risk",
    "psychosis_mania",
]

#: How a flag's reason speaks of each category.
DESCRIPTIONS: dict[str, str] = {
    "active_intent": "an intent, a plan or means to end their life",
    "ideation": "thoughts of suicide",
    "passive_wish": "a wish not to be alive",
    "preparation": "preparation for suicide or a goodbye",
    "recent_attempt": "a recent suicide attempt",
    "self_harm": "self-harm or the urge to it",
    "coded": "suicide or self-harm in coded words",
    "third_person": "another person's risk",
    "past_resolved": "suicidal thoughts or self-harm in the past",
    "hopelessness": "hopelessness or being a burden",
    "command_hallucination": "voices that tell them to do harm",
    "harm_to_others": "harm to somebody else",
    "abuse": "being abused or threatened",
    "child_risk": "a child at risk",
    "psychosis_mania": "signs of psychosis or mania",
}
#: Categories of the safeguarding rule (R18); the rest belong to the suicide and self-harm rule (R1).
SAFEGUARDING = frozenset({"harm_to_others", "abuse", "child_risk", "psychosis_mania"})
