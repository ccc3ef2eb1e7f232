"""The headset program against the app itself: connect, fetch, lead without a network, bring the record back."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest

from chalicelib.api import http
from chalicelib.domain.course import ScreenState
from chalicelib.store.devices import Devices
from chalicelib.store.signing import KmsSigner
from chalicelib.usecases import devices as usecases
from chalicelib.usecases.ports import Change
from vr_client.comfort import NotNow
from vr_client.packages import Packages, sender
from vr_client.pairing import ask, wait_for_token
from vr_client.runs import Runs
from vr_client.server import Answer, NotConnected, Unreachable
from vr_client.session import Inputs
from vr_client.sessions import Session, begin
from vr_client.signatures import Key


class AppServer:
    """The app's test client where the headset program has HTTPS; `down`: no network."""

    def __init__(self, api: Any) -> None:
        self.api, self.token, self.down = api, "", False
        self.key: Key = None

    def get(self, path: str) -> Answer:
        return self._call("GET", path, b"", {})

    def post(self, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        return self._call("POST", path, body, headers)

    def _call(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        if self.down:
            raise Unreachable("no network")
        sent = {**headers, **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        told = self.api.client.http.request(method, f"/{path}", headers=sent, body=body)
        return Answer(told.status_code, told.body)


@pytest.fixture
def server(api: Any, monkeypatch: pytest.MonkeyPatch) -> AppServer:
    """Connected for patient-1, who agreed to headsets and was screened; the programme signs its practices."""
    kms = boto3.client("kms")
    signing = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    signer = KmsSigner(lambda: kms, signing)
    monkeypatch.setattr(http, "_signer", [lambda: signer])
    api.world.enrol("patient-1")
    patient = api.as_("patient-1")
    patient.put("/v1/consent", {"consent": {"vr": True}, "version": 0})
    course = api.world.course("patient-1")
    screens = {"vr": ScreenState(at=api.world.clock(), result="all")}
    api.world.deps.courses.save(Change(course=course.model_copy(update={"screens": screens})))
    made = AppServer(api)
    code = ask(made)
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        api.world.clock.on(seconds=seconds)
        naps.append(seconds)
        if len(naps) == 3:
            store, deps, who = Devices(api.world.table), api.world.deps, api.world.caller("patient-1")
            usecases.decide_on(deps, store, who, code.user_code, True, "By the window")

    granted = wait_for_token(made, code, lambda: sum(naps), sleep)
    made.token, made.key = granted.token, granted.key
    assert made.key
    return made


def led(session: Session, seconds: float = 1000) -> None:
    """Somebody who answers nothing and stays to the end."""
    now = 0.0
    while now < seconds and not session.sitting.moment(now, Inputs()).done:
        session.tick()
        if session._writing:  # simulated time is faster than any disk
            session._writing.result()
        now += 0.25


def wall() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def runs_of(api: Any) -> list[Any]:
    return [e for e in api.world.deps.courses.entries("patient-1")[0] if e.kind == "practice-run"]


def test_a_session_without_a_network_comes_to_the_timeline_days_later_and_once(
    api: Any, server: AppServer, tmp_path: Path
) -> None:
    packages, runs = Packages(tmp_path / "practices", server.key), Runs(tmp_path / "runs")
    assert packages.fetch(server).refused == {}
    server.down = True
    package, session = begin(packages, runs, "breathing", wall)
    led(session)
    assert session.end(sender(server), frames=9000, missed_frames=2).waiting == 1
    assert runs_of(api) == []

    server.down = False
    api.world.clock.on(days=5)
    again = Runs(tmp_path / "runs")
    assert again.upload(sender(server)).sent == [session.run_id]
    assert again.upload(sender(server)).sent == []
    (entry,) = runs_of(api)
    assert entry.data["stop_reason"] == "finished"
    assert entry.data["content_version"] == package.version
    assert entry.data["frames"] == 9000
    assert entry.data["cues"][0]["cue"] == "sit"


def test_two_computers_that_send_the_same_run_have_one_effect(api: Any, server: AppServer, tmp_path: Path) -> None:
    packages = Packages(tmp_path / "practices", server.key)
    packages.fetch(server)
    _, session = begin(packages, Runs(tmp_path / "one"), "breathing", wall)
    led(session)
    session.end(None)
    shutil.copytree(tmp_path / "one", tmp_path / "two")  # a backup that was put back, say
    for folder in ("one", "two"):
        assert Runs(tmp_path / folder).upload(sender(server)).sent == [session.run_id]
    assert len(runs_of(api)) == 1


def test_a_crash_in_the_middle_loses_seconds_and_not_the_session(api: Any, server: AppServer, tmp_path: Path) -> None:
    packages, runs = Packages(tmp_path / "practices", server.key), Runs(tmp_path / "runs")
    packages.fetch(server)
    _, session = begin(packages, runs, "breathing", wall)
    led(session, seconds=260)  # the check-in takes three minutes of silence
    session._writer.shutdown(wait=True)
    later = Runs(tmp_path / "runs", clock=lambda: datetime.now(UTC).timestamp() + 600)
    assert later.recover() == [session.run_id]
    assert later.upload(sender(server)).sent == [session.run_id]
    (entry,) = runs_of(api)
    assert entry.data["stop_reason"] == "device"
    assert entry.data["played_seconds"] > 30


def test_with_a_full_disk_the_session_goes_on_and_its_record_is_sent_from_memory(
    api: Any, server: AppServer, tmp_path: Path
) -> None:
    packages = Packages(tmp_path / "practices", server.key)
    packages.fetch(server)
    (tmp_path / "runs").write_text("a file where the folder should be: nothing can be written")
    _, session = begin(packages, Runs(tmp_path / "runs"), "breathing", wall)
    led(session)
    session.end(sender(server))
    assert session.problem == ""
    assert len(runs_of(api)) == 1


def test_with_a_full_disk_and_no_network_the_person_is_told(server: AppServer, tmp_path: Path) -> None:
    packages = Packages(tmp_path / "practices", server.key)
    packages.fetch(server)
    (tmp_path / "runs").write_text("in the way")
    _, session = begin(packages, Runs(tmp_path / "runs"), "breathing", wall)
    led(session)
    server.down = True
    session.end(sender(server))
    assert "could not be saved" in session.problem
    assert "no network" in session.problem


def test_with_a_full_disk_and_no_network_the_record_is_tried_again_from_memory(
    api: Any, server: AppServer, tmp_path: Path
) -> None:
    packages = Packages(tmp_path / "practices", server.key)
    packages.fetch(server)
    (tmp_path / "runs").write_text("in the way")
    _, session = begin(packages, Runs(tmp_path / "runs"), "breathing", wall)
    led(session)
    session.end(None)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            (tmp_path / "runs").unlink()  # somebody made space

    assert session.hold(lambda: None, sleep)
    assert (len(slept), session.problem) == (3, "")
    assert Runs(tmp_path / "runs").upload(sender(server)).sent == [session.run_id]
    assert len(runs_of(api)) == 1


def test_half_an_hour_a_day_is_enough(server: AppServer, tmp_path: Path) -> None:
    packages, runs = Packages(tmp_path / "practices", server.key), Runs(tmp_path / "runs")
    packages.fetch(server)
    for n in range(15):
        _, session = begin(packages, runs, "breathing", lambda n=n: wall() + timedelta(minutes=3 * n))  # type: ignore[misc]
        led(session)
        session.end(None)
    with pytest.raises(NotNow, match="tomorrow"):
        begin(packages, runs, "breathing", wall)
    begin(packages, runs, "breathing", lambda: wall() + timedelta(days=1))


def test_a_headset_that_was_removed_keeps_its_records(api: Any, server: AppServer, tmp_path: Path) -> None:
    packages, runs = Packages(tmp_path / "practices", server.key), Runs(tmp_path / "runs")
    packages.fetch(server)
    store = Devices(api.world.table)
    (device,) = store.devices("patient-1")
    usecases.revoke(api.world.deps, store, api.world.caller("patient-1"), device.id)
    _, session = begin(packages, runs, "breathing", wall)
    led(session)
    told = session.end(sender(server))
    assert (told.waiting, "Connect it again" in told.problem) == (1, True)
    with pytest.raises(NotConnected):
        packages.fetch(server)
