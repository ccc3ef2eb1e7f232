"""The week-by-week table of a story, for the screen and as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table

from .story import Story, Week

HEADINGS = ("week", "opened", "due", "done", "PHQ-9 · GAD-7", "practices", "reminder", "flags", "what else")


def table_of(story: Story) -> Table:
    """For the screen."""
    table = Table(
        box=SIMPLE_HEAD,
        title=title_of(story),
        title_justify="left",
        title_style="bold",
        caption_justify="left",
        pad_edge=False,
    )
    for heading in HEADINGS:
        table.add_column(heading, overflow="fold", justify="right" if heading == "week" else "left")
    for week in story.weeks():
        table.add_row(*cells(week))
    return table


def markdown_of(story: Story) -> str:
    """For a page of the documentation."""
    lines = [f"| {' | '.join(HEADINGS)} |", "|" + "---|" * len(HEADINGS)]
    lines += [f"| {' | '.join(cells(week))} |" for week in story.weeks()]
    return "\n".join(lines)


def page_of(stories: Sequence[Story], legend: str) -> str:
    """A page with everybody's picture and table."""
    parts = [
        "# Week by week",
        "",
        "Written by `stillpath simulate --out`; every person here is invented.",
        "",
        legend,
        "",
    ]
    for story in stories:
        parts += [f"## {title_of(story)}", "", story.about, "", f"![{story.about}]({story.name}.svg)", ""]
        parts += [*(f"**Dead end** at {e.place} on day {e.day}: {e.why}\n" for e in story.dead_ends)]
        parts += [markdown_of(story), ""]
    return "\n".join(parts)


def title_of(story: Story) -> str:
    branch = f"branch {story.branch}" if story.branch else "the order as listed"
    ended = "through" if story.ended else "not through"
    return f"{story.name} · {story.who} · {branch} · {ended}"


def cells(week: Week) -> tuple[str, ...]:
    """One row. Done: steps, then the parts finished. Flags: rule and level as raised; closed ones among the rest."""
    done = [f"{week.done} steps"] if week.done else []
    scores = [week.scores.get(measure) for measure in ("phq-9", "gad-7")] if week.scores else []
    rest = [
        *(f"closed {flag}" for flag in _counted(week.closed)),
        *(f"crisis page ({reason})" for reason in week.crisis),
        *(f"waits: {module}" for module in week.waiting if module not in week.opened),
        *(f"waited: {module}" for module in week.waiting if module in week.opened),
        *(f"therapist: {decision}" for decision in week.plan),
        *week.screens,
    ]
    return (
        str(week.number),
        ", ".join(week.opened),
        ", ".join(week.due),
        ", ".join([*done, *(f"{module} ✓" for module in week.finished)]),
        " · ".join("–" if score is None else f"{score:g}" for score in scores),
        ", ".join(_counted(week.practices)),
        ", ".join(week.reminders),
        ", ".join(_counted(week.flags)),
        "; ".join(rest),
    )


def _counted(names: Iterable[str]) -> list[str]:
    return [name if number == 1 else f"{name} ×{number}" for name, number in Counter(names).items()]
