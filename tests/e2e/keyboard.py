"""Somebody who uses the keyboard alone: every stop of the focus must be seen, named and ringed."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

#: No page of ours has so many stops; whoever has not arrived by then never will.
MOST_STOPS = 120
#: The focused element, and what may stand for it: its label (a choice), or the words right after it (a mood).
LOOK = """() => {
  const one = document.activeElement, around = [one, one.closest("label"), one.nextElementSibling].filter(Boolean);
  const shown = around.filter((each) => {
    const box = each.getBoundingClientRect();
    return box.width >= 8 && box.height >= 8 && box.bottom > 0 && box.top < innerHeight && box.right > 0 &&
      box.left < innerWidth && getComputedStyle(each).visibility === "visible";
  });
  const clear = shown.some((each) => {
    const box = each.getBoundingClientRect(), top = Math.max(box.top, 0), end = Math.min(box.bottom, innerHeight);
    const there = document.elementFromPoint((box.left + box.right) / 2, (top + end) / 2);
    return there && around.some((mine) => mine.contains(there));
  });
  const ringed = shown.some((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  return { tag: one.localName, id: one.id, group: one.type === "radio" ? one.name : "", value: one.value || "",
    type: one.type || "", href: one.getAttribute("href") || "", seen: shown.length > 0 && clear, ringed };
}"""


class Keyboard:
    """Keys alone on one page or the next; no mouse, and nothing is reached but by Tab."""

    def __init__(self, page: Page) -> None:
        self.page, self._devtools = page, page.context.new_cdp_session(page)
        self.stops: list[str] = []

    def name(self) -> str:
        """What a screen reader is told that the focused element is called; Chromium's own reckoning."""
        found = self._devtools.send("Runtime.evaluate", {"expression": "document.activeElement"})
        asked = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        node = self._devtools.send("Accessibility.getPartialAXTree", asked)["nodes"][0]
        return str(node.get("name", {}).get("value", ""))

    def look(self) -> dict[str, Any]:
        """Where the focus is; fails where it cannot be seen, has no name or no ring."""
        at: dict[str, Any] = self.page.evaluate(LOOK)
        at["name"] = self.name()
        where = f"{self.page.url}: {at}"
        assert at["name"].strip(), f"no name at {where}"
        assert at["seen"], f"the focus is out of sight at {where}"
        assert at["ringed"], f"no ring at {where}"
        self.stops.append(at["name"])
        return at

    def tab(self, back: bool = False) -> dict[str, Any]:
        self.page.keyboard.press("Shift+Tab" if back else "Tab")
        if self.page.evaluate("document.activeElement === document.body"):  # past the end: the browser's own bars
            return {"id": "", "group": "", "value": "", "href": "", "name": ""}
        return self.look()

    def through_the_page(self) -> None:
        """Every stop from here to the end, so that nobody is held anywhere."""
        for _ in range(MOST_STOPS):
            if not self.tab()["name"]:
                return
        raise AssertionError(f"the keyboard does not get out of {self.page.url}")

    def to(self, target: str, back: bool = False) -> dict[str, Any]:
        """Tab to an element by its id, its group of choices, its value, its address or the beginning of
        its name."""
        for _ in range(MOST_STOPS):
            at = self.tab(back)
            if target in (at["id"], at["group"], at["value"], at["href"]) or at["name"].startswith(target):
                return at
        raise AssertionError(f"the keyboard does not reach {target!r} on {self.page.url}")

    def type(self, target: str, words: str) -> None:
        self.to(target)
        self.page.keyboard.type(words)

    def choose(self, group: str, choice: str) -> None:
        """One of a group of choices by its id: Tab to the group, arrows within it."""
        at = self.to(group)
        if at["id"] == choice:
            self.page.keyboard.press("Space")
        for _ in range(20):
            if self.page.evaluate("document.activeElement.checked && document.activeElement.id") == choice:
                return
            self.page.keyboard.press("ArrowDown")
            self.look()
        raise AssertionError(f"the arrows do not reach {choice!r}")

    def tick(self, target: str) -> None:
        self.to(target)
        self.page.keyboard.press("Space")
        assert self.page.evaluate("document.activeElement.checked")

    def press(self, target: str, key: str = "Enter") -> None:
        """Go to a button or link and on to the page that it opens."""
        self.to(target)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
