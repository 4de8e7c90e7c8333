"""The personal file: numbered items, contents by their digest, nothing that was filed is altered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.cast import Cast
from tests.domains.custody.reception.papers import PDF, by, meddle
from zhiheng.domains.custody.reception import actions, store
from zhiheng.domains.custody.reception.actions import Described
from zhiheng.domains.custody.reception.errors import ItemWithdrawn, NoSuchContent
from zhiheng.domains.custody.reception.models import FileItem, FileVersion, Section
from zhiheng.domains.custody.reception.queries.files import catalogue, retention
from zhiheng.domains.custody.reception.store import Upload
from zhiheng.engines.trail.refusals import Invalid, OutsideScope
from zhiheng.engines.trail.verify import verify
from zhiheng.law.procedure_kinds import Retention


@pytest.fixture
def shelf(settings: Any, tmp_path: Path) -> Path:
    settings.STATE = tmp_path
    return tmp_path


class TestFile:
    def _add(self, cast: Cast, section: str = "judgment", upload: Upload | None = None, **changes: Any) -> FileItem:
        given = {"section": section, "title": "刑事判决书", "pages": 12, "source": "江城市第二中级人民法院"} | changes
        return actions.add_item(cast.episode("zhang"), described=Described(**given), upload=upload, **by(cast))

    def test_items_are_numbered_in_their_section(self, cast: Cast, shelf: Path) -> None:
        made = [self._add(cast), self._add(cast), self._add(cast, "points")]

        assert [(item.volume, item.number) for item in made] == [("main", 1), ("main", 2), ("sub", 1)]

    def test_content_lies_under_its_digest(self, cast: Cast, shelf: Path) -> None:
        version = self._add(cast, upload=Upload("判决书.pdf", PDF)).versions.get()

        assert store.content(version.digest) == PDF
        assert (version.media, version.number) == ("application/pdf", 1)
        assert len(list(shelf.rglob("*"))) == 3

    def test_versions_are_kept(self, cast: Cast, shelf: Path) -> None:
        item = self._add(cast, upload=Upload("a.pdf", PDF))
        actions.add_version(item, upload=Upload("b.pdf", PDF + b"2"), **by(cast))
        with pytest.raises(Invalid):
            actions.add_version(item, upload=Upload("c.pdf", PDF + b"2"), **by(cast))

        assert [version.number for version in item.versions.order_by("number")] == [1, 2]
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, FileVersion.objects.earliest("pk"), {"name": "x"})

    def test_changed_content_is_noticed(self, cast: Cast, shelf: Path) -> None:
        version = self._add(cast, upload=Upload("a.pdf", PDF)).versions.get()
        file = next(path for path in shelf.rglob("*") if path.is_file())
        file.write_bytes(b"other")
        with pytest.raises(NoSuchContent):
            store.content(version.digest)
        file.unlink()
        with pytest.raises(NoSuchContent):
            store.content(version.digest)

    def test_verification_reads_every_content_back(self, cast: Cast, shelf: Path) -> None:
        self._add(cast, upload=Upload("a.pdf", PDF))
        version = self._add(cast, title="起诉书", upload=Upload("b.pdf", PDF + b"2")).versions.get()
        assert not [one for one in verify(at_most=1000).faults if one.check == "contents"]
        store._path(version.digest).write_bytes(PDF + b"3")
        found = [one for one in verify(at_most=1000).faults if one.check == "contents"]

        assert [one.where for one in found] == [f"file_version:{version.pk}"]
        assert "起诉书" in found[0].words
        store._path(version.digest).unlink()
        assert [one.where for one in verify(at_most=1000).faults if one.check == "contents"] == [f"file_version:{version.pk}"]

    @pytest.mark.parametrize("data", [b"", b"GIF89a", b"<html>", b"MZ\x90"])
    def test_other_kinds_of_file_are_not_kept(self, cast: Cast, shelf: Path, data: bytes) -> None:
        with pytest.raises(Invalid):
            self._add(cast, upload=Upload("a.pdf", data))
        assert not list(shelf.rglob("*"))

    def test_a_file_over_the_limit_is_not_kept(self, cast: Cast, shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(store, "LARGEST", len(PDF))
        self._add(cast, upload=Upload("a.pdf", PDF))
        with pytest.raises(Invalid):
            self._add(cast, upload=Upload("a.pdf", PDF + b"x"))

    def test_the_photograph_is_a_place_without_a_picture(self, cast: Cast, shelf: Path) -> None:
        item = self._add(cast, "photograph", title="照片")
        picture = Upload("a.png", b"\x89PNG\r\n\x1a\n")
        for attempt in (lambda: self._add(cast, "photograph", picture), lambda: actions.add_version(item, upload=picture, **by(cast))):
            with pytest.raises(Invalid):
                attempt()

    def test_what_is_withdrawn_keeps_its_place(self, cast: Cast, shelf: Path) -> None:
        item = actions.withdraw_item(self._add(cast), **by(cast, reason="装订错误"))

        assert (item.withdrawn_why, self._add(cast).number) == ("装订错误", 2)
        with pytest.raises(ItemWithdrawn):
            actions.add_version(item, upload=Upload("a.pdf", PDF), **by(cast))
        with pytest.raises(DatabaseError), transaction.atomic():
            meddle(cast, item, {"withdrawn_at": None, "withdrawn_by": None})

    def test_the_catalogue_says_what_is_missing(self, cast: Cast, shelf: Path) -> None:
        self._add(cast)
        self._add(cast, "intake", pages=3)
        withdrawn = self._add(cast, "indictment")
        actions.withdraw_item(withdrawn, **by(cast))
        found = catalogue(cast.episode("zhang"))

        assert found.pages == 15
        assert found.missing == [Section.EXECUTION, Section.INDICTMENT, Section.PHOTOGRAPH]

    def test_release_papers_are_wanted_of_the_released(self, cast: Cast) -> None:
        assert Section.RELEASE in catalogue(cast.episode("sun")).missing

    @pytest.mark.parametrize(
        ("section", "years", "kept"),
        [
            ("judgment", 1, Retention.PERMANENT),
            ("points", 15, Retention.PERMANENT),
            ("points", 14, Retention.SHORT),
            ("points", None, Retention.LONG),
        ],
    )
    def test_how_long_a_section_is_kept(self, section: str, years: int | None, kept: Retention) -> None:
        assert retention(Section(section), years) == kept

    def test_the_ward_does_not_file(self, cast: Cast, shelf: Path) -> None:
        described = Described("judgment", "判决书", 1, "法院")
        with pytest.raises(OutsideScope):
            actions.add_item(cast.episode("zhang"), described=described, **by(cast, "ward_officer"))
