"""Sending reminders: whoever's time has come is marked first and written to then.

So a reminder goes out at most once: killed between the two, it is lost, and the next one comes on the next day chosen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from ..domain.reminders import held_back, marked_sent, scheduled
from ..domain.sentence import Sentence
from .errors import StaleVersion
from .language import release_for
from .ports import Deps
from .reminder_ports import Due, Mail, NotSent, RemindDeps

#: After this long the rest waits for the next run, a quarter of an hour later; the handler has two minutes.
LONG_ENOUGH = timedelta(seconds=80)
SUBJECT = Sentence("There is something for you in Stillpath")


@dataclass
class RemindReport:
    """What one run did. `failed` holds kinds of errors, no person; `broken`: nobody can be reached by this sender."""

    sent: int = 0
    held: int = 0
    failed: list[str] = field(default_factory=list)
    broken: bool = False


def remind(deps: Deps, here: RemindDeps) -> RemindReport:
    """Remind everybody whose time has come; run twice at once, nobody is written to twice.

    A failure on one person is reported and does not stop the rest; one of the sender itself does, so that the others
    are not marked in vain.
    """
    report = RemindReport()
    began = deps.now()
    for patient_id in here.store.due(began):
        if deps.now() - began > LONG_ENOUGH or report.broken:
            break
        try:
            _one(deps, here, patient_id, report)
        except Exception as error:  # one person's trouble is not the others'; its text may name them
            report.failed.append(type(error).__name__)
    deps.counter.count("RemindersSent", report.sent)
    deps.counter.count("RemindersFailed", len(report.failed))
    return report


def _one(deps: Deps, here: RemindDeps, patient_id: str, report: RemindReport) -> None:
    due = here.store.look(patient_id)
    now = deps.now()
    if due is None or due.course is None or due.erasing:
        return  # erased, or about to be
    if due.reminder.next_at is None or due.reminder.next_at > now:
        return  # the index was behind: somebody else has seen to it
    course, zone = due.course, due.course.timezone
    release = release_for(deps.content, course)
    why = held_back(due.reminder, course, release, due.consent, now)
    if why is None and (here.mailer is None or not due.email):
        why = "off"
    marked = scheduled(due.reminder, zone, now) if why else marked_sent(due.reminder, zone, now)
    try:
        here.store.mark(marked)
    except StaleVersion:
        return  # another run was first, or the person has just changed it
    if why or here.mailer is None:
        report.held += 1
        deps.counter.count("ReminderHeld", reason=why or "off")
        return
    try:
        here.mailer.send(mail_for(due, here))
        report.sent += 1
    except NotSent as error:
        report.failed.append(error.kind)
        report.broken = error.everybody


def mail_for(due: Due, here: RemindDeps) -> Mail:
    """The message: that there is something, where, and how to switch it off. No name, no word of what it is."""
    language = due.course.language if due.course else "en"
    settings = f"{here.base_url}settings#reminders"
    text = Sentence(
        "Hello,\n\nthere is something for you in Stillpath. Whenever it suits you:\n{today}\n\n"
        "You asked for this note. To change when it comes, or to switch it off:\n{settings}\n\n"
        "Nobody reads replies to this address.",
        today=f"{here.base_url}today",
        settings=settings,
    )
    return Mail(due.email, here.say(language, SUBJECT), here.say(language, text), settings, language)
