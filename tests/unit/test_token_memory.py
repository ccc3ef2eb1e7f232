"""A verified token is remembered for minutes, by its hash, and never beyond its own end."""

from __future__ import annotations

import time
from typing import Any

import pytest

from chalicelib.api import identity
from chalicelib.api.identity import REMEMBERED, TRUSTED_SECONDS, NotSignedIn, TokenVerifier
from tests.conftest import CLIENT_ID, ISSUER, Pool


@pytest.fixture
def verifier(pool: Pool) -> TokenVerifier:
    return TokenVerifier(ISSUER, CLIENT_ID, pool.jwks_url)


@pytest.fixture
def looked_at(verifier: TokenVerifier, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tokens whose signature was looked at."""
    seen: list[str] = []
    claims = verifier._claims
    monkeypatch.setattr(verifier, "_claims", lambda token: seen.append(token) or claims(token))
    return seen


def pass_seconds(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    later = time.time() + seconds
    monkeypatch.setattr(identity.time, "time", lambda: later)


def test_a_token_is_looked_at_once(verifier: TokenVerifier, pool: Pool, looked_at: list[str]) -> None:
    token = pool.token("p-1", "patient")
    first, second = verifier.caller(token), verifier.caller(token)
    assert first is second
    assert (first.sub, first.groups) == ("p-1", frozenset({"patient"}))
    assert looked_at == [token]


def test_one_persons_token_is_not_anothers(verifier: TokenVerifier, pool: Pool) -> None:
    tokens = [pool.token(sub, "patient") for sub in ("p-1", "p-2")]
    assert [verifier.caller(token).sub for token in (*tokens, *tokens)] == ["p-1", "p-2", "p-1", "p-2"]


def test_a_token_is_looked_at_again_after_some_minutes(
    verifier: TokenVerifier, pool: Pool, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    token = pool.token("p-1")
    verifier.caller(token)
    pass_seconds(monkeypatch, TRUSTED_SECONDS + 1)
    verifier.caller(token)
    assert looked_at == [token, token]


def test_a_remembered_token_still_runs_out(
    verifier: TokenVerifier, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = pool.token("p-1", exp=int(time.time()) + 2)
    verifier.caller(token)
    time.sleep(0.01)
    pass_seconds(monkeypatch, 20)
    monkeypatch.setattr(verifier, "_claims", _refuse)
    with pytest.raises(NotSignedIn):
        verifier.caller(token)


def _refuse(token: str) -> Any:
    raise NotSignedIn


def test_a_refused_token_is_not_remembered(verifier: TokenVerifier, foreign_pool: Pool, looked_at: list[str]) -> None:
    token = foreign_pool.token("p-1")
    for _ in range(2):
        with pytest.raises(NotSignedIn):
            verifier.caller(token)
    assert looked_at == [token, token]


def test_the_memory_stays_small(verifier: TokenVerifier, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    claims = {"sub": "p-1", "exp": time.time() + 100}
    monkeypatch.setattr(verifier, "_claims", lambda token: claims)
    for number in range(REMEMBERED + 50):
        verifier.caller(f"token {number}")
    assert len(verifier._verified) == REMEMBERED
