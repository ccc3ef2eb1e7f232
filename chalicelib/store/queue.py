"""The queue that wakes the preparation of passages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from ..usecases.errors import Busy
from ..usecases.ports import OutboxEntry

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient


class SqsQueue:
    """`Queue` on SQS. A message names the outbox entry and nothing of the patient."""

    def __init__(self, client: SQSClient, url: str) -> None:
        self._client, self._url = client, url

    def send(self, entry: OutboxEntry) -> None:
        """Raises `Busy` when the queue cannot be reached; the entry stays in the outbox."""
        try:
            self._client.send_message(QueueUrl=self._url, MessageBody=json.dumps({"outbox_id": entry.id}))
        except (ClientError, BotoCoreError) as error:
            raise Busy from error


def outbox_id_of(message: str) -> str:
    """The outbox entry that a message names. Raises ValueError for any other message."""
    body = json.loads(message)
    outbox_id = body.get("outbox_id") if isinstance(body, dict) else None
    if not isinstance(outbox_id, str):
        raise ValueError("not a message of the outbox")
    return outbox_id
