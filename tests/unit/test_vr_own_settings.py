"""A person's own comfort, remembered on the computer."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from vr_client.cli import main
from vr_client.own_settings import FILE, OwnSettings, chosen, remembered


def test_what_was_chosen_holds_the_next_time_and_the_rest_stays(tmp_path: Path) -> None:
    chosen(tmp_path, brightness=0.6, breath="left", touch=None)
    chosen(tmp_path, touch=False)
    own = remembered(tmp_path)
    assert (own.brightness, own.belly, own.touch, own.contrast) == (0.6, "left", False, 1.0)


def test_nothing_of_the_body_is_measured_until_somebody_chooses_it() -> None:
    own = OwnSettings()
    assert (own.belly, own.pulse) == (None, False)


@pytest.mark.parametrize("spoilt", [b"", b"{", b'{"brightness": 9}', b"[]"])
def test_settings_that_cannot_be_read_count_as_never_set(tmp_path: Path, spoilt: bytes) -> None:
    (tmp_path / FILE).write_bytes(spoilt)
    assert remembered(tmp_path) == OwnSettings()


def test_with_a_full_disk_they_hold_for_this_session(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert chosen(tmp_path, contrast=0.8).contrast == 0.8


def test_what_is_out_of_range_is_refused_with_the_range() -> None:
    done = CliRunner().invoke(main, ["session", "paced-breathing", "--brightness", "3"])
    assert done.exit_code == 2
    assert "0.4<=x<=1.4" in done.output
