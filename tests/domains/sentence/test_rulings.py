"""Files of published rulings: imported whole or not at all, each once."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import Cast
from tests.domains.sentence.files import BAD_ROWS, DIFFERS, GOOD, MIXED, jsonl, row
from zhiheng.domains.sentence import published, ruling_queries, uploads
from zhiheng.domains.sentence.actions import import_rulings, load_rulings
from zhiheng.domains.sentence.errors import AlreadyImported, TooLarge, TooManyRows, UnusableFile, UploadGone
from zhiheng.domains.sentence.models import Ruling, RulingBatch, RulingUpload
from zhiheng.domains.sentence.published import read_published
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import OutsideScope

REAL = Path(__file__).parents[2] / "cases" / "rulings-public.jsonl"


def imported(cast: Cast, data: bytes = MIXED, name: str = "rulings.jsonl") -> RulingBatch:
    return import_rulings(cast.place("b.p1"), name=name, data=data, acting=cast.acting(cast.clerk), reason="核对")


def test_every_row_is_kept_with_its_outcome(cast: Cast) -> None:
    batch = imported(cast)

    assert (batch.agrees, batch.differs, batch.not_checkable, batch.invalid) == (1, 1, 1, 1)
    good, differs, unknown, invalid = batch.rulings.order_by("line")
    assert (good.code, good.verdict, good.outcome["computed"]) == ("t001", "agrees", "2025-12-19")
    assert (differs.outcome["printed"], differs.outcome["computed"]) == ("2025-12-25", "2025-12-19")
    assert "original.start" in {missing["fact"] for missing in unknown.outcome["missing"]}
    assert invalid.outcome["refusals"][0]["code"] == "impossible_date"
    assert good.trace is not None
    assert good.raw == GOOD


def test_import_is_one_act_with_the_rows_in_pictures(cast: Cast) -> None:
    imported(cast)
    act = Act.objects.get(verb="import_rulings")

    assert act.grant.split()[0] == "rulings.import"
    assert "data" not in act.inputs
    assert Change.objects.filter(act_id=act.id, table="ruling", after__isnull=False).count() == 4


def test_large_import_keeps_digests(cast: Cast) -> None:
    load_rulings(cast.place("b.p1"), name="n", data=MIXED, acting=cast.acting(cast.clerk), reason="核对")
    act = Act.objects.get(verb="load_rulings")
    assert not Change.objects.filter(act_id=act.id, after__isnull=False).exists()
    assert Change.objects.filter(act_id=act.id, table="ruling").count() == 4


def test_same_bytes_are_imported_once(cast: Cast) -> None:
    batch = imported(cast)
    with pytest.raises(AlreadyImported) as refused:
        imported(cast, name="other name.jsonl")

    assert refused.value.batch_id == batch.pk
    assert Ruling.objects.count() == 4
    assert Act.objects.get(outcome="refused").refusal == "already-imported"


def test_ward_officer_may_not_import(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        import_rulings(cast.place("b.p1.w1"), name="n", data=MIXED, acting=cast.acting(cast.ward_officer), reason="核对")
    assert not RulingBatch.objects.exists()


def test_clerk_may_not_import_for_another_prison(cast: Cast) -> None:
    with pytest.raises(OutsideScope):
        import_rulings(cast.place("b.p2"), name="n", data=MIXED, acting=cast.acting(cast.clerk), reason="核对")


def test_failure_in_the_middle_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhiheng.domains.sentence.actions import rulings

    real, made = rulings.ruling_row, []

    def fails_at_the_third(batch: RulingBatch, given: Any) -> Ruling:
        made.append(given)
        if len(made) == 3:
            raise MemoryError
        return real(batch, given)

    monkeypatch.setattr(rulings, "ruling_row", fails_at_the_third)
    with pytest.raises(MemoryError):
        imported(cast)
    assert not RulingBatch.objects.exists()
    assert not Ruling.objects.exists()


@pytest.mark.parametrize("name", BAD_ROWS)
def test_bad_row_is_a_result_beside_the_good_ones(cast: Cast, name: str) -> None:
    batch = imported(cast, jsonl(GOOD, BAD_ROWS[name]))

    assert (batch.agrees, batch.invalid) == (1, 1)
    bad = batch.rulings.get(verdict="invalid")
    assert bad.outcome["refusals"]
    assert bad.outcome["why_zh"]
    assert bad.outcome["why_en"]


def test_line_of_ten_megabytes_is_refused_alone(cast: Cast) -> None:
    long = row(id="long", offence="盗" * (10 * 1024 * 1024 // 3))
    batch = imported(cast, jsonl(GOOD, long))

    bad = batch.rulings.get(verdict="invalid")
    assert bad.line == 2
    assert len(bad.raw["text"]) <= published.SHOWN_TEXT
    assert bad.raw["characters"] > 3_000_000


def test_doubled_id_names_the_first_line(cast: Cast) -> None:
    batch = imported(cast, jsonl(GOOD, DIFFERS | {"id": "t001"}))
    assert batch.rulings.get(line=2).outcome["refusals"][0]["code"] == "doubled_id"


def test_nul_and_script_are_kept_as_text(cast: Cast) -> None:
    batch = imported(cast, jsonl(row(offence="<script>\u0000{{7*7}}")))
    assert batch.rulings.get().raw["offence"] == "<script>\u2400{{7*7}}"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (MIXED.decode().encode("gbk"), "gbk"),
        (b"\xff\xfe" + MIXED.decode().encode("utf-16-le"), "utf16"),
        (b"\x00\x01\x02", "binary"),
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_unusable_file_is_refused_by_name(data: bytes, code: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_published(data)
    assert refused.value.code == code


def test_byte_order_mark_is_no_obstacle() -> None:
    assert [r.verdict for r in read_published(b"\xef\xbb\xbf" + MIXED).rows()] == ["agrees", "differs", "not_checkable", "invalid"]


def test_what_a_page_cannot_take_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published, "LARGEST", 100)
    with pytest.raises(TooLarge):
        read_published(MIXED)
    monkeypatch.setattr(published, "LARGEST", 10**6)
    monkeypatch.setattr(published, "MOST_ROWS", 3)
    with pytest.raises(TooManyRows):
        read_published(MIXED)


def test_upload_waits_and_is_imported_as_previewed(cast: Cast) -> None:
    clerk = cast.acting(cast.clerk)
    upload = uploads.keep_upload("rulings.jsonl", MIXED, official=clerk)

    assert upload.verdicts == "ADNI"
    assert [r.line for r in ruling_queries.preview(upload, verdict="invalid").rows] == [4]
    batch = uploads.import_upload(upload.token, cast.place("b.p1"), acting=clerk, reason="核对")
    assert batch.rulings.count() == 4
    upload.refresh_from_db()
    assert (upload.batch, bytes(upload.content)) == (batch, b"")


def test_confirmation_sent_twice_makes_one_batch(cast: Cast) -> None:
    clerk = cast.acting(cast.clerk)
    upload = uploads.keep_upload("rulings.jsonl", MIXED, official=clerk)
    batch = uploads.import_upload(upload.token, cast.place("b.p1"), acting=clerk, reason="核对")
    with pytest.raises(AlreadyImported) as refused:
        uploads.import_upload(upload.token, cast.place("b.p1"), acting=clerk, reason="核对")

    assert refused.value.batch_id == batch.pk
    assert RulingBatch.objects.count() == 1
    assert Act.objects.filter(outcome="refused", refusal="already-imported").count() == 1


def test_preview_is_its_uploaders_alone(cast: Cast) -> None:
    upload = uploads.keep_upload("rulings.jsonl", MIXED, official=cast.acting(cast.clerk))
    with pytest.raises(OutsideScope):
        uploads.upload_of(upload.token, official=cast.acting(cast.other_clerk))
    with pytest.raises(OutsideScope):
        uploads.upload_of(uuid4(), official=cast.acting(cast.clerk))


def test_expired_preview_is_gone(cast: Cast) -> None:
    clerk = cast.acting(cast.clerk)
    upload = uploads.keep_upload("rulings.jsonl", MIXED, official=clerk)
    RulingUpload.objects.update(expires_at=upload.uploaded_at)
    with pytest.raises(UploadGone):
        uploads.import_upload(upload.token, cast.place("b.p1"), acting=clerk, reason="核对")
    uploads.keep_upload("other.jsonl", jsonl(GOOD), official=clerk)
    assert not RulingUpload.objects.filter(pk=upload.pk).exists()


def test_file_imported_before_is_refused_at_the_preview(cast: Cast) -> None:
    batch = imported(cast)
    with pytest.raises(AlreadyImported) as refused:
        uploads.keep_upload("again.jsonl", MIXED, official=cast.acting(cast.other_clerk))
    assert refused.value.batch_id == batch.pk


def test_rows_are_read_a_page_at_a_time(cast: Cast) -> None:
    batch = imported(cast)
    first, more = ruling_queries.rulings(batch, size=3)
    rest, none = ruling_queries.rulings(batch, after=first[-1].line, size=3)

    assert ([r.line for r in first], more, [r.line for r in rest], none) == ([1, 2, 3], True, [4], False)
    assert [r.code for r in ruling_queries.rulings(batch, text="t002")[0]] == ["t002"]
    assert len(list(ruling_queries.exported(batch, verdict="differs"))) == 1


def test_published_rulings_are_reproduced_or_explained(cast: Cast) -> None:
    batch = imported(cast, REAL.read_bytes())

    assert batch.rulings.count() == 50
    assert batch.invalid == 0
    assert not batch.rulings.filter(verdict="differs", oddity=False).exists()
    assert all(ruling.outcome["missing"] for ruling in batch.rulings.filter(verdict="not_checkable"))
