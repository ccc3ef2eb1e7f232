"""A persona's weeks as a picture: modules as bars, measures as lines, flags as marks. Plain SVG, light and dark."""

from __future__ import annotations

from datetime import timedelta
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from .story import Event, Story

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 960, 150, 60, 66, 22
_CHART = 120
#: Letters of a line of text over the whole width.
_LINE = 130
#: Highest PHQ-9 total; the GAD-7 ends at 21 and shares the scale.
_HIGHEST = 27
#: From this total on both measures count as a case (the cut-off of their definitions).
_CASE = 10
_LETTER = 6.4
_STYLE = """
  svg { --paper: #ffffff; --ink: #1d2733; --soft: #66727f; --line: #d5dbe1; --weekly: #3f7f8c; --optional: #8a6fae;
    --phq: #b4502f; --gad: #3566a8; --red: #b3261e; --amber: #9a6700; --blue: #2f6fab; --info: #66727f; }
  @media (prefers-color-scheme: dark) { svg { --paper: #14191f; --ink: #e6eaee; --soft: #9aa6b2; --line: #333c46;
    --weekly: #6fb4c1; --optional: #b9a0dc; --phq: #f0936f; --gad: #86b3ee; --red: #ff8a80; --amber: #f0b429;
    --blue: #7db7ee; --info: #9aa6b2; } }
  text { font: 12px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 16px; font-weight: 600; } .soft { fill: var(--soft); } .grid { stroke: var(--line); }
  .weekly { fill: var(--weekly); } .optional { fill: var(--optional); } .booster { fill: var(--weekly); }
  .waits { fill: none; stroke: var(--soft); stroke-width: 1.5; }
  .visit { stroke: var(--soft); stroke-width: 1.5; } .case { stroke: var(--soft); stroke-dasharray: 3 4; }
  .phq-9, .gad-7 { fill: none; stroke-width: 2; stroke-linejoin: round; }
  .phq-9 { stroke: var(--phq); } .gad-7 { stroke: var(--gad); stroke-dasharray: 6 3; }
  .at-phq-9 { fill: var(--phq); } .at-gad-7 { fill: var(--gad); }
  .red { fill: var(--red); stroke: var(--red); } .amber { fill: var(--amber); stroke: var(--amber); }
  .blue { fill: var(--blue); stroke: var(--blue); } .info { fill: var(--info); stroke: var(--info); }
  .open { stroke-width: 2; } .end { stroke: var(--red); stroke-width: 2; }
"""


def picture_of(story: Story) -> str:
    """The SVG as text."""
    return _Picture(story).drawn()


class _Picture:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        self.step = (_WIDTH - _LEFT - _RIGHT) / story.weeks_asked
        self.end = story.start + timedelta(weeks=story.weeks_asked)

    def drawn(self) -> str:
        SubElement(self.svg, "title").text = f"{self.story.who}: {self.story.weeks_asked} weeks"
        SubElement(self.svg, "desc").text = self.story.about
        SubElement(self.svg, "style").text = _STYLE
        SubElement(self.svg, "rect", {"width": "100%", "height": "100%", "style": "fill: var(--paper)"})
        branch = f" (branch {self.story.branch})" if self.story.branch else ""
        self._text(16, 26, f"{self.story.name}: {self.story.who}{branch}", "title")
        lines = wrap(self.story.about, _LINE)
        for number, line in enumerate(lines):
            self._text(16, 46 + 16 * number, line, "soft")
        self.top = _TOP + 16 * (len(lines) - 1)
        y = self._modules(self.top)
        y = self._visits(y)
        y = self._measures(y + 14)
        y = self._flags(y + 24)
        y = self._footer(y)
        self._weeks(y - 20)
        self.svg.set("viewBox", f"0 0 {_WIDTH} {y:.0f}")
        self.svg.set("width", str(_WIDTH))
        self.svg.set("height", f"{y:.0f}")
        return tostring(self.svg, encoding="unicode") + "\n"

    # --- rows -------------------------------------------------------------------------------------

    def _modules(self, y: float) -> float:
        finished = {event.what: event for event in self.story.of("finished")}
        opened = {event.what: event for event in self.story.of("opened") if event.at < self.end}
        for module in [*self.story.path, *(m for m in opened if m not in self.story.path)]:
            y += _ROW
            self._text(_LEFT - 10, y - 5, module, "" if module in opened else "soft", anchor="end")
            self._waits(module, y - 9)
            if module not in opened:
                continue
            start = self._x(opened[module])
            done = finished.get(module)
            stop = self._x(done) if done else self._right
            kind = str(opened[module].data.get("kind", "weekly"))
            shape = {"x": start, "y": y - 16, "width": max(stop - start, 8), "height": 13, "rx": 3}
            bar = self._draw("rect", kind, **shape, **({} if done else {"fill-opacity": 0.45}))
            self._hint(bar, f"{module}: {'finished' if done else 'not finished'}")
        return y + 6

    def _waits(self, module: str, y: float) -> None:
        """Visits at which this part was closed for another reason than time; a therapist's decision about it."""
        for event in self.story.of("waiting", "plan"):
            if event.at >= self.end:
                continue
            if event.kind == "waiting" and event.what == module:
                self._hint(self._draw("circle", "waits", cx=self._x(event), cy=y, r=5), f"{module} waits")
            elif event.kind == "plan" and event.data["module"] == module:
                self._text(self._x(event), y + 4, f"therapist: {event.data['action']}", "soft")

    def _visits(self, y: float) -> float:
        self._text(_LEFT - 10, y + 12, "visits, ✉ reminder", "soft", anchor="end")
        for visit in self.story.of("visit"):
            if visit.at < self.end:
                self._draw("line", "visit", x1=self._x(visit), x2=self._x(visit), y1=y + 3, y2=y + 14)
        reminders = [event for event in self.story.of("reminder") if event.at < self.end]
        for reminder in reminders:
            self._text(self._x(reminder), y + 13, "✉", "soft", anchor="middle")
        return y + 18

    def _measures(self, top: float) -> float:
        bottom = top + _CHART
        for total in (0, _CASE, 20):
            y = self._y(total, bottom)
            self._draw("line", "case" if total == _CASE else "grid", x1=_LEFT, x2=self._right, y1=y, y2=y)
            self._text(_LEFT - 10, y + 4, str(total), "soft", anchor="end")
        ends: list[float] = []
        for measure in ("phq-9", "gad-7"):
            taken = [e for e in self.story.of("response") if e.what == measure and e.at < self.end]
            points = [(self._x(e), self._y(e.data["total"], bottom)) for e in taken if e.data["total"] is not None]
            if not points:
                continue
            self._draw("polyline", measure, points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points))
            for x, y in points:
                self._draw("circle", f"at-{measure}", cx=x, cy=y, r=3)
            x, y = points[-1]
            y = y + 4 if all(abs(y - other) > 12 for other in ends) else max(ends) + 17
            ends.append(y - 4)
            self._text(x + 8, y, measure.upper(), f"at-{measure}")
        return bottom

    def _flags(self, top: float) -> float:
        raised = [event for event in self.story.of("raised") if event.at < self.end]
        closed = {event.data["flag"]: event for event in self.story.of("closed")}
        self._text(_LEFT - 10, top + 4, "flags" if raised else "no flags", "soft", anchor="end")
        lanes: list[float] = []
        lane_of: dict[str, int] = {}
        for event in raised:
            x, stop = self._x(event), min(self._closing(event, closed), self._right)
            if event.data["flag"] not in lane_of:
                free = next((n for n, taken in enumerate(lanes) if taken < x - 4), len(lanes))
                lanes[free : free + 1] = [max(stop, x + 14 + _LETTER * len(event.what))]
                lane_of[event.data["flag"]] = free
            y = top + lane_of[event.data["flag"]] * _ROW
            self._draw("line", f"{event.data['level']} open", x1=x, x2=stop, y1=y, y2=y)
            self._mark(event, x, y)
        return top + max(len(lanes), 1) * _ROW

    def _closing(self, event: Event, closed: dict[str, Event]) -> float:
        return self._x(closed[event.data["flag"]]) if event.data["flag"] in closed else self._right

    def _mark(self, event: Event, x: float, y: float) -> None:
        """Red: a triangle; amber: a diamond; the rest: a dot. The words say it as well."""
        shapes = {
            "red": f"M{x:.1f} {y - 7:.1f} l7 12 h-14 z",
            "amber": f"M{x:.1f} {y - 6:.1f} l6 6 l-6 6 l-6 -6 z",
        }
        level = str(event.data["level"])
        if level in shapes:
            mark = self._draw("path", level, d=shapes[level])
        else:
            mark = self._draw("circle", level, cx=x, cy=y, r=5)
        self._hint(mark, f"{event.what}, day {self.story.day(event.at) + 1}")
        self._text(x + 10, y - 4, str(event.data["rule"]) + f" {level}")

    def _footer(self, y: float) -> float:
        later = [e for e in self.story.of("opened") if e.at >= self.end]
        if later:
            told = ", ".join(f"{e.what} in week {self.story.day(e.at) // 7 + 1}" for e in later)
            self._text(_LEFT, y + 6, f"Later: {told}.", "soft")
        for end in self.story.dead_ends:
            y += 18
            self._text(_LEFT, y + 6, f"Dead end at {end.place}, day {end.day}.", "red")
            x = min(_LEFT + end.day / 7 * self.step, self._right)
            self._draw("line", "end", x1=x, x2=x, y1=self.top, y2=y - 10)
        legend = (
            f"Bar: from first step to last. Circle: closed, and not for time. Dotted: {_CASE}, a case from there on."
        )
        self._text(_LEFT, y + 24, legend, "soft")
        return y + 52

    def _weeks(self, bottom: float) -> None:
        for week in range(self.story.weeks_asked + 1):
            x = _LEFT + week * self.step
            line = Element(
                "line",
                {"class": "grid", "x1": f"{x:.1f}", "x2": f"{x:.1f}", "y1": f"{self.top - 4}", "y2": f"{bottom:.1f}"},
            )
            self.svg.insert(4, line)  # behind everything else
            if week < self.story.weeks_asked:
                self._text(x + self.step / 2, bottom + 13, f"week {week + 1}", "soft", anchor="middle")

    # --- places and shapes ------------------------------------------------------------------------

    @property
    def _right(self) -> float:
        return _WIDTH - _RIGHT

    def _x(self, event: Event) -> float:
        weeks = (event.at - self.story.start) / timedelta(weeks=1)
        return min(_LEFT + weeks * self.step, self._right)

    def _y(self, total: float, bottom: float) -> float:
        return bottom - total / _HIGHEST * _CHART

    def _draw(self, tag: str, css: str = "", **attributes: float | str) -> Element:
        shown = {k: f"{v:.1f}" if isinstance(v, float) else str(v) for k, v in attributes.items()}
        return SubElement(self.svg, tag, {**({"class": css} if css else {}), **shown})

    def _text(self, x: float, y: float, words: str, css: str = "", anchor: str = "start") -> None:
        place = {"x": x, "y": y, "text-anchor": anchor} if anchor != "start" else {"x": x, "y": y}
        self._draw("text", css, **place).text = words

    def _hint(self, shape: Element, words: str) -> None:
        SubElement(shape, "title").text = words
