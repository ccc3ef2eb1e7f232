"""Pictures of the main pages on the running local stack, for docs/pictures: phone and desktop, light and dark.

`python -m infra.pictures` (after `make run DETACH=1`). The people on them are invented. JPEG of what a screen shows,
so that the whole set stays small.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from infra.demo_people import PASSWORD
from infra.local import ensure_stack
from infra.toolchain import ROOT

FOLDER = ROOT / "docs" / "pictures"
CHROMIUM = Path("/usr/bin/chromium")
SIZES = {"phone": (360, 740), "desktop": (1100, 740)}
SCHEMES = ("light", "dark")
#: Quality of the JPEG, 1 to 100: text stays sharp enough to be read.
QUALITY = 60
#: Largest the set may be, bytes.
MOST = 2_500_000
#: Picture → page, as the demo patient who is getting better sees it.
PATIENT = {
    "today": "today",
    "programme": "programme",
    "reading": "steps/gs-five-parts",
    "worksheet": "steps/dm-my-plan",
    "measure": "measures/phq-9",
    "progress": "progress",
    "choices": "consent",
    "safety": "safety",
    "practice": "practices/paced-breathing",
    "messages": "messages",
}


def therapist_pages(stack: dict[str, Any]) -> dict[str, str]:
    """As the demo therapist sees it: the review list, and the patient who is getting better."""
    sub = next(one["sub"] for one in stack["everyone"] if one["story"] == "improving")
    return {"review": "review", "patient": f"patients/{sub}"}


def take(stack: dict[str, Any], folder: Path) -> list[Path]:
    """All pictures; returns the files. Raises where a page does not open."""
    from playwright.sync_api import sync_playwright

    people = {"improving@stillpath.example": PATIENT, "therapist@stillpath.example": therapist_pages(stack)}
    taken = []
    with sync_playwright() as playwright:
        path = str(CHROMIUM) if CHROMIUM.exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--hide-scrollbars"])
        for email, pages in people.items():
            context = browser.new_context(reduced_motion="reduce", locale="en-GB", timezone_id="Europe/Dublin")
            page = context.new_page()
            _sign_in(page, stack["base_url"], email)
            for name, where in pages.items():
                answer = page.goto(stack["base_url"] + where)
                if not answer or not answer.ok:
                    raise SystemExit(f"{where} does not open for {email}; `make reset` and `make run` make it anew")
                taken += [_picture(page, folder, name, size, scheme) for size in SIZES for scheme in SCHEMES]
            context.close()
        browser.close()
    return taken


def _sign_in(page: Any, base: str, email: str) -> None:
    page.goto(f"{base}sign-in")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


def _picture(page: Any, folder: Path, name: str, size: str, scheme: str) -> Path:
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    file = folder / f"web-{name}-{size}-{scheme}.jpg"
    page.screenshot(path=file, type="jpeg", quality=QUALITY, animations="disabled")
    return file


def main() -> None:
    taken = take(ensure_stack(), FOLDER)
    total = sum(file.stat().st_size for file in taken)
    sys.stdout.write(f"{len(taken)} pictures in {FOLDER.relative_to(ROOT)}, {total / 1000:.0f} kB\n")
    if total > MOST:
        raise SystemExit(f"The set may hold {MOST / 1000:.0f} kB; lower QUALITY in infra/pictures.py.")


if __name__ == "__main__":
    main()
