"""Logs, traces and metrics: one place, and nothing in it that a patient wrote."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.metrics import MetricUnit, single_metric
from chalice.app import Request, Response

SERVICE = "stillpath"
NAMESPACE = "Stillpath"

logger = Logger(service=SERVICE)
tracer = Tracer(service=SERVICE)


class Metrics:
    """`Counter` in CloudWatch's embedded metric format: one line per metric, names and numbers only."""

    def count(self, name: str, value: float = 1, **dimensions: str) -> None:
        unit = MetricUnit.Milliseconds if name.endswith("Ms") else MetricUnit.Count
        with single_metric(
            name=name, unit=unit, value=value, namespace=NAMESPACE, default_dimensions={"service": SERVICE}
        ) as metric:
            for key, text in dimensions.items():
                metric.add_dimension(name=key, value=text)


def log_unexpected(error: BaseException) -> None:
    """Where an unexpected error arose, and its kind. Its message is left out: it may quote a patient's words."""
    places = [f"{frame.name} ({frame.filename.rsplit('/', 1)[-1]}:{frame.lineno})" for frame in _frames(error)]
    logger.error("unexpected error", error_type=type(error).__name__, places=places[-8:])


class HandlerFailed(Exception):
    """An error outside a request, by its kind alone: Lambda writes the message of what is raised into the log."""


@contextmanager
def unquoted() -> Iterator[None]:
    """Let an error fail the handler, so that it is tried again and alarms, without quoting what it was about."""
    try:
        yield
    except Exception as error:
        log_unexpected(error)
        raise HandlerFailed(type(error).__name__) from None


def count_requests(request: Request, get_response: Callable[[Request], Response]) -> Response:
    """Middleware: one metric a request, by route (as declared, without ids) and status."""
    response = get_response(request)
    route = f"{request.method} {request.context.get('resourcePath', '')}"
    Metrics().count("Request", route=route, status=str(response.status_code))
    return response


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))
