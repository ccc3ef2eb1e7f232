"""The Chalice app as part of the stack: packaged by Chalice, then given names, roles, limits and gateway answers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from chalice.cdk import Chalice
from constructs import Construct

from infra.gateway import BINARY_TYPES, COMPRESSED_FROM, sam_gateway_responses
from infra.package import trim
from infra.stages import Stage
from infra.storage import PREPARE_TIMEOUT_SECONDS
from infra.toolchain import ROOT

API_STAGE = "api"
#: Requests a second and at once, for the whole API; API Gateway answers 429 beyond.
RATE_LIMIT, BURST_LIMIT = 100, 200
Template = dict[str, Any]


def function_name(stage: Stage, handler: str) -> str:
    """Fixed, so that roles, logs and the API can name a function before it exists."""
    return f"{stage.stack_name}-{'api' if handler == 'APIHandler' else handler.lower()}"


def functions(template: Template) -> dict[str, Any]:
    return {
        name: resource["Properties"]
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }


def finish(template: Template, stage: Stage) -> None:
    """Set in Chalice's SAM template what Chalice cannot say."""
    for name, properties in functions(template).items():
        finish_function(name, properties, stage)
    api = template["Resources"]["RestAPI"]["Properties"]
    api["Name"] = stage.stack_name
    api["EndpointConfiguration"] = {"Type": "REGIONAL"}
    api["GatewayResponses"] = sam_gateway_responses()
    api["TracingEnabled"] = True
    api["MinimumCompressionSize"] = COMPRESSED_FROM
    api["MethodSettings"] = [method_settings()]
    api["OpenApiVersion"] = "2.0"  # leaves out the stage named "Stage" that SAM otherwise adds
    api["DefinitionBody"]["x-amazon-apigateway-binary-media-types"] = BINARY_TYPES
    name_handler_in_integrations(api["DefinitionBody"], function_name(stage, "APIHandler"))


def method_settings() -> dict[str, Any]:
    # DataTraceEnabled would log bodies, that is, what patients wrote.
    return {
        "ResourcePath": "/*",
        "HttpMethod": "*",
        "ThrottlingRateLimit": RATE_LIMIT,
        "ThrottlingBurstLimit": BURST_LIMIT,
        "MetricsEnabled": True,
        "DataTraceEnabled": False,
    }


def finish_function(name: str, properties: dict[str, Any], stage: Stage) -> None:
    properties["FunctionName"] = function_name(stage, name)
    properties["Tracing"] = "Active"
    if name == "APIHandler":
        return
    properties["Timeout"] = PREPARE_TIMEOUT_SECONDS
    for event in properties.get("Events", {}).values():
        if event["Type"] == "SQS":
            event["Properties"]["ScalingConfig"] = {"MaximumConcurrency": stage.prepare_at_once}


def name_handler_in_integrations(swagger: dict[str, Any], handler: str) -> None:
    """Point the API at the function by name, not by reference.

    The function's environment names the sign-in client, the client's callback names the API; a reference from the API
    to the function would close the circle.
    """
    arn = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:" + handler
    for methods in swagger["paths"].values():
        for operation in methods.values():
            integration = operation.get("x-amazon-apigateway-integration", {})
            if "APIHandler" in json.dumps(integration.get("uri", "")):
                uri = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/"
                integration["uri"] = {"Fn::Sub": f"{uri}{arn}/invocations"}


class Front(Chalice):
    """`chalice.cdk.Chalice` with the template finished between packaging and inclusion."""

    def __init__(self, scope: Construct, stage: Stage, **settings: Any) -> None:
        self.stage = stage
        super().__init__(scope, "App", source_dir=str(ROOT), **settings)

    def _package_app(self) -> None:
        super()._package_app()
        folder = Path(self._sam_package_dir)
        trim(folder / "deployment.zip")
        path = folder / "sam.json"
        template = json.loads(path.read_text())
        finish(template, self.stage)
        path.write_text(json.dumps(template))
        self.handlers = sorted(functions(template))


def prepare_import_of_app(user_pool_arn: str, queue_name: str) -> None:
    """Chalice imports app.py while it packages, and app.py reads these two to declare its authorizer and its queue."""
    os.environ["USER_POOL_ARN"] = user_pool_arn
    os.environ["PREPARE_QUEUE_NAME"] = queue_name
