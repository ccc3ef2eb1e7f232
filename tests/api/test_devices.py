"""Connecting a headset (RFC 8628) through the API, and what its token opens. All people and codes are invented."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import boto3
import pytest

from chalicelib.domain.devices import GUESSES, TOKEN_PREFIX, read_code
from chalicelib.store.devices import Devices
from chalicelib.usecases import devices as usecases
from chalicelib.usecases.errors import Conflict, Forbidden, Invalid, NotFound
from tests.conftest import REGION

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def store(api: Any) -> Devices:
    return Devices(api.world.table)


@pytest.fixture
def patient(api: Any) -> Any:
    api.world.enrol("patient-1")
    return api.as_("patient-1")


def form(api: Any, path: str, **fields: str) -> Any:
    return api.call("POST", path, urlencode(fields).encode(), Content_Type=FORM)


def asked(api: Any) -> dict[str, Any]:
    told = form(api, "/v1/devices/authorize", client_id="stillpath-headset", scope="practices")
    assert told.status_code == 200, told.json_body
    return dict(told.json_body)


def polled(api: Any, device_code: str) -> Any:
    return form(api, "/v1/devices/token", grant_type=GRANT, device_code=device_code, client_id="stillpath-headset")


def refused(api: Any, device_code: str) -> str:
    told = polled(api, device_code)
    assert told.status_code == 400
    assert told.json_body["error_description"]
    assert told.json_body["type"].startswith("urn:stillpath:problem:")
    return str(told.json_body["error"])


def decide(api: Any, store: Devices, code: str, yes: bool = True, sub: str = "patient-1", name: str = "Mine") -> None:
    usecases.decide_on(api.world.deps, store, api.world.caller(sub), code, yes, name)


def connected(api: Any, store: Devices) -> Any:
    """The API as a headset of patient-1 sees it."""
    told = asked(api)
    decide(api, store, told["user_code"])
    api.world.clock.on(seconds=6)
    answer = polled(api, told["device_code"])
    assert answer.status_code == 200, answer.json_body
    api.token = answer.json_body["access_token"]
    return api


def test_a_headset_gets_a_short_code_and_where_to_enter_it(api: Any) -> None:
    told = asked(api)
    assert read_code(told["user_code"])
    assert told["verification_uri"].endswith("/devices")
    assert told["verification_uri_complete"] == f"{told['verification_uri']}?code={told['user_code']}"
    assert (told["expires_in"], told["interval"]) == (600, 5)


def test_json_is_as_good_as_a_form(api: Any, patient: Any, store: Devices) -> None:
    told = api.post("/v1/devices/authorize").json_body
    decide(api, store, told["user_code"])
    answer = api.post("/v1/devices/token", {"grant_type": GRANT, "device_code": told["device_code"]})
    assert answer.json_body["access_token"].startswith(TOKEN_PREFIX)
    assert answer.json_body["token_type"] == "Bearer"
    assert answer.json_body["scope"] == "practices"


def test_nobody_has_confirmed_yet(api: Any) -> None:
    assert refused(api, asked(api)["device_code"]) == "authorization_pending"


def test_who_asks_too_soon_is_slowed_down_and_then_heard_again(api: Any) -> None:
    code = asked(api)["device_code"]
    assert refused(api, code) == "authorization_pending"
    api.world.clock.on(seconds=4)
    assert refused(api, code) == "slow_down"
    api.world.clock.on(seconds=6)
    assert refused(api, code) == "slow_down", "ten seconds now"
    api.world.clock.on(seconds=15)
    assert refused(api, code) == "authorization_pending"


def test_a_code_runs_out(api: Any, patient: Any, store: Devices) -> None:
    told = asked(api)
    api.world.clock.on(seconds=601)
    assert refused(api, told["device_code"]) == "expired_token"
    with pytest.raises(NotFound):
        decide(api, store, told["user_code"])


def test_the_patient_may_say_no(api: Any, patient: Any, store: Devices) -> None:
    told = asked(api)
    decide(api, store, told["user_code"], yes=False)
    assert refused(api, told["device_code"]) == "access_denied"


def test_a_token_is_told_once(api: Any, patient: Any, store: Devices) -> None:
    told = asked(api)
    decide(api, store, told["user_code"])
    assert polled(api, told["device_code"]).status_code == 200
    assert refused(api, told["device_code"]) == "invalid_grant"
    assert refused(api, "made-up") == "invalid_grant"
    assert len(store.devices("patient-1")) == 1


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"grant_type": "password", "device_code": "x"}, "unsupported_grant_type"),
        ({"device_code": "x"}, "invalid_request"),
        ({"grant_type": GRANT}, "invalid_request"),
        ({"grant_type": GRANT, "device_code": ""}, "invalid_request"),
        ([1], "invalid_request"),
        (b"{", "invalid_request"),
    ],
)
def test_what_cannot_be_understood_is_told_in_the_words_of_oauth(api: Any, body: Any, error: str) -> None:
    told = api.call("POST", "/v1/devices/token", body)
    assert (told.status_code, told.json_body["error"]) == (400, error)


def test_another_scope_and_a_parameter_sent_twice_are_refused(api: Any) -> None:
    assert form(api, "/v1/devices/authorize", scope="everything").json_body["error"] == "invalid_scope"
    twice = api.call("POST", "/v1/devices/authorize", b"scope=practices&scope=practices", Content_Type=FORM)
    assert twice.json_body["error"] == "invalid_request"
    assert api.call("POST", "/v1/devices/authorize", b"x" * 5000, Content_Type=FORM).status_code == 413


def test_a_headset_opens_the_practices_and_nothing_else(api: Any, patient: Any, store: Devices) -> None:
    headset = connected(api, store)
    assert headset.get("/v1/practices").status_code == 200
    assert headset.get("/v1/practices/breathing").status_code == 200
    run = {
        "practice_id": "breathing",
        "device": "vr",
        "started_at": "2026-03-02T08:00:00Z",
        "ended_at": "2026-03-02T08:02:00Z",
        "stop_reason": "finished",
    }
    first = headset.post("/v1/practice-runs", run, Idempotency_Key="r1")
    assert first.status_code == 201
    assert headset.post("/v1/practice-runs", run, Idempotency_Key="r1").json_body["id"] == first.json_body["id"]
    for method, path in [("GET", "/v1/today"), ("GET", "/v1/moods"), ("GET", "/v1/safety"), ("GET", "/v1/review")]:
        assert headset.call(method, path).status_code == 401, path
    kept = [e for e in patient.world.deps.courses.entries("patient-1")[0] if e.kind == "practice-run"]
    assert len(kept) == 1


def test_made_up_and_changed_tokens_open_nothing(api: Any, patient: Any, store: Devices) -> None:
    headset = connected(api, store)
    good = headset.token
    for token in (TOKEN_PREFIX, TOKEN_PREFIX + "x" * 43, good[:-1], good + "x", good.upper()):
        headset.token = token
        assert headset.get("/v1/practices").status_code == 401


def test_neither_the_token_nor_the_device_code_is_kept(api: Any, patient: Any, store: Devices) -> None:
    told = asked(api)
    headset = connected(api, store)
    client = api.world.table._client
    everything = str(client.scan(TableName=api.world.table.name)["Items"])
    assert headset.token not in everything
    assert told["device_code"] not in everything


def test_a_headset_learns_whose_it_is_in_a_word_that_leads_to_nobody(api: Any, patient: Any, store: Devices) -> None:
    def person(sub: str) -> str:
        told = asked(api)
        decide(api, store, told["user_code"], sub=sub)
        api.world.clock.on(seconds=6)
        return str(polled(api, told["device_code"]).json_body["person"])

    api.world.enrol("patient-2")
    first = person("patient-1")
    assert person("patient-1") == first, "the same at every pairing"
    assert person("patient-2") != first
    assert "patient" not in first


def test_a_token_runs_out_after_a_year(api: Any, patient: Any, store: Devices) -> None:
    headset = connected(api, store)
    api.world.clock.on(days=364)
    assert headset.get("/v1/practices").status_code == 200
    api.world.clock.on(days=2)
    assert headset.get("/v1/practices").status_code == 401


def test_the_patient_removes_a_headset_at_once(api: Any, patient: Any, store: Devices) -> None:
    headset = connected(api, store)
    (device,) = usecases.connected(api.world.deps, store, api.world.caller("patient-1"))
    usecases.revoke(api.world.deps, store, api.world.caller("patient-1"), device.id)
    assert headset.get("/v1/practices").status_code == 401
    assert usecases.connected(api.world.deps, store, api.world.caller("patient-1")) == []
    with pytest.raises(NotFound):
        usecases.revoke(api.world.deps, store, api.world.caller("patient-1"), device.id)


def test_their_therapist_may_remove_it_and_another_may_not(api: Any, patient: Any, store: Devices) -> None:
    headset = connected(api, store)
    (device,) = store.devices("patient-1")
    deps, caller = api.world.deps, api.world.caller
    with pytest.raises(NotFound):
        usecases.revoke_for(deps, store, caller("therapist-2", "therapist"), "patient-1", device.id)
    with pytest.raises(Forbidden):
        usecases.revoke_for(deps, store, caller("patient-2"), "patient-1", device.id)
    assert headset.get("/v1/practices").status_code == 200
    usecases.revoke_for(deps, store, caller("therapist-1", "therapist"), "patient-1", device.id)
    assert headset.get("/v1/practices").status_code == 401


def test_nobody_removes_or_names_the_headset_of_another(api: Any, patient: Any, store: Devices) -> None:
    connected(api, store)
    api.world.enrol("patient-2")
    (device,) = store.devices("patient-1")
    for act in (usecases.revoke, lambda *a: usecases.rename(*a, "Theirs")):
        with pytest.raises(NotFound):
            act(api.world.deps, store, api.world.caller("patient-2"), device.id)


def test_a_headset_has_the_name_that_the_patient_gives_it(api: Any, patient: Any, store: Devices) -> None:
    connected(api, store)
    (device,) = store.devices("patient-1")
    usecases.rename(api.world.deps, store, api.world.caller("patient-1"), device.id, "  By the   window ")
    assert store.devices("patient-1")[0].name == "By the window"
    with pytest.raises(Invalid):
        usecases.rename(api.world.deps, store, api.world.caller("patient-1"), device.id, " ")


def test_codes_cannot_be_guessed_at_will(api: Any, patient: Any, store: Devices) -> None:
    told = asked(api)
    for _ in range(GUESSES):
        with pytest.raises(NotFound):
            usecases.look_up(api.world.deps, store, api.world.caller("patient-1"), "BBBB-BBBB")
    with pytest.raises(usecases.TooManyGuesses):
        decide(api, store, told["user_code"])
    api.world.clock.on(minutes=16)
    told = asked(api)
    decide(api, store, told["user_code"].lower().replace("-", " "))


def test_two_people_cannot_both_take_a_headset(api: Any, patient: Any, store: Devices) -> None:
    api.world.enrol("patient-2")
    told = asked(api)
    decide(api, store, told["user_code"])
    with pytest.raises(NotFound):
        decide(api, store, told["user_code"], sub="patient-2")


def test_only_a_few_headsets_can_be_connected(api: Any, patient: Any, store: Devices) -> None:
    for _ in range(5):
        connected(api, store)
        api.world.clock.on(minutes=16)
    with pytest.raises(Conflict):
        decide(api, store, asked(api)["user_code"])


def test_erasing_a_person_ends_their_headsets(api: Any, patient: Any, store: Devices) -> None:
    headset = connected(api, store)
    (device,) = store.devices("patient-1")
    api.world.rights.store.erase_items("patient-1")
    assert store.owner(device.token_hash) is None
    assert headset.get("/v1/practices").status_code == 401


def test_a_pairing_that_has_done_its_work_leads_to_nobody(api: Any, patient: Any, store: Devices) -> None:
    connected(api, store)
    refusing = asked(api)
    decide(api, store, refusing["user_code"], yes=False)
    left = boto3.client("dynamodb", region_name=REGION).scan(TableName=api.world.table.name)["Items"]
    pairings = [item for item in left if item["pk"]["S"].startswith(("PAIRING#", "USERCODE#"))]
    assert len(pairings) >= 2
    assert not [item for item in pairings if "patient-1" in str(item) or "Mine" in str(item)]
