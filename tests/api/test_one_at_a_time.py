"""Requests that meet leave the process's environment as it was."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def test_requests_at_once_leave_the_environment_as_it_was(api: Any) -> None:
    before = os.environ
    with ThreadPoolExecutor(4) as several:
        answers = list(several.map(lambda _: api.client.http.get("/v1/health").status_code, range(40)))
    assert set(answers) == {200}
    assert os.environ is before
