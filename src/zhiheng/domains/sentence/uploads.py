"""Files on their way in: kept on the server between preview and decision, seen by their uploader alone, gone after two hours."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.actions.rulings import PICTURED, import_rulings, load_rulings
from zhiheng.domains.sentence.errors import AlreadyImported, UploadGone
from zhiheng.domains.sentence.models import RulingBatch, RulingUpload
from zhiheng.domains.sentence.published import letters, read_published
from zhiheng.engines.trail.acts import Official, Subject, note_refusal
from zhiheng.engines.trail.refusals import OutsideScope

KEPT_FOR = dt.timedelta(hours=2)
LONGEST_NAME = 120


def keep_upload(name: str, data: bytes, *, official: Official) -> RulingUpload:
    """Read the file, recompute it and keep it for the decision. Refuses unusable files and files imported before."""
    file = read_published(data)
    earlier = RulingBatch.objects.filter(digest=file.digest).first()
    if earlier is not None:
        raise AlreadyImported(earlier.pk)
    now = timezone.now()
    RulingUpload.objects.filter(expires_at__lt=now).delete()
    return RulingUpload.objects.create(
        official=official.ref, name=name[:LONGEST_NAME], digest=file.digest, size=len(data), content=data,
        verdicts=letters(file.rows()), uploaded_at=now, expires_at=now + KEPT_FOR,
    )  # fmt: skip


def upload_of(token: UUID, *, official: Official) -> RulingUpload:
    """The official's own upload; anybody else's is not found."""
    found = RulingUpload.objects.filter(token=token, official=official.ref).first()
    if found is None:
        raise OutsideScope
    if found.batch_id is None and found.expires_at < timezone.now():
        raise UploadGone
    return found


def import_upload(token: UUID, place: Place, *, acting: Official, reason: str) -> RulingBatch:
    """Import what was previewed. A doubled or replayed confirmation is AlreadyImported, which names the batch."""
    upload = upload_of(token, official=acting)
    subject = Subject(ref=f"ruling-batch:{upload.digest[:12]}", label=upload.name, place=place.path)
    verb = import_rulings if len(upload.verdicts) <= PICTURED else load_rulings
    if upload.batch_id is not None:
        refusal = AlreadyImported(upload.batch_id)
        note_refusal(verb.__name__, policy.RULINGS_IMPORT, refusal, acting=acting, subject=subject, reason=reason)
        raise refusal
    return verb(subject, name=upload.name, data=bytes(upload.content), acting=acting, reason=reason)


def discard_upload(token: UUID, *, official: Official) -> None:
    """Throw a preview away."""
    RulingUpload.objects.filter(token=token, official=official.ref, batch__isnull=True).delete()
