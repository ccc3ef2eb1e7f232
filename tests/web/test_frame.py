"""What every page has in common: headers, links that work wherever the pages lie, static files, the Safety link."""

from __future__ import annotations

import gzip
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.web.address import base_url, safe_return, to_root
from tests.web.conftest import Site

BASES = (
    "https://stillpath.example/",
    "https://abcd1234.execute-api.eu-west-1.amazonaws.com/api/",
    "http://127.0.0.1:4566/_aws/execute-api/abcd1234/api/",
    "http://abcd1234.execute-api.localhost:4566/api/",
)
PATIENTS = (
    "",
    "today",
    "steps/hello",
    "measures/phq-9",
    "mood",
    "practices",
    "practices/breathing",
    "safety",
    "safety/plan",
    "consent",
    "messages",
    "journal",
    "progress",
    "settings",
    "record",
    "goodbye",
    "erase",
    "signed-out",
)


def pages(site: Site) -> list[tuple[str, Any]]:
    """Every page a patient and a therapist can see, with an open flag."""
    site.world.enrol("pat")
    patient, therapist = site.as_("pat"), site.as_("therapist-1", "therapist")
    patient.send(patient.get("/mood"), "/mood", "once", rating="1", note="I want to kill myself")
    flag = next(link for link in therapist.get("/review").read.links if link.startswith("review/"))
    seen = [(path, patient.get("/" + path)) for path in PATIENTS]
    seen += [
        (path, therapist.get("/" + path))
        for path in ("review", flag, "patients", "patients/pat", "patients/pat/messages")
    ]
    return [*seen, ("today", site.get("/today")), ("steps/none", patient.get("/steps/none"))]


def test_every_link_and_form_stays_on_our_pages_wherever_they_lie(site: Site) -> None:
    for path, page in pages(site):
        links = [link for link in page.read.links if ":" not in link]
        assert links, path
        assert not [link for link in links if link.startswith("/")], path
        for base in BASES:
            assert all(urljoin(base + path, link).startswith(base) for link in links), path


def test_every_page_forbids_what_it_does_not_need(site: Site) -> None:
    for path, page in pages(site):
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';"), path
        assert "unsafe" not in policy
        assert "form-action 'self' https://signin.invalid" in policy
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["X-Content-Type-Options"] == "nosniff"
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert "max-age=" in page.headers["Strict-Transport-Security"]
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"


def test_no_page_holds_a_script_or_a_style_of_its_own(site: Site) -> None:
    for path, page in pages(site):
        assert page.html.count("<script") == 1, path
        assert "<style" not in page.html
        assert ' style="' not in page.html
        assert "javascript:" not in page.html


def test_every_page_leads_to_safety_says_its_language_and_can_be_skipped_into(site: Site) -> None:
    for path, page in pages(site):
        assert '<html lang="en">' in page.html, path
        assert page.read.links[0] == "#content"
        assert "content" in page.read.ids
        assert any(urljoin("https://x.example/" + path, link) == "https://x.example/safety" for link in page.read.links)


def test_no_id_is_used_twice_on_a_page(site: Site) -> None:
    for path, page in pages(site):
        assert len(page.read.ids) == len(set(page.read.ids)), path


def test_static_files_may_be_kept_for_ever_and_change_address_with_their_content(site: Site) -> None:
    page = site.get("/")
    names = [part.split('"')[0] for part in page.html.split("static/")[1:]]
    assert {name.rsplit(".", 1)[-1] for name in names} == {"css", "js", "svg"}
    for name in names:
        answer = site.get(f"/static/{name}")
        assert answer.status == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    kinds = {site.get(f"/static/{name}").headers["Content-Type"].split(";")[0] for name in names}
    assert kinds == {"text/css", "text/javascript", "image/svg+xml"}


def test_the_first_view_of_any_page_is_light_as_the_gateway_sends_it(site: Site) -> None:
    for path, page in pages(site):
        parts = [page.html, *(site.get(f"/static/{name}").html for name in static_names_of(page.html))]
        assert len(parts) == 4, path  # the document, and three requests beside it
        sent = sum(len(gzip.compress(part.encode())) for part in parts)
        assert sent <= 50_000, (path, sent)


def static_names_of(html: str) -> list[str]:
    return [part.split('"')[0] for part in html.split("static/")[1:]]


def test_an_older_page_still_gets_its_style_but_nobody_keeps_it(site: Site) -> None:
    answer = site.get("/static/stillpath.0123456789abcdef.css")
    assert (answer.status, answer.headers["Cache-Control"]) == (200, "no-store")


@pytest.mark.parametrize("name", ["other.css", "page.py", "..", "%2e%2e%2fpage.py", "stillpath"])
def test_nothing_else_is_served_as_a_static_file(site: Site, name: str) -> None:
    assert site.get(f"/static/{name}").status == 404


def test_an_unexpected_fault_is_told_without_a_persons_words(patient: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.web import today

    def fails(*_: Any) -> None:
        raise RuntimeError("what the patient wrote")

    monkeypatch.setattr(today, "stretches", fails)
    answer = patient.get("/today")
    assert answer.status == 500
    assert "what the patient wrote" not in answer.html
    assert "Something went wrong on our side" in answer.text


def request(path: str, resource: str, host: str, **context: str) -> Any:
    parameters = {"step_id": "hello"} if "{step_id}" in resource else None
    made = {"path": path, "resourcePath": resource, **context}
    headers = {"host": host} | ({"x-forwarded-proto": "https"} if "amazonaws" in host else {})
    return SimpleNamespace(context=made, uri_params=parameters, headers=headers)


@pytest.mark.parametrize(
    ("made", "base"),
    [
        (request("/sign-in", "/sign-in", "stillpath.example"), BASES[0]),
        (request("/api/sign-in", "/sign-in", urlsplit(BASES[1]).netloc, apiId="abcd1234", stage="api"), BASES[1]),
        (request("/api/sign-in", "/sign-in", "127.0.0.1:4566", apiId="abcd1234", stage="api"), BASES[2]),
        (request("/api/sign-in", "/sign-in", urlsplit(BASES[3]).netloc, apiId="abcd1234", stage="api"), BASES[3]),
        (request("/api/steps/hello", "/steps/{step_id}", "127.0.0.1:4566", apiId="abcd1234"), BASES[2]),
        (request("/", "/", "localhost:8000"), "http://localhost:8000/"),
        (request("/care/sign-in", "/sign-in", "clinic.example", apiId="abcd1234"), "https://clinic.example/care/"),
    ],
)
def test_the_root_is_found_from_the_request(made: Any, base: str) -> None:
    assert base_url(made) == base


def test_a_deployment_can_say_where_its_pages_lie() -> None:
    made = request("/sign-in", "/sign-in", "wrong.example")
    assert base_url(made, "https://clinic.example/care/signed-in") == "https://clinic.example/care/"


def test_a_start_page_without_its_slash_is_sent_to_the_one_with_it(site: Site) -> None:
    from chalicelib.web import page, session

    made = request("/api", "/", "clinic.example")
    made.query_params, made.raw_body = None, b""
    answer = session.start(page.read(made))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/api/")


@given(st.lists(st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True), min_size=1, max_size=4))
def test_the_way_to_the_root_and_back_always_meets(parts: list[str]) -> None:
    path = "/".join(parts)
    assert urljoin(f"https://x.example/api/{path}", to_root("/" + path) + "safety") == "https://x.example/api/safety"
    assert safe_return(path) == path


@given(st.text(max_size=60))
def test_a_return_path_never_leaves_our_pages(text: str) -> None:
    back = safe_return(text)
    assert urljoin("https://x.example/api/signed-in", back or ".").startswith("https://x.example/api/")
