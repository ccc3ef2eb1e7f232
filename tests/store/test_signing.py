"""Practices are signed by a key that KMS keeps; anybody can check it with the public half."""

from __future__ import annotations

import json
from typing import Any

import boto3
import jwt
import pytest

from chalicelib.store.signing import KmsSigner
from chalicelib.usecases.errors import Busy
from chalicelib.usecases.signing import TYPE, signed

SAID = {"id": "breathing", "version": "a" * 64, "narration": [["sit", "b" * 64, 100]], "title": "Así"}


@pytest.fixture
def kms(aws: None, session: boto3.Session) -> Any:
    return session.client("kms")


@pytest.fixture
def signer(kms: Any) -> KmsSigner:
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    return KmsSigner(lambda: kms, key)


def read(text: str, public: dict[str, str]) -> Any:
    return json.loads(jwt.PyJWS().decode(text, jwt.PyJWK(public).key, algorithms=["ES256"]))


def test_what_is_signed_is_read_again_with_the_public_key(signer: KmsSigner) -> None:
    text = signed(signer, SAID)
    assert read(text, signer.public_key()) == SAID
    assert jwt.get_unverified_header(text) == {"alg": "ES256", "kid": signer.public_key()["kid"], "typ": TYPE}


def test_one_changed_letter_is_found(signer: KmsSigner) -> None:
    head, _, signature = signed(signer, SAID).split(".")
    other = signed(signer, {**SAID, "id": "breathinh"}).split(".")[1]
    with pytest.raises(jwt.InvalidSignatureError):
        read(f"{head}.{other}.{signature}", signer.public_key())


def test_another_deployments_key_does_not_speak_for_this_one(signer: KmsSigner, kms: Any) -> None:
    other = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["Arn"]
    with pytest.raises(jwt.InvalidSignatureError):
        read(signed(KmsSigner(lambda: kms, other), SAID), signer.public_key())


def test_the_same_words_are_signed_once(signer: KmsSigner, kms: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    first = signed(signer, SAID)
    monkeypatch.setattr(signer, "_connect", lambda: pytest.fail("KMS was asked again"))
    assert signed(signer, dict(reversed(SAID.items()))) == first


def test_a_key_that_cannot_be_reached_is_busy(kms: Any) -> None:
    with pytest.raises(Busy):
        KmsSigner(lambda: kms, "arn:aws:kms:eu-west-1:000000000000:key/none").public_key()
