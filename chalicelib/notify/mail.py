"""E-mail through Amazon SES: one message to one person, handed over once."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Protocol

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from ..usecases.reminder_ports import Mail, NotSent

#: No retries of boto's own: after a time-out it would hand over again what may have gone out already.
ONCE = Config(retries={"total_max_attempts": 1, "mode": "standard"}, connect_timeout=3, read_timeout=10)
#: SES refused because of its rate (one message a second at first): nothing went out, so asking again doubles nothing.
TOO_FAST = frozenset({"TooManyRequestsException", "ThrottlingException"})
TRIES, PAUSE_SECONDS = 4, 1.1
#: What concerns this one message or address; every other refusal concerns all of them.
ONE_MESSAGE = frozenset({"MessageRejected", "BadRequestException"})


class SesClient(Protocol):
    def send_email(self, **arguments: Any) -> Any: ...


class SesMailer:
    """`Mailer` on SES (API version 2). `sender` is the address that was verified there; the client is made when it is
    first needed."""

    def __init__(self, connect: Callable[[], SesClient], sender: str, pause: Callable[[float], None] = time.sleep):
        self._connect, self._sender, self._pause = connect, sender, pause
        self._client: SesClient | None = None

    def send(self, mail: Mail) -> None:
        self._client = self._client or self._connect()
        for tries_left in reversed(range(TRIES)):
            try:
                self._client.send_email(**_request(mail, self._sender))
                return
            except ClientError as error:
                kind = str(error.response["Error"]["Code"])
                if kind not in TOO_FAST or not tries_left:
                    # the service's own words may hold the address
                    raise NotSent(kind, everybody=kind not in ONE_MESSAGE) from None
                self._pause(PAUSE_SECONDS)
            except BotoCoreError as error:
                raise NotSent(type(error).__name__, everybody=False) from None


def _request(mail: Mail, sender: str) -> dict[str, Any]:
    headers = {
        "List-Unsubscribe": f"<{mail.stop_url}>",
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
    }
    return {
        "FromEmailAddress": sender,
        "Destination": {"ToAddresses": [mail.to]},
        "Content": {
            "Simple": {
                "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                "Body": {"Text": {"Data": mail.text, "Charset": "UTF-8"}},
                "Headers": [{"Name": name, "Value": value} for name, value in headers.items()],
            }
        },
    }
