"""The menu of saved filters in a list, and the small pages around it."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from zhiheng.base.filters.models import SavedFilter


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return cast.client_for(cast.clerk)


def save(client: Client, name: str = "一监区", query: str = "place=b.p1.w1", place: str = "", page: str = "people") -> int:
    address = f"{reverse('saved_filter_save')}?{'page=' + page}&query={query.replace('=', '%3D')}"
    return client.post(address, {"name": name, "place": place}).status_code


def test_a_list_offers_to_keep_what_it_shows_and_then_has_it(cast: Cast, clerk: Client) -> None:
    plain, filtered = (clerk.get(reverse("people") + query).content.decode() for query in ("", "?place=b.p1.w1"))
    assert reverse("saved_filter_save") not in plain
    assert f"{reverse('saved_filter_save')}?page=people&amp;query=place%3Db.p1.w1" in filtered

    assert save(clerk) == 302
    kept = SavedFilter.objects.get()
    page = clerk.get(reverse("people") + "?" + kept.query).content.decode()
    assert re.search(rf'<a\s+class="menu-item"\s+href="\?{re.escape(kept.query)}"\s+aria-current="true"\s*>一监区</a>', page)


def test_what_is_shared_is_in_the_colleagues_menu(cast: Cast, clerk: Client) -> None:
    assert save(clerk, place="b.p1") == 302

    inside, outside = (cast.client_for(one).get(reverse("people")).content.decode() for one in (cast.ward_officer, cast.other_clerk))
    assert "本单位共享" in inside
    assert "?place=b.p1.w1" in inside
    assert "本单位共享" not in outside


def test_what_cannot_be_shared_is_kept_and_says_so(cast: Cast, clerk: Client) -> None:
    save(clerk, place="b.p1")
    warden = cast.client_for(cast.warden)
    address = f"{reverse('saved_filter_save')}?page=people&query=place%3Db.p1.w2"

    page = warden.post(address, {"name": "一监区", "place": "b.p1"}, follow=True).content.decode()

    assert "但未共享" in page
    assert SavedFilter.objects.filter(officer=cast.warden, shared_at__isnull=True).count() == 1


def test_a_refused_name_stands_in_the_form(cast: Cast, clerk: Client) -> None:
    save(clerk)

    assert save(clerk) == 422
    assert save(clerk, name="") == 422
    assert save(clerk, place="b.p2") == 422
    assert SavedFilter.objects.count() == 1


@pytest.mark.parametrize("page", ["", "nowhere", "person", "https://elsewhere.example/"])
def test_only_a_list_of_this_service_can_be_named(clerk: Client, page: str) -> None:
    assert save(clerk, page=page) == 404


def test_rename_share_stop_and_delete(cast: Cast, clerk: Client) -> None:
    save(clerk)
    key = SavedFilter.objects.get().pk

    assert clerk.post(reverse("saved_filter_rename", args=[key]), {"name": "新名"}).status_code == 302
    assert clerk.post(reverse("saved_filter_share", args=[key]), {"place": "b.p1"}).status_code == 302
    listed = clerk.get(reverse("saved_filters")).content.decode()
    assert "新名" in listed
    assert "东湾监狱" in listed
    warden = cast.client_for(cast.warden)
    assert "林静" in warden.get(reverse("saved_filters")).content.decode()
    assert warden.post(reverse("saved_filter_unshare", args=[key])).status_code == 302
    assert SavedFilter.objects.get().shared_at is None
    assert clerk.post(reverse("saved_filter_delete", args=[key])).status_code == 302
    assert not SavedFilter.objects.exists()


def test_anothers_filter_is_not_found(cast: Cast, clerk: Client) -> None:
    save(clerk, place="b.p1")
    key = SavedFilter.objects.get().pk

    for who in (cast.ward_officer, cast.other_clerk, cast.idle):
        client = cast.client_for(who)
        for name in ("rename", "share", "unshare", "delete"):
            for ask in (client.get, client.post):
                assert ask(reverse(f"saved_filter_{name}", args=[key])).status_code == 404, (who, name)


def test_the_pages_speak_both_languages_and_show_their_forms(cast: Cast, clerk: Client) -> None:
    save(clerk)
    key = SavedFilter.objects.get().pk
    clerk.cookies["zh_language"] = "en"

    assert "Rename the filter" in clerk.get(reverse("saved_filter_rename", args=[key])).content.decode()
    assert "Share at" in clerk.get(reverse("saved_filter_share", args=[key])).content.decode()
    assert "Only the filter goes" in clerk.get(reverse("saved_filter_delete", args=[key])).content.decode()
    assert "My filters" in clerk.get(reverse("saved_filters")).content.decode()


def test_a_filter_of_a_list_that_one_may_not_open_leads_nowhere(cast: Cast) -> None:
    cast.grant(cast.warden, "contraband.view", "b.p1")
    warden = cast.client_for(cast.warden)
    assert save(warden, page="finds", query="standing=stored", place="b.p1") == 302

    assert 'href="/finds?standing=stored"' in warden.get(reverse("saved_filters")).content.decode()
    assert 'href="/finds' not in cast.client_for(cast.clerk).get(reverse("saved_filters")).content.decode()
