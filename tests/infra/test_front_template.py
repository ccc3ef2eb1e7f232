"""What stands in front of the app: the API, its authorizer, its limits, and the functions behind it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.infra.conftest import Synthesised

#: The routes under v1/ that anyone may call.
OPEN_ROUTES = {"/v1/health", "/v1/openapi.json", "/v1/devices/authorize", "/v1/devices/token"}
#: Those that a headset calls with a token that the user pool does not know: the app itself looks at both kinds.
HEADSET_ROUTES = {"/v1/practices", "/v1/practices/{practice_id}", "/v1/practice-runs", "/v1/sounds/{sound_id}"}


def api(stack: Synthesised) -> dict[str, Any]:
    return stack.only("AWS::Serverless::Api")


def operations(stack: Synthesised) -> list[tuple[str, str, dict[str, Any]]]:
    paths = api(stack)["DefinitionBody"]["paths"]
    return [(path, method, op) for path, methods in paths.items() for method, op in methods.items()]


def functions(stack: Synthesised) -> dict[str, dict[str, Any]]:
    return stack.of_type("AWS::Serverless::Function")


def test_every_v1_route_but_the_open_ones_asks_the_user_pool(dev: Synthesised) -> None:
    schemes = api(dev)["DefinitionBody"]["securityDefinitions"]
    pools = {
        name
        for name, scheme in schemes.items()
        if scheme["x-amazon-apigateway-authorizer"]["type"] == "cognito_user_pools"
    }
    unguarded = {
        path
        for path, method, operation in operations(dev)
        if path.startswith("/v1/") and method != "options"
        if not any(pools & set(requirement) for requirement in operation.get("security", []))
    }
    assert unguarded <= OPEN_ROUTES | HEADSET_ROUTES
    assert "/v1/health" in unguarded


def test_the_authorizer_is_the_pool_of_this_very_deployment(dev: Synthesised) -> None:
    (pool,) = [name for name, r in dev.template["Resources"].items() if r["Type"] == "AWS::Cognito::UserPool"]
    for scheme in api(dev)["DefinitionBody"]["securityDefinitions"].values():
        assert scheme["x-amazon-apigateway-authorizer"]["providerARNs"] == [{"Fn::GetAtt": [pool, "Arn"]}]


def test_there_are_routes_for_patients_and_for_therapists(dev: Synthesised) -> None:
    paths = {path for path, _, _ in operations(dev)}
    assert {"/v1/today", "/v1/steps/{step_id}/complete", "/v1/review", "/v1/patients"} <= paths


def test_the_api_is_regional_traced_and_throttled_and_logs_no_bodies(dev: Synthesised) -> None:
    settings = api(dev)
    assert settings["EndpointConfiguration"] == {"Type": "REGIONAL"}
    assert settings["TracingEnabled"] is True
    (method,) = settings["MethodSettings"]
    assert method["DataTraceEnabled"] is False
    assert 0 < method["ThrottlingRateLimit"] <= method["ThrottlingBurstLimit"]


@pytest.mark.parametrize("kind", ["UNAUTHORIZED", "ACCESS_DENIED", "EXPIRED_TOKEN", "DEFAULT_4XX", "DEFAULT_5XX"])
def test_the_gateways_own_errors_are_problem_details_that_another_origin_can_read(dev: Synthesised, kind: str) -> None:
    answer = api(dev)["GatewayResponses"][kind]
    headers = answer["ResponseParameters"]["Headers"]
    assert headers["Access-Control-Allow-Origin"] == "'*'"
    assert headers["Content-Type"] == "'application/problem+json'"
    problem = json.loads(answer["ResponseTemplates"]["application/json"])
    assert problem["status"] == answer["StatusCode"]
    assert problem["title"]
    assert problem["detail"]


def test_the_api_names_its_function_and_does_not_refer_to_it(dev: Synthesised) -> None:
    # a reference would close a circle: function -> sign-in client -> API -> function
    text = json.dumps(api(dev)["DefinitionBody"]["paths"])
    assert "APIHandler" not in text
    assert "function:stillpath-dev-api/invocations" in text


def test_functions_have_memory_tracing_a_fixed_name_and_their_own_role(dev: Synthesised) -> None:
    assert set(functions(dev)) == {"APIHandler", "Prepare", "Remind", "Sweep", "Watch"}
    for name, function in functions(dev).items():
        assert function["MemorySize"] == 1024
        assert function["Tracing"] == "Active"
        assert function["FunctionName"].startswith("stillpath-dev-")
        assert function["Role"]["Fn::GetAtt"][0].startswith(f"Roles{name}")


def test_the_api_answers_before_the_gateway_gives_up(dev: Synthesised) -> None:
    assert functions(dev)["APIHandler"]["Timeout"] == 28


def test_the_queues_handler_gets_one_message_at_a_time(dev: Synthesised) -> None:
    (event,) = functions(dev)["Prepare"]["Events"].values()
    assert event["Type"] == "SQS"
    assert event["Properties"]["BatchSize"] == 1
    assert json.dumps(event["Properties"]["Queue"]).endswith(':stillpath-dev-prepare"}')


@pytest.mark.parametrize("handler", ["Sweep", "Watch"])
def test_the_nightly_handlers_run_every_night_and_a_failed_night_is_kept(dev: Synthesised, handler: str) -> None:
    (event,) = functions(dev)[handler]["Events"].values()
    assert event["Type"] == "Schedule"
    assert event["Properties"]["Schedule"].split()[2:] == ["*", "*", "?", "*)"]
    invocations = dev.of_type("AWS::Lambda::EventInvokeConfig").values()
    (config,) = [found for found in invocations if found["FunctionName"] == {"Ref": handler}]
    assert "DeadLetters" in json.dumps(config["DestinationConfig"]["OnFailure"])


def test_reminders_are_looked_at_every_quarter_of_an_hour_and_know_their_sender_and_the_pages_address(
    dev: Synthesised,
) -> None:
    remind = functions(dev)["Remind"]
    (event,) = remind["Events"].values()
    assert (event["Type"], event["Properties"]["Schedule"]) == ("Schedule", "rate(15 minutes)")
    variables = remind["Environment"]["Variables"]
    assert variables["REMINDER_SENDER"] == "reminders@clinic.example"
    assert {"Ref": "RestAPI"} in variables["BASE_URL"]["Fn::Join"][1]
    configs = dev.of_type("AWS::Lambda::EventInvokeConfig").values()
    assert [c for c in configs if c["FunctionName"] == {"Ref": "Remind"}]


def test_only_the_local_stack_brings_its_own_sender(dev: Synthesised, local: Synthesised) -> None:
    assert local.only("AWS::SES::EmailIdentity")["EmailIdentity"] == "stillpath.invalid"
    assert not dev.of_type("AWS::SES::EmailIdentity")


def test_each_function_gets_what_settings_read(dev: Synthesised) -> None:
    wanted = {"TABLE_NAME", "PREPARE_QUEUE_URL", "USER_POOL_ID", "USER_POOL_CLIENT_ID", "ISSUER", "JWKS_URL"} | {
        *("HOSTED_UI_URL", "MODEL_BASE_URL", "MODEL_NAME", "MODEL_KEY_SECRET_ARN", "ADAPTATION_MODE"),
        *("STILLPATH_STAGE", "PROGRAMME_ID", "DEFAULT_COUNTRY", "REMINDER_SENDER"),
    }
    for function in functions(dev).values():
        assert wanted <= set(function["Environment"]["Variables"])


def test_only_the_local_stage_points_functions_at_another_aws(dev: Synthesised, local: Synthesised) -> None:
    assert all("AWS_ENDPOINT_URL" not in f["Environment"]["Variables"] for f in functions(dev).values())
    assert all(
        f["Environment"]["Variables"]["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")
        for f in functions(local).values()
    )


def test_a_real_account_adapts_only_what_a_therapist_approves(dev: Synthesised) -> None:
    variables = functions(dev)["Prepare"]["Environment"]["Variables"]
    assert (variables["MODEL_NAME"], variables["ADAPTATION_MODE"]) == ("a-model", "approve")


def test_what_is_worth_it_goes_out_compressed(dev: Synthesised) -> None:
    assert api(dev)["MinimumCompressionSize"] == 1024


def test_a_sound_is_sent_as_bytes_whatever_a_browser_asks_for(dev: Synthesised) -> None:
    assert api(dev)["DefinitionBody"]["x-amazon-apigateway-binary-media-types"] == ["*/*"]


def test_lines_that_were_fitted_to_a_person_leave_for_the_cloud_only_when_the_operator_says_so(
    dev: Synthesised, local: Synthesised
) -> None:
    def narration(stack: Synthesised) -> set[str]:
        return {function["Environment"]["Variables"]["NARRATION"] for function in functions(stack).values()}

    assert (narration(dev), narration(local)) == ({"authored"}, {"all"})
