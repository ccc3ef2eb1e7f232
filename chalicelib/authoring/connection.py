"""Where the authors' commands reach a deployed stack: the local one, or the one in the environment."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from ..store.content import Contents
    from ..store.course import Courses
    from ..store.table import Table

P = ParamSpec("P")
R = TypeVar("R")
_STACK = Path(".local") / "stack.json"
#: The repository that this package is in, for a run from another folder.
OWN_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Target:
    """A table, and the AWS it is in (no endpoint: the real one, with the caller's own credentials)."""

    table: str
    endpoint: str | None = None
    region: str | None = None
    local: bool = False

    def client(self, service: str) -> Any:
        import boto3  # slow to import, and not needed to lint

        session: Any = boto3.DEFAULT_SESSION or boto3.session.Session()
        arguments: dict[str, Any] = {"region_name": self.region or session.region_name or "us-east-1"}
        if self.local and session.get_credentials() is None:
            # the local AWS takes any
            arguments |= {"aws_access_key_id": "local", "aws_secret_access_key": "local"}
        return session.client(service, endpoint_url=self.endpoint, **arguments)

    @cached_property
    def opened(self) -> Table:
        """The table itself; nothing is asked of it yet."""
        from ..store.table import Table

        return Table(self.client("dynamodb"), self.table)

    def contents(self) -> Contents:
        from ..store.content import Contents

        return Contents(self.opened)

    def courses(self) -> Courses:
        from ..store.course import Courses

        return Courses(self.opened)


def local_stack(start: Path | None = None) -> dict[str, Any] | None:
    """What `make run` wrote about the local stack, looked for from here upwards and beside this package."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, OWN_ROOT):
        try:
            found = json.loads((folder / _STACK).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(found, dict):
            return found
    return None


def find_target(
    table: str | None, endpoint_url: str | None, environment: Mapping[str, str] = os.environ, start: Path | None = None
) -> Target:
    """What the options say, then TABLE_NAME and the AWS environment, then the local stack.

    Raises `click.UsageError` when none of them names a table.
    """
    if table or "TABLE_NAME" in environment:
        endpoint = endpoint_url or environment.get("AWS_ENDPOINT_URL")
        return Target(table or environment["TABLE_NAME"], endpoint, local=endpoint is not None)
    stack = local_stack(start) or {}
    if "table" not in stack:
        raise click.UsageError(
            "No deployed stack was found. Start the local one with `make run`, or name a table: --table or TABLE_NAME."
        )
    endpoint = endpoint_url or stack.get("aws_endpoint")
    return Target(str(stack["table"]), endpoint, stack.get("region"), local=endpoint is not None)


def which_table(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that say which table."""
    command = click.option("--endpoint-url", help="Address of the AWS to use, for a local one.")(command)
    return click.option("--table", help="Name of the table; otherwise TABLE_NAME, otherwise the local stack's.")(
        command
    )


def user_name() -> str:
    """Who runs the command, as this machine knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a machine without user names
        return "unknown"


def plain_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command end in one clear sentence where AWS or the store refuses."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        from botocore.exceptions import BotoCoreError, ClientError

        from ..usecases.errors import Busy, StillpathError
        from .publish import PublishError

        try:
            return command(*arguments, **options)
        except PublishError as refused:
            raise click.ClickException(str(refused)) from refused
        except Busy as busy:
            raise click.ClickException(f"The table could not be reached{_cause(busy)}. Is the stack up?") from busy
        except StillpathError as fact:
            raise click.ClickException(str(fact)) from fact
        except ClientError as error:
            about = error.response.get("Error", {})
            raise click.ClickException(f"AWS refused: {about.get('Message') or about.get('Code')}") from error
        except BotoCoreError as error:
            raise click.ClickException(f"AWS could not be reached: {error}") from error

    return run


def _cause(error: BaseException) -> str:
    return f" ({error.__cause__})" if error.__cause__ else ""
