"""Runs on disk: kept whole, uploaded once each, whatever breaks in between. All runs are invented."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.practice_run import PracticeRun, Ratings
from vr_client import runs as module
from vr_client.runs import NotKept, NotTaken, Runs

BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def run(**changes: Any) -> PracticeRun:
    made = {
        "practice_id": "breathing",
        "device": "vr",
        "started_at": BEGAN,
        "ended_at": BEGAN + timedelta(minutes=5),
        "played_seconds": 300,
        "stop_reason": "finished",
        "after": Ratings(calm=7, nausea=0, unreality=0),
    }
    return PracticeRun.model_validate({**made, **changes})


class Server:
    """Takes each key once, as the real one does; `down` and `fails` break it."""

    def __init__(self) -> None:
        self.taken: dict[str, bytes] = {}
        self.calls = 0
        self.down = False
        self.cut_after_taking = False

    def __call__(self, run_id: str, body: bytes) -> None:
        self.calls += 1
        if self.down:
            raise ConnectionError("The server cannot be reached.")
        if self.taken.setdefault(run_id, body) != body:
            raise NotTaken("another run under this key")
        if self.cut_after_taking:
            raise TimeoutError("no answer")


@pytest.fixture
def kept(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "runs")


def test_a_run_waits_until_it_is_sent_and_is_sent_once(kept: Runs) -> None:
    server = Server()
    kept.keep("r1", run())
    assert kept.upload(server).sent == ["r1"]
    assert PracticeRun.model_validate_json(server.taken["r1"]) == run()
    again = kept.upload(server)
    assert (again.sent, again.waiting, server.calls) == ([], 0, 1)


def test_without_a_network_runs_wait_for_days_and_none_is_lost(kept: Runs) -> None:
    server = Server()
    server.down = True
    kept.keep("r1", run())
    kept.keep("r2", run(started_at=BEGAN + timedelta(days=1), ended_at=BEGAN + timedelta(days=1, minutes=5)))
    told = kept.upload(server)
    assert (told.waiting, told.sent, told.problem) == (2, [], "The server cannot be reached.")
    assert server.calls == 1, "the rest is not tried in vain"
    server.down = False
    assert sorted(kept.upload(server).sent) == ["r1", "r2"]


def test_a_crash_between_sending_and_noting_it_doubles_nothing(kept: Runs) -> None:
    server = Server()
    server.cut_after_taking = True
    kept.keep("r1", run())
    assert kept.upload(server).waiting == 1
    server.cut_after_taking = False
    assert kept.upload(server).sent == ["r1"]
    assert list(server.taken) == ["r1"]


def test_two_clients_at_once_send_a_run_once(kept: Runs) -> None:
    server, other, told = Server(), Runs(kept.folder), []
    kept.keep("r1", run())

    def meanwhile(run_id: str, body: bytes) -> None:
        told.append(other.upload(server))
        server(run_id, body)

    assert kept.upload(meanwhile).sent == ["r1"]
    assert (told[0].sent, told[0].waiting, told[0].problem) == ([], 1, "Another program is sending them now.")
    assert server.calls == 1
    assert other.upload(server).waiting == 0, "and the lock was let go"


def test_a_client_that_dies_while_it_sends_holds_nobody_up(kept: Runs) -> None:
    kept.keep("r1", run())
    dying = (
        "import os, sys; from pathlib import Path; from vr_client.runs import Runs\n"
        f"Runs(Path({str(kept.folder)!r})).upload(lambda run_id, body: os._exit(9))"
    )
    died = subprocess.run([sys.executable, "-c", dying], timeout=30, check=False, cwd=Path(__file__).parents[2])
    assert died.returncode == 9
    assert kept.upload(Server()).sent == ["r1"]


def test_where_no_lock_can_be_had_the_server_still_takes_each_run_once(kept: Runs) -> None:
    kept.keep("r1", run())
    (kept.folder / ".sending").mkdir()  # as good as a folder in which nothing can be made
    server = Server()
    assert kept.upload(server).sent == ["r1"]


def test_what_the_server_refuses_is_kept_aside_and_holds_up_nothing(kept: Runs) -> None:
    def send(run_id: str, body: bytes) -> None:
        if run_id == "bad":
            raise NotTaken("ended_at: is before started_at")

    kept.keep("bad", run())
    kept.keep("good", run())
    told = kept.upload(send)
    assert (told.refused, told.sent, told.waiting) == (["bad"], ["good"], 0)
    assert PracticeRun.model_validate_json((kept.folder / "refused" / "bad.json").read_bytes()) == run()


def test_a_session_that_a_power_cut_ended_is_uploaded_as_it_stood(kept: Runs) -> None:
    kept.checkpoint("r1", run(played_seconds=40, stop_reason="device"))
    assert kept.recover() == [], "it may still be under way in another process"
    later = Runs(kept.folder, clock=lambda: module.time.time() + 600)
    assert later.recover() == ["r1"]
    server = Server()
    assert later.upload(server).sent == ["r1"]
    assert json.loads(server.taken["r1"])["played_seconds"] == 40


def test_a_finished_run_replaces_its_checkpoint(kept: Runs) -> None:
    kept.checkpoint("r1", run(played_seconds=40, stop_reason="device"))
    kept.keep("r1", run())
    assert Runs(kept.folder, clock=lambda: module.time.time() + 600).recover() == []
    server = Server()
    kept.upload(server)
    assert json.loads(server.taken["r1"])["played_seconds"] == 300


def test_a_clock_that_was_set_back_loses_nothing(kept: Runs) -> None:
    kept.checkpoint("r1", run())
    back = Runs(kept.folder, clock=lambda: module.time.time() - 86_400)
    assert back.recover() == ["r1"]
    assert back.upload(Server()).sent == ["r1"]


@pytest.mark.parametrize("breaks", ["fsync", "replace"])
def test_a_full_disk_is_told_and_what_was_there_stays_whole(
    kept: Runs, monkeypatch: pytest.MonkeyPatch, breaks: str
) -> None:
    kept.checkpoint("r1", run(played_seconds=40))

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os if breaks == "fsync" else Path, breaks, full)
        with pytest.raises(NotKept, match=r"No space left on device. Free some space"):
            kept.checkpoint("r1", run(played_seconds=60))
        with pytest.raises(NotKept):
            kept.keep("r2", run())
    assert json.loads((kept.folder / "open" / "r1.json").read_bytes())["played_seconds"] == 40
    assert [f.name for f in kept.folder.rglob("*.part")] == []
    kept.keep("r2", run())
    assert kept.upload(Server()).sent == ["r2"]


def test_a_half_written_file_is_never_uploaded(kept: Runs) -> None:
    place = kept.folder / "waiting"
    place.mkdir(parents=True)
    (place / ".r1.json.77.part").write_bytes(b'{"practice_id": "bre')
    assert kept.upload(Server()).sent == []


def test_the_day_counts_runs_whether_they_were_sent_or_not(kept: Runs) -> None:
    kept.keep("r1", run())
    kept.upload(Server())
    kept.keep("r2", run(started_at=BEGAN + timedelta(hours=2), ended_at=BEGAN + timedelta(hours=3)))
    kept.keep("r0", run(started_at=BEGAN - timedelta(days=1), ended_at=BEGAN))
    assert kept.seconds_since(BEGAN - timedelta(hours=9)) == 600


def test_of_a_run_that_was_sent_no_ratings_stay_on_the_disk(kept: Runs) -> None:
    kept.keep("r1", run())
    kept.upload(Server())
    left = [f.read_text() for f in kept.folder.rglob("*.json")]
    assert len(left) == 1
    assert "calm" not in left[0]
