"""When a person is reminded: at their own time, at most once a day, and only when nothing speaks against it.

All people here are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.course import Course, ScoreReading, StepProgress
from chalicelib.domain.programme import Release, release_of
from chalicelib.domain.reminders import (
    LATEST,
    WEEKDAYS,
    Reminder,
    following,
    held_back,
    marked_sent,
    scheduled,
    something_is_due,
    zone_of,
)
from chalicelib.usecases.errors import StaleVersion
from chalicelib.usecases.reminder_ports import Due, Mail, NotSent, RemindDeps
from chalicelib.usecases.reminding import LONG_ENOUGH, RemindReport, remind
from tests.conftest import Metrics, small_programme

#: Zones whose clocks change at other times, by half an hour, at midnight, or never; and both sides of the date line.
ZONES = (
    *("UTC", "Europe/Dublin", "America/New_York", "America/Santiago", "Africa/Cairo", "Asia/Kolkata"),
    *("Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Honolulu", "Africa/Casablanca"),
)
FRIDAY = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
zones = st.sampled_from(ZONES)
moments = st.integers(0, 6 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
times = st.times().map(lambda at: f"{at:%H:%M}")
chosen_days = st.sets(st.sampled_from(WEEKDAYS), min_size=1).map(lambda days: tuple(sorted(days, key=WEEKDAYS.index)))


def mailed(**changes: Any) -> Reminder:
    return Reminder.model_validate({"patient_id": "p", "channel": "email", "days": WEEKDAYS, **changes})


# --- the next time ----------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(zone=zones, now=moments, at=times, days=chosen_days)
def test_the_next_time_is_on_a_chosen_day_at_the_chosen_time_where_the_person_is(
    zone: str, now: datetime, at: str, days: tuple[str, ...]
) -> None:
    following_at = following(mailed(at=at, days=days), zone, now)
    assert following_at is not None
    assert now < following_at <= now + timedelta(days=8)
    local = following_at.astimezone(ZoneInfo(zone))
    jumped = f"{local:%H:%M}" != at
    if jumped:  # the clocks leap over that time on that day: it comes as much later
        meant = datetime.combine(local.date(), time.fromisoformat(at), ZoneInfo(zone))
        assert f"{meant.astimezone(UTC).astimezone(ZoneInfo(zone)):%H:%M}" != at
    else:
        assert WEEKDAYS[local.weekday()] in days


@settings(max_examples=40, deadline=None)
@given(zone=zones, now=moments, at=times, days=chosen_days)
def test_sent_again_and_again_it_never_comes_twice_on_one_local_day(
    zone: str, now: datetime, at: str, days: tuple[str, ...]
) -> None:
    reminder, sent = mailed(at=at, days=days), []
    for _ in range(12):
        following_at = following(reminder, zone, now)
        assert following_at is not None
        now = following_at + timedelta(minutes=len(sent))
        reminder = marked_sent(reminder, zone, now)
        sent.append(now.astimezone(ZoneInfo(zone)).date())
    assert len(set(sent)) == len(sent)


@settings(max_examples=40, deadline=None)
@given(
    first=zones,
    now=moments,
    changes=st.lists(st.tuples(zones, times, chosen_days, st.integers(0, 3000)), min_size=1, max_size=8),
)
def test_whatever_is_changed_in_between_nobody_hears_twice_on_one_day(
    first: str, now: datetime, changes: list[tuple[str, str, tuple[str, ...], int]]
) -> None:
    reminder = scheduled(mailed(), first, now)
    for zone, at, days, minutes in changes:
        reminder = scheduled(reminder.model_copy(update={"at": at, "days": days}), zone, now)
        now += timedelta(minutes=minutes)
        if reminder.next_at and reminder.next_at <= now:
            before = reminder.sent_at
            there = ZoneInfo(zone)
            assert before is None or before.astimezone(there).date() < now.astimezone(there).date()
            reminder = marked_sent(reminder, zone, now)


@pytest.mark.parametrize(
    ("at", "on", "comes"),
    [
        # 29 March 2026: 01:00 becomes 02:00 in Dublin; 25 October: 02:00 becomes 01:00
        ("01:30", datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("01:30", datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("18:00", datetime(2026, 3, 28, 19, 0, tzinfo=UTC), datetime(2026, 3, 29, 17, 0, tzinfo=UTC)),
        ("18:00", datetime(2026, 10, 24, 19, 0, tzinfo=UTC), datetime(2026, 10, 25, 18, 0, tzinfo=UTC)),
    ],
)
def test_when_the_clocks_change_it_stays_at_the_persons_time(at: str, on: datetime, comes: datetime) -> None:
    assert following(mailed(at=at), "Europe/Dublin", on) == comes


def test_the_time_that_the_clocks_repeat_comes_once() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    sent = marked_sent(mailed(at="01:30"), "Europe/Dublin", first)
    assert sent.next_at == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


def test_set_up_today_after_its_time_it_first_comes_tomorrow() -> None:
    assert following(mailed(at="09:00"), "UTC", FRIDAY) == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert following(mailed(at="19:00"), "UTC", FRIDAY) == datetime(2026, 11, 20, 19, 0, tzinfo=UTC)


def test_without_a_channel_there_is_no_next_time() -> None:
    assert following(Reminder(patient_id="p"), "UTC", FRIDAY) is None


def test_a_zone_that_nobody_knows_counts_as_utc() -> None:
    assert zone_of("Europe/Atlantis").key == "UTC"
    assert zone_of("../etc/passwd").key == "UTC"


# --- what speaks against it -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def release() -> Release:
    return release_of(small_programme())


def somebody(**changes: Any) -> Course:
    long_ago = FRIDAY - timedelta(days=3)
    return Course.model_validate(
        {
            "patient_id": "p",
            "therapist_id": "t",
            "programme_id": "small",
            "release": "r",
            "enrolled_at": long_ago,
            "last_seen_at": long_ago,
            "country": "IE",
            **changes,
        }
    )


TIME_HAS_COME = mailed(next_at=FRIDAY)


def test_with_something_to_do_and_nothing_against_it_it_is_sent(release: Release) -> None:
    assert held_back(TIME_HAS_COME, somebody(), release, True, FRIDAY) is None


@pytest.mark.parametrize(
    ("reminder", "course", "why"),
    [
        ({"channel": "none"}, {}, "off"),
        ({}, {"left_at": FRIDAY}, "left"),
        ({}, {"open_red": ["flag"]}, "red-flag"),
        ({"next_at": FRIDAY - LATEST - timedelta(seconds=1)}, {}, "late"),
        ({"sent_at": FRIDAY - timedelta(hours=5)}, {}, "today-already"),
        ({}, {"last_seen_at": FRIDAY - timedelta(hours=10)}, "here-today"),
        ({"sent_at": FRIDAY - timedelta(days=2)}, {"last_seen_at": FRIDAY - timedelta(days=8)}, "away"),
    ],
)
def test_each_reason_holds_it_back_by_itself(
    release: Release, reminder: dict[str, Any], course: dict[str, Any], why: str
) -> None:
    held = TIME_HAS_COME.model_copy(update=reminder)
    assert held_back(held, somebody(**course), release, True, FRIDAY) == why


def test_without_a_yes_to_reminders_none_is_sent(release: Release) -> None:
    assert held_back(TIME_HAS_COME, somebody(), release, False, FRIDAY) == "no-consent"


def test_after_a_silent_week_one_note_a_week_is_left(release: Release) -> None:
    away = somebody(last_seen_at=FRIDAY - timedelta(days=20))
    week_ago = TIME_HAS_COME.model_copy(update={"sent_at": FRIDAY - timedelta(days=7)})
    assert held_back(week_ago, away, release, True, FRIDAY) is None


def test_nothing_is_sent_while_nothing_is_due(release: Release) -> None:
    steps = {s.id: StepProgress(revision=1, completed_at=FRIDAY) for m in release.modules for s in m.steps}
    reading = [ScoreReading(at=FRIDAY - timedelta(days=1), total=3)]
    scores = {plan.id: reading for plan in release.schedule}
    done = somebody(steps=steps, scores=scores)
    assert not something_is_due(done, release, FRIDAY)
    assert held_back(TIME_HAS_COME, done, release, True, FRIDAY) == "nothing-due"
    # the programme is over: its weekly questions are no reason to write to somebody for ever
    assert not something_is_due(done, release, FRIDAY + timedelta(days=60))


def test_a_measure_that_is_due_is_something_to_come_for(release: Release) -> None:
    first = release.modules[0]
    steps = {s.id: StepProgress(revision=1, completed_at=FRIDAY) for s in first.steps}
    waiting = somebody(steps=steps, opened={first.id: FRIDAY})
    assert release.schedule
    assert something_is_due(waiting, release, FRIDAY)


# --- sending ----------------------------------------------------------------------------------------


@dataclass
class FakeStore:
    """People by id; `race` runs between looking at somebody and marking them."""

    people: dict[str, Due]
    race: Any = None

    def due(self, before: datetime) -> Iterator[str]:
        found = [(d.reminder.next_at, who) for who, d in self.people.items() if d.reminder.next_at]
        yield from [who for at, who in sorted(found) if at <= before]

    def look(self, patient_id: str) -> Due | None:
        return self.people.get(patient_id)

    def mark(self, reminder: Reminder) -> None:
        if self.race:
            race, self.race = self.race, None
            race()
        there = self.people[reminder.patient_id]
        if there.reminder.version != reminder.version:
            raise StaleVersion(there.reminder.version)
        kept = reminder.model_copy(update={"version": reminder.version + 1})
        self.people[reminder.patient_id] = replace(there, reminder=kept)


@dataclass
class FakeMailer:
    """`Mailer`: notes what it was given, or says what a test tells it to."""

    sent: list[Mail] = field(default_factory=list)
    trouble: list[BaseException] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        if self.trouble:
            raise self.trouble.pop(0)
        self.sent.append(mail)


@dataclass
class Service:
    """The reminders of a few invented people, with a clock that tests move."""

    store: FakeStore
    mailer: FakeMailer
    deps: Any
    here: RemindDeps

    def run(self) -> RemindReport:
        return remind(self.deps, self.here)

    @property
    def written_to(self) -> list[str]:
        return [mail.to for mail in self.mailer.sent]


def service(release: Release, *who: str, now: Any = None, mailer: bool = True, **changes: Any) -> Service:
    course = {k: v for k, v in changes.items() if k in Course.model_fields}
    people = {
        one: Due(
            reminder=TIME_HAS_COME.model_copy(update={"patient_id": one, "version": 1}),
            course=somebody(patient_id=one, **course),
            consent=True,
            email=f"{one}@example.org",
            erasing=False,
        )
        for one in who
    }
    store, mails = FakeStore(people), FakeMailer()
    content = SimpleNamespace(release=lambda version: release)
    deps = SimpleNamespace(content=content, now=now or (lambda: FRIDAY), counter=Metrics())
    here = RemindDeps(store, mails if mailer else None, lambda language, words: f"[{language}] {words}", "https://x/")
    return Service(store, mails, deps, here)


def test_whoever_is_due_gets_one_note_however_often_it_runs(release: Release) -> None:
    world = service(release, "ann", "bob")
    assert world.run().sent == 2
    assert world.run() == RemindReport()
    assert sorted(world.written_to) == ["ann@example.org", "bob@example.org"]


def test_of_two_runs_at_once_one_writes(release: Release) -> None:
    world = service(release, "ann")
    world.store.race = world.run
    world.run()
    assert world.written_to == ["ann@example.org"]


def test_killed_between_marking_and_sending_it_is_lost_and_never_doubled(release: Release) -> None:
    world = service(release, "ann")
    world.mailer.trouble = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt):
        world.run()
    world.run()
    assert world.written_to == []


def test_one_bad_address_does_not_stop_the_others(release: Release) -> None:
    world = service(release, "ann", "bob")
    world.mailer.trouble = [NotSent("MessageRejected", everybody=False)]
    report = world.run()
    assert (report.sent, report.failed) == (1, ["MessageRejected"])


def test_when_the_sender_itself_is_refused_nobody_else_is_marked_in_vain(release: Release) -> None:
    world = service(release, "ann", "bob")
    world.mailer.trouble = [NotSent("SendingPausedException", everybody=True)]
    assert world.run().failed == ["SendingPausedException"]
    assert world.run().sent == 1


def test_a_fault_with_one_person_is_told_by_its_kind_and_the_rest_are_reminded(release: Release) -> None:
    world = service(release, "ann", "bob")
    world.store.people["ann"] = replace(world.store.people["ann"], course="not a course")  # type: ignore[arg-type]
    report = world.run()
    assert (report.sent, report.failed) == (1, ["AttributeError"])


@pytest.mark.parametrize("changes", [{"erasing": True}, {"course": None}])
def test_somebody_who_is_being_erased_is_left_alone(release: Release, changes: dict[str, Any]) -> None:
    world = service(release, "ann")
    before = world.store.people["ann"] = replace(world.store.people["ann"], **changes)
    assert world.run() == RemindReport()
    assert world.store.people["ann"] == before


def test_whoever_is_held_back_waits_for_their_next_day(release: Release) -> None:
    world = service(release, "ann", open_red=["flag"])
    assert (world.run().held, world.written_to) == (1, [])
    assert world.store.people["ann"].reminder.next_at == datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
    assert ("ReminderHeld", 1, {"reason": "red-flag"}) in world.deps.counter.counted


@pytest.mark.parametrize("lacking", ["sender", "address"])
def test_without_a_sender_or_an_address_nothing_is_sent(release: Release, lacking: str) -> None:
    world = service(release, "ann", mailer=lacking != "sender")
    if lacking == "address":
        world.store.people["ann"] = replace(world.store.people["ann"], email="")
    assert (world.run().held, world.written_to) == (1, [])
    assert world.store.people["ann"].reminder.sent_at is None


def test_a_run_ends_before_its_time_is_up_and_the_next_one_goes_on(release: Release) -> None:
    ticks = iter([FRIDAY, FRIDAY, FRIDAY, FRIDAY + LONG_ENOUGH + timedelta(seconds=1)])
    world = service(release, "ann", "bob", now=lambda: next(ticks))
    assert world.run().sent == 1
    world.deps.now = lambda: FRIDAY
    assert world.run().sent == 1
    assert len(set(world.written_to)) == 2


def test_the_note_says_that_there_is_something_and_no_more(release: Release) -> None:
    world = service(release, "ann", language="es", scores={"phq-9": [ScoreReading(at=FRIDAY, total=24)]})
    world.run()
    (mail,) = world.mailer.sent
    assert mail.subject == "[es] There is something for you in Stillpath"
    assert "https://x/today" in mail.text
    assert mail.stop_url == "https://x/settings#reminders"
    assert mail.stop_url in mail.text
    titles = [m.title.lower() for m in release.modules]
    told = f"{mail.subject} {mail.text}".lower()
    for word in ("ann", "therap", "mood", "depress", "anxi", "phq", "programme", *titles):
        assert word not in told.replace("[es]", "")
