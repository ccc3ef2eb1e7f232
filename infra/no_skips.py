"""A pytest plugin (`-p infra.no_skips`): a run in which a test was skipped or expected to fail is a failed run."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for report in left_out(terminalreporter):
        terminalreporter.write_line(f"not run: {report.nodeid}", red=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if (
        isinstance(reporter, pytest.TerminalReporter)
        and left_out(reporter)
        and session.exitstatus == pytest.ExitCode.OK
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def left_out(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    return [report for kind in ("skipped", "xfailed", "xpassed") for report in reporter.stats.get(kind, [])]
