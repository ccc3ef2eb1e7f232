"""What a first view of each page costs an old phone on a weak connection, by Chromium's own figures.

Nothing is kept from an earlier view, the connection and the processor are slowed as Lighthouse slows them for a phone.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, ViewportSize, sync_playwright

from bench.compressing import compressing
from bench.figures import Figure
from bench.invented import Actor, Cast
from infra.toolchain import chromium_path

#: Lighthouse's "slow 4G" phone (docs: throttling.md of GoogleChrome/lighthouse): 1.6 Mbit/s down, 750 kbit/s up, 150 ms
#: there and back, a processor four times slower.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER_PROCESSOR = 4
PHONE: ViewportSize = {"width": 360, "height": 740}
#: What a page may weigh, kB (1000 bytes) over the wire; requests beside the document; and how far anything may jump
#: (Cumulative Layout Shift; 0.1 is called good, and nothing of ours need move at all).
MOST_KILOBYTES, MOST_REQUESTS, MOST_SHIFT = 50.0, 3.0, 0.01
#: After the page is loaded: what moves later would be seen by then.
SETTLED_MS = 600
PATIENT = (
    *("", "today", "programme", "steps/gs-five-parts", "steps/gs-my-cycle", "measures/phq-9", "mood", "progress"),
    *("journal", "messages", "practices", "practices/paced-breathing", "safety", "safety/plan", "consent", "settings"),
    *("devices", "record", "goodbye"),
)
THERAPIST = ("review", "patients")
#: The plainest answer of the same stack: the floor of what a page's first paint is held against.
PLAINEST = "v1/health"
WATCH = """() => {
  window.shifted = 0; window.painted = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.painted = one.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
}"""


@dataclass(frozen=True)
class View:
    """One first view. `asked`: requests beside the document. `painted`: largest contentful paint, milliseconds."""

    path: str
    kilobytes: float
    asked: tuple[str, ...]
    shift: float
    painted: float


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        yield playwright.chromium.launch(executable_path=chromium_path(), args=flags)


def view(browser: Browser, actor: Actor, path: str) -> View:
    """Open a page as somebody for the first time, compressed as API Gateway does. Raises when it is not theirs."""
    with compressing(actor.base_url) as base:
        return _seen(browser, actor, base, path)


def _seen(browser: Browser, actor: Actor, base: str, path: str) -> View:
    context = browser.new_context(viewport=PHONE, service_workers="block")
    host = urlsplit(base).hostname
    context.add_cookies([{"name": "session", "value": actor.token, "domain": host or "", "path": "/"}])
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sent = _slowed(devtools)
    page.add_init_script(f"({WATCH})()")
    answer = page.goto(urljoin(base, path))
    if answer is None or answer.status != 200:
        raise RuntimeError(f"'{path}' cannot be measured: it answered {answer.status if answer else 'nothing'}")
    page.wait_for_timeout(SETTLED_MS)
    sent |= {place: _size(context, place) for place in _icons(page) if place not in sent}
    seen = page.evaluate("[window.shifted, window.painted]")
    context.close()
    return View(path or "start", sum(sent.values()) / 1000, _beside(sent, page.url), seen[0], seen[1])


def _beside(sent: dict[str, float], document: str) -> tuple[str, ...]:
    """The last part of each address that was asked for, but the page's own; a drawing inside the style asks nobody."""
    asked = (place for place in sent if place != document and not place.startswith("data:"))
    return tuple(place.rsplit("/", 1)[-1] for place in asked)


def _slowed(devtools: CDPSession) -> dict[str, float]:
    """Slow this page; address → bytes over the wire, headers among them."""
    bytes_of: dict[str, float] = {}
    place_of: dict[str, str] = {}
    devtools.on("Network.requestWillBeSent", lambda told: place_of.update({told["requestId"]: told["request"]["url"]}))
    devtools.on(
        "Network.loadingFinished",
        lambda told: bytes_of.update({place_of[told["requestId"]]: told["encodedDataLength"]}),
    )
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
    return bytes_of


def _icons(page: Page) -> list[str]:
    """A browser without a window may fetch no icon; one with a window does."""
    places: list[str] = page.eval_on_selector_all("link[rel=icon]", "all => all.map((one) => one.href)")
    return [place for place in places if not place.startswith("data:")]


def _size(context: BrowserContext, place: str) -> float:
    return float(len(context.request.get(place).body()))


def figures(cast: Cast, say: Callable[[str], None]) -> list[Figure]:
    """Weight, requests, shift and paint over all pages."""
    patient = cast.finished()  # everything can be opened
    with a_browser() as browser:
        views = []
        for actor, paths in ((patient, PATIENT), (cast.therapist, THERAPIST)):
            say(f"  {len(paths)} pages on a slow phone")
            view(browser, actor, paths[1])  # the function is warm from here on
            views += [view(browser, actor, path) for path in paths]
        plainest = statistics.median(_first_paint(browser, patient) for _ in range(5))
    heavy = sorted(views, key=lambda one: -one.kilobytes)[:3]
    about = ", ".join(f"{one.path} {one.kilobytes:.1f}" for one in heavy)
    slowest = max(views, key=lambda one: one.painted)
    most = max(views, key=lambda one: len(one.asked))
    jumpiest = max(views, key=lambda one: one.shift)
    asked = f"{most.path}: {', '.join(most.asked)}; of {len(views)} pages"
    middle = statistics.median(one.painted for one in views)
    return [
        Figure("heaviest page, first view", heavy[0].kilobytes, "kB", MOST_KILOBYTES, about),
        Figure("most requests beside the document", len(most.asked), "", MOST_REQUESTS, asked),
        Figure("most that a page jumps while it loads", jumpiest.shift, "", MOST_SHIFT, "cumulative layout shift"),
        Figure(
            "largest paint on a slow phone, over the plainest answer",
            middle / plainest,
            "times",
            None,
            f"{middle:.0f} ms over {plainest:.0f} ms; slowest {slowest.path} {slowest.painted:.0f} ms",
        ),
    ]


def _first_paint(browser: Browser, actor: Actor) -> float:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    _slowed(context.new_cdp_session(page))
    page.goto(urljoin(actor.base_url, PLAINEST))
    page.wait_for_timeout(SETTLED_MS)
    painted: Any = page.evaluate("performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)")
    context.close()
    return float(painted[0])
