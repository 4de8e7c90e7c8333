"""Surroundings, errors and preferences, as a browser without script meets them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings
from django.utils import translation

from zhiheng.engines.trail.refusals import OutsideScope, Stale
from zhiheng.web import errors
from zhiheng.web.pages.gallery import PAGES, SampleForm
from zhiheng.web.shell import MENU, Heading, Item, Part, ScopeOption, Shell

pytestmark = pytest.mark.django_db


class Somebody:
    """A viewer with one power."""

    name = "周以宁"
    duty = "三监区 主管警官"
    scope = ScopeOption("a.b", "监狱", "东湾监狱", 1)
    scopes = (scope,)

    def may(self, power: str) -> bool:
        return power == "held"


def request(path: str = "/gallery", **cookies: str) -> HttpRequest:
    made = RequestFactory().get(path)
    made.COOKIES.update(cookies)
    return made


@override_settings(ZHIHENG_DEMO=True)
@pytest.mark.parametrize("show", PAGES)
def test_every_sample_is_drawn_in_both_languages(client: Client, show: str) -> None:
    for language, word in (("zh-hans", "合成数据"), ("en", "ynthetic data")):
        client.cookies["zh_language"] = language
        page = client.get(f"/gallery?show={show}")

        assert page.status_code == 200
        assert word in page.content.decode()
        assert f'<html lang="{language}"' in page.content.decode()


@override_settings(ZHIHENG_DEMO=True)
@pytest.mark.parametrize("show", PAGES)
def test_the_content_policy_has_nothing_to_forbid(client: Client, show: str) -> None:
    page = client.get(f"/gallery?show={show}").content.decode()

    assert not re.search(r"<[^>]+\sstyle=", page)
    assert not re.search(r"<[^>]+\son\w+=|hx-on|javascript:", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page)


def test_the_gallery_does_not_exist_elsewhere(client: Client) -> None:
    with override_settings(ZHIHENG_DEMO=False, DEBUG=False):
        assert client.get("/gallery").status_code == 404


@override_settings(ZHIHENG_DEMO=True)
def test_the_drawer_gets_a_part_of_the_page(client: Client) -> None:
    part = client.get("/gallery?show=explanation", headers={"Zhiheng-Drawer": "1"}).content.decode()

    assert "<html" not in part
    assert 'id="drawer-title"' in part


def test_not_found_and_outside_the_area_are_one_answer(client: Client) -> None:
    missing = errors.not_found(request("/x"), Exception())
    hidden = errors.refusal_response(request("/x"), OutsideScope())

    assert missing.status_code == hidden.status_code == 404
    passing = rb'\d{2}:\d{2}:\d{2}|data-csrf="\w*"|value="\w{64}"'  # the clock and the token differ on every page
    cleaned = [re.sub(passing, b"", r.content) for r in (missing, hidden)]
    assert cleaned[0] == cleaned[1]
    with translation.override("zh-hans"):
        assert "未找到该记录，或不在您的管理范围内。".encode() in errors.not_found(request("/x"), Exception()).content


@pytest.mark.parametrize("status", errors.PROBLEMS)
def test_error_pages_say_it_in_both_languages_with_a_code(status: int) -> None:
    for language in ("zh-hans", "en"):
        with translation.override(language):
            page = errors.problem(request("/x"), status).content.decode()

        assert f"E-{status}" in page
        assert bool(re.search(r"[\u4e00-\u9fff]", re.sub(r"<(title|button|form|header).*?</\1>", "", page, flags=re.S))) is (language == "zh-hans")


def test_a_failed_part_of_a_page_is_a_card_with_words() -> None:
    made = request("/x")
    made.META["HTTP_HX_REQUEST"] = "true"

    page = errors.refusal_response(made, Stale()).content.decode()
    assert "<html" not in page
    assert "E-STALE" in page


def test_the_api_answers_problem_json() -> None:
    answer = errors.not_found(request("/api/people/9"), Exception())

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert b'"code": "E-404"' in answer.content


def test_a_server_error_needs_neither_shell_nor_database() -> None:
    page = errors.server_error(request("/x")).content.decode()

    assert re.search(r"E-[0-9A-F]{4}", page)
    assert 'class="topbar"' not in page


def test_a_choice_is_kept_and_the_page_stays(client: Client) -> None:
    answer = client.post("/preferences", {"language": "en", "next": "/gallery?show=list&q=a"})

    assert answer.headers["Location"] == "/gallery?show=list&q=a"
    assert client.cookies["zh_language"].value == "en"


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\x"])
def test_a_choice_never_leads_to_another_host(client: Client, address: str) -> None:
    assert client.post("/preferences", {"theme": "dark", "next": address}).headers["Location"] == "/"


def test_unknown_choices_are_ignored(client: Client) -> None:
    client.post("/preferences", {"theme": "pink", "is_staff": "1", "language": "fr"})

    assert "zh_theme" not in client.cookies
    assert "zh_language" not in client.cookies


def test_preferences_need_the_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/preferences", {"theme": "dark"}).status_code == 403


def test_chinese_is_spoken_whatever_the_browser_asks_for(client: Client) -> None:
    page = client.get("/no-such-page", headers={"Accept-Language": "de, en"})

    assert 'lang="zh-hans"' in page.content.decode()


def test_theme_density_and_menu_are_drawn_by_the_server() -> None:
    with override_settings(ZHIHENG_DEMO=True):
        page = errors.problem(request("/x", zh_theme="dark", zh_menu="mini"), 404).content.decode()

    assert 'data-theme="dark"' in page
    assert 'class="app mini"' in page


def menu_of(viewer: Any, *headings: Heading) -> list[str]:
    made = request()
    made.viewer = viewer  # type: ignore[attr-defined]
    shell = Shell(made)
    shown = [shell._heading(heading) for heading in headings]
    return [str(item.label) for heading in shown if heading for item in heading.items]


def test_the_menu_shows_pages_that_exist_and_that_one_may_open() -> None:
    items = (Item("a", "preferences", "held"), Item("b", "preferences", "other"), Item("c", "no_such_page"), Item("d", "preferences"))
    heading = Heading("x", "X", "gear", (Part("", items),))

    assert menu_of(Somebody(), heading) == ["a", "d"]
    assert menu_of(None, heading) == []


@pytest.mark.parametrize(("lines", "titles"), [(6, ["", ""]), (7, ["", "of a matter"])])
def test_a_heading_has_titles_between_its_lines_when_it_is_long(lines: int, titles: list[str]) -> None:
    made = request()
    made.viewer = Somebody()  # type: ignore[attr-defined]
    several = tuple(Item(str(n), "preferences") for n in range(lines - 1))
    shown = Shell(made)._heading(Heading("x", "X", "gear", (Part("", (Item("a", "preferences"),)), Part("of a matter", several))))

    assert shown is not None
    assert [part.label for part in shown.parts] == titles


def test_there_are_eight_headings() -> None:
    assert len(MENU) == 8


def test_forms_normalise_and_keep_what_was_typed() -> None:
    form = SampleForm({"name": "　顾海平", "number": "３１０ 3", "entered": "２０２６年3月5日", "kind": "fixed"})

    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "顾海平"
    assert form.cleaned_data["number"] == "310 3"
    assert str(form.cleaned_data["entered"]) == "2026-03-05"


def test_forms_refuse_fields_nobody_asked_for() -> None:
    form = SampleForm({"name": "a", "number": "1", "entered": "2026-03-05", "kind": "fixed", "is_staff": "on"})

    assert form.non_field_errors()


@pytest.mark.parametrize("day", ["2021-02-30", "0000-01-01", "31/12/2020", "x" * 50])
def test_impossible_days_are_refused_in_words(day: str) -> None:
    with translation.override("en"):
        form = SampleForm({"name": "a", "number": "1", "entered": day, "kind": "fixed"})

        assert form.errors["entered"] == ["Not a date of the calendar. Write it as 2026-03-05."]


def test_long_names_are_refused_with_the_limit() -> None:
    with translation.override("en"):
        form = SampleForm({"name": "名" * 300, "number": "1", "entered": "2026-03-05", "kind": "fixed"})

        assert form.errors["name"] == ["Too long: at most 60 characters, and this has 300."]
