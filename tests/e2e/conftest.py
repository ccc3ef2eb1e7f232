"""A real Chromium on the deployed local stack, and invented people made for one test."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import boto3
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

if TYPE_CHECKING:
    from infra.demo_histories import Past

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
]
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
#: The narrowest width at which nothing may need sideways scrolling (WCAG 2.2, 1.4.10), CSS pixels.
NARROWEST = 320


@pytest.fixture(scope="session")
def stack() -> dict[str, Any]:
    from infra.local import ensure_stack

    return ensure_stack()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium where it is installed, else the one that Playwright brings."""
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        yield playwright.chromium.launch(executable_path=path, args=FLAGS)


@dataclass(frozen=True)
class Somebody:
    """An invented person of the user pool."""

    email: str
    password: str
    sub: str


class Enrolled(Protocol):
    """Enrols a patient with a therapist under a name, so many days ago; `done` are the modules they have done by now.

    Their past can be told further with what comes back.
    """

    def __call__(
        self, patient: Somebody, therapist: Somebody, name: str, done: Sequence[str] = (), days_ago: float = 1 / 12
    ) -> Past: ...


#: Makes an invented person of a role.
People = Callable[[str], Somebody]


@pytest.fixture
def base(stack: dict[str, Any]) -> str:
    """The address of the deployed stack, with a slash at the end."""
    return str(stack["base_url"])


@pytest.fixture
def people(stack: dict[str, Any]) -> People:
    """Make a person of a role who exists for this test alone."""
    from infra.demo_people import Person, create_person

    identity = boto3.client(
        "cognito-idp",
        endpoint_url=stack["aws_endpoint"],
        region_name=stack["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )

    def make(role: str) -> Somebody:
        email = f"{role}-{uuid.uuid4().hex[:12]}@stillpath.example"
        made = create_person(identity, stack["user_pool_id"], Person(role, "made for a test", email))
        return Somebody(made.email, made.password, made.sub)

    return make


@pytest.fixture
def enrolled(stack: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Enrolled:
    """Enrol a patient with a therapist, two hours ago unless told otherwise, through the use cases in the deployed
    table; then let them do whole modules."""
    from infra.demo_histories import Past, script_environment

    for name, value in script_environment(stack).items():
        monkeypatch.setenv(name, value)

    def enrol_them(
        patient: Somebody, therapist: Somebody, name: str, done: Sequence[str] = (), days_ago: float = 1 / 12
    ) -> Past:
        from chalicelib.settings import read_settings
        from chalicelib.wiring import make_deps

        now = datetime.now(UTC)
        clock = [now - timedelta(days=days_ago)]
        past = Past(replace(make_deps(read_settings()), now=lambda: clock[0]), patient.sub, clock, now)
        past.begin(name, therapist.sub, patient.email)
        for module in done:
            past.work_through(module)
        return past

    return enrol_them


def sign_in(page: Page, base: str, who: Somebody) -> None:
    """From the start page through the pool's hosted page."""
    page.goto(base)
    page.get_by_role("link", name="Sign in").click()
    page.locator("input[name=username]").fill(who.email)
    page.locator("input[name=password]").fill(who.password)
    page.get_by_role("button", name="Sign in").click()


class Look:
    """Looks at a page as people with other eyes do: axe in light and dark, the narrowest screen, a picture of each."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, page: Page, name: str) -> None:
        size = page.viewport_size
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found = Axe().run(page).response["violations"]
            assert [(v["id"], v["impact"], v["nodes"][0]["html"][:200]) for v in found] == [], f"{name}, {scheme}"
            for label, (width, height) in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=SCREENSHOTS / f"{name}-{label}-{scheme}.png", full_page=True)
        page.set_viewport_size({"width": NARROWEST, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST, f"{name} scrolls sideways"
        page.emulate_media(color_scheme="light")
        if size:
            page.set_viewport_size(size)
        self.seen.append(name)


@pytest.fixture
def look() -> Look:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return Look()
