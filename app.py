"""The front door: routes, middleware, and every handler that is not HTTP."""

from __future__ import annotations

import os

from chalice.app import Chalice, CloudWatchEvent, ConvertToMiddleware, Cron, Rate, SQSEvent

from chalicelib import routing, wiring
from chalicelib.api import http
from chalicelib.observability import count_requests, logger, tracer, unquoted
from chalicelib.web import visit

app = Chalice(app_name="stillpath", configure_logs=False)
http.connect(wiring.backend, wiring.adaptations, wiring.rights, wiring.devices, wiring.messages, wiring.signer)
visit.connect(wiring.backend, wiring.settings, wiring.adaptations, wiring.rights, wiring.devices, wiring.messages)
app.register_middleware(ConvertToMiddleware(logger.inject_lambda_context(clear_state=True)))
app.register_middleware(ConvertToMiddleware(tracer.capture_lambda_handler(capture_response=False, capture_error=False)))
app.register_middleware(count_requests, "http")

routing.open_to(app, http.AUTHORIZER)


@app.on_sqs_message(queue=os.environ.get("PREPARE_QUEUE_NAME", "stillpath-prepare"), batch_size=1)
def prepare(event: SQSEvent) -> None:
    """Fit the next steps' passages, or speak lines. An error makes the queue try again, then set the message aside."""
    from chalicelib.store.queue import outbox_id_of
    from chalicelib.usecases.adaptation import prepare as fit_passages
    from chalicelib.usecases.narration import narrate

    deps = wiring.backend().deps
    for record in event:
        entry = deps.courses.outbox_entry(outbox_id_of(record.body))
        if entry is None:  # gone: this message was delivered before
            continue
        with unquoted():
            if entry.kind == "narrate":
                narrate(deps, entry)
            else:
                fit_passages(deps, wiring.adaptations(), entry)


@app.schedule(Cron(0, 2, "*", "*", "?", "*"))
def sweep(event: CloudWatchEvent) -> None:
    """Every night: send again what was promised and not prepared, and finish erasures that were cut off."""
    from chalicelib.usecases.adaptation import sweep as send_again
    from chalicelib.usecases.erasure import resume_erasures

    with unquoted():
        finished, failed = resume_erasures(wiring.rights())
        logger.info("swept", sent_again=send_again(wiring.backend().deps), erasures_finished=finished)
    if failed:
        raise ErasureIncomplete(f"{failed} erasures could not be finished; they are tried again the next night")


@app.schedule(Cron(0, 3, "*", "*", "?", "*"))
def watch(event: CloudWatchEvent) -> None:
    """Every night: put patients who fell silent in front of their therapist."""
    from chalicelib.usecases.watch import raise_silent

    with unquoted():
        report = raise_silent(wiring.backend().deps)
    kinds = sorted({kind for _patient, kind in report.failed})
    logger.info("watched", looked_at=report.looked_at, raised=report.raised, heightened=report.heightened)
    if report.failed:
        logger.error("some patients could not be looked at", count=len(report.failed), kinds=kinds)
        raise WatchIncomplete(f"{len(report.failed)} patients could not be looked at: {', '.join(kinds)}")


@app.schedule(Rate(15, unit=Rate.MINUTES))
def remind(event: CloudWatchEvent) -> None:
    """Every quarter of an hour: tell whoever asked for it, at their time, that there is something for them."""
    from chalicelib.usecases.reminding import remind as send_reminders

    with unquoted():
        report = send_reminders(wiring.backend().deps, wiring.reminding())
    logger.info("reminded", sent=report.sent, held=report.held)
    if report.failed:
        kinds = sorted(set(report.failed))
        logger.error("some reminders were not sent", count=len(report.failed), kinds=kinds)
        raise RemindersNotSent(f"{len(report.failed)} reminders were not sent: {', '.join(kinds)}")


class RemindersNotSent(Exception):
    """Somebody was not reminded: the alarm on the function's errors tells the operator."""


class ErasureIncomplete(Exception):
    """Somebody is not erased yet: the alarm on the function's errors tells the operator."""


class WatchIncomplete(Exception):
    """The watch could not look at everybody: the alarm on the function's errors tells the operator."""
