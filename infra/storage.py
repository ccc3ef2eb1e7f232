"""What keeps things: the key, the table, the queue with its dead-letter queue, the model's secret."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_backup as backup
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.findings import accept
from infra.stages import Stage

#: Longest time one message may take; the queue hides it six times as long, as AWS advises for Lambda.
PREPARE_TIMEOUT_SECONDS = 120
MAX_RECEIVES = 3
#: Point-in-time recovery reaches back as far (AWS's own limit).
BACKUP_DAYS = 35
#: A fitted line's sound; a little longer than its record in the table (store/sounds.py).
OWN_SOUND_DAYS = 372
LOG_KEY_USE = [
    *("kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:DescribeKey"),
    *("kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"),
]


class Storage(Construct):
    """Everything here is encrypted with the deployment's own key, and outside the local stage outlives the stack."""

    def __init__(self, scope: Construct, stage: Stage) -> None:
        super().__init__(scope, "Storage")
        self.stage = stage
        self.keeping = RemovalPolicy.DESTROY if stage.local else RemovalPolicy.RETAIN
        self.key = self._key()
        self.table = self._table()
        self.dead_letters = self._queue("dead-letters", retention_period=Duration.days(14))
        self.queue = self._queue(
            "prepare",
            visibility_timeout=Duration.seconds(6 * PREPARE_TIMEOUT_SECONDS),
            retention_period=Duration.days(4),
            dead_letter_queue=sqs.DeadLetterQueue(max_receive_count=MAX_RECEIVES, queue=self.dead_letters),
        )
        self.signing = self._signing_key()
        self.sounds = self._sounds()
        self.model_key = None if stage.local else self._model_key()
        if not stage.local:
            self._backups()

    def _key(self) -> kms.Key:
        key = kms.Key(
            self,
            "Key",
            alias=f"alias/{self.stage.stack_name}",
            description="Stillpath: everything that patients write, and the logs",
            enable_key_rotation=True,
            removal_policy=self.keeping,
        )
        stack = f"arn:aws:logs:{self.stage.region}:{self.stage.account}:log-group:"
        # CloudWatch Logs encrypts with the key only for this deployment's own groups.
        key.add_to_resource_policy(
            iam.PolicyStatement(
                sid="LogsOfThisDeployment",
                principals=[iam.ServicePrincipal(f"logs.{self.stage.region}.amazonaws.com")],
                actions=LOG_KEY_USE,
                resources=["*"],  # in a key's own policy this means the key
                conditions={
                    "ArnLike": {
                        "kms:EncryptionContext:aws:logs:arn": [
                            f"{stack}/aws/lambda/{self.stage.stack_name}-*",
                            f"{stack}/aws/apigateway/{self.stage.stack_name}*",
                            f"{stack}aws-waf-logs-{self.stage.stack_name}",
                        ]
                    }
                },
            )
        )
        # Alarms reach the topic, which is encrypted with this key.
        key.add_to_resource_policy(
            iam.PolicyStatement(
                sid="AlarmsOfThisDeployment",
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                actions=["kms:Decrypt", "kms:GenerateDataKey"],
                resources=["*"],
                conditions={"StringEquals": {"aws:SourceAccount": self.stage.account}},
            )
        )
        return key

    def _signing_key(self) -> kms.Key:
        """Headsets remember its public half when they are connected, so it is never changed by itself."""
        return kms.Key(
            self,
            "Signing",
            alias=f"alias/{self.stage.stack_name}-signing",
            description="Stillpath: signs practices for headsets",
            key_spec=kms.KeySpec.ECC_NIST_P256,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            removal_policy=self.keeping,
        )

    def _table(self) -> dynamodb.Table:
        text = dynamodb.AttributeType.STRING
        table = dynamodb.Table(
            self,
            "Table",
            table_name=self.stage.stack_name,
            partition_key=dynamodb.Attribute(name="pk", type=text),
            sort_key=dynamodb.Attribute(name="sk", type=text),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            encryption=dynamodb.TableEncryption.CUSTOMER_MANAGED,
            encryption_key=self.key,
            time_to_live_attribute="expires_at",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=not self.stage.local,
            removal_policy=self.keeping,
        )
        table.add_global_secondary_index(
            index_name="by_queue",
            partition_key=dynamodb.Attribute(name="qk", type=text),
            sort_key=dynamodb.Attribute(name="qs", type=text),
            projection_type=dynamodb.ProjectionType.ALL,
        )
        return table

    def _queue(self, name: str, **settings: object) -> sqs.Queue:
        return sqs.Queue(
            self,
            name.title().replace("-", ""),
            queue_name=f"{self.stage.stack_name}-{name}",
            encryption=sqs.QueueEncryption.KMS,
            encryption_master_key=self.key,
            data_key_reuse=Duration.hours(1),
            enforce_ssl=not self.stage.local,
            **settings,  # type: ignore[arg-type]
        )

    def _sounds(self) -> s3.Bucket:
        """Spoken lines. Those that were fitted to a person lie under `patients/` and go by themselves in the end."""
        bucket = s3.Bucket(
            self,
            "Sounds",
            bucket_name=f"{self.stage.stack_name}-sounds-{self.stage.account}-{self.stage.region}",
            encryption=s3.BucketEncryption.KMS,
            encryption_key=self.key,
            bucket_key_enabled=True,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=not self.stage.local,
            removal_policy=self.keeping,
            lifecycle_rules=[
                s3.LifecycleRule(id="own", prefix="patients/", expiration=Duration.days(OWN_SOUND_DAYS)),
                s3.LifecycleRule(id="cut-off", abort_incomplete_multipart_upload_after=Duration.days(1)),
            ],
        )
        accept(
            bucket, "S3BucketVersioningEnabled", "A sound is written once; versions would keep what somebody erased."
        )
        accept(bucket, "S3BucketReplicationEnabled", "Every sound can be spoken again from the text in the table.")
        accept(
            bucket,
            "S3BucketLoggingEnabled",
            "Only this deployment's functions reach the bucket; the API logs and traces each of their requests.",
        )
        return bucket

    def _model_key(self) -> secretsmanager.Secret:
        """Made with a random value; the operator puts the real one in, so that it is in no template."""
        secret = secretsmanager.Secret(
            self,
            "ModelKey",
            secret_name=f"{self.stage.stack_name}/model-key",
            description="Key of the language model endpoint; set it with `aws secretsmanager put-secret-value`",
            encryption_key=self.key,
            removal_policy=self.keeping,
        )
        accept(
            secret,
            "SecretsManagerRotationEnabled",
            "The endpoint's owner issues the key; AWS cannot make a new one. The operator replaces it.",
        )
        return secret

    def _backups(self) -> None:
        """A nightly copy, kept as long as the table can be wound back, that outlives a deleted table.

        Not longer, so that what a person had erased is gone from the copies after 35 days too.
        """
        vault = backup.BackupVault(self, "Vault", encryption_key=self.key, removal_policy=self.keeping)
        plan = backup.BackupPlan(self, "Backups", backup_vault=vault)
        plan.add_rule(
            backup.BackupPlanRule(
                rule_name="nightly",
                schedule_expression=events.Schedule.cron(hour="2", minute="0"),
                delete_after=Duration.days(BACKUP_DAYS),
            )
        )
        plan.add_selection("Table", resources=[backup.BackupResource.from_dynamo_db_table(self.table)])
