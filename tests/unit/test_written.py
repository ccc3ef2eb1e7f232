"""When something was written that a device kept until there was network."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.written import LONGEST_KEPT, SKEW, stated, when_written

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DAYS = st.floats(-14_000, 14_000)


def test_what_was_sent_as_it_was_written_keeps_no_time_of_a_device() -> None:
    assert stated(None, NOW) == {}
    assert when_written(NOW, {}) == NOW


def test_a_device_is_believed_for_thirty_days_and_ten_minutes_ahead() -> None:
    for at in (NOW - LONGEST_KEPT, NOW - timedelta(hours=3)):
        assert when_written(NOW, stated(at, NOW)) == at
    assert when_written(NOW, stated(NOW + SKEW, NOW)) == NOW
    for at in (NOW - LONGEST_KEPT - timedelta(seconds=1), NOW + SKEW + timedelta(seconds=1)):
        kept = stated(at, NOW)
        assert kept["written_at_doubted"]
        assert when_written(NOW, kept) == NOW


@given(days=DAYS)
def test_any_clock_is_kept_as_it_was_stated_and_nothing_is_written_after_it_arrived(days: float) -> None:
    at = NOW + timedelta(days=days)
    kept = stated(at, NOW)
    assert datetime.fromisoformat(kept["written_at"]) == at
    assert when_written(NOW, kept) <= NOW
