"""A figure with its aim, and how figures are shown and kept."""

from __future__ import annotations

import json
import platform
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from infra.toolchain import ROOT

LATEST = ROOT / "bench" / "latest.json"


@dataclass(frozen=True)
class Figure:
    """One measured number. `aim`: what it may be at most; None when it is only reported."""

    name: str
    value: float
    unit: str = ""
    aim: float | None = None
    about: str = ""

    @property
    def met(self) -> bool | None:
        return None if self.aim is None else self.value <= self.aim


def ratio(name: str, over: Sequence[float], under: Sequence[float], aim: float | None, about: str = "") -> Figure:
    """Median over median, both measured in turn in the same run; `about` gets the medians in milliseconds."""
    top, floor = statistics.median(over), statistics.median(under)
    told = f"{top * 1000:.2f} ms over {floor * 1000:.2f} ms"
    return Figure(name, top / floor, "times", aim, f"{told}; {about}" if about else told)


def table_of(figures: Sequence[Figure]) -> Table:
    table = Table(title="Figures of this run; ratios are medians over a floor measured in the same run")
    for column in ("figure", "value", "at most", "", "made of"):
        table.add_column(column, justify="right" if column in ("value", "at most") else "left")
    for figure in figures:
        aim = "" if figure.aim is None else f"{figure.aim:g}"
        met = {None: "", True: "met", False: "[bold]MISSED[/bold]"}[figure.met]
        table.add_row(figure.name, f"{figure.value:.2f} {figure.unit}".rstrip(), aim, met, figure.about)
    return table


def wide_console() -> Console:
    """As wide as the terminal; where there is none (a file, CI), wide enough for a row to stay a row."""
    console = Console()
    return console if console.is_terminal else Console(width=180)


def keep(figures: Sequence[Figure], path: Path = LATEST) -> None:
    """Write `bench/latest.json`: the figures, and what they were measured on."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    kept: dict[str, Any] = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit or None,
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "figures": [asdict(figure) | {"met": figure.met} for figure in figures],
    }
    path.write_text(json.dumps(kept, indent=2) + "\n")
