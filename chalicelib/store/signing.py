"""Signing with a key that AWS KMS keeps (ECC_NIST_P256): this process never holds its private half."""

from __future__ import annotations

import functools
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from ..usecases.errors import Busy

if TYPE_CHECKING:
    from types_boto3_kms import KMSClient

#: Signatures that a warm process remembers: what several headsets fetch is signed once.
REMEMBERED = 500


class KmsSigner:
    """`Signer` on one key of KMS."""

    def __init__(self, connect: Callable[[], KMSClient], key_arn: str) -> None:
        self._connect, self._key = connect, key_arn
        self._signed: OrderedDict[bytes, bytes] = OrderedDict()

    def sign(self, data: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
        from jwt.utils import der_to_raw_signature

        digest = hashlib.sha256(data).digest()
        if digest in self._signed:
            return self._signed[digest]
        try:
            answer = self._connect().sign(
                KeyId=self._key, Message=data, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
            )
        except (ClientError, BotoCoreError) as error:
            raise Busy from error
        self._signed[digest] = der_to_raw_signature(answer["Signature"], SECP256R1())
        if len(self._signed) > REMEMBERED:
            self._signed.popitem(last=False)
        return self._signed[digest]

    def public_key(self) -> dict[str, str]:
        return self._public

    @functools.cached_property
    def _public(self) -> dict[str, str]:
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
        from cryptography.hazmat.primitives.serialization import load_der_public_key
        from jwt.algorithms import ECAlgorithm

        try:
            raw = self._connect().get_public_key(KeyId=self._key)["PublicKey"]
        except (ClientError, BotoCoreError) as error:
            raise Busy from error
        key = load_der_public_key(raw)
        if not isinstance(key, EllipticCurvePublicKey):
            raise TypeError("The signing key must be of the kind ECC_NIST_P256.")
        jwk = {name: str(value) for name, value in json.loads(ECAlgorithm.to_jwk(key)).items()}
        named = {name: jwk[name] for name in ("crv", "kty", "x", "y")}
        # RFC 7638: the key's own thumbprint is its name
        kid = hashlib.sha256(json.dumps(named, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
        return named | {"alg": "ES256", "use": "sig", "kid": kid}
