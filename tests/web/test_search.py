"""The search, the palette and the level switch."""

from __future__ import annotations

import pytest

from tests.cast import Cast


def found(cast: Cast, who: str, words: str) -> str:
    answer = cast.client_for(getattr(cast, who)).get("/search/quick", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("words", ["张伟", "伟", "zhangw", "zw", "3101200012", "３１０１２０００１２"])
def test_a_person_is_found(cast: Cast, words: str) -> None:
    assert f"/people/{cast.zhang.pk}" in found(cast, "clerk", words)


@pytest.mark.parametrize("words", ["陈晓", "chenx", "cx", "3202220101"])
def test_another_prisons_person_is_not(cast: Cast, words: str) -> None:
    assert f"/people/{cast.chen.pk}" not in found(cast, "clerk", words)


@pytest.mark.parametrize("who", ["admin_accounts", "admin_policy", "admin_trail", "idle"])
def test_who_may_read_nobody_finds_nobody(cast: Cast, who: str) -> None:
    assert "/people/" not in found(cast, who, "张伟")


def test_places_and_pages_are_found(cast: Cast) -> None:
    assert "/places/b.p1.w1" in found(cast, "clerk", "一监区")
    assert 'href="/people"' in found(cast, "clerk", "在册")


def test_another_prisons_ward_is_not(cast: Cast) -> None:
    assert "/places/b.p2.w1" not in found(cast, "clerk", "一监区")


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{{7*7}}", "%", "'", "\x00", "长" * 300, ""])
def test_odd_words_are_only_words(cast: Cast, words: str) -> None:
    client = cast.client_for(cast.clerk)

    assert "<script>alert(1)" not in found(cast, "clerk", words)
    answer = client.get("/search", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()


class TestScope:
    def test_the_level_narrows_the_list(self, cast: Cast) -> None:
        client = cast.client_for(cast.clerk)
        client.post("/scope", {"place": "b.p1.w2", "next": "/people?place=b.p1.w1"})
        page = client.get("/people").content.decode()

        assert "欧阳明" in page
        assert "张伟" not in page

    @pytest.mark.parametrize("place", ["b", "b.p2", "b.p1.w9", "", "b.p1' or '1'='1"])
    def test_no_other_level_is_taken(self, cast: Cast, place: str) -> None:
        assert cast.client_for(cast.clerk).post("/scope", {"place": place}).status_code == 404

    @pytest.mark.parametrize("following", ["https://example.org/", "//example.org", "javascript:alert(1)"])
    def test_it_leads_to_no_other_site(self, cast: Cast, following: str) -> None:
        answer = cast.client_for(cast.clerk).post("/scope", {"place": "b.p1", "next": following})

        assert answer.headers["Location"] == "/"
