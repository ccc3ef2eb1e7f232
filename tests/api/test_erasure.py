"""Erasing a person: nothing is left, nobody else loses anything, a killed erasure goes on, no risk goes unseen.

All people and words here are invented.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.course import Course
from chalicelib.store import keys
from chalicelib.store.rights import Rights
from chalicelib.usecases.erasure import resume_erasures
from chalicelib.usecases.errors import Busy, Contended, StaleVersion
from chalicelib.usecases.ports import Draft
from tests.whole_record import SUB, items_with, live

ERASE = {"confirm": "erase everything"}
OTHER = "99999999-2222-4333-8444-555555555555"


def erase(api: Any, sub: str = SUB) -> Any:
    return api.as_(sub).call("DELETE", "/v1/account", ERASE)


def test_nothing_of_an_erased_person_is_left_in_the_table(api: Any) -> None:
    mark = live(api)
    answer = erase(api)
    assert (answer.status_code, answer.json_body) == (200, {"status": "erased"})
    left = items_with(api.world.table, SUB, "FITTED-", *mark.words.values())
    assert left == []
    assert api.world.rights.accounts.deleted == [SUB]
    assert list(api.world.deps.courses.pending(api.world.clock.now.replace(year=2099))) == []


def test_somebody_else_loses_nothing(api: Any) -> None:
    live(api)
    live(api, OTHER)
    before = items_with(api.world.table, OTHER)
    erase(api)
    assert items_with(api.world.table, OTHER) == before
    assert api.as_(OTHER).get("/v1/today").status_code == 200


def test_an_erased_person_asked_again_hears_the_same_and_can_do_nothing_else(api: Any) -> None:
    live(api)
    first, again = erase(api), erase(api)
    assert (first.status_code, first.json_body) == (again.status_code, again.json_body)
    assert api.as_(SUB).get("/v1/today").status_code == 404
    assert api.as_(SUB).put("/v1/steps/sheet/draft", {"answers": {"situation": "back"}}).status_code == 404
    assert items_with(api.world.table, SUB) == []


@pytest.mark.parametrize("body", [{}, {"confirm": ""}, {"confirm": "yes"}, {"confirm": True}])
def test_without_the_words_that_confirm_it_nothing_is_erased(api: Any, body: Any) -> None:
    api.world.enrol(SUB)
    assert api.as_(SUB).call("DELETE", "/v1/account", body).status_code == 422
    assert api.world.course(SUB) is not None


class Killed(Exception):
    pass


class Dying(Rights):
    """A store whose process is killed before its n-th write."""

    def __init__(self, table: Any, lives: int) -> None:
        super().__init__(table)
        self.lives = lives
        for name in ("transact", "write"):
            self._table = _Counted(self._table, name, self)


class _Counted:
    def __init__(self, table: Any, name: str, owner: Dying) -> None:
        self._real, self._name, self._owner = table, name, owner

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._real, name)
        if name != self._name:
            return found

        def counted(*arguments: Any) -> Any:
            self._owner.lives -= 1
            if self._owner.lives < 0:
                raise Killed
            return found(*arguments)

        return counted


def test_an_erasure_killed_at_any_write_is_finished_by_the_night(api: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.store.rights.ERASED_AT_ONCE", 8)
    from chalicelib.usecases.erasure import erase_account

    world, deaths = api.world, 0
    whole = world.rights
    for lives in range(40):
        sub = f"{lives:08d}-2222-4333-8444-555555555555"
        world.enrol(sub)
        for number in range(9):
            api.as_(sub).post("/v1/moods", {"rating": number, "note": f"an invented note of {sub}"})
        try:
            erase_account(world.deps, replace(whole, store=Dying(world.table, lives)), world.caller(sub))
        except Killed:
            deaths += 1
        begun = any(item.endswith("ERASING") for item in items_with(world.table, sub))
        finished, failed = resume_erasures(whole)
        assert (finished, failed) == (int(begun), 0)
        if begun or lives > 0:
            assert items_with(world.table, sub) == [], lives
        if not begun and lives:
            break
    assert deaths >= 4  # the mark, two pages of items, the mark again


def test_the_mark_is_the_first_thing_written_and_the_last_to_go(api: Any) -> None:
    live(api)
    from chalicelib.usecases.erasure import erase_account

    world = api.world
    with pytest.raises(Killed):
        erase_account(world.deps, replace(world.rights, store=Dying(world.table, 1)), world.caller(SUB))
    assert world.rights.store.erasing(SUB)
    assert world.course(SUB) is None  # nobody can write any more
    assert api.as_(SUB).post("/v1/moods", {"rating": 4}).status_code == 404
    assert erase(api).status_code == 200
    assert items_with(world.table, SUB) == []


def test_a_sign_in_that_cannot_be_deleted_now_is_deleted_later(api: Any) -> None:
    live(api)

    class Down:
        def delete(self, patient_id: str) -> None:
            raise Busy

    working, api.world.rights = api.world.rights, replace(api.world.rights, accounts=Down())
    assert erase(api).status_code == 503
    assert resume_erasures(api.world.rights) == (0, 1)
    assert resume_erasures(working) == (1, 0)
    assert working.accounts.deleted == [SUB]
    assert items_with(api.world.table, SUB) == []


def test_words_that_arrive_while_the_erasing_runs_do_not_stay(api: Any) -> None:
    live(api)
    world = api.world

    class Late:
        def delete(self, patient_id: str) -> None:
            world.deps.courses.save_draft(
                SUB, Draft(step_id="hello", answers={"a": "late words"}, saved_at=world.clock())
            )

    world.rights = replace(world.rights, accounts=Late())
    assert erase(api).status_code == 200
    assert items_with(world.table, SUB, "late words") == []


def test_an_answer_written_between_reading_and_erasing_is_seen_first(api: Any) -> None:
    """The notice is decided on the course as it stands: a flag raised in that moment counts."""
    api.world.enrol(SUB)
    world, me = api.world, api.as_(SUB)

    class Slow(Rights):
        once = True

        def begin_erasing(self, erasing: Any, course: Course | None, notice: Any) -> None:
            if self.once:
                self.once = False
                me.post("/v1/moods", {"rating": 0, "note": "I want to kill myself (invented)"})
            super().begin_erasing(erasing, course, notice)

    world.rights = replace(world.rights, store=Slow(world.table))
    assert erase(api).status_code == 200
    (flag,) = api.as_("therapist-1", "therapist").get("/v1/review").json_body["flags"]
    assert (flag["rule"], flag["level"]) == ("R20", "red")


def test_an_open_red_flag_leaves_a_notice_without_the_persons_words(api: Any) -> None:
    mark = live(api)
    erase(api)
    therapist = api.as_("therapist-1", "therapist")
    (flag,) = therapist.get("/v1/review").json_body["flags"]
    assert (flag["rule"], flag["level"], flag["patient_name"]) == ("R20", "red", "Invented 1111")
    assert "open red flag" in flag["reason"]
    assert not [word for word in mark.words.values() if word in str(flag)]
    assert SUB not in str(flag)
    assert therapist.get(f"/v1/patients/{SUB}").status_code == 404


def test_a_notice_is_closed_only_after_contact_and_then_forgotten(api: Any) -> None:
    live(api)
    erase(api)
    therapist = api.as_("therapist-1", "therapist")
    (flag,) = therapist.get("/v1/review").json_body["flags"]
    path = f"/v1/review/{flag['id']}/resolve"
    assert therapist.post(path, {"text": "rang them", "contact_confirmed": False}).status_code == 422
    assert therapist.post(path, {"text": "rang them", "contact_confirmed": True}).status_code == 200
    item = api.world.table.get(keys.flag(flag["id"]))
    assert item["expires_at"] > api.world.clock().timestamp()
    assert items_with(api.world.table, "departed-") == [f"FLAG#{flag['id']} / FLAG"]


def test_without_an_open_flag_nothing_at_all_stays(api: Any) -> None:
    api.world.enrol(SUB)
    api.as_(SUB).post("/v1/moods", {"rating": 8, "note": "a good walk"})
    erase(api)
    assert api.as_("therapist-1", "therapist").get("/v1/review").json_body["flags"] == []
    assert items_with(api.world.table, SUB, "Invented 1111", "departed") == []


def test_a_text_that_the_model_was_still_writing_does_not_come_back(api: Any) -> None:
    from chalicelib.usecases.adaptation import _record

    live(api)
    store = api.world.rights.store
    adaptation = store.adaptations([f"accepted-{SUB[:4]}"])[0].model_copy(update={"id": "written-too-late"})
    erase(api)
    assert _record(api.world.deps, None, None, adaptation) is adaptation
    assert items_with(api.world.table, SUB, "written-too-late") == []


def test_two_erasures_at_once_are_one(api: Any) -> None:
    live(api)

    class Crowded(Rights):
        clashes = 2

        def erase_items(self, patient_id: str) -> int:
            if self.clashes:
                self.clashes -= 1
                raise Contended
            return super().erase_items(patient_id)

    api.world.rights = replace(api.world.rights, store=Crowded(api.world.table))
    assert erase(api).status_code == 200
    assert items_with(api.world.table, SUB) == []


def test_a_course_that_has_moved_is_not_deleted_unseen(api: Any) -> None:
    from chalicelib.usecases.rights_ports import Erasing

    course = api.world.enrol(SUB)
    stored = api.world.course(SUB)
    mark = Erasing(patient_id=SUB, began_at=api.world.clock())
    with pytest.raises(StaleVersion):
        api.world.rights.store.begin_erasing(mark, stored.model_copy(update={"version": stored.version + 1}), None)
    assert course
    assert not api.world.rights.store.erasing(SUB)


def test_every_item_outside_a_partition_that_is_about_a_person_is_followed() -> None:
    """A new kind of item about a person needs a way for erasure to find it (`_leads_to`, `_erase_outbox`)."""
    import inspect

    made = {
        name
        for name, value in vars(keys).items()
        if inspect.isfunction(value)
        and "Key(f" in inspect.getsource(value)
        and "QueueKey" not in inspect.getsource(value)
    }
    about_nobody, followed = {"content", "pointer", "sound"}, {"flag", "adaptation", "outbox", "device_token"}
    gone_by_themselves = {"pairing", "user_code"}  # ten minutes
    assert made - about_nobody - followed - gone_by_themselves == set()
