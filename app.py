"""The front door: routes, middleware, and every handler that is not HTTP."""

from __future__ import annotations

from chalice.app import Chalice, ConvertToMiddleware

from chalicelib import wiring
from chalicelib.api import about, account, course, http, measures, review
from chalicelib.observability import logger, tracer

app = Chalice(app_name="stillpath", configure_logs=False)
http.connect(wiring.backend)
app.register_middleware(ConvertToMiddleware(logger.inject_lambda_context(clear_state=True)))
app.register_middleware(ConvertToMiddleware(tracer.capture_lambda_handler(capture_response=False)))

for routes in (about.routes, course.routes, measures.routes, account.routes, review.routes):
    app.register_blueprint(routes)
