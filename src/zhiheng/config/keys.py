"""Where this installation keeps its keys."""

from __future__ import annotations

from pathlib import Path

from zhiheng.config.environment import state_folder
from zhiheng.lib.signing import Signer, Verifier, public_key_in


def _private_key() -> Path:
    return state_folder() / "keys" / "trail.key"


def trail_signer() -> Signer:
    """The key that signs the log's checkpoints; made at first use."""
    return Signer.kept_in(_private_key())


def trail_verifier() -> Verifier | None:
    """The public half, enough to verify; None where no checkpoint was ever signed on this installation."""
    return public_key_in(_private_key().with_suffix(".pub"))


def checkpoint_journal() -> Path:
    """The copy of every checkpoint that lies outside the database."""
    return state_folder() / "checkpoints.jsonl"
