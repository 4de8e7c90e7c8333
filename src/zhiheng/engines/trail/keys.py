"""Where this installation keeps what lies outside the database: the signing key and the copy of every checkpoint."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from zhiheng.lib.signing import Signer, Verifier, public_key_in


def trail_signer() -> Signer:
    """The key that signs the log's checkpoints; made at first use."""
    return Signer.kept_in(Path(settings.TRAIL_KEY))


def trail_verifier() -> Verifier | None:
    """The public half, enough to verify; None where no checkpoint was ever signed on this installation."""
    return public_key_in(Path(settings.TRAIL_KEY).with_suffix(".pub"))


def checkpoint_journal() -> Path:
    """The copy of every checkpoint that lies outside the database."""
    return Path(settings.TRAIL_JOURNAL)
