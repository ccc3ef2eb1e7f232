"""`make run` and its like: what is running, what is written down, and that a restart keeps the data."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from infra import deployment, local, processes
from infra.toolchain import ROOT, SetupError


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(processes, "LOCAL", tmp_path)
    monkeypatch.setattr(processes, "PIDS", tmp_path / "processes.json")
    return tmp_path


def test_a_taken_port_is_named_and_how_to_choose_another(own_folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        program = replace(processes.model(), port=port, health=f"http://127.0.0.1:{port}/health")
        with pytest.raises(SetupError, match=f"port {port}.*STILLPATH_MODEL_PORT={port + 100} make run"):
            processes.start(program)


def test_data_made_on_another_port_is_not_started_on_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "PORT_FILE", tmp_path / "port")
    monkeypatch.setenv("STILLPATH_PORT", "4566")
    local.keep_to_port()
    local.keep_to_port()
    monkeypatch.setenv("STILLPATH_PORT", "5566")
    with pytest.raises(SetupError, match="STILLPATH_PORT=4566, or `make reset`"):
        local.keep_to_port()


def test_a_program_that_ends_at_once_says_its_last_words(own_folder: Path) -> None:
    words = [sys.executable, "-c", "import sys; sys.exit('no model here')"]
    program = replace(processes.model(), command=words, port=1, health="http://127.0.0.1:1/")
    with pytest.raises(SetupError, match="no model here"):
        processes.start(program)


def test_a_process_number_that_went_to_another_program_is_not_ours(own_folder: Path) -> None:
    processes.record("aws", os.getpid())
    assert processes.running(processes.aws()) is None


def test_local_programs_never_see_the_credentials_of_this_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "clinic-production")
    monkeypatch.setenv("AWS_SESSION_TOKEN", "secret")
    environment = processes.clean_environment()
    assert "AWS_PROFILE" not in environment
    assert "AWS_SESSION_TOKEN" not in environment
    assert environment["AWS_ACCESS_KEY_ID"] == "local"


def test_the_fingerprint_changes_with_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    before = deployment.fingerprint()
    assert deployment.fingerprint() == before
    monkeypatch.setenv("ADAPTATION_MODE", "off")
    assert deployment.fingerprint() != before


def test_another_model_endpoint_replaces_the_local_model(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [program.name for program in local.wanted_programs()] == ["aws", "model", "speech"]
    monkeypatch.setenv("MODEL_BASE_URL", "https://models.invalid/v1")
    assert [program.name for program in local.wanted_programs()] == ["aws", "speech"]


def test_another_speech_endpoint_or_silence_replaces_the_local_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARRATION", "off")
    assert [program.name for program in local.wanted_programs()] == ["aws", "model"]
    monkeypatch.delenv("NARRATION")
    monkeypatch.setenv("SPEECH_BASE_URL", "https://speech.invalid/v1")
    assert [program.name for program in local.wanted_programs()] == ["aws", "model"]


# --- the stack itself -----------------------------------------------------------------------------


def get(url: str, token: str = "") -> tuple[int, Any, str]:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"} if token else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer), answer.headers["Content-Type"]
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused), refused.headers["Content-Type"]


def token_of(role: str) -> str:
    command = [str(ROOT / ".venv" / "bin" / "stillpath"), "token", role]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.stack
def test_stack_json_says_what_others_rely_on(stack: dict[str, Any]) -> None:
    written = json.loads(local.STACK_FILE.read_text())
    assert written == stack
    assert written["base_url"].endswith("/")
    for role in ("patient", "therapist", "author"):
        assert {"email", "password"} <= set(written["people"][role])
    assert {"aws_endpoint", "table", "issuer", "client_id"} <= set(written)


@pytest.mark.stack
def test_the_deployed_app_answers_and_says_its_stage(stack: dict[str, Any]) -> None:
    status, body, _ = get(stack["base_url"] + "v1/health")
    assert (status, body["stage"]) == (200, "local")


@pytest.mark.stack
def test_without_a_token_the_gateway_answers_with_problem_details(stack: dict[str, Any]) -> None:
    status, body, kind = get(stack["base_url"] + "v1/today")
    assert (status, body["status"], kind) == (401, 401, "application/problem+json")


@pytest.mark.stack
def test_the_programme_is_published_and_the_demo_patient_can_open_it(stack: dict[str, Any]) -> None:
    status, body, _ = get(stack["base_url"] + "v1/programme", token_of("patient"))
    assert status == 200, body
    assert body["modules"]


@pytest.mark.stack
def test_nothing_listens_beyond_this_machine(stack: dict[str, Any]) -> None:
    pids = set(processes.recorded().values())
    inodes = {
        os.readlink(link)[8:-1]
        for pid in pids
        for link in Path(f"/proc/{pid}/fd").iterdir()
        if os.readlink(link).startswith("socket:[")
    }
    listening = []
    for table in ("tcp", "tcp6"):
        rows = [line.split() for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
        listening += [row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in inodes]
    assert len(listening) == 3  # AWS, model, voice
    assert set(listening) == {"0100007F"}  # 127.0.0.1


@pytest.mark.stack
def test_a_restart_keeps_address_people_and_data(stack: dict[str, Any]) -> None:
    item = {"pk": {"S": "TEST#restart"}, "sk": {"S": "KEPT"}, "words": {"S": "שלום 👋 invented"}}
    deployment.client("dynamodb").put_item(TableName=stack["table"], Item=item)
    assert local.stop() == 0
    assert not processes.port_taken(processes.aws().port)

    again = local.ensure_stack()

    assert again == stack
    key = {"pk": item["pk"], "sk": item["sk"]}
    found = deployment.client("dynamodb").get_item(TableName=stack["table"], Key=key)["Item"]
    deployment.client("dynamodb").delete_item(TableName=stack["table"], Key=key)
    assert found == item


@pytest.mark.stack
def test_the_local_model_answers_the_openai_client_in_a_given_form(stack: dict[str, Any]) -> None:
    from openai import OpenAI

    form = {"type": "object", "properties": {"text": {"type": "string", "maxLength": 60}}, "required": ["text"]}
    with OpenAI(base_url=stack["model_url"], api_key="local", timeout=60) as client:
        answer = client.chat.completions.create(
            model=stack["model_name"],
            messages=[{"role": "user", "content": "Say hello as JSON."}],
            response_format={"type": "json_schema", "json_schema": {"name": "reply", "schema": form}},
            max_tokens=60,
            temperature=0,
        )
    assert set(json.loads(answer.choices[0].message.content or "")) == {"text"}
