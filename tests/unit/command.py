"""Runs the `stillpath` command in this process."""

from __future__ import annotations

from click.testing import CliRunner, Result

from chalicelib.authoring.cli import main


def stillpath(*arguments: str) -> Result:
    """Run the command; anything but a clean exit is a traceback that an author would have seen."""
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result
