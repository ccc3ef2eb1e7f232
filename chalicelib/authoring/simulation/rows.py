"""A table in memory with the conditions of the real one: put if new, put if still at a version, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...store.keys import Key


@dataclass(frozen=True)
class Row:
    """What stands under a key: text, so that nothing that was read can change what is stored."""

    body: str
    version: int = 1


@dataclass(frozen=True)
class Write:
    """One member of a transaction. `body` None deletes; `seen`: version that must still stand there (0: nothing;
    None: whatever)."""

    key: Key
    body: str | None
    seen: int | None
    otherwise: Callable[[Row | None], Exception]


class Rows:
    """The rows; `copy` is cheap, so that one can look at what would happen if."""

    def __init__(self, rows: dict[Key, Row] | None = None) -> None:
        self._rows = rows or {}

    def copy(self) -> Rows:
        return Rows(dict(self._rows))

    def get(self, key: Key) -> Row | None:
        return self._rows.get(key)

    def ending_in(self, sk: str) -> Iterator[Row]:
        """Rows of one sort key, over all partitions."""
        yield from [row for key, row in self._rows.items() if key.sk == sk]

    def starting_with(self, pk: str, prefix: str) -> list[tuple[str, Row]]:
        """(sort key, row) of a partition in order."""
        return sorted((key.sk, row) for key, row in self._rows.items() if key.pk == pk and key.sk.startswith(prefix))

    def transact(self, writes: Sequence[Write]) -> None:
        """All writes or none; raises what the first one whose condition fails says."""
        for write in writes:
            there = self._rows.get(write.key)
            if write.seen is not None and (there.version if there else 0) != write.seen:
                raise write.otherwise(there)
        for write in writes:
            if write.body is None:
                self._rows.pop(write.key, None)
            else:
                self._rows[write.key] = Row(write.body, (write.seen or 0) + 1)
