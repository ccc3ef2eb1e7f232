"""What keeps data and who may come in: encryption, recovery, queues, the user pool, logs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.store.sounds import OWN_KEPT_FOR
from tests.infra.conftest import Synthesised


def key_of(stack: Synthesised) -> str:
    """The key that encrypts, not the one that signs."""
    keys = [(name, r) for name, r in stack.template["Resources"].items() if r["Type"] == "AWS::KMS::Key"]
    (key,) = [name for name, r in keys if "KeySpec" not in r["Properties"]]
    return key


def test_the_table_can_be_wound_back_and_is_encrypted_with_the_deployments_key(dev: Synthesised) -> None:
    table = dev.only("AWS::DynamoDB::Table")
    assert table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert table["SSESpecification"]["SSEType"] == "KMS"
    assert table["SSESpecification"]["KMSMasterKeyId"] == {"Fn::GetAtt": [key_of(dev), "Arn"]}
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}


def test_the_table_has_the_keys_and_the_one_index_that_the_store_uses(dev: Synthesised) -> None:
    table = dev.only("AWS::DynamoDB::Table")
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]
    (index,) = table["GlobalSecondaryIndexes"]
    assert index["IndexName"] == "by_queue"
    assert [key["AttributeName"] for key in index["KeySchema"]] == ["qk", "qs"]
    assert index["Projection"] == {"ProjectionType": "ALL"}
    assert {attribute["AttributeType"] for attribute in table["AttributeDefinitions"]} == {"S"}


def test_a_real_table_cannot_be_deleted_by_accident_and_a_local_one_can(dev: Synthesised, local: Synthesised) -> None:
    assert dev.only("AWS::DynamoDB::Table")["DeletionProtectionEnabled"] is True
    assert dev.only("AWS::Cognito::UserPool")["DeletionProtection"] == "ACTIVE"
    assert {r["DeletionPolicy"] for r in dev.whole("AWS::DynamoDB::Table") + dev.whole("AWS::KMS::Key")} == {"Retain"}
    assert local.only("AWS::DynamoDB::Table")["DeletionProtectionEnabled"] is False


def test_a_nightly_copy_is_kept_as_long_as_the_table_can_be_wound_back(dev: Synthesised) -> None:
    (rule,) = dev.only("AWS::Backup::BackupPlan")["BackupPlan"]["BackupPlanRule"]
    assert rule["Lifecycle"]["DeleteAfterDays"] == 35
    assert dev.only("AWS::Backup::BackupVault")["EncryptionKeyArn"] == {"Fn::GetAtt": [key_of(dev), "Arn"]}


def test_the_key_rotates(dev: Synthesised) -> None:
    assert dev.of_type("AWS::KMS::Key")[key_of(dev)]["EnableKeyRotation"] is True


def test_practices_are_signed_by_a_key_of_its_own_that_only_the_api_may_use(dev: Synthesised) -> None:
    ((name, key),) = [(n, k) for n, k in dev.of_type("AWS::KMS::Key").items() if "KeySpec" in k]
    assert (key["KeySpec"], key["KeyUsage"]) == ("ECC_NIST_P256", "SIGN_VERIFY")
    signing = [
        (role_name, statement)
        for role_name, role in dev.of_type("AWS::IAM::Role").items()
        for policy in role.get("Policies", [])
        for statement in policy["PolicyDocument"]["Statement"]
        if "kms:Sign" in statement["Action"]
    ]
    ((role_name, statement),) = signing
    assert "APIHandler" in role_name
    assert statement["Resource"] == {"Fn::GetAtt": [name, "Arn"]}


def test_what_fails_three_times_goes_to_the_dead_letter_queue(dev: Synthesised) -> None:
    queues = dev.of_type("AWS::SQS::Queue")
    (prepare,) = [queue for queue in queues.values() if queue["QueueName"] == "stillpath-dev-prepare"]
    (dead_letters,) = [name for name, queue in queues.items() if queue["QueueName"].endswith("dead-letters")]
    assert prepare["RedrivePolicy"] == {
        "deadLetterTargetArn": {"Fn::GetAtt": [dead_letters, "Arn"]},
        "maxReceiveCount": 3,
    }


def test_a_message_stays_hidden_six_times_as_long_as_its_handler_may_take(dev: Synthesised) -> None:
    timeout = dev.of_type("AWS::Serverless::Function")["Prepare"]["Timeout"]
    queues = dev.of_type("AWS::SQS::Queue").values()
    (prepare,) = [queue for queue in queues if queue["QueueName"] == "stillpath-dev-prepare"]
    assert prepare["VisibilityTimeout"] >= 6 * timeout


def test_queues_and_secret_are_encrypted_with_the_deployments_key(dev: Synthesised) -> None:
    arn = {"Fn::GetAtt": [key_of(dev), "Arn"]}
    assert all(queue["KmsMasterKeyId"] == arn for queue in dev.of_type("AWS::SQS::Queue").values())
    assert dev.only("AWS::SecretsManager::Secret")["KmsKeyId"] == arn


def test_the_models_key_is_in_no_template(dev: Synthesised, local: Synthesised) -> None:
    assert "SecretString" not in dev.only("AWS::SecretsManager::Secret")
    assert not local.of_type("AWS::SecretsManager::Secret")


def test_every_function_has_an_encrypted_log_group_that_forgets(dev: Synthesised) -> None:
    groups = {group["LogGroupName"]: group for group in dev.of_type("AWS::Logs::LogGroup").values()}
    names = {function["FunctionName"] for function in dev.of_type("AWS::Serverless::Function").values()}
    assert set(groups) == {f"/aws/lambda/{name}" for name in names} | {"aws-waf-logs-stillpath-dev"}
    for group in groups.values():
        assert group["RetentionInDays"] == 30
        assert group["KmsKeyId"] == {"Fn::GetAtt": [key_of(dev), "Arn"]}


def test_nobody_signs_themselves_up_and_passwords_are_long(dev: Synthesised) -> None:
    pool = dev.only("AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] >= 12
    assert pool["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]
    groups = {group["GroupName"] for group in dev.of_type("AWS::Cognito::UserPoolGroup").values()}
    assert groups == {"patient", "therapist", "author"}


def client_of(stack: Synthesised) -> dict[str, Any]:
    return stack.only("AWS::Cognito::UserPoolClient")


def test_pages_sign_in_with_a_code_and_hold_no_secret(dev: Synthesised) -> None:
    client = client_of(dev)
    assert client["AllowedOAuthFlows"] == ["code"]
    assert client["GenerateSecret"] is False
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert client["EnableTokenRevocation"] is True


def test_the_sign_in_returns_to_this_api_and_nowhere_else(dev: Synthesised) -> None:
    for address in client_of(dev)["CallbackURLs"] + client_of(dev)["LogoutURLs"]:
        assert address["Fn::Join"][1][:2] == ["https://", {"Ref": "RestAPI"}]


@pytest.mark.parametrize(("stage", "allowed"), [("dev", False), ("local", True)])
def test_a_password_over_the_api_signs_in_only_locally(synth: Any, stage: str, allowed: bool) -> None:
    assert ("ALLOW_USER_PASSWORD_AUTH" in client_of(synth(stage))["ExplicitAuthFlows"]) is allowed


def test_somebody_is_told_of_failures_and_of_a_night_without_the_watch(dev: Synthesised) -> None:
    alarms = dev.of_type("AWS::CloudWatch::Alarm")
    assert all(alarm["AlarmActions"] for alarm in alarms.values())
    metrics = json.dumps(list(alarms.values()))
    assert "ApproximateNumberOfMessagesVisible" in metrics
    assert "RedFlagRaised" in metrics
    (silent,) = [alarm for alarm in alarms.values() if alarm["TreatMissingData"] == "breaching"]
    assert silent["Dimensions"] == [{"Name": "FunctionName", "Value": "stillpath-dev-watch"}]


def test_sounds_are_encrypted_shut_to_the_public_and_a_persons_own_go_in_the_end(dev: Synthesised) -> None:
    (bucket,) = [b for b in dev.of_type("AWS::S3::Bucket").values() if "sounds" in json.dumps(b["BucketName"])]
    (rule,) = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert rule["ServerSideEncryptionByDefault"] == {
        "KMSMasterKeyID": {"Fn::GetAtt": [key_of(dev), "Arn"]},
        "SSEAlgorithm": "aws:kms",
    }
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    own = next(rule for rule in bucket["LifecycleConfiguration"]["Rules"] if rule["Id"] == "own")
    assert (own["Prefix"], own["Status"]) == ("patients/", "Enabled")
    assert own["ExpirationInDays"] > OWN_KEPT_FOR.days
    assert "VersioningConfiguration" not in bucket
    policies = json.dumps(dev.of_type("AWS::S3::BucketPolicy"))
    assert '"aws:SecureTransport": "false"' in policies
