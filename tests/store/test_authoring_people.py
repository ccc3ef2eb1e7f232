"""Inviting people: an account, a group, and for a patient a place in a caseload that somebody reads."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from click.testing import CliRunner

from chalicelib.authoring.cli import main
from tests.conftest import REGION, TABLE


@pytest.fixture
def pool(world: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    identity = boto3.client("cognito-idp", region_name=REGION)
    made = str(identity.create_user_pool(PoolName="people", UsernameAttributes=["email"])["UserPool"]["Id"])
    for group in ("patient", "therapist", "author"):
        identity.create_group(UserPoolId=made, GroupName=group)
    monkeypatch.setenv("USER_POOL_ID", made)
    monkeypatch.setenv("TABLE_NAME", TABLE)
    return made


def run(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["invite", *arguments])


PATIENT = ("patient", "p@example.org", "--name", "An invented patient", "--country", "IE", "--programme", "small")


def test_a_patient_starts_in_the_caseload_of_their_therapist(pool: str, world: Any) -> None:
    assert run("therapist", "t@example.org").exit_code == 0
    done = run(*PATIENT, "--therapist", "t@example.org")
    assert done.exit_code == 0, done.output
    identity = boto3.client("cognito-idp", region_name=REGION)
    attributes = identity.admin_get_user(UserPoolId=pool, Username="t@example.org")["UserAttributes"]
    therapist = next(a["Value"] for a in attributes if a["Name"] == "sub")
    profiles, _ = world.deps.courses.caseload(therapist)
    assert [p.name for p in profiles] == ["An invented patient"]


def test_nobody_is_enrolled_where_no_therapist_would_read_their_flags(pool: str, world: Any) -> None:
    assert "invite the therapist first" in run(*PATIENT, "--therapist", "nobody@example.org").output
    run("author", "a@example.org")
    assert "is not a therapist" in run(*PATIENT, "--therapist", "a@example.org").output
    identity = boto3.client("cognito-idp", region_name=REGION)
    assert [u for u in identity.list_users(UserPoolId=pool)["Users"] if u["Username"] == "p@example.org"] == []


def test_a_patient_needs_a_name_a_therapist_and_a_country(pool: str) -> None:
    done = run("patient", "p@example.org")
    assert done.exit_code == 2
    assert "--therapist" in done.output


def test_inviting_again_changes_nothing(pool: str) -> None:
    run("therapist", "t@example.org")
    assert run("therapist", "t@example.org").exit_code == 0
    run(*PATIENT, "--therapist", "t@example.org")
    again = run(*PATIENT, "--therapist", "t@example.org")
    assert again.exit_code == 1
    assert "enrolled already" in again.output
