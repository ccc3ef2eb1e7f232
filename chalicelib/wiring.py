"""The one place that joins the floors: the table, the queue and the model behind the use cases."""

from __future__ import annotations

import functools
import os
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

from .api.http import Backend
from .api.identity import TokenVerifier
from .observability import Metrics
from .settings import Settings, read_settings
from .store.adaptation import Adaptations
from .store.content import Contents
from .store.course import Courses
from .store.queue import SqsQueue
from .store.review import Reviews
from .store.sounds import Sounds
from .store.table import Table
from .usecases.adaptation_ports import AdaptationDeps
from .usecases.narration_ports import Narration
from .usecases.ports import Deps
from .usecases.rights_ports import RightsDeps

if TYPE_CHECKING:
    from .usecases.devices import DeviceStore
    from .usecases.messages import MessageStore
    from .usecases.narration_ports import Narrator
    from .usecases.reminder_ports import RemindDeps
    from .usecases.signing import Signer

#: Standard mode retries throttling with backoff and jitter; a request fails soon enough to be told.
AWS = Config(
    retries={"mode": "standard", "max_attempts": 4},
    connect_timeout=3,
    read_timeout=10,
    # a third of what a call costs here: what is sent is made by floor 1 and checked by AWS, the region's plain endpoint
    # serves as well as the account's, and the usual user agent is put together anew, word by word, twice a call
    parameter_validation=False,
    account_id_endpoint_mode="disabled",
    user_agent="stillpath",
)


def make_table(settings: Settings) -> Table:
    return Table(boto3.client("dynamodb", config=AWS), settings.table_name)


def make_deps(settings: Settings) -> Deps:
    """The use cases' world on AWS."""
    table = make_table(settings)
    return Deps(
        courses=Courses(table),
        content=Contents(table),
        reviews=Reviews(table),
        queue=SqsQueue(boto3.client("sqs", config=AWS), settings.prepare_queue_url),
        counter=Metrics(),
        now=lambda: datetime.now(UTC),
        new_id=lambda: uuid.uuid4().hex,
        programme_id=settings.programme_id,
        adaptation_mode=settings.adaptation_mode,
        reminder_channels=("email",) if settings.reminder_sender else (),
        narration=make_narration(settings, table),
    )


def make_sounds(settings: Settings, table: Table) -> Sounds:
    """Where clips are kept; a client of S3 is made for the first that is read or written."""
    return Sounds(table, settings.sounds_bucket, lambda: boto3.client("s3", config=AWS))


def make_narration(settings: Settings, table: Table) -> Narration | None:
    """How lines are spoken; None where they are captions only."""
    if settings.narration == "off" or not settings.sounds_bucket:
        return None
    from .speech.length import seconds_of
    from .speech.setup import voices_of

    return Narration(
        mode=settings.narration,
        voices=voices_of(settings),
        sounds=make_sounds(settings, table),
        narrator=functools.cache(lambda: make_narrator(settings)),
        seconds=seconds_of,
    )


def make_narrator(settings: Settings) -> Narrator:
    """Who speaks: Amazon Polly, or any OpenAI-compatible speech endpoint. Used outside requests alone."""
    if settings.speech_engine == "polly":
        from .speech.polly import Polly

        return Polly(lambda: boto3.client("polly", config=AWS))
    from .llm.setup import api_key
    from .llm.speech import SpeechEndpoint

    return SpeechEndpoint(settings.speech_base_url, lambda: api_key(os.environ))


@functools.cache
def settings() -> Settings:
    return read_settings()


@functools.cache
def backend() -> Backend:
    """What the routes stand on, made once per Lambda process."""
    here = settings()
    verifier = TokenVerifier(here.issuer, here.user_pool_client_id, here.jwks_url)
    return Backend(deps=make_deps(here), verifier=verifier)


@functools.cache
def adaptations() -> AdaptationDeps:
    """What fitting passages stands on: the deployment's model, the ledger, measures of text."""
    from .llm.language import ordinary_words, speaks  # the routes of patients need none of this
    from .llm.setup import model_of
    from .reading_level import grade

    return AdaptationDeps(
        model=model_of(os.environ),
        store=Adaptations(make_table(settings())),
        mode=settings().adaptation_mode,
        grade=grade,
        speaks=speaks,
        ordinary=ordinary_words,
    )


@functools.cache
def rights() -> RightsDeps:
    """What export and erasure stand on: one person's whole partition, and the user pool."""
    from .store.rights import CognitoAccounts, Rights  # few requests need them

    here = settings()
    pool = CognitoAccounts(lambda: boto3.client("cognito-idp", config=AWS), here.user_pool_id)
    table = make_table(here)
    sounds = make_sounds(here, table) if here.sounds_bucket else None
    return RightsDeps(store=Rights(table), accounts=pool, sounds=sounds)


@functools.cache
def devices() -> DeviceStore:
    """Headsets that patients connected."""
    from .store.devices import Devices  # few requests need them

    return Devices(make_table(settings()))


@functools.cache
def messages() -> MessageStore:
    """Conversations between patients and their therapists."""
    from .store.messages import Messages  # few requests need them

    return Messages(make_table(settings()))


@functools.cache
def reminding() -> RemindDeps:
    """What reminders stand on: who is due, SES, and our words in every language."""
    from .notify.mail import ONCE, SesMailer  # one handler needs them, and no request
    from .store.reminders import Reminders
    from .usecases.reminder_ports import RemindDeps
    from .web.speech import speaker

    here = settings()
    make: Any = boto3.client
    return RemindDeps(
        store=Reminders(make_table(here)),
        mailer=SesMailer(lambda: make("sesv2", config=ONCE), here.reminder_sender) if here.reminder_sender else None,
        say=lambda language, words: speaker(language).say(words),
        base_url=here.base_url,
    )


@functools.cache
def signer() -> Signer | None:
    """The key that signs practices for headsets; None where a deployment has none."""
    from .store.signing import KmsSigner  # few requests need it

    key = settings().signing_key_arn
    return KmsSigner(lambda: boto3.client("kms", config=AWS), key) if key else None


def forget() -> None:
    """Make everything afresh at the next use: for tests that change the environment."""
    for made in (reminding, settings, backend, adaptations, rights, devices, messages, signer):
        made.cache_clear()
