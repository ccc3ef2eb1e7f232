"""The whole deployment as one stack: storage, people, the Chalice app, and what watches over them."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.front import API_STAGE, Front, prepare_import_of_app
from infra.guard import Guard
from infra.people import People
from infra.policies import Roles
from infra.stages import CALLBACK_PATH, Stage
from infra.storage import Storage
from infra.watching import Alarms, Logs

#: Every handler that app.py declares, in CloudFormation's spelling.
HANDLERS = ("APIHandler", "Prepare", "Remind", "Sweep", "Watch")
TIMED = ("Remind", "Sweep", "Watch")


class StillpathStack(cdk.Stack):
    """Stage `local`, `dev` or `prod`; see stages.py for what differs."""

    def __init__(self, scope: Construct, stage: Stage) -> None:
        # Chalice takes the stack's id for its own stage name, with which it finds its part of .chalice/config.json.
        super().__init__(
            scope,
            stage.stack_name,
            env=cdk.Environment(account=stage.account, region=stage.region),
            description="Stillpath: a self-guided CBT programme",
            termination_protection=not stage.local,
        )
        self.stage = stage
        self.storage = Storage(self, stage)
        self.people = People(self, stage)
        self.logs = Logs(self, stage, self.storage, HANDLERS)
        roles = Roles(self, stage, self.storage, self.people.pool.user_pool_arn)
        self.roles = {handler: roles.for_function(handler, group) for handler, group in self.logs.groups.items()}
        self.front = self._front()
        self._join()
        if stage.local:  # a real sender is verified by whoever owns its domain: docs/operating.md
            ses.CfnEmailIdentity(self, "Sender", email_identity=stage.sending_identity)
        if not stage.local:
            Alarms(self, stage, self.storage, HANDLERS)
            Guard(self, stage, self.storage, self.people, self.front.get_resource("RestAPI"))
        self._tell()

    def _front(self) -> Front:
        prepare_import_of_app(self.people.pool.user_pool_arn, f"{self.stage.stack_name}-prepare")
        settings = {
            "api_gateway_stage": API_STAGE,
            "manage_iam_role": False,
            "iam_role_arn": self.roles["APIHandler"].role_arn,
            "environment_variables": self._environment(),
        }
        return Front(self, self.stage, stage_config=settings)

    def _environment(self) -> dict[str, str]:
        """What chalicelib/settings.py reads. The client's id comes in `_join`: it needs the API's address first."""
        stage, storage = self.stage, self.storage
        values = {
            "STILLPATH_STAGE": stage.name,
            "TABLE_NAME": storage.table.table_name,
            "PREPARE_QUEUE_URL": storage.queue.queue_url,
            "USER_POOL_ID": self.people.pool.user_pool_id,
            "ISSUER": self.people.issuer(),
            "JWKS_URL": self.people.keys_url(),
            "HOSTED_UI_URL": self.people.sign_in_url(),
            "SIGNING_KEY_ARN": storage.signing.key_arn,
            "MODEL_BASE_URL": stage.model_url,
            "MODEL_NAME": stage.model_name,
            "MODEL_KEY_SECRET_ARN": storage.model_key.secret_arn if storage.model_key else "",
            "ADAPTATION_MODE": stage.adaptation_mode,
            "MODEL_TIMEOUT_SECONDS": str(stage.model_timeout_seconds),
            "NARRATION": stage.narration,
            "SPEECH_ENGINE": stage.speech_engine,
            "SPEECH_BASE_URL": stage.speech_url,
            "SPEECH_MODEL": stage.speech_model,
            "SPEECH_VOICES": stage.speech_voices,
            "SPEECH_PACE": stage.speech_pace,
            "SOUNDS_BUCKET": storage.sounds.bucket_name,
            "PROGRAMME_ID": "finding-your-footing",
            "DEFAULT_COUNTRY": stage.country,
            "REMINDER_SENDER": stage.reminder_sender,
            "POWERTOOLS_SERVICE_NAME": "stillpath",
            "POWERTOOLS_METRICS_NAMESPACE": "Stillpath",
        }
        if stage.local:
            values["AWS_ENDPOINT_URL"] = stage.endpoint
        if stage.public_url:
            values["WEB_CALLBACK_URL"] = self.base_url() + CALLBACK_PATH
        return values

    def _join(self) -> None:
        if tuple(self.front.handlers) != tuple(sorted(HANDLERS)):
            raise ValueError(f"app.py declares {self.front.handlers}, infra/stack.py expects {sorted(HANDLERS)}.")
        self.client = client = self.people.add_client(self.base_url())
        for handler in HANDLERS:
            function = self.front.get_resource(handler)
            function.add_property_override("Role", self.roles[handler].role_arn)
            function.add_property_override("Environment.Variables.USER_POOL_CLIENT_ID", client.user_pool_client_id)
            function.node.add_dependency(self.logs.groups[handler], self.storage.queue, self.roles[handler])
        # links in messages; set here, because the API's address is known only now
        self.front.get_resource("Remind").add_property_override("Environment.Variables.BASE_URL", self.base_url())
        for handler in TIMED:
            self._keep_failures(handler)

    def _keep_failures(self, handler: str) -> None:
        """A timed run that failed three times is kept; the alarm on the dead-letter queue tells of it."""
        destination = {"destination": self.storage.dead_letters.queue_arn}
        lambda_.CfnEventInvokeConfig(
            self,
            f"{handler}Failures",
            function_name=self.front.get_resource(handler).ref,
            qualifier="$LATEST",
            maximum_retry_attempts=2,
            destination_config={"onFailure": destination},
        )

    def base_url(self) -> str:
        """The address of the API and the pages, with a slash at the end."""
        if self.stage.public_url:
            return self.stage.public_url.rstrip("/") + "/"
        api = self.front.get_resource("RestAPI").ref
        if self.stage.local:
            return f"{self.stage.endpoint}/_aws/execute-api/{api}/{API_STAGE}/"
        return f"https://{api}.execute-api.{self.region}.{self.url_suffix}/{API_STAGE}/"

    def _tell(self) -> None:
        """What operators, local.py and `stillpath publish` need to know of a deployed stack."""
        queues: dict[str, sqs.Queue] = {"QueueUrl": self.storage.queue, "DeadLettersUrl": self.storage.dead_letters}
        outputs = {
            "BaseUrl": self.base_url(),
            "TableName": self.storage.table.table_name,
            "UserPoolId": self.people.pool.user_pool_id,
            "ClientId": self.client.user_pool_client_id,
            "Issuer": self.people.issuer(),
            "JwksUrl": self.people.keys_url(),
            "SignInUrl": self.people.sign_in_url(),
            "KeyArn": self.storage.key.key_arn,
            "SoundsBucket": self.storage.sounds.bucket_name,
        } | {name: queue.queue_url for name, queue in queues.items()}
        if self.storage.model_key:
            outputs["ModelKeySecret"] = self.storage.model_key.secret_name
        for name, value in outputs.items():
            cdk.CfnOutput(self, name, value=value)
