"""How often one address may knock, as the template says it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infra.guard import MOST_REQUESTS, MOST_WAYS_IN
from tests.infra.conftest import Synthesised


@pytest.fixture(scope="module")
def rules(dev: Synthesised) -> dict[str, Any]:
    return {rule["Name"]: rule for rule in dev.only("AWS::WAFv2::WebACL")["Rules"]}


def counted(rule: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = rule["Statement"]["RateBasedStatement"]
    return found


def paths(statement: Any) -> set[str]:
    if isinstance(statement, dict):
        own = {statement["SearchString"]} if "SearchString" in statement else set()
        return own.union(*(paths(value) for value in statement.values()))
    return set().union(*(paths(one) for one in statement)) if isinstance(statement, list) else set()


@pytest.mark.parametrize("way", ["/sign-in", "/signed-in", "/login", "/v1/devices/token", "/v1/devices/authorize"])
def test_signing_in_and_pairing_are_counted_by_address(rules: dict[str, Any], way: str) -> None:
    rule = counted(rules["ways-in"])
    assert (rule["AggregateKeyType"], rule["Limit"], rule["EvaluationWindowSec"]) == ("IP", MOST_WAYS_IN, 300)
    assert way in paths(rule)


def test_one_address_cannot_ask_without_end_but_our_functions_may_ask_for_tokens(rules: dict[str, Any]) -> None:
    rule = counted(rules["requests"])
    assert rule["Limit"] == MOST_REQUESTS
    assert paths(rule["ScopeDownStatement"]["NotStatement"]) == {"/oauth2/"}


def test_who_knocks_too_often_is_told_so(dev: Synthesised, rules: dict[str, Any]) -> None:
    for rule in rules.values():
        assert rule["Action"]["Block"]["CustomResponse"]["ResponseCode"] == 429
    told = dev.only("AWS::WAFv2::WebACL")["CustomResponseBodies"]["refused"]["Content"]
    assert json.loads(told)["status"] == 429


def test_no_request_is_kept_as_a_sample(dev: Synthesised) -> None:
    assert '"SampledRequestsEnabled": true' not in json.dumps(dev.only("AWS::WAFv2::WebACL"))


def test_only_what_was_refused_is_logged_and_nobodys_name_with_it(dev: Synthesised) -> None:
    log = dev.only("AWS::WAFv2::LoggingConfiguration")
    assert log["LoggingFilter"]["DefaultBehavior"] == "DROP"
    (kept,) = log["LoggingFilter"]["Filters"]
    assert kept["Conditions"] == [{"ActionCondition": {"Action": "BLOCK"}}]
    redacted = json.dumps(log["RedactedFields"])
    assert all(field in redacted for field in ("authorization", "cookie", "QueryString"))


def test_it_stands_before_the_api_and_before_the_user_pool(dev: Synthesised) -> None:
    arns = [json.dumps(one["ResourceArn"]) for one in dev.of_type("AWS::WAFv2::WebACLAssociation").values()]
    assert len(arns) == 2
    assert any("/stages/${RestAPI.Stage}" in arn for arn in arns)
    assert any("PeoplePool" in arn for arn in arns)


def test_the_local_stage_needs_none(local: Synthesised) -> None:
    assert local.of_type("AWS::WAFv2::WebACL") == {}
