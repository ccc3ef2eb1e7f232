"""The model behind any OpenAI-compatible endpoint; the only place that imports openai, and only when it is called."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..domain.adaptation_outgoing import Outgoing
from ..usecases.adaptation_ports import Costs, ModelAnswer, ModelBroken, ModelError, ModelRefused, ModelUnavailable
from .prompts import ANSWER_SCHEMA, INSTRUCTIONS, PROMPT_VERSION, REPAIR, REPAIRS, messages

if TYPE_CHECKING:
    from openai import OpenAI

#: Longest answer that is looked at, characters: several times the longest passage an author may ask for.
LONGEST_ANSWER = 20_000
#: An English word is about 1.3 tokens, other languages more; with room for the JSON around the text.
TOKENS_PER_WORD = 2.2
CHARACTERS_PER_TOKEN = 3


@dataclass(frozen=True)
class ModelSettings:
    """One pinned model. Times in seconds, budgets in tokens.

    `retries` follow a lost connection, a time-out, 408, 409, 429 and 5xx, after 0.5 to 8 s, doubling, with jitter
    (openai's own). All tries together must end before the queue handler's time is up.
    """

    base_url: str
    model: str
    timeout_seconds: float = 40.0
    retries: int = 1
    call_budget: int = 3000
    temperature: float | None = None
    key: Callable[[], str] = field(default=lambda: "local", repr=False)


class OpenAIModel:
    """`Model` of the use case on the `openai` client."""

    prompt_version = PROMPT_VERSION
    instructions = "\n".join([INSTRUCTIONS, REPAIR, *REPAIRS.values()])

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self.model = settings.model
        self._client: OpenAI | None = None

    def fit(self, outgoing: Outgoing, failed: Sequence[str] = ()) -> ModelAnswer:
        """Ask once for a fitted passage. Raises `ModelUnavailable`, `ModelRefused` or `ModelBroken`.

        No error carries a word of what was sent or came back: the client's own errors quote both, so they are dropped.
        """
        if not (self._settings.base_url and self._settings.model):
            # the client would fall back on an address of its own, which nobody has agreed to
            raise ModelUnavailable("no model is configured")
        chat = messages(outgoing, failed)
        most = int(outgoing.max_words * TOKENS_PER_WORD) + 40
        if sum(len(m["content"]) for m in chat) / CHARACTERS_PER_TOKEN + most > self._settings.call_budget:
            raise ModelRefused("over the token budget of one call")
        began = time.monotonic()
        answer = self._ask(chat, most)
        latency = round((time.monotonic() - began) * 1000)
        used = getattr(answer, "usage", None)
        costs = Costs(latency, _count(used, "prompt_tokens"), _count(used, "completion_tokens"))
        try:
            text = _text(answer)
        except ModelError as error:
            error.costs = costs
            raise
        return ModelAnswer(text=text, model=_name(answer) or self.model, prompt_version=PROMPT_VERSION, costs=costs)

    def _ask(self, chat: list[dict[str, str]], most: int) -> Any:
        import openai

        try:
            return self._send(self._strict(chat, most))
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if error.code == "content_filter":
                raise ModelRefused(f"status {error.status_code}") from None
        try:
            # an older endpoint, which knows neither JSON schemas nor the newer name of the limit
            return self._send({"model": self._settings.model, "messages": chat, "max_tokens": most})
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            raise ModelRefused(f"status {error.status_code}") from None

    def _strict(self, chat: list[dict[str, str]], most: int) -> dict[str, Any]:
        schema = {"name": "fitted_passage", "strict": True, "schema": ANSWER_SCHEMA}
        form = {"type": "json_schema", "json_schema": schema}
        limits: dict[str, Any] = {"max_completion_tokens": most, "response_format": form}
        if self._settings.temperature is not None:
            limits["temperature"] = self._settings.temperature
        return {"model": self._settings.model, "messages": chat, **limits}

    def _send(self, request: dict[str, Any]) -> Any:
        import openai

        try:
            return self._connected().chat.completions.create(**request)
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            raise
        except openai.APIStatusError as error:
            raise ModelUnavailable(f"status {error.status_code}") from None
        except openai.APITimeoutError:
            raise ModelUnavailable("no answer in time") from None
        except openai.APIConnectionError:
            raise ModelUnavailable("no connection") from None
        except (openai.OpenAIError, ValueError, TypeError, AttributeError):
            # a body that is no chat completion: the client fails on it in several ways
            raise ModelBroken("not a chat completion") from None

    def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _connected(self) -> OpenAI:
        if self._client is None:
            from openai import OpenAI

            logging.getLogger("openai").setLevel(logging.WARNING)  # at DEBUG it would log what is sent
            self._client = OpenAI(
                base_url=self._settings.base_url,
                api_key=self._settings.key(),
                timeout=self._settings.timeout_seconds,
                max_retries=self._settings.retries,
            )
        return self._client


def _text(answer: Any) -> str:
    """The fitted passage inside an answer, whatever shape the answer has."""
    choices = getattr(answer, "choices", None)
    if not isinstance(choices, list) or not choices:
        raise ModelBroken("no choices")
    choice = choices[0]
    message = getattr(choice, "message", None)
    if getattr(message, "refusal", None) or getattr(choice, "finish_reason", None) == "content_filter":
        raise ModelRefused("the endpoint refused")
    if getattr(choice, "finish_reason", None) == "length":
        raise ModelBroken("cut off")
    content = getattr(message, "content", None)
    if not isinstance(content, str) or not content.strip():
        raise ModelBroken("empty")
    if len(content) > LONGEST_ANSWER:
        raise ModelBroken("too long to be read")
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise ModelBroken("not JSON") from None
    if not isinstance(body, Mapping) or set(body) != {"text"} or not isinstance(body["text"], str):
        raise ModelBroken("not the JSON asked for")
    return body["text"].strip()


def _name(answer: Any) -> str:
    """The model's name as the endpoint gives it, when it is a name at all: it goes into ledger and timeline."""
    name = getattr(answer, "model", "")
    return name if isinstance(name, str) and re.fullmatch(r"[\w.:/@-]{1,100}", name) else ""


def _count(used: Any, name: str) -> int:
    number = getattr(used, name, 0)
    return number if isinstance(number, int) and number >= 0 else 0
