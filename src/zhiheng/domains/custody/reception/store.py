"""Where the bytes of the file lie: by their digest, in the installation's folder. What is there once is never rewritten."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final, NamedTuple

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from zhiheng.domains.custody.reception.errors import NoSuchContent
from zhiheng.engines.trail.refusals import Invalid

LARGEST = 20 * 1024 * 1024
"""Bytes of one upload."""
MEDIA: Final = {b"%PDF-": "application/pdf", b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
"""The first bytes of what may be uploaded: read from the content, never from its name."""


class Upload(NamedTuple):
    """A file as it was handed in."""

    name: str
    data: bytes


class Stored(NamedTuple):
    """Content in the store: digest in hex, media type, bytes."""

    digest: str
    media: str
    size: int


def keep(upload: Upload) -> Stored:
    """Put the content into the store, once for each digest. It is safe before the act commits: nothing points to it yet.

    Raises:
        Invalid: empty, too large, or a kind of file that the file does not take.
    """
    data = upload.data
    media = next((kind for start, kind in MEDIA.items() if data.startswith(start)), "")
    if not media:
        raise Invalid(fields={"upload": _("Only PDF, PNG and JPEG files are kept. Convert it first; nothing was saved.")})
    if len(data) > LARGEST:
        raise Invalid(fields={"upload": _("The file is larger than 20 MB. Split it; nothing was saved.")})
    digest = hashlib.sha256(data).hexdigest()
    target = _path(digest)
    if not target.exists():
        _write(target, data)
    return Stored(digest, media, len(data))


def content(digest: str) -> bytes:
    """The bytes of a digest, checked against it.

    Raises:
        NoSuchContent: missing, or not what it was.
    """
    try:
        data = _path(digest).read_bytes()
    except FileNotFoundError:
        raise NoSuchContent from None
    if hashlib.sha256(data).hexdigest() != digest:
        raise NoSuchContent
    return data


def _path(digest: str) -> Path:
    return Path(settings.STATE) / "contents" / digest[:2] / digest


def _write(target: Path, data: bytes) -> None:
    """Whole or not at all, also when the power fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(target)
