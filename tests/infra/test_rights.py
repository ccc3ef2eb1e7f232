"""What each function may do: everything it needs, nothing broad."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infra.policies import sending
from infra.stages import account_stage
from tests.infra.conftest import Synthesised

#: AWS accepts nothing narrower for these.
ONLY_STAR = {"xray:PutTraceSegments", "xray:PutTelemetryRecords", "polly:SynthesizeSpeech"}
Statement = dict[str, Any]


def rights(stack: Synthesised, function: str) -> list[Statement]:
    (role,) = [role for name, role in stack.of_type("AWS::IAM::Role").items() if name.startswith(f"Roles{function}")]
    return [statement for policy in role["Policies"] for statement in policy["PolicyDocument"]["Statement"]]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def actions(stack: Synthesised, function: str) -> set[str]:
    return {action for statement in rights(stack, function) for action in listed(statement["Action"])}


FUNCTIONS = ("APIHandler", "Prepare", "Remind", "Sweep", "Watch")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_action_is_a_wildcard(dev: Synthesised, function: str) -> None:
    assert not [action for action in actions(dev, function) if "*" in action]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_resource_is_a_wildcard_but_where_aws_takes_nothing_else(dev: Synthesised, function: str) -> None:
    for statement in rights(dev, function):
        if "*" in listed(statement["Resource"]):
            assert set(listed(statement["Action"])) <= ONLY_STAR


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_function_can_scan_or_manage_the_table(dev: Synthesised, function: str) -> None:
    table = {action.split(":")[1] for action in actions(dev, function) if action.startswith("dynamodb:")}
    assert table == {
        *("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
    }


@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_key_is_used_only_through_the_services_that_hold_data(dev: Synthesised, function: str) -> None:
    (key,) = [statement for statement in rights(dev, function) if statement.get("Sid") == "Key"]
    services = key["Condition"]["StringEquals"]["kms:ViaService"]
    assert {service.split(".")[0] for service in services} == {"dynamodb", "sqs", "secretsmanager", "s3"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_writes_only_its_own_log(dev: Synthesised, function: str) -> None:
    (logs,) = [statement for statement in rights(dev, function) if statement.get("Sid") == "Logs"]
    assert json.dumps(logs["Resource"]).startswith(f'{{"Fn::GetAtt": ["Logs{function}')


def test_only_the_preparation_may_read_the_models_key(dev: Synthesised) -> None:
    readers = {function for function in FUNCTIONS if "secretsmanager:GetSecretValue" in actions(dev, function)}
    assert readers == {"Prepare"}


def test_who_sends_to_the_queue_and_who_receives(dev: Synthesised) -> None:
    def to_the_queue(function: str) -> set[str]:
        statements = [s for s in rights(dev, function) if "StoragePrepare" in json.dumps(s["Resource"])]
        return {action for s in statements for action in listed(s["Action"])}

    assert to_the_queue("APIHandler") == to_the_queue("Sweep") == {"sqs:SendMessage"}
    # it hands what takes long on to itself
    assert {"sqs:SendMessage", "sqs:ReceiveMessage"} <= to_the_queue("Prepare")
    assert to_the_queue("Watch") == set()


def test_only_what_erases_a_person_may_delete_a_sign_in_and_only_in_this_pool(dev: Synthesised) -> None:
    deleting = {function for function in FUNCTIONS if "cognito-idp:AdminDeleteUser" in actions(dev, function)}
    assert deleting == {"APIHandler", "Sweep"}
    for function in deleting:
        (accounts,) = [s for s in rights(dev, function) if s.get("Sid") == "Accounts"]
        assert listed(accounts["Action"]) == ["cognito-idp:AdminDeleteUser"]
        assert "PeoplePool" in json.dumps(accounts["Resource"])


def test_only_the_api_may_sign_somebody_out_and_only_in_this_pool(dev: Synthesised) -> None:
    assert {f for f in FUNCTIONS if "cognito-idp:AdminUserGlobalSignOut" in actions(dev, f)} == {"APIHandler"}
    (statement,) = [s for s in rights(dev, "APIHandler") if s.get("Sid") == "SignOut"]
    assert listed(statement["Action"]) == ["cognito-idp:AdminUserGlobalSignOut"]
    assert "PeoplePool" in json.dumps(statement["Resource"])


def test_only_the_reminders_may_send_mail_and_only_from_the_one_verified_sender(dev: Synthesised) -> None:
    sending = {function for function in FUNCTIONS if any(a.startswith("ses:") for a in actions(dev, function))}
    assert sending == {"Remind"}
    (mail,) = [s for s in rights(dev, "Remind") if s.get("Sid") == "Mail"]
    assert listed(mail["Action"]) == ["ses:SendEmail"]
    assert listed(mail["Resource"])[0].endswith(":identity/clinic.example")
    assert mail["Condition"] == {"StringEquals": {"ses:FromAddress": "reminders@clinic.example"}}


def test_without_a_sender_nobody_may_send_mail() -> None:
    assert sending(account_stage("prod", lambda setting: None)) == []


def test_the_identity_is_the_senders_domain_unless_the_operator_names_it() -> None:
    settings = {"reminder_sender": "reminders@clinic.example", "reminder_identity": "reminders@clinic.example"}
    (statement,) = sending(account_stage("prod", settings.get))
    assert statement.resources[0].endswith(":identity/reminders@clinic.example")
    (statement,) = sending(account_stage("prod", {"reminder_sender": "reminders@clinic.example"}.get))
    assert statement.resources[0].endswith(":identity/clinic.example")


def test_only_the_preparation_speaks_and_writes_sounds(dev: Synthesised) -> None:
    for action in ("polly:SynthesizeSpeech", "s3:PutObject"):
        assert {function for function in FUNCTIONS if action in actions(dev, function)} == {"Prepare"}
    assert {function for function in FUNCTIONS if "s3:GetObject" in actions(dev, function)} == {"APIHandler", "Prepare"}


def test_a_sound_may_be_deleted_only_where_it_is_one_persons(dev: Synthesised) -> None:
    for function in ("APIHandler", "Prepare", "Sweep"):
        found = {s["Sid"]: s for s in rights(dev, function) if "Sounds" in s.get("Sid", "")}
        assert listed(found["EraseSounds"]["Action"]) == ["s3:DeleteObject"]
        assert json.dumps(found["EraseSounds"]["Resource"]).endswith('/patients/*"]]}')
        assert found["FindSounds"]["Condition"] == {"StringLike": {"s3:prefix": ["patients/*"]}}
    assert not any(action.startswith("s3:") for action in actions(dev, "Watch"))


def test_the_local_stage_has_a_voice_of_its_own(local: Synthesised) -> None:
    assert "polly:SynthesizeSpeech" not in actions(local, "Prepare")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_right_has_a_name_of_its_own(dev: Synthesised, function: str) -> None:
    """IAM refuses a policy in which two statements have one name."""
    names = [statement["Sid"] for statement in rights(dev, function)]
    assert len(names) == len(set(names))
