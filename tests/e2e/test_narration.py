"""The lines of a published practice are spoken on the deployed stack: told truly, decodable, and heard on the page."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

import boto3
import pytest
from playwright.sync_api import Browser

from infra.toolchain import local_python
from tests.e2e.conftest import Somebody, sign_in

pytestmark = [pytest.mark.stack, pytest.mark.browser]

#: The first time, on a machine that has spoken none of it before, all lines of the programme take some minutes.
SPOKEN_WITHIN = 420
#: In `.local-venv`: the length of each file in seconds, and how loud its loudest moment is (1 is the loudest there is).
DECODED = """
import json, sys, soundfile
for path in sys.argv[1:]:
    samples, rate = soundfile.read(path)
    print(json.dumps([len(samples) / rate, float(abs(samples).max())]))
"""


@pytest.fixture
def person(stack: dict[str, Any]) -> Somebody:
    """An invented patient who has practices already."""
    found = next(one for one in stack["everyone"] if one["story"] == "improving")
    return Somebody(found["email"], found["password"], found["sub"])


@pytest.fixture
def token(stack: dict[str, Any], person: Somebody) -> str:
    identity = boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint"],
        region_name=stack["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    answer = identity.initiate_auth(
        ClientId=stack["client_id"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": person.email, "PASSWORD": person.password},
    )
    return str(answer["AuthenticationResult"]["AccessToken"])


def fetched(stack: dict[str, Any], token: str, path: str, accept: str = "*/*") -> bytes:
    headers = {"Authorization": f"Bearer {token}", "Accept": accept}
    with urllib.request.urlopen(urllib.request.Request(stack["base_url"] + path, headers=headers), timeout=30) as told:
        return bytes(told.read())


def spoken_practice(stack: dict[str, Any], token: str) -> dict[str, Any]:
    """A practice all of whose lines are spoken."""
    until = time.monotonic() + SPOKEN_WITHIN
    while True:
        found: dict[str, Any] = json.loads(fetched(stack, token, "v1/practices/paced-breathing"))
        if len(found["narration"]) == len(found["score"]["cues"]):
            return found
        assert time.monotonic() < until, f"{len(found['narration'])} of {len(found['score']['cues'])} lines are spoken"
        time.sleep(2)


def test_every_line_of_a_published_practice_can_be_fetched_checked_and_decoded(
    stack: dict[str, Any], token: str, tmp_path: Path
) -> None:
    clips = spoken_practice(stack, token)["narration"]
    files = [tmp_path / f"{clip['cue']}.mp3" for clip in clips]
    for clip, file in zip(clips, files, strict=True):
        sound = fetched(stack, token, clip["href"], "audio/mpeg")
        assert (hashlib.sha256(sound).hexdigest(), len(sound)) == (clip["sha256"], clip["bytes"])
        file.write_bytes(sound)
    done = subprocess.run(
        [str(local_python()), "-c", DECODED, *map(str, files)], capture_output=True, text=True, check=True
    )
    for clip, line in zip(clips, done.stdout.splitlines(), strict=True):
        seconds, loudest = json.loads(line)
        assert seconds == pytest.approx(clip["seconds"], abs=0.1), clip["cue"]
        assert 0.3 < loudest < 0.6, f"{clip['cue']} is not as loud as it should be"


def test_a_browser_plays_the_lines_on_the_page(
    stack: dict[str, Any], token: str, person: Somebody, browser: Browser
) -> None:
    spoken_practice(stack, token)
    page = browser.new_page()
    page.add_init_script(
        "const play = HTMLMediaElement.prototype.play; HTMLMediaElement.prototype.play = function () "
        "{ window.speaker = this; return play.call(this); };"
    )
    wrong: list[str] = []
    sign_in(page, stack["base_url"], person)
    page.goto(stack["base_url"] + "practices/paced-breathing")
    page.on("console", lambda told: wrong.append(told.text) if told.type == "error" else None)
    page.get_by_label("Hear the lines spoken").check()
    page.get_by_role("button", name="Begin").click()
    until = time.monotonic() + 30
    while not page.evaluate("Boolean(window.speaker && window.speaker.currentTime > 1)"):
        assert time.monotonic() < until, "nothing is heard"
        page.wait_for_timeout(200)
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("window.speaker.paused")
    assert wrong == []
    page.close()
