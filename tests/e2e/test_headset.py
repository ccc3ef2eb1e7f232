"""A headset from its first code to the therapist's timeline: the deployed stack, Chromium, and Monado's headset.

The session is held with the network away; its record goes up when it is back. All people are invented.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from infra import trixie
from infra.toolchain import ROOT
from tests.e2e.cable import Cable
from tests.e2e.conftest import Look, Somebody, sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser]
CODE = re.compile(r"^\s+([B-Z]{4}-[B-Z]{4})\s*$")
PRACTICE = "paced-breathing"


@pytest.fixture
def practising(stack: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Callable[[Somebody, Somebody], None]:
    """Enrol a patient a week ago, who agreed to headsets, may use one, and has come to the first practice."""
    from infra.demo_histories import Past, script_environment

    for name, value in script_environment(stack).items():
        monkeypatch.setenv(name, value)

    def lived(patient: Somebody, therapist: Somebody) -> None:
        from dataclasses import replace

        from chalicelib.domain.consent import Consent
        from chalicelib.settings import read_settings
        from chalicelib.usecases.account import give_consent
        from chalicelib.wiring import make_deps

        now = datetime.now(UTC)
        clock = [now - timedelta(days=8)]
        past = Past(replace(make_deps(read_settings()), now=lambda: clock[0]), patient.sub, clock, now)
        past.begin("Noor Invented", therapist.sub, patient.email)
        past.work_through("starting-point").work_through("getting-started")
        past.at(1).weekly([1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 0, 0, 0, 0, 0]).screen("vr", "no")
        give_consent(past.deps, past.caller, Consent(vr=True), 0)

    return lived


@pytest.fixture
def network(stack: dict[str, Any]) -> Iterator[Cable]:
    with Cable(urlsplit(stack["base_url"])) as cable:
        yield cable


class Computer:
    """The computer of a headset: a home folder of its own, and its commands."""

    def __init__(self, home: Path) -> None:
        # no keyring: a person's own, on the machine that runs this, is none of this test's business
        keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        self.home, self.settings = home, {**os.environ, **keyring, "STILLPATH_HEADSET_HOME": str(home)}

    def start(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "vr_client", *words]
        return subprocess.Popen(
            command, cwd=ROOT, env=self.settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def do(self, *words: str, fails: bool = False) -> str:
        with self.start(*words) as doing:
            said = doing.communicate(timeout=60)[0]
        assert bool(doing.returncode) is fails, said
        return said

    def sit(self, practice: str) -> str:
        """Somebody wears Monado's headset for a session; where this machine has none, in the folder that has."""
        command = [sys.executable, "-m", "infra.trixie", "run", "--", "python", "-m", "tests.vr.wearer", practice]
        done = subprocess.run(
            command, cwd=ROOT, env=self.settings, capture_output=True, text=True, timeout=240, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def waiting(self) -> list[Path]:
        return list((self.home / "runs").rglob("waiting/*.json"))


def shown_code(pairing: subprocess.Popen[str]) -> str:
    assert pairing.stdout
    return next(found[1] for line in pairing.stdout if (found := CODE.match(line)))


def test_a_session_without_a_network_is_seen_by_the_therapist_later(
    stack: dict[str, Any],
    browser: Browser,
    people: Callable[[str], Somebody],
    practising: Callable[[Somebody, Somebody], None],
    network: Cable,
    look: Look,
    tmp_path: Path,
) -> None:
    trixie.python()  # built once on a machine, and no part of what is tried here
    base, patient, therapist = stack["base_url"], people("patient"), people("therapist")
    practising(patient, therapist)
    computer = Computer(tmp_path / "headset")
    theirs = browser.new_context()
    page = theirs.new_page()

    pairing = computer.start("pair", "--server", network.address)
    sign_in(page, base, patient)
    expect(page).to_have_url(f"{base}today")
    page.goto(f"{base}devices")
    page.get_by_label("The code that the headset shows").fill(shown_code(pairing))
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A name for it").fill("Noor's invented headset")
    page.get_by_role("button", name="Yes, connect it").click()
    expect(page.get_by_role("status")).to_contain_text("is being connected")
    said = pairing.communicate(timeout=60)[0]
    assert pairing.returncode == 0, said
    assert "Connected." in said
    page.goto(f"{base}devices")
    expect(page.get_by_role("heading", name="Noor's invented headset")).to_be_visible()
    assert computer.do("fetch").startswith(f"Kept here: {PRACTICE}.")

    network.pull()
    assert "Waiting to be sent: 1." in computer.sit(PRACTICE)
    (record,) = computer.waiting()
    assert json.loads(record.read_bytes())["stop_reason"] == "button"
    assert "Waiting to be sent: 1." in computer.do("upload"), "still no network"

    network.plug()
    assert "Sent: 1." in computer.do("upload")
    assert "Sent" not in computer.do("upload")
    assert computer.waiting() == []

    page.goto(f"{base}practices")
    expect(page.get_by_text("done 1 time,")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    sign_in(page, base, therapist)
    expect(page).to_have_url(f"{base}review")
    page.goto(f"{base}patients/{patient.sub}")
    run = page.locator(".entry", has_text="On a headset: stopped earlier")
    expect(run).to_have_count(1)
    # which number the thumbstick had reached depends on how many frames a slow machine draws
    expect(run).to_contain_text(re.compile(r"Calm: \d+ of 10 before"))
    look(page, "timeline-headset")

    page.goto(f"{base}patients/{patient.sub}/devices")
    page.get_by_role("button", name=re.compile("^Remove")).click()
    expect(page.get_by_role("status")).to_contain_text("removed")
    assert "Connect it again" in computer.do("fetch", fails=True)
    theirs.close()
