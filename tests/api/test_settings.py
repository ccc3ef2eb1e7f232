"""Settings over the wire: read, changed in part, on the version that was seen. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest


@pytest.fixture
def patient(api: Any) -> Any:
    """Somebody in Dublin, in a deployment that can send e-mail."""
    api.world.deps = replace(api.world.deps, reminder_channels=("email",))
    from chalicelib.api import http

    backend = replace(http.backend(), deps=api.world.deps)
    http._backend[:] = [lambda: backend]
    api.world.enrol("pat", timezone="Europe/Dublin")
    return api.as_("pat")


def agree(patient: Any) -> None:
    assert patient.put("/v1/consent", {"consent": {"reminders": True}, "version": 0}).status_code == 200


def test_before_anything_is_chosen_all_is_as_usual(patient: Any) -> None:
    told = patient.get("/v1/settings").json_body
    assert told == {
        "version": 0,
        "language": "en",
        "languages": ["en", "es"],
        "reading_level": "standard",
        "text_size": 100,
        "timezone": "Europe/Dublin",
        "reminders": {
            "channel": "none",
            "at": "18:00",
            "days": ["mon", "thu"],
            "consent": False,
            "channels": ["none", "email"],
            "next_at": None,
        },
        "left_at": None,
    }


def test_what_is_sent_is_changed_and_the_rest_stays(patient: Any) -> None:
    first = patient.put("/v1/settings", {"version": 0, "text_size": 130, "reading_level": "plain"})
    assert first.status_code == 200, first.json_body
    second = patient.put("/v1/settings", {"version": 1, "language": "es", "timezone": "Europe/Madrid"})
    assert second.json_body == patient.get("/v1/settings").json_body
    told = second.json_body
    assert (told["text_size"], told["reading_level"], told["language"]) == (130, "plain", "es")
    assert (told["timezone"], told["version"]) == ("Europe/Madrid", 2)


def test_with_a_yes_reminders_have_a_time_and_days_and_a_next_time(patient: Any) -> None:
    agree(patient)
    wanted = {"channel": "email", "at": "07:30", "days": ["sun", "tue"]}
    told = patient.put("/v1/settings", {"version": 0, "reminders": wanted}).json_body["reminders"]
    assert told == {
        "channel": "email",
        "at": "07:30",
        "days": ["tue", "sun"],
        "consent": True,
        "channels": ["none", "email"],
        "next_at": "2026-03-03T07:30:00Z",
    }


def test_of_two_devices_the_second_is_told_and_nothing_is_overwritten(patient: Any) -> None:
    assert patient.put("/v1/settings", {"version": 0, "text_size": 150}).status_code == 200
    late = patient.put("/v1/settings", {"version": 0, "text_size": 115, "language": "es"})
    assert (late.status_code, late.json_body["current"]) == (409, 1)
    told = patient.get("/v1/settings").json_body
    assert (told["text_size"], told["language"]) == (150, "en")


def test_every_mistake_is_named_at_once_and_nothing_is_saved(patient: Any) -> None:
    wrong = {"version": 0, "language": "tlh", "timezone": "Europe/Atlantis", "reminders": {"channel": "email"}}
    answer = patient.put("/v1/settings", wrong)
    assert answer.status_code == 422
    told = {error["field"]: error["message"] for error in answer.json_body["errors"]}
    assert set(told) == {"language", "timezone", "reminders.channel"}
    assert "en, es" in told["language"]
    assert "Europe/Dublin" in told["timezone"]
    assert "yes to reminders" in told["reminders.channel"]
    assert patient.get("/v1/settings").json_body["version"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_size": 120},
        {"text_size": "130"},
        {"reading_level": "easy"},
        {"reminders": {"at": "25:00"}},
        {"reminders": {"at": "٠٧:٣٠"}},
        {"reminders": {"days": []}},
        {"reminders": {"days": ["someday"]}},
        {"reminders": {"channel": "sms"}},
        {"version": -1},
        {"colour": "red"},
    ],
)
def test_what_is_no_setting_is_refused(patient: Any, wrong: dict[str, Any]) -> None:
    assert patient.put("/v1/settings", {"version": 0, **wrong}).status_code == 422


def test_a_change_without_the_version_that_was_read_is_refused(patient: Any) -> None:
    assert patient.put("/v1/settings", {"language": "es"}).status_code == 422


def test_leaving_and_coming_back_leave_the_settings_as_they_are(patient: Any) -> None:
    patient.put("/v1/settings", {"version": 0, "text_size": 115})
    assert patient.post("/v1/leave").json_body["left_at"] is not None
    told = patient.post("/v1/return").json_body
    assert (told["left_at"], told["text_size"], told["version"]) == (None, 115, 1)
