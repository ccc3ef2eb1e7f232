"""Who is told when something fails: log groups, alarms, and the topic they speak to. No patient's words reach them."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.front import function_name
from infra.stages import Stage
from infra.storage import Storage


class Logs(Construct):
    """One encrypted log group per function, made before the function, so that none is ever made without retention."""

    def __init__(self, scope: Construct, stage: Stage, storage: Storage, handlers: tuple[str, ...]) -> None:
        super().__init__(scope, "Logs")
        days = logs.RetentionDays.ONE_YEAR if stage.name == "prod" else logs.RetentionDays.ONE_MONTH
        self.groups = {
            handler: logs.LogGroup(
                self,
                handler,
                log_group_name=f"/aws/lambda/{function_name(stage, handler)}",
                retention=days,
                encryption_key=storage.key,
                removal_policy=storage.keeping,
            )
            for handler in handlers
        }


class Alarms(Construct):
    """Outside the local stage: a function's failure, anything in the dead-letter queue, a night without the watch."""

    def __init__(self, scope: Construct, stage: Stage, storage: Storage, handlers: tuple[str, ...]) -> None:
        super().__init__(scope, "Alarms")
        self.topic = sns.Topic(self, "Topic", master_key=storage.key, enforce_ssl=True)
        if stage.alarm_email:
            self.topic.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))
        self._dead_letters(storage.dead_letters)
        for handler in handlers:
            self._errors(handler, function_name(stage, handler))
        self._silence_of_the_watch(function_name(stage, "Watch"))
        self._red_flag()

    def _dead_letters(self, queue: sqs.Queue) -> None:
        metric = queue.metric_approximate_number_of_messages_visible(period=Duration.minutes(5))
        self._alarm("DeadLetters", "Work was given up after three tries", metric, 1)

    def _errors(self, handler: str, name: str) -> None:
        self._alarm(f"{handler}Errors", f"{name} raised an error", self._lambda_metric("Errors", name), 1)

    def _red_flag(self) -> None:
        """A person must look within minutes; the alarm names nobody, the review list does."""
        red = cloudwatch.Metric(
            namespace="Stillpath",
            metric_name="RedFlagRaised",
            dimensions_map={"service": "stillpath"},
            statistic="Sum",
            period=Duration.minutes(1),
        )
        self._alarm("RedFlag", "A red flag was raised: open the review list now", red, 1)

    def _silence_of_the_watch(self, name: str) -> None:
        metric = self._lambda_metric("Invocations", name, Duration.days(1))
        alarm = cloudwatch.Alarm(
            self,
            "WatchSilent",
            alarm_description="The nightly watch for patients who fell silent did not run",
            metric=metric,
            threshold=1,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))

    def _lambda_metric(self, metric: str, name: str, period: Duration | None = None) -> cloudwatch.Metric:
        return cloudwatch.Metric(
            namespace="AWS/Lambda",
            metric_name=metric,
            dimensions_map={"FunctionName": name},
            statistic="Sum",
            period=period or Duration.minutes(5),
        )

    def _alarm(self, alarm_id: str, description: str, metric: cloudwatch.Metric, threshold: int) -> None:
        alarm = cloudwatch.Alarm(
            self,
            alarm_id,
            alarm_description=description,
            metric=metric,
            threshold=threshold,
            evaluation_periods=1,
            comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))
