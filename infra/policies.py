"""What each Lambda function may do, written by hand: one role each, no wildcard but the one that AWS demands."""

from __future__ import annotations

from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.findings import accept
from infra.stages import Stage
from infra.storage import Storage

READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"]
#: What a transaction's parts are authorised as. No Scan, no table administration.
WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"]
KEY_USE = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"]
RECEIVE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility"]


def sending(stage: Stage) -> list[iam.PolicyStatement]:
    """Mail from one address of one verified identity; nothing at all where no reminders are sent."""
    if not stage.reminder_sender:
        return []
    identity = f"arn:aws:ses:{stage.region}:{stage.account}:identity/{stage.sending_identity}"
    only = {"StringEquals": {"ses:FromAddress": stage.reminder_sender}}
    return [iam.PolicyStatement(sid="Mail", actions=["ses:SendEmail"], resources=[identity], conditions=only)]


class Roles(Construct):
    """`for_function(name)` makes the role of a handler in app.py; an unknown one is an error, never a broad role."""

    def __init__(self, scope: Construct, stage: Stage, storage: Storage, pool_arn: str) -> None:
        super().__init__(scope, "Roles")
        self.stage = stage
        self.storage = storage
        accept(
            self,
            "IAMNoInlinePolicy",
            "Each policy belongs to one function's role; inline, it can be attached to nothing else.",
        )
        queue = storage.queue.queue_arn
        send = self._allow("Send", ["sqs:SendMessage"], [queue])
        receive = self._allow("Receive", RECEIVE, [queue])
        hear = self._allow("Sounds", ["s3:GetObject"], [storage.sounds.arn_for_objects("*")])
        speak = self._allow("NewSounds", ["s3:PutObject"], [storage.sounds.arn_for_objects("*")])
        erase_own, list_own = self._own_sounds()
        erase = self._allow("Accounts", ["cognito-idp:AdminDeleteUser"], [pool_arn])
        sign = self._allow("Sign", ["kms:Sign", "kms:GetPublicKey"], [storage.signing.key_arn])
        sign_out = self._allow("SignOut", ["cognito-idp:AdminUserGlobalSignOut"], [pool_arn])
        failed = self._allow("DeadLetters", ["sqs:SendMessage"], [storage.dead_letters.queue_arn])
        self.rights: dict[str, list[iam.PolicyStatement]] = {
            "APIHandler": [send, erase, sign_out, sign, hear, erase_own, list_own],
            "Prepare": [receive, send, hear, speak, erase_own, list_own, *self._voice(), *self._model_key()],
            "Remind": [failed, *sending(stage)],
            "Sweep": [send, failed, erase, erase_own, list_own],
            "Watch": [failed],
        }

    def for_function(self, name: str, log_group: logs.LogGroup) -> iam.Role:
        if name not in self.rights:
            raise KeyError(f"app.py has a handler '{name}' for which infra/policies.py has no rights: add them there.")
        statements = [*self._common(log_group), *self.rights[name]]
        return iam.Role(
            self,
            name,
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"Stillpath {self.stage.name}: {name}",
            inline_policies={"rights": iam.PolicyDocument(statements=statements)},
        )

    def _common(self, log_group: logs.LogGroup) -> list[iam.PolicyStatement]:
        table = self.storage.table.table_arn
        via = [
            f"{service}.{self.stage.region}.amazonaws.com" for service in ("dynamodb", "sqs", "secretsmanager", "s3")
        ]
        return [
            self._allow("Table", [*READ, *WRITE], [table]),
            self._allow("Index", ["dynamodb:Query"], [f"{table}/index/by_queue"]),
            self._allow(
                "Key",
                KEY_USE,
                [self.storage.key.key_arn],
                conditions={"StringEquals": {"kms:ViaService": via}},
            ),
            self._allow("Logs", ["logs:CreateLogStream", "logs:PutLogEvents"], [log_group.log_group_arn]),
            # X-Ray has no resources to name: AWS accepts nothing but "*" here.
            self._allow("Traces", ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]),
        ]

    def _own_sounds(self) -> tuple[iam.PolicyStatement, iam.PolicyStatement]:
        """To erase a person's sounds: what is under `patients/`, and nothing else."""
        bucket = self.storage.sounds
        own = self._allow("EraseSounds", ["s3:DeleteObject"], [bucket.arn_for_objects("patients/*")])
        under: dict[str, object] = {"StringLike": {"s3:prefix": ["patients/*"]}}
        return own, self._allow("FindSounds", ["s3:ListBucket"], [bucket.bucket_arn], conditions=under)

    def _voice(self) -> list[iam.PolicyStatement]:
        """Polly knows no resource for a voice: AWS accepts nothing but "*" here."""
        return [self._allow("Voice", ["polly:SynthesizeSpeech"], ["*"])] if self.stage.speech_engine == "polly" else []

    def _model_key(self) -> list[iam.PolicyStatement]:
        secret = self.storage.model_key
        return [self._allow("ModelKey", ["secretsmanager:GetSecretValue"], [secret.secret_arn])] if secret else []

    def _allow(
        self, sid: str, actions: list[str], resources: list[str], conditions: dict[str, object] | None = None
    ) -> iam.PolicyStatement:
        return iam.PolicyStatement(sid=sid, actions=actions, resources=resources, conditions=conditions)
