"""A passkey in software, for tests: makes credentials and signs challenges as a security key would."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

PRESENT = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


class SoftwareKey:
    """One key pair for one site."""

    def __init__(self, host: str = "testserver") -> None:
        self.host, self.id = host, os.urandom(16)
        self.private = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """The browser's answer to the page's creation options, as JSON."""
        public = ES256.from_cryptography_key(self.private.public_key())
        data = AttestedCredentialData.create(b"\0" * 16, self.id, public)
        holder = AuthenticatorData.create(self._site(), PRESENT | AuthenticatorData.FLAG.AT, 0, bytes(data))
        attestation = AttestationObject.create("none", holder, {})
        return self._answer({"clientDataJSON": self._client("webauthn.create", options), "attestationObject": bytes(attestation)})

    def get(self, options: dict[str, Any], *, origin: str = "", signer: ec.EllipticCurvePrivateKey | None = None) -> str:
        """The browser's answer to the page's request options, as JSON."""
        client = self._client("webauthn.get", options, origin)
        holder = bytes(AuthenticatorData.create(self._site(), PRESENT, 1))
        signature = (signer or self.private).sign(holder + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": holder, "signature": signature})

    def _site(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _client(self, kind: str, options: dict[str, Any], origin: str = "") -> bytes:
        challenge = options["publicKey"]["challenge"]
        raw = challenge if isinstance(challenge, str) else websafe_encode(challenge)
        made = json.dumps({"type": kind, "challenge": raw, "origin": origin or f"https://{self.host}", "crossOrigin": False})
        return bytes(CollectedClientData(made.encode()))

    def _answer(self, response: dict[str, bytes]) -> str:
        name = websafe_encode(self.id)
        coded = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "clientExtensionResults": {}, "response": coded})
