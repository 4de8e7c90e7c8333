"""Signing of institutional statements: one face, whatever the algorithm behind it.

Today's profile is Ed25519. A profile with SM2 over SM3 stands behind the same two classes.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat


class Verifier:
    """Checks signatures against one public key. ``fingerprint``: first 16 hex digits of the key's SHA-256."""

    def __init__(self, public: bytes) -> None:
        self._key = Ed25519PublicKey.from_public_bytes(public)
        self.public = public
        self.fingerprint = hashlib.sha256(public).hexdigest()[:16]

    def holds(self, signature: bytes, statement: bytes) -> bool:
        """Whether the signature was made over exactly these bytes with the matching private key."""
        try:
            self._key.verify(signature, statement)
        except InvalidSignature:
            return False
        return True


class Signer(Verifier):
    """Holds the private key; made once per installation and kept where only the service may read it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        super().__init__(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
        self._private = private

    @classmethod
    def kept_in(cls, file: Path) -> Signer:
        """The key in ``file``, made at first use with rights for the owner alone; its public half lies beside it (.pub)."""
        if not file.exists():
            _make(file)
        return cls(Ed25519PrivateKey.from_private_bytes(file.read_bytes()))

    def sign(self, statement: bytes) -> bytes:
        return self._private.sign(statement)


def public_key_in(file: Path) -> Verifier | None:
    """The verifier for a kept public key, or None when this machine has none."""
    return Verifier(file.read_bytes()) if file.exists() else None


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    private = Ed25519PrivateKey.generate()
    # Written aside and linked in: of two processes that start together, one key wins and both read it.
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    os.write(handle, private.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    os.close(handle)
    try:
        os.link(aside, file)
        file.with_suffix(".pub").write_bytes(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
    except FileExistsError:
        pass
    finally:
        aside.unlink()
