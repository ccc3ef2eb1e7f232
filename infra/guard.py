"""How often one address may knock: at signing in and pairing, and altogether. Outside the local stage."""

from __future__ import annotations

import json
from typing import Any

from aws_cdk import aws_logs as logs
from aws_cdk import aws_wafv2 as waf
from constructs import Construct

from infra.front import API_STAGE
from infra.gateway import body
from infra.people import People
from infra.stages import Stage
from infra.storage import Storage

#: Where somebody may guess: our ways in, the pool's own pages, and the codes of headsets.
WAYS_IN = ("/sign-in", "/signed-in", "/renew", "/v1/devices/authorize", "/v1/devices/token", "/devices", "/login")
#: Requests from one address in five minutes (the window that AWS counts in). A clinic's whole house may share an
#: address: a hundred ways in are fifty people who sign in within the same five minutes.
WINDOW_SECONDS, MOST_WAYS_IN, MOST_REQUESTS = 300, 100, 5000
BLOCKED = {"ActionCondition": {"Action": "BLOCK"}}
#: Our own functions ask the pool for tokens here, all from a few addresses.
TOKENS = "/oauth2/"


class Guard(Construct):
    """AWS WAF before the API and the user pool. What is let through is not kept: requests carry who somebody is."""

    def __init__(self, scope: Construct, stage: Stage, storage: Storage, people: People, api: Any) -> None:
        super().__init__(scope, "Guard")
        refusals = {"refused": {"contentType": "APPLICATION_JSON", "content": body("THROTTLED")}}
        self.acl = waf.CfnWebACL(
            self,
            "Rates",
            name=stage.stack_name,
            scope="REGIONAL",
            default_action={"allow": {}},
            visibility_config=_seen(stage.stack_name),
            custom_response_bodies=refusals,
            rules=[
                _rule("ways-in", 0, MOST_WAYS_IN, {"orStatement": {"statements": [_path(one) for one in WAYS_IN]}}),
                _rule("requests", 1, MOST_REQUESTS, {"notStatement": {"statement": _path(TOKENS, "CONTAINS")}}),
            ],
        )
        self._keep_refusals(stage, storage)
        self._before_the_api(api)
        pool = waf.CfnWebACLAssociation(
            self, "Pool", resource_arn=people.pool.user_pool_arn, web_acl_arn=self.acl.attr_arn
        )
        pool.node.add_dependency(people.pool)

    def _keep_refusals(self, stage: Stage, storage: Storage) -> None:
        """Which address was refused and when, for a month; never who it said it was, or what it asked for."""
        group = logs.LogGroup(
            self,
            "Refused",
            log_group_name=f"aws-waf-logs-{stage.stack_name}",  # AWS WAF writes to groups of such names alone
            retention=logs.RetentionDays.ONE_MONTH,
            encryption_key=storage.key,
            removal_policy=storage.keeping,
        )
        named = [{"singleHeader": {"Name": name}} for name in ("authorization", "cookie")]
        refused = {"Behavior": "KEEP", "Requirement": "MEETS_ANY", "Conditions": [BLOCKED]}
        kept = waf.CfnLoggingConfiguration(
            self,
            "Log",
            resource_arn=self.acl.attr_arn,
            log_destination_configs=[group.log_group_arn],
            redacted_fields=[*named, {"queryString": {}}],
        )
        kept.add_property_override("LoggingFilter", {"DefaultBehavior": "DROP", "Filters": [refused]})

    def _before_the_api(self, api: Any) -> None:
        front = waf.CfnWebACLAssociation(self, "Api", resource_arn=API_STAGE, web_acl_arn=self.acl.attr_arn)
        # `.Stage` is of SAM's making: the association waits for the stage, which no template names by itself
        arn = "arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${RestAPI}/stages/${RestAPI.Stage}"
        front.add_property_override("ResourceArn", {"Fn::Sub": arn.replace("RestAPI", api.logical_id)})


def _rule(name: str, priority: int, limit: int, among: dict[str, Any]) -> dict[str, Any]:
    counted = {"limit": limit, "aggregateKeyType": "IP", "evaluationWindowSec": WINDOW_SECONDS}
    answer = {"responseCode": json.loads(body("THROTTLED"))["status"], "customResponseBodyKey": "refused"}
    return {
        "name": name,
        "priority": priority,
        "statement": {"rateBasedStatement": counted | {"scopeDownStatement": among}},
        "action": {"block": {"customResponse": answer}},
        "visibilityConfig": _seen(name),
    }


def _path(words: str, place: str = "ENDS_WITH") -> dict[str, Any]:
    return {
        "byteMatchStatement": {
            "searchString": words,
            "fieldToMatch": {"uriPath": {}},
            "positionalConstraint": place,
            "textTransformations": [{"priority": 0, "type": "NORMALIZE_PATH"}],
        }
    }


def _seen(name: str) -> dict[str, Any]:
    """Counted, never sampled: a sample would show addresses and cookies."""
    return {"cloudWatchMetricsEnabled": True, "metricName": name, "sampledRequestsEnabled": False}
