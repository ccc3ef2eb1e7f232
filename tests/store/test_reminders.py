"""Reminders on the table and on SES: found through the index, marked once, gone with the person. All is invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import boto3
import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from chalicelib.domain.consent import Consent
from chalicelib.notify.mail import TRIES, SesMailer
from chalicelib.store.reminders import Reminders
from chalicelib.usecases.account import consent, give_consent
from chalicelib.usecases.erasure import erase_account
from chalicelib.usecases.errors import Invalid, StaleVersion
from chalicelib.usecases.leaving import leave
from chalicelib.usecases.moods import record_mood
from chalicelib.usecases.preferences import Wanted, own_settings, reminder_of, save_settings
from chalicelib.usecases.reminder_ports import Mail, NotSent, RemindDeps
from chalicelib.usecases.reminding import RemindReport, remind
from tests.conftest import REGION, World

SENDER = "reminders@example.org"
EVENING = Wanted(channel="email", at="18:00", days=("mon", "tue", "wed", "thu", "fri"), agree=True)


@pytest.fixture
def sending(world: World) -> World:
    """A deployment that may send from one invented domain."""
    client: Any = boto3.client("sesv2", region_name=REGION)
    client.create_email_identity(EmailIdentity="example.org")
    world.deps = replace(world.deps, reminder_channels=("email",))
    return world


def here(world: World, sender: str = SENDER) -> RemindDeps:
    connect: Callable[[], Any] = lambda: boto3.client("sesv2", region_name=REGION)  # noqa: E731
    return RemindDeps(Reminders(world.table), SesMailer(connect, sender), lambda language, words: words, "https://x/")


def outbox() -> list[Any]:
    """What SES was given, as moto keeps it."""
    return list(ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages)


def run(world: World, **changes: Any) -> RemindReport:
    return remind(world.deps, here(world, **changes))


def evening(world: World, sub: str = "pat", zone: str = "Europe/Dublin", wanted: Wanted = EVENING) -> None:
    """Somebody who would like to hear at six, and the clock at six where they are."""
    world.enrol(sub, timezone=zone)
    world.clock.on(days=1)  # on the day somebody was here, nobody writes to them
    save_settings(world.deps, world.caller(sub), wanted, 0)
    at = reminder_of(world.deps, sub).next_at
    assert at is not None
    world.clock.now = at


def test_at_their_time_one_note_goes_to_the_address_of_their_profile(sending: World) -> None:
    evening(sending)
    assert run(sending).sent == 1
    assert run(sending) == RemindReport()
    (message,) = outbox()
    assert message.source == SENDER
    assert message.destinations == {"ToAddresses": ["pat@example.org"]}
    assert message.subject == "There is something for you in Stillpath"


def test_before_the_time_nobody_is_looked_at(sending: World) -> None:
    evening(sending)
    sending.clock.now -= timedelta(minutes=1)
    assert list(Reminders(sending.table).due(sending.clock.now)) == []


def test_each_hears_at_six_where_they_are_through_a_whole_week(sending: World) -> None:
    zones = {"pat": "Europe/Dublin", "kim": "Pacific/Auckland", "sol": "America/New_York"}
    for sub, zone in zones.items():
        sending.enrol(sub, timezone=zone)
        save_settings(sending.deps, sending.caller(sub), EVENING, 0)
    heard: dict[str, list[datetime]] = {sub: [] for sub in zones}
    known = 0
    for _ in range(4 * 24 * 6):
        sending.clock.on(minutes=15)
        run(sending)
        for message in outbox()[known:]:
            sub = message.destinations["ToAddresses"][0].split("@")[0]
            heard[sub].append(sending.clock.now.astimezone(ZoneInfo(zones[sub])))
        known = len(outbox())
    for times in heard.values():
        assert 3 <= len(times) <= 5
        assert {at.hour for at in times} == {18}
        assert all(at.minute <= 15 for at in times)
        assert len({at.date() for at in times}) == len(times)


def test_only_what_is_due_is_read_and_it_is_marked_before_it_is_sent(sending: World) -> None:
    evening(sending)
    report = run(sending, sender="nobody@unverified.example")  # SES refuses it
    assert report.failed == ["MessageRejected"]
    stands = reminder_of(sending.deps, "pat")
    assert stands.sent_at == sending.clock.now
    assert run(sending) == RemindReport()
    assert outbox() == []


def test_a_yes_taken_back_holds_every_reminder(sending: World) -> None:
    evening(sending)
    pat = sending.caller("pat")
    give_consent(sending.deps, pat, Consent(reminders=False), consent(sending.deps, pat).version)
    assert (run(sending).held, outbox()) == (1, [])


def test_after_leaving_nobody_writes(sending: World) -> None:
    evening(sending)
    leave(sending.deps, sending.caller("pat"))
    assert (run(sending).held, outbox()) == (1, [])


def test_an_open_red_flag_is_for_a_person_not_for_a_note(sending: World) -> None:
    evening(sending)
    note = "I will kill myself tonight (invented for this test)"
    record_mood(sending.deps, sending.caller("pat"), 1, note)
    assert sending.course("pat").open_red
    assert (run(sending).held, outbox()) == (1, [])


def test_an_erased_person_leaves_nothing_to_remind(sending: World) -> None:
    evening(sending)
    erase_account(sending.deps, sending.rights, sending.caller("pat"))
    assert list(Reminders(sending.table).due(sending.clock.now)) == []
    assert run(sending) == RemindReport()


def test_a_mark_does_not_bring_back_somebody_who_was_erased_meanwhile(sending: World) -> None:
    evening(sending)
    due = Reminders(sending.table).look("pat")
    assert due is not None
    erase_account(sending.deps, sending.rights, sending.caller("pat"))
    with pytest.raises(StaleVersion):
        Reminders(sending.table).mark(due.reminder)


# --- saving -----------------------------------------------------------------------------------------


def test_choosing_e_mail_on_the_page_is_a_recorded_yes_in_the_same_transaction(sending: World) -> None:
    sending.enrol("pat")
    pat = sending.caller("pat")
    save_settings(sending.deps, pat, EVENING, 0)
    record = consent(sending.deps, pat)
    assert record.consent == Consent(reminders=True)
    entries, _ = sending.deps.courses.entries("pat")
    assert [e.data["reminders"] for e in entries if e.kind == "consent"] == [True]


def test_without_that_yes_reminders_are_refused_and_nothing_is_written(sending: World) -> None:
    sending.enrol("pat")
    pat = sending.caller("pat")
    with pytest.raises(Invalid, match=r"reminders\.channel: needs your yes"):
        save_settings(sending.deps, pat, replace(EVENING, agree=False), 0)
    assert own_settings(sending.deps, pat).reminder.version == 0
    assert own_settings(sending.deps, pat).course.preferences.version == 0


def test_a_new_yes_among_the_choices_starts_reminders_at_the_usual_time(sending: World) -> None:
    sending.enrol("pat", timezone="Europe/Dublin")
    pat = sending.caller("pat")
    give_consent(sending.deps, pat, Consent(reminders=True), 0)
    reminder = reminder_of(sending.deps, "pat")
    assert (reminder.channel, reminder.at, reminder.days) == ("email", "18:00", ("mon", "thu"))
    assert reminder.next_at == datetime.fromisoformat("2026-03-02T18:00:00+00:00")
    save_settings(sending.deps, pat, Wanted(channel="none"), 0)
    give_consent(sending.deps, pat, Consent(reminders=True, vr=True), 1)
    assert reminder_of(sending.deps, "pat").channel == "none"


def test_where_nothing_can_be_sent_e_mail_cannot_be_chosen_and_a_yes_starts_nothing(world: World) -> None:
    world.enrol("pat")
    pat = world.caller("pat")
    give_consent(world.deps, pat, Consent(reminders=True), 0)
    assert reminder_of(world.deps, "pat").channel == "none"
    with pytest.raises(Invalid, match=r"reminders\.channel: must be one of none"):
        save_settings(world.deps, pat, EVENING, 0)


def test_a_person_who_moves_hears_at_the_same_time_there(sending: World) -> None:
    evening(sending)
    save_settings(sending.deps, sending.caller("pat"), Wanted(timezone="america/new york"), 1)
    assert sending.course("pat").timezone == "America/New_York"
    at = reminder_of(sending.deps, "pat").next_at
    assert at is not None
    assert at.astimezone(ZoneInfo("America/New_York")).hour == 18


def test_a_reminder_that_goes_out_is_no_clash_for_somebody_who_has_the_settings_open(sending: World) -> None:
    evening(sending)
    seen = own_settings(sending.deps, sending.caller("pat")).course.preferences.version
    run(sending)
    saved = save_settings(sending.deps, sending.caller("pat"), Wanted(at="20:00"), seen)
    assert (saved.reminder.at, saved.course.preferences.version) == ("20:00", seen + 1)
    assert saved.reminder.sent_at == sending.clock.now


# --- SES --------------------------------------------------------------------------------------------

MAIL = Mail("pat@example.org", "Ñandú", "Hello", "https://x/settings#reminders", "es")


class Ses:
    """A client that answers as a test says, and notes what it was asked."""

    def __init__(self, *answers: Exception | None) -> None:
        self.answers, self.asked = list(answers), []  # type: ignore[var-annotated]

    def send_email(self, **arguments: Any) -> Any:
        self.asked.append(arguments)
        answer = self.answers.pop(0) if self.answers else None
        if answer:
            raise answer


def refusal(code: str) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "about pat@example.org"}}, "SendEmail")


def test_a_message_can_be_switched_off_from_the_mail_program_and_names_no_address_in_its_words() -> None:
    ses = Ses()
    SesMailer(lambda: ses, SENDER).send(MAIL)
    (asked,) = ses.asked
    headers = {h["Name"]: h["Value"] for h in asked["Content"]["Simple"]["Headers"]}
    assert headers["List-Unsubscribe"] == "<https://x/settings#reminders>"
    assert headers["Content-Language"] == "es"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert asked["FromEmailAddress"] == SENDER
    assert "pat" not in str(asked["Content"])


def test_too_fast_is_asked_again_because_nothing_went_out() -> None:
    ses, pauses = Ses(refusal("TooManyRequestsException"), None), list[float]()
    SesMailer(lambda: ses, SENDER, pauses.append).send(MAIL)
    assert (len(ses.asked), len(pauses)) == (2, 1)
    busy = Ses(*[refusal("TooManyRequestsException")] * TRIES)
    with pytest.raises(NotSent):
        SesMailer(lambda: busy, SENDER, pauses.append).send(MAIL)


def test_a_time_out_is_not_asked_again_because_it_may_have_gone_out() -> None:
    ses = Ses(ReadTimeoutError(endpoint_url="https://email.invalid"))
    with pytest.raises(NotSent) as told:
        SesMailer(lambda: ses, SENDER).send(MAIL)
    assert (len(ses.asked), told.value.everybody) == (1, False)


@pytest.mark.parametrize(("code", "everybody"), [("MessageRejected", False), ("SendingPausedException", True)])
def test_a_refusal_is_told_by_its_kind_without_the_address(code: str, everybody: bool) -> None:
    with pytest.raises(NotSent, match=f"^{code}$") as told:
        SesMailer(lambda: Ses(refusal(code)), SENDER).send(MAIL)
    assert told.value.everybody is everybody
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__


def test_boto_itself_hands_over_once() -> None:
    from chalicelib.notify.mail import ONCE

    assert ONCE.retries["total_max_attempts"] == 1  # type: ignore[attr-defined]
