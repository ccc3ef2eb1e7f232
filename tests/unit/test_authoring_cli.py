"""The `stillpath` command as authors use it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import boto3
import click
import pytest

from chalicelib.authoring.connection import find_target
from chalicelib.authoring.faults import Fault, annotation

from .command import stillpath


def break_a_link(desk: Path) -> None:
    path = desk / "modules" / "01-start" / "10-hello.md"
    path.write_text(path.read_text().replace("https://example.org/rest", "http://example.org/rest"))


AUTHORS = ["approve-safety", "diff", "lint", "move-patients", "publish", "reference", "rollback", "schema", "translate"]
COMMANDS = [*AUTHORS, "token", "score", "risk", "change"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(command: str) -> None:
    result = stillpath(*command.split(), "--help")
    assert result.exit_code == 0
    assert len(result.stdout.split()) > 25


def test_lint_of_a_clean_folder_says_what_it_looked_at(desk: Path) -> None:
    result = stillpath("lint")
    assert (result.exit_code, result.stdout) == (0, "No faults: 2 modules, 3 steps, 1 measure.\n")


def test_lint_says_where_what_and_how_and_ends_with_1(desk: Path) -> None:
    break_a_link(desk)
    result = stillpath("lint", "modules")
    assert result.exit_code == 1
    assert "modules/01-start/10-hello.md:10  link-without-https" in result.stdout
    assert "does not begin with https://" in result.stdout
    assert "Begin the address with https://" in result.stdout
    assert result.stdout.endswith("1 fault in 1 file.\n")


def test_lint_prints_json_for_scripts(desk: Path) -> None:
    assert json.loads(stillpath("lint", "--json").stdout) == []
    break_a_link(desk)
    result = stillpath("lint", "--json")
    (fault,) = json.loads(result.stdout)
    assert result.exit_code == 1
    assert set(fault) == {"file", "line", "rule", "message", "help"}
    assert (fault["file"], fault["line"]) == ("modules/01-start/10-hello.md", 10)


def test_lint_tells_a_ci_where_each_fault_is(desk: Path) -> None:
    break_a_link(desk)
    result = stillpath("lint", "--annotate", "github")
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert line.startswith("::error file=modules/01-start/10-hello.md,line=10,title=link-without-https::'http://")
    assert result.exit_code == 1


def test_an_annotation_stays_on_one_line_whatever_it_says() -> None:
    fault = Fault("a,b:c.md", 3, "tab", "50 %\nof it", "Mend it.")
    assert annotation(fault) == "::error file=a%2Cb%3Ac.md,line=3,title=tab::50 %25%0Aof it Mend it."


def test_lint_tells_that_some_checks_wait_for_a_file_that_cannot_be_read(desk: Path) -> None:
    (desk / "modules" / "programme.yaml").write_text("\tid: x")
    result = stillpath("lint")
    assert result.exit_code == 1
    assert "checked once they can all be read" in result.stdout


def test_publish_then_again_then_back(desk: Path, author_table: str) -> None:
    assert "6 parts would be written, 0 unchanged" in stillpath("publish", "--dry-run").stdout
    assert "6 parts written, 0 unchanged" in stillpath("publish").stdout
    again = stillpath("publish")
    assert "0 parts written, 6 unchanged" in again.stdout
    assert "This is what is served already" in again.stdout
    path = desk / "modules" / "01-start" / "20-moment.md"
    path.write_text(path.read_text().replace("one moment today", "one moment"))
    changed = json.loads(stillpath("publish", "--json").stdout)
    assert (changed["written"], changed["unchanged"], changed["moved"]) == (2, 4, True)
    assert "is served again" in stillpath("rollback", "--programme", "small").stdout
    refused = stillpath("rollback", "--programme", "small")
    assert refused.exit_code == 1
    assert "no earlier release" in refused.stderr


def test_content_with_faults_is_not_published(desk: Path, author_table: str) -> None:
    break_a_link(desk)
    result = stillpath("publish")
    assert result.exit_code == 1
    assert "link-without-https" in result.stdout
    assert "Nothing was published" in result.stderr
    assert boto3.client("dynamodb").scan(TableName=author_table)["Count"] == 0


def test_a_stale_translation_is_a_fault_that_does_not_hold_a_publish_up(desk: Path, author_table: str) -> None:
    file = desk / "modules" / "translations" / "es" / "01-start" / "module.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("title: Inicio\nsummary: La primera parte.\n")
    assert stillpath("translate", "accept").exit_code == 0
    first = stillpath("publish")
    assert (first.exit_code, "stale" in first.stdout) == (0, False)
    source = desk / "modules" / "01-start" / "module.yaml"
    source.write_text(source.read_text().replace("title: Start", "title: Begin"))
    assert stillpath("lint").exit_code == 1
    planned = stillpath("publish", "--dry-run")
    assert "stale-translation  The source of 'title' has changed" in planned.stdout
    told = json.loads(stillpath("publish", "--json").stdout)
    assert [fault["line"] for fault in told["untranslated"]] == [1]


@pytest.mark.parametrize("command", [["publish"], ["rollback"]])
def test_without_a_deployed_stack_the_way_to_one_is_told(desk: Path, command: list[str]) -> None:
    result = stillpath(*command)
    assert result.exit_code == 2
    assert "make run" in result.stderr


def test_a_table_that_is_not_there_is_told_in_a_sentence(desk: Path, author_table: str) -> None:
    result = stillpath("publish", "--table", "elsewhere")
    assert result.exit_code == 1
    assert "AWS refused" in result.stderr


def test_options_go_before_the_environment_and_that_before_the_local_stack(desk: Path) -> None:
    (desk / ".local").mkdir()
    stack = {"table": "local-table", "aws_endpoint": "http://localhost:4566", "region": "eu-west-1"}
    (desk / ".local" / "stack.json").write_text(json.dumps(stack))
    below = desk / "modules" / "01-start"
    assert find_target(None, None, {}, below).table == "local-table"
    assert find_target(None, None, {}, below).endpoint == "http://localhost:4566"
    assert find_target(None, None, {"TABLE_NAME": "real"}, below).endpoint is None
    assert find_target("mine", "http://x", {"TABLE_NAME": "real"}, below).table == "mine"
    (desk / ".local" / "stack.json").write_text("not json")
    with pytest.raises(click.UsageError):
        find_target(None, None, {}, below)


# --- token ------------------------------------------------------------------------------------------


class SignIn(BaseHTTPRequestHandler):
    """The one call of Cognito that a demo person needs."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        right = (
            self.headers["X-Amz-Target"].endswith(".InitiateAuth")
            and asked["AuthFlow"] == "USER_PASSWORD_AUTH"
            and asked["ClientId"] == "client"
            and asked["AuthParameters"] == {"USERNAME": "patient@example.org", "PASSWORD": "invented"}
        )
        answer: dict[str, Any] = {"AuthenticationResult": {"AccessToken": "the-token", "IdToken": "not this"}}
        if not right:
            answer = {"__type": "NotAuthorizedException", "message": "Incorrect username or password."}
        body = json.dumps(answer).encode()
        self.send_response(200 if right else 400)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def identity(desk: Path) -> Iterator[dict[str, Any]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), SignIn)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    stack = {
        "aws_endpoint": f"http://127.0.0.1:{server.server_port}",
        "client_id": "client",
        "people": {
            "patient": {"email": "patient@example.org", "password": "invented"},
            "therapist": {"email": "therapist@example.org", "password": "forgotten"},
        },
    }
    (desk / ".local").mkdir()
    (desk / ".local" / "stack.json").write_text(json.dumps(stack))
    yield stack
    server.shutdown()
    thread.join()
    server.server_close()


def test_token_prints_the_access_token_of_a_demo_person(identity: dict[str, Any]) -> None:
    result = stillpath("token", "patient")
    assert (result.exit_code, result.stdout) == (0, "the-token\n")


def test_token_says_why_when_signing_in_fails(identity: dict[str, Any]) -> None:
    wrong, absent = stillpath("token", "therapist"), stillpath("token", "author")
    assert (wrong.exit_code, absent.exit_code) == (1, 1)
    assert "Incorrect username or password" in wrong.stderr
    assert "'author'" in absent.stderr


def test_token_without_a_local_stack_says_how_to_start_one(desk: Path) -> None:
    result = stillpath("token", "patient")
    assert result.exit_code == 2
    assert "make run" in result.stderr
