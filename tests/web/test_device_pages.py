"""Headsets on pages: the code is entered and confirmed, headsets are named and removed. Everybody here is invented."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.store.devices import Devices
from chalicelib.usecases import devices as usecases
from tests.web.conftest import Site


@pytest.fixture
def store(site: Site) -> Devices:
    return Devices(site.world.table)


@pytest.fixture
def patient(site: Site) -> Site:
    site.world.enrol("patient-1")
    return site.as_("patient-1")


def asked(site: Site, store: Devices) -> usecases.Asked:
    return usecases.ask_to_connect(site.world.deps, store)


def connected(patient: Site, store: Devices) -> Any:
    told = asked(patient, store)
    page = patient.get("/devices")
    page = patient.send(page, "/devices", "code", code=told.user_code, action="look")
    done = patient.send(page, "/devices", "name", name="By the window", action="connect")
    assert done.status == 303
    patient.world.clock.on(seconds=6)
    return usecases.fetch_token(patient.world.deps, store, told.device_code)


def test_a_code_is_looked_at_before_it_is_confirmed(patient: Site, store: Devices) -> None:
    told = asked(patient, store)
    page = patient.send(patient.get("/devices"), "/devices", "code", code=told.user_code.lower(), action="look")
    assert page.status == 200
    assert told.user_code in page.text
    assert "in front of you" in page.text
    with pytest.raises(usecases.DeviceRefused):
        usecases.fetch_token(patient.world.deps, store, told.device_code)


def test_a_confirmed_headset_gets_its_token_and_is_listed_by_its_name(patient: Site, store: Devices) -> None:
    granted = connected(patient, store)
    assert usecases.caller_of(patient.world.deps, store, granted.token)
    assert "By the window" in patient.get("/devices?done=connected").text


def test_a_code_from_the_headsets_link_is_filled_in(patient: Site, store: Devices) -> None:
    told = asked(patient, store)
    page = patient.get(f"/devices?code={told.user_code}")
    assert page.value("code") == told.user_code


def test_saying_no_refuses_the_headset(patient: Site, store: Devices) -> None:
    told = asked(patient, store)
    page = patient.send(patient.get("/devices"), "/devices", "code", code=told.user_code, action="look")
    patient.send(page, "/devices", "name", action="refuse")
    with pytest.raises(usecases.DeviceRefused) as refusal:
        usecases.fetch_token(patient.world.deps, store, told.device_code)
    assert refusal.value.error == "access_denied"


def test_a_wrong_code_is_told_and_many_are_stopped(patient: Site, store: Devices) -> None:
    page = patient.get("/devices")
    for _ in range(5):
        wrong = patient.send(page, "/devices", "code", code="BBBB-BBBB", action="look")
        assert wrong.status == 404
        assert wrong.value("code") == "BBBB-BBBB"
    stopped = patient.send(page, "/devices", "code", code="BBBB-BBBB", action="look")
    assert stopped.status == 429
    assert "15 minutes" in stopped.text


def test_a_headset_is_renamed_and_removed(patient: Site, store: Devices) -> None:
    granted = connected(patient, store)
    page = patient.get("/devices")
    patient.send(page, "/devices", "device", name="Attic", action="rename")
    page = patient.get("/devices")
    assert "Attic" in page.text
    patient.send(page, "/devices", "device", action="remove")
    assert usecases.caller_of(patient.world.deps, store, granted.token) is None
    assert "Attic" not in patient.get("/devices").text


def test_a_form_of_somebody_else_connects_nothing(patient: Site, store: Devices) -> None:
    told = asked(patient, store)
    forged = patient.post("/devices", {"code": told.user_code, "action": "connect", "name": "x"})
    assert forged.status == 403
    with pytest.raises(usecases.DeviceRefused):
        usecases.fetch_token(patient.world.deps, store, told.device_code)


def test_a_name_is_escaped(patient: Site, store: Devices) -> None:
    connected(patient, store)
    patient.send(patient.get("/devices"), "/devices", "device", name="<script>x</script>", action="rename")
    assert "<script>x" not in patient.get("/devices").html


def test_a_therapist_removes_the_headset_of_their_patient_alone(patient: Site, store: Devices) -> None:
    granted = connected(patient, store)
    other = patient.as_("therapist-2", "therapist")
    assert other.get("/patients/patient-1/devices").status == 404
    therapist = patient.as_("therapist-1", "therapist")
    page = therapist.get("/patients/patient-1/devices")
    assert "By the window" in page.text
    assert therapist.send(page, "/patients/patient-1/devices", "device").status == 303
    assert usecases.caller_of(patient.world.deps, store, granted.token) is None
    assert "No headset is connected" in therapist.get("/patients/patient-1/devices").text
    assert patient.get("/patients/patient-1/devices").status == 403
