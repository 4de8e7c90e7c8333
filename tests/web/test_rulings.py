"""The main job: a clerk imports published rulings. It works, then each refusal, at the page."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.domains.sentence.files import BAD_ROWS, GOOD, MIXED, jsonl, row
from zhiheng.domains.sentence import published
from zhiheng.domains.sentence.models import Ruling, RulingBatch, RulingUpload
from zhiheng.engines.trail.models import Act

IMPORT = "/rulings/import"


def send(client: Client, data: bytes, name: str = "rulings.jsonl", **extra: Any) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data), "text": "", **extra})


def previewed(client: Client, data: bytes = MIXED, name: str = "rulings.jsonl") -> str:
    """Address of the preview."""
    answer = send(client, data, name)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def imported(client: Client, data: bytes = MIXED, name: str = "rulings.jsonl") -> RulingBatch:
    assert client.post(previewed(client, data, name), {"reason": "核对"}).status_code == 302
    return RulingBatch.objects.latest("pk")


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


def test_clerk_previews_decides_and_reads(clerk: Client) -> None:
    address = previewed(clerk)
    shown = text(clerk.get(address))
    assert all(code in shown for code in ("t001", "t002", "t003", "t004"))
    assert "2025-12-25" in shown
    assert "2025-12-19" in shown
    assert not RulingBatch.objects.exists()

    answer = clerk.post(address, {"reason": "核对公开裁定"}, follow=True)

    batch = RulingBatch.objects.get()
    assert answer.redirect_chain == [(f"/rulings/{batch.pk}", 302)]
    assert "t001" in text(answer)
    assert Act.objects.get(verb="import_rulings").reason == "核对公开裁定"
    assert "rulings.jsonl" in text(clerk.get("/rulings/"))


def test_rows_are_filtered_by_result(clerk: Client) -> None:
    batch = imported(clerk)
    shown = text(clerk.get(f"/rulings/{batch.pk}?verdict=differs"))
    assert "t002" in shown
    assert "t001" not in shown


@pytest.mark.parametrize(("language", "provision"), [("zh-hans", "《刑法》"), ("en", "Criminal Law, art")])
def test_row_shows_printed_beside_computed_and_the_provisions(clerk: Client, language: str, provision: str) -> None:
    batch = imported(clerk)
    clerk.cookies["zh_language"] = language
    shown = text(clerk.get(f"/rulings/{batch.pk}/rows/2", headers={"Zhiheng-Drawer": "1"}))

    assert "2025-12-25" in shown
    assert "2025-12-19" in shown
    assert provision in shown
    assert "<html" not in shown


def test_row_that_cannot_be_computed_names_the_missing_fact(clerk: Client) -> None:
    batch = imported(clerk)
    shown = text(clerk.get(f"/rulings/{batch.pk}/rows/3"))
    assert "original.start" in shown
    assert "起始日" in shown


def test_unusable_row_is_named_with_its_reason(clerk: Client) -> None:
    batch = imported(clerk)
    assert "2021-02-30" in text(clerk.get(f"/rulings/{batch.pk}/rows/4"))


def test_rows_may_be_pasted(clerk: Client) -> None:
    answer = clerk.post(IMPORT, {"text": MIXED.decode().replace("\n", "\r\n")})
    assert answer.status_code == 302
    assert RulingUpload.objects.get().verdicts == "ADNI"


def test_pasted_text_is_taken_as_it_is(clerk: Client) -> None:
    """Forms tidy full-width digits; a file of rulings must not be tidied."""
    clerk.post(IMPORT, {"text": jsonl(row(original=GOOD["original"] | {"start": "２０１９-07-20"})).decode()})
    assert RulingUpload.objects.get().verdicts == "I"


@pytest.mark.parametrize("name", BAD_ROWS)
def test_bad_row_does_not_stop_the_good_one(clerk: Client, name: str) -> None:
    address = previewed(clerk, jsonl(GOOD, BAD_ROWS[name]))
    assert RulingUpload.objects.get().verdicts == "AI"
    assert clerk.get(address).status_code == 200
    assert clerk.get(f"{address}/rows/2").status_code == 200


def test_line_of_ten_megabytes_is_named(clerk: Client) -> None:
    address = previewed(clerk, jsonl(GOOD, row(id="long", offence="x" * 10 * 1024 * 1024)))
    assert RulingUpload.objects.get().verdicts == "AI"
    assert len(clerk.get(f"{address}/rows/2").content) < 200_000


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (MIXED.decode().encode("gbk"), "GBK"),
        (b"\x89PNG\x00\x00", "文本"),
        (b"", "没有内容"),
    ],
)
def test_unusable_file_is_refused_in_words_and_in_the_trail(clerk: Client, data: bytes, word: str) -> None:
    answer = send(clerk, data)

    assert answer.status_code == 422
    assert word in text(answer)
    assert not RulingUpload.objects.exists()
    assert Act.objects.get(outcome="refused").verb == "import_rulings"


def test_byte_order_mark_is_accepted(clerk: Client) -> None:
    previewed(clerk, b"\xef\xbb\xbf" + MIXED)
    assert RulingUpload.objects.get().verdicts == "ADNI"


def test_too_large_and_too_many_are_refused(clerk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhiheng.web.pages.rulings import intake

    monkeypatch.setattr(intake, "LARGEST", 10)
    assert send(clerk, MIXED).status_code == 413
    monkeypatch.setattr(intake, "LARGEST", 10**6)
    monkeypatch.setattr(published, "MOST_ROWS", 2)
    answer = send(clerk, MIXED)
    assert answer.status_code == 413
    assert "zhiheng law check" in text(answer)


def test_neither_file_nor_text_and_both_are_refused(clerk: Client) -> None:
    assert clerk.post(IMPORT, {"text": ""}).status_code == 422
    assert send(clerk, MIXED, text="{}").status_code == 422


def test_extra_fields_are_refused(clerk: Client) -> None:
    assert send(clerk, MIXED, verdict="agrees").status_code == 422
    address = previewed(clerk)
    assert clerk.post(address, {"reason": "核对", "is_staff": "1"}).status_code == 422
    assert not RulingBatch.objects.exists()


def test_reason_is_required(clerk: Client) -> None:
    address = previewed(clerk)
    assert clerk.post(address, {"reason": "  "}).status_code == 422
    assert not RulingBatch.objects.exists()


def test_doubled_confirmation_makes_one_batch_and_says_so(clerk: Client) -> None:
    address = previewed(clerk)
    clerk.post(address, {"reason": "核对"})
    again = clerk.post(address, {"reason": "核对"}, follow=True)

    batch = RulingBatch.objects.get()
    assert again.redirect_chain[-1][0] == f"/rulings/{batch.pk}"
    assert Ruling.objects.count() == 4
    assert Act.objects.filter(refusal="already-imported").count() == 1


def test_file_imported_before_leads_to_its_batch(clerk: Client) -> None:
    batch = imported(clerk)
    answer = send(clerk, MIXED, "again.jsonl")
    assert answer.status_code == 409
    assert f"/rulings/{batch.pk}" in text(answer)


def test_preview_of_somebody_else_is_not_found(clerk: Client, cast: Cast) -> None:
    address = previewed(clerk)
    other = cast.client_for(cast.other_clerk)
    assert other.get(address).status_code == 404
    assert other.post(address, {"reason": "核对"}).status_code == 404
    assert clerk.get(f"{IMPORT}/{uuid4()}").status_code == 404


def test_discarded_preview_is_gone(clerk: Client) -> None:
    address = previewed(clerk)
    assert clerk.get(f"{address}/discard").status_code == 405
    assert clerk.post(f"{address}/discard").status_code == 302
    assert clerk.get(address).status_code == 404


def test_administrators_neither_import_nor_read(cast: Cast, clerk: Client) -> None:
    batch = imported(clerk)
    for officer in (cast.admin_accounts, cast.admin_policy, cast.idle):
        client = cast.client_for(officer)
        assert client.get(IMPORT).status_code == 404
        assert client.get(f"/rulings/{batch.pk}").status_code == 404
        assert client.post(f"/rulings/{batch.pk}/export").status_code == 404


def test_who_may_only_read_cannot_import(cast: Cast, clerk: Client) -> None:
    batch = imported(clerk)
    cast.grant(cast.idle, "rulings.view")
    reader = cast.client_for(cast.idle)

    assert reader.get(f"/rulings/{batch.pk}").status_code == 200
    assert reader.get(IMPORT).status_code == 404
    assert send(reader, jsonl(GOOD)).status_code == 404


def test_strangers_are_sent_to_sign_in(clerk: Client) -> None:
    assert Client().get("/rulings/").status_code == 302
    assert "/sign-in" in Client().post(IMPORT, {"text": "{}"})["Location"]


def test_unknown_batch_and_line_are_not_found(clerk: Client) -> None:
    batch = imported(clerk)
    assert clerk.get(f"/rulings/{batch.pk + 1}").status_code == 404
    assert clerk.get(f"/rulings/{batch.pk}/rows/99").status_code == 404


@pytest.mark.parametrize("text_given", ["<script>alert(1)</script>", "{{7*7}}", "{% now %}", '"><img src=x>'])
def test_text_of_the_file_stays_text(clerk: Client, text_given: str) -> None:
    batch = imported(clerk, jsonl(row(court=text_given, offence=text_given)), name=f"{text_given}.jsonl")
    for address in (f"/rulings/{batch.pk}", f"/rulings/{batch.pk}/rows/1", "/rulings/"):
        shown = text(clerk.get(address))
        assert "<script>alert" not in shown
        assert "<img src=x>" not in shown
        assert "49" not in shown.split("{{7*7}}")[0][-2:]
    assert Ruling.objects.get().court == text_given


def test_export_holds_the_filtered_rows_and_no_formula(clerk: Client) -> None:
    differs = row(id="t009", result=GOOD["result"] | {"end_after": "2025-12-30"})
    batch = imported(clerk, jsonl(row(court='=cmd|"/c calc"!A1', offence="@SUM(A1)"), differs))
    answer = clerk.post(f"/rulings/{batch.pk}/export?verdict=agrees")

    assert answer.status_code == 200
    sheets = zipfile.ZipFile(io.BytesIO(answer.content))
    whole = "".join(sheets.read(name).decode() for name in sheets.namelist())
    assert "t001" in whole
    assert "t009" not in whole
    assert ">=cmd" not in whole
    assert ">@SUM" not in whole
    assert "<f>" not in whole
    assert Act.objects.get(verb="export_rulings").inputs["rows"] == 1


def test_export_is_a_post(clerk: Client) -> None:
    assert clerk.get(f"/rulings/{imported(clerk).pk}/export").status_code == 405


def test_forged_cursors_are_ignored(clerk: Client) -> None:
    batch = imported(clerk)
    for cursor in ("%%%", "W10", "WyJ4Il0", "WyI5OTk5OTk5OTk5OTk5OTk5OTk5OTk5Il0"):
        assert clerk.get(f"/rulings/{batch.pk}", {"after": cursor}).status_code == 200
        assert clerk.get("/rulings/", {"after": cursor}).status_code == 200


def test_batch_page_asks_the_same_few_questions_whatever_its_size(clerk: Client, django_assert_max_num_queries: Any) -> None:
    batch = imported(clerk, jsonl(*(row(id=f"t{n:03}") for n in range(80))))
    with django_assert_max_num_queries(16):
        shown = text(clerk.get(f"/rulings/{batch.pk}"))
    assert "t049" in shown
    assert "t050" not in shown
