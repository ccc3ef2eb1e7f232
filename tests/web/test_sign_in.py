"""Signing in through the hosted page: code, PKCE, state, nonce; and what the session cookie is."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from tests.conftest import CLIENT_ID, ISSUER, Pool
from tests.web.conftest import Site


@dataclass
class Hosted:
    """A stand-in for the pool's hosted page: it remembers what was asked, and answers the token endpoint."""

    pool: Pool
    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    groups: tuple[str, ...] = ("patient",)
    nonce: str = ""
    status: int = 200
    renewal: str = "renewal-of-pat"

    def tokens(self) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": CLIENT_ID, "sub": "pat", "exp": now + 600, "iat": now, "nonce": self.nonce}
        signed = jwt.encode(claims, self.pool.key, algorithm="RS256", headers={"kid": self.pool.kid})
        access = self.pool.token("pat", *self.groups)
        return {"access_token": access, "refresh_token": self.renewal, "id_token": signed, "expires_in": 3600}


@pytest.fixture
def hosted(pool: Pool, site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    made = Hosted(pool)

    class Token(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            made.asked.append({name: values[0] for name, values in parse_qs(raw).items()})
            body = json.dumps(made.tokens()).encode()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Token)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("HOSTED_UI_URL", made.url)
    from chalicelib import wiring

    wiring.settings.cache_clear()
    site.world.enrol("pat")
    yield made
    server.shutdown()
    server.server_close()


def begin(site: Site, hosted: Hosted, path: str = "/sign-in") -> dict[str, str]:
    """Go to the hosted page as a browser would; returns what it was asked."""
    answer = site.get(path)
    assert answer.status == 303
    asked = {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}
    hosted.nonce = asked["nonce"]
    return asked


def test_signing_in_uses_pkce_and_leads_a_patient_to_today(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted)
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "https://stillpath.example/signed-in"
    answer = site.get(f"/signed-in?code=abc&state={asked['state']}")
    assert (answer.status, answer.headers["Location"]) == (303, "today")
    sent = hosted.asked[0]
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == asked["code_challenge"]
    assert (sent["code"], sent["redirect_uri"]) == ("abc", asked["redirect_uri"])
    assert site.get("/today").status == 200


def test_a_therapist_is_led_to_the_review(site: Site, hosted: Hosted) -> None:
    hosted.groups = ("therapist",)
    asked = begin(site, hosted)
    assert site.get(f"/signed-in?code=abc&state={asked['state']}").headers["Location"] == "review"


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted)
    cookies = site.get(f"/signed-in?code=abc&state={asked['state']}").headers["Set-Cookie"]
    session = next(line for line in cookies if line.startswith("session="))
    assert {"HttpOnly", "SameSite=Lax", "Secure"} <= {part.strip() for part in session.split(";")}
    assert any(line.startswith("sign-in=;") and "Max-Age=0" in line for line in cookies)


@pytest.mark.parametrize("host", ["127.0.0.1:4566", "localhost:8000", "abcd1234.execute-api.localhost:4566"])
def test_cookies_work_without_tls_on_this_machine_only(site: Site, hosted: Hosted, host: str) -> None:
    site.headers["Host"] = host
    assert "Secure" not in site.get("/sign-in").headers["Set-Cookie"]


def test_one_comes_back_to_the_page_one_wanted(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted, "/sign-in?return=steps/sheet")
    assert site.get(f"/signed-in?code=abc&state={asked['state']}").headers["Location"] == "steps/sheet"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/today", "../x", "today?x=1", "javascript:alert(1)", "a\\b", "today/"],
)
def test_coming_back_never_leads_elsewhere(site: Site, hosted: Hosted, elsewhere: str) -> None:
    asked = begin(site, hosted, f"/sign-in?return={elsewhere}")
    assert site.get(f"/signed-in?code=abc&state={asked['state']}").headers["Location"] == "today"


def test_a_state_of_another_browser_is_refused(site: Site, hosted: Hosted) -> None:
    begin(site, hosted)
    answer = site.get("/signed-in?code=abc&state=forged")
    assert answer.status == 400
    assert hosted.asked == []
    assert "session" not in site.cookies


def test_without_the_cookie_of_the_beginning_nobody_is_signed_in(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted)
    site.cookies.clear()
    assert site.get(f"/signed-in?code=abc&state={asked['state']}").status == 400


def test_a_token_for_another_sign_in_is_refused(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted)
    hosted.nonce = "of another sign-in"
    answer = site.get(f"/signed-in?code=abc&state={asked['state']}")
    assert answer.status == 400
    assert "session" not in site.cookies


def test_a_hosted_page_that_refuses_is_told_in_plain_words(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted)
    hosted.status = 400
    answer = site.get(f"/signed-in?code=abc&state={asked['state']}")
    assert answer.status == 400
    assert "Please try once more" in answer.text


def test_every_sign_in_has_its_own_secrets(site: Site, hosted: Hosted) -> None:
    first, second = begin(site, hosted), begin(site, hosted)
    assert all(first[name] != second[name] for name in ("state", "nonce", "code_challenge"))


def test_signing_out_drops_the_session_here_and_at_the_hosted_page(patient: Site) -> None:
    answer = patient.fill(patient.get("/today"), "/sign-out", {}, "csrf")
    assert answer.status == 303
    assert answer.headers["Location"].startswith("https://signin.invalid/logout?client_id=test-client&logout_uri=")
    assert patient.cookies["session"] == ""
    assert patient.get("/signed-out").status == 200


def test_another_site_cannot_sign_somebody_out(patient: Site) -> None:
    assert patient.post("/sign-out", {"csrf": "guessed"}).status == 403
    assert patient.cookies["session"]


def test_a_session_that_has_run_out_can_still_be_signed_out_of(patient: Site) -> None:
    late = patient.as_("pat", exp=int(time.time()) - 60)
    assert late.post("/sign-out", {}).status == 303


@pytest.mark.parametrize("path", ["/today", "/steps/hello", "/measures/phq-9", "/mood", "/safety/plan", "/consent"])
def test_a_patients_page_asks_nobody_in_particular_to_sign_in_and_come_back(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status == 401
    assert any(link.endswith(f"sign-in?return={path.lstrip('/')}") for link in answer.read.links)


def test_an_expired_and_a_forged_session_are_nobody(site: Site, foreign_pool: Pool) -> None:
    site.world.enrol("pat")
    expired = site.as_("pat", exp=int(time.time()) - 60)
    assert "has run out" in expired.get("/today").text
    site.cookies["session"] = foreign_pool.token("pat", "patient")
    assert site.get("/today").status == 401
    site.cookies["session"] = site.pool.token("pat", "patient", token_use="id")
    assert site.get("/today").status == 401


@pytest.mark.parametrize("path", ["/review", "/patients", "/patients/pat", "/review/some-flag"])
def test_patients_do_not_see_the_therapists_pages(patient: Site, path: str) -> None:
    assert patient.get(path).status == 403


def test_an_author_is_told_where_authors_work(site: Site) -> None:
    page = site.as_("author-1", "author").get("/")
    assert "Authors write in files" in page.text
    assert "sign-in" not in page.read.links


def test_somebody_who_is_not_enrolled_is_told_who_can_help(site: Site) -> None:
    page = site.as_("stranger").get("/today")
    assert (page.status, "Your therapist can invite you" in page.text) == (404, True)


@pytest.mark.parametrize("path", ["/today", "/mood", "/consent", "/safety/plan"])
def test_therapists_and_authors_have_no_patients_pages(site: Site, path: str) -> None:
    assert site.as_("therapist-1", "therapist").get(path).status == 403
    assert site.as_("author-1", "author").get(path).status == 403


def signed_in(site: Site, hosted: Hosted) -> Site:
    """Signed in through the hosted page; their hour is over. Every sign-in has a renewal token of its own."""
    hosted.renewal = uuid.uuid4().hex
    asked = begin(site, hosted)
    site.get(f"/signed-in?code=abc&state={asked['state']}")
    site.cookies["session"] = site.pool.token("pat", "patient", exp=int(time.time()) - 60)
    return site


def asked_to_renew(hosted: Hosted) -> list[dict[str, str]]:
    return [one for one in hosted.asked if one.get("grant_type") == "refresh_token"]


def test_a_page_after_the_hour_comes_back_with_a_new_session(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    turned = patient.get("/steps/hello")
    assert (turned.status, turned.headers["Location"]) == (303, "../renew?return=steps/hello")
    renewed = patient.get("/renew?return=steps/hello")
    assert (renewed.status, renewed.headers["Location"]) == (303, "steps/hello")
    assert asked_to_renew(hosted)[0]["refresh_token"] == hosted.renewal
    assert patient.get("/steps/hello").status == 200


def test_both_cookies_are_kept_from_scripts_and_other_sites(site: Site, hosted: Hosted) -> None:
    asked = begin(site, hosted)
    cookies = site.get(f"/signed-in?code=abc&state={asked['state']}").headers["Set-Cookie"]
    for name in ("session=", "renewal="):
        (line,) = [line for line in cookies if line.startswith(name)]
        assert {"HttpOnly", "SameSite=Lax", "Secure"} <= {part.strip() for part in line.split(";")}


def test_a_worksheet_sent_after_the_hour_is_taken_at_once(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    patient.get("/renew?return=mood")
    form = patient.get("/mood")
    patient.cookies["session"] = patient.pool.token("pat", "patient", exp=int(time.time()) - 60)
    sent = patient.fill(form, "/mood", {"rating": "6"}, "csrf")
    assert sent.status in (200, 303)
    kinds = [entry.kind for entry in site.world.deps.courses.entries("pat")[0]]
    assert kinds.count("mood") == 1


def test_a_worksheet_that_saves_as_it_is_written_asks_the_pool_once(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    for _ in range(5):
        patient.post("/steps/hello/draft", {"csrf": "not of ours"})
    assert len(asked_to_renew(hosted)) == 1


def test_a_form_stays_ours_when_another_tab_renews_the_session(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    patient.get("/renew?return=mood")
    before = patient.get("/mood").value("csrf")
    patient.cookies["session"] = patient.pool.token("pat", "patient", jti="of another tab")
    assert patient.get("/mood").value("csrf") == before


def test_the_next_persons_sign_in_makes_a_form_left_open_nobodys(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    patient.get("/renew?return=mood")
    form = patient.get("/mood")
    hosted.renewal = "renewal-of-bo"
    asked = begin(site, hosted)
    site.get(f"/signed-in?code=abc&state={asked['state']}")
    patient.fill(form, "/mood", {"rating": "6"}, "csrf")
    assert "mood" not in [entry.kind for entry in site.world.deps.courses.entries("pat")[0]]


def test_a_session_that_the_pool_does_not_renew_is_over_and_forgotten(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    hosted.status = 400
    over = patient.get("/renew?return=today")
    assert over.status == 401
    assert "has run out" in over.text
    assert any(link.endswith("sign-in?return=today") for link in over.read.links)
    assert (patient.cookies["session"], patient.cookies["renewal"]) == ("", "")


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "%2F%2Fevil.example"])
def test_renewing_never_leads_elsewhere(site: Site, hosted: Hosted, back: str) -> None:
    assert signed_in(site, hosted).get(f"/renew?return={back}").headers["Location"] == "./"


def test_the_safety_page_knows_the_country_after_the_hour_and_without_the_pool(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    assert patient.get("/safety").status == 200
    hosted.renewal, hosted.status = "unknown", 500
    patient.cookies["renewal"] = "unknown"
    assert patient.get("/safety").status == 200


def test_signing_in_takes_no_session_that_was_there_before(site: Site, hosted: Hosted) -> None:
    """Session fixation: what an attacker put into the browser is replaced by what the pool gave."""
    planted = site.pool.token("mallory", "patient")
    site.cookies |= {"session": planted, "renewal": "planted"}
    asked = begin(site, hosted)
    site.get(f"/signed-in?code=abc&state={asked['state']}")
    assert site.cookies["session"] != planted
    assert site.cookies["renewal"] == hosted.renewal


def test_signing_out_lets_go_of_the_renewal_token_at_the_pool(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    patient.get("/renew?return=mood")
    patient.fill(patient.get("/mood"), "/sign-out", {}, "csrf")
    assert hosted.asked[-1]["token"] == hosted.renewal
    assert (patient.cookies["session"], patient.cookies["renewal"]) == ("", "")


def test_signing_out_everywhere_ends_the_session_on_another_phone(site: Site, hosted: Hosted) -> None:
    patient = signed_in(site, hosted)
    patient.get("/renew?return=mood")
    left = int(site.world.clock().timestamp())
    other = site.as_("pat", auth_time=left - 60)
    assert other.get("/today").status == 200
    assert "Sign out everywhere" in patient.get("/settings").text
    csrf = patient.get("/settings").value("csrf")
    assert patient.post("/sign-out", {"csrf": csrf, "where": "everywhere"}).status == 303
    assert other.get("/today").status == 401
    assert other.get("/safety").status == 200
    assert site.world.rights.accounts.signed_out == ["pat"]
