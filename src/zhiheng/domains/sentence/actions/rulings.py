"""Import files of published rulings: whole or not at all, each file once."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone

from zhiheng.base.places.models import Place
from zhiheng.domains.sentence import policy
from zhiheng.domains.sentence.errors import AlreadyImported
from zhiheng.domains.sentence.models import Ruling, RulingBatch, RulingUpload
from zhiheng.domains.sentence.published import PublishedFile, counts, letters, read_published, ruling_row
from zhiheng.engines.trail.acts import Official, Subject, act
from zhiheng.law.reckoning import EDITION

PICTURED = 500  # rows up to which the trail keeps each row whole; above, a digest of each


@act(policy.RULINGS_IMPORT, subject="place", secret=("data",))
def import_rulings(place: Place | Subject, *, name: str, data: bytes, acting: Official, reason: str) -> RulingBatch:
    """Recompute every row of the file and keep all of them. The trail keeps the rows whole."""
    return _import(place, name, read_published(data), acting)


@act(policy.RULINGS_IMPORT, subject="place", secret=("data",), bulk=True)
def load_rulings(place: Place | Subject, *, name: str, data: bytes, acting: Official, reason: str) -> RulingBatch:
    """The same for a large file: of each row the trail keeps a digest, so that it does not hold the file twice."""
    return _import(place, name, read_published(data), acting)


def _import(place: Place | Subject, name: str, file: PublishedFile, acting: Official) -> RulingBatch:
    _one_at_a_time(file.digest)
    found = RulingBatch.objects.filter(digest=file.digest).first()
    if found is not None:
        raise AlreadyImported(found.pk)
    rows = file.rows()
    path = place.place if isinstance(place, Subject) else place.path
    batch = RulingBatch.objects.create(
        name=name, digest=file.digest, size=len(file.data), imported_at=timezone.now(), imported_by=acting.ref,
        edition=EDITION, place=path, **counts(letters(rows)),
    )  # fmt: skip
    Ruling.objects.bulk_create((ruling_row(batch, row) for row in rows), batch_size=500)
    # Every preview of this file, whoever's, leads to the batch from now on.
    RulingUpload.objects.filter(digest=file.digest).update(batch=batch, content=b"")
    return batch


def _one_at_a_time(digest: str) -> None:
    """Of two officials who import one file in the same moment, the second waits here and then finds the first one's batch."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ruling-batch:{digest}"])
