"""Answers that a device kept until there was network: the time they were written, whatever its clock says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

ZEROS = dict.fromkeys(map(str, range(1, 8)), 0)
TRAIN = timedelta(hours=5)


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("pat")
    me = api.as_("pat")
    me.post("/v1/steps/hello/complete", {"version": 0})
    return me


def last(api: Any) -> Any:
    return api.world.deps.courses.entries("pat", newest_first=True)[0][0]


def requests(at: str) -> list[tuple[str, dict[str, Any]]]:
    return [
        ("/v1/steps/sheet/complete", {"version": 0, "answers": {"situation": "On the train"}, "written_at": at}),
        ("/v1/moods", {"rating": 4, "note": "On the train", "written_at": at}),
        ("/v1/measures/gad-7/responses", {"items": ZEROS, "written_at": at}),
    ]


def test_each_says_when_it_was_written_and_when_it_arrived(patient: Any, api: Any) -> None:
    written = api.world.clock.now - TRAIN
    for path, body in requests(written.isoformat()):
        api.world.clock.on(minutes=1)
        assert patient.post(path, body).status_code in (200, 201)
        assert (last(api).at, last(api).data["written_at"]) == (api.world.clock.now, written.isoformat())
    (mood,) = patient.get("/v1/moods").json_body["moods"]
    assert (mood["at"][:13], mood["written_at"][:13]) == ("2026-03-02T09", "2026-03-02T04")
    assert api.world.course("pat").scores["gad-7"][0].written_at == written


def test_a_clock_set_wrong_loses_no_word_and_is_not_believed(patient: Any, api: Any) -> None:
    for path, body in requests("2031-01-01T00:00:00+00:00"):
        api.world.clock.on(minutes=1)
        assert patient.post(path, body).status_code in (200, 201)
        assert last(api).data["written_at_doubted"]
    assert patient.get("/v1/moods").json_body["moods"][0]["written_at"] is None
    assert api.world.course("pat").scores["gad-7"][0].written_at == api.world.clock.now


def test_the_time_is_no_part_of_what_makes_a_request_the_same(patient: Any, api: Any) -> None:
    first, again = ((api.world.clock.now - timedelta(minutes=n)).isoformat() for n in (9, 3))
    for path, _ in requests(first):
        bodies = [dict(requests(at))[path] for at in (first, again)]
        ids = [patient.post(path, body, Idempotency_Key="one-" + path[4:8]).json_body for body in bodies]
        assert ids[0] == ids[1]
    kinds = [e.kind for e in api.world.deps.courses.entries("pat")[0]]
    assert [kinds.count(kind) for kind in ("answer", "mood", "response")] == [2, 1, 1]


def test_a_time_without_an_offset_is_refused(patient: Any) -> None:
    for path, body in requests("2026-03-02T08:00:00"):
        answer = patient.post(path, body)
        assert (answer.status_code, answer.json_body["errors"][0]["field"]) == (422, "written_at")


def test_the_export_tells_the_time_it_was_written(patient: Any, api: Any) -> None:
    written = api.world.clock.now - TRAIN
    for path, body in requests(written.isoformat()):
        patient.post(path, body)
    told = str(patient.get("/v1/export").json_body)
    assert told.count(written.isoformat()) >= 3


def test_what_came_second_is_set_aside_with_its_time(patient: Any, api: Any) -> None:
    patient.post("/v1/steps/sheet/complete", {"version": 0, "answers": {"situation": "At home"}})
    path, body = requests((api.world.clock.now - TRAIN).isoformat())[0]
    assert patient.post(path, body).status_code == 409
    assert (last(api).kind, last(api).data["written_at"]) == ("set-aside", body["written_at"])
