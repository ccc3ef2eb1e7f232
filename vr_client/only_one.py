"""One sender at a time: a lock of the operating system on a folder, which a crash or a power cut lets go of."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[bool]:
    """Whether this is the only one at work in the folder now; never waits. Where no lock can be had (a disk that is
    full or read-only), it counts as the only one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".sending").open("a+b")
    except OSError:
        yield True
        return
    with file:
        mine = taken(file)
        try:
            yield mine
        finally:
            if mine:
                let_go(file)


if sys.platform == "win32":
    import msvcrt

    def taken(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def let_go(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: the server takes each run once all the same
            return True
        return True

    def let_go(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
