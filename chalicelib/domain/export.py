"""Account column: what of a person's record is handed out to them, and what is not.

Handed out is what they wrote, answered and did, and what was shown to them. Not handed out is what was written about
them for the eyes of professionals alone; for that they ask their therapist, who can see it whole (a right of access
reaches further than a download, and a person has to decide about notes that may harm or speak of others).
"""

from __future__ import annotations

#: Kinds of timeline entries that an export holds, each in the words or numbers of the person.
HANDED_OUT = frozenset(
    {
        "answer",
        "set-aside",
        "unsent",
        "response",
        "screen",
        "mood",
        "message",
        "practice-run",
        "consent",
        "safety-plan",
        "enrolled",
        "plan",
        "moved",
        "left",
        "returned",
        "adaptation",
        "feedback",
    }
)
#: Kinds that it does not hold, and why.
LEFT_OUT = {
    "flag": "a sentence of a rule for the therapist",
    "review": "what the therapist noted about a flag",
}
#: A text that a model wrote is handed out when the person could read it: never one that a check or a person refused.
SHOWN = frozenset({"accepted", "approved", "edited"})
#: What an earlier entry of these kinds is to the person themself: the journal.
JOURNAL = ("answer", "set-aside", "unsent", "response", "screen", "mood", "practice-run", "safety-plan")
