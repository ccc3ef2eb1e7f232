"""What is told to an author: faults, and the rules that find them."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend. `message` says what is wrong and why, `help` how to mend it; `line` counts from 1."""

    file: str
    line: int
    rule: str
    message: str
    help: str


class Rule:
    """One way in which content can be wrong. The docstring of each rule is the help that an author reads."""

    @classmethod
    def id(cls) -> str:
        """The rule's name in reports: the class name in small letters with hyphens."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def help(cls) -> str:
        return " ".join(inspect.cleandoc(cls.__doc__ or "").split())

    @classmethod
    def fault(cls, file: str, line: int, message: str, hint: str = "") -> Fault:
        """A fault of this rule; `hint` goes before the rule's own help when there is something closer to say."""
        return Fault(file, max(1, line), cls.id(), message, f"{hint} {cls.help()}".strip())


def shown(value: object, longest: int = 60) -> str:
    """A value as it is quoted in a message: on one line, and cut when long."""
    text = " ".join(str(value).split())
    return f"'{text if len(text) <= longest else text[: longest - 1] + '…'}'"


def annotation(fault: Fault) -> str:
    """A fault as a workflow command of GitHub Actions, which shows it beside the line of the change.

    (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)
    """
    where = f"file={_property(fault.file)},line={fault.line},title={_property(fault.rule)}"
    return f"::error {where}::{_data(f'{fault.message} {fault.help}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
