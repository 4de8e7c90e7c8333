"""What the scripts add, in a real browser, under the product's own content policy."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from zhiheng.web import assets

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(not assets.built(), reason="missing asset build"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The driver keeps an event loop in this thread; the database is only touched by the server's.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, settings: Settings) -> Iterator[Page]:
    settings.ZHIHENG_DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800}, locale="de-DE")
    context.set_default_timeout(8000)
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on(
        "console",
        lambda message: wrong.append(message.text) if message.type == "error" and not re.search("status of|Response Status", message.text) else None,
    )
    made.on("request", lambda request: wrong.append(request.url) if not request.url.startswith((live_server.url, "data:")) else None)
    yield made
    context.close()

    assert wrong == []  # no script error, no breach of the content policy, no request to another host


def test_a_row_opens_in_the_drawer_and_back_closes_it(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.locator("a[data-open]").first.click()

    expect(page.locator("#drawer h2")).to_contain_text("2033-01-09")
    assert page.url.endswith("show=explanation")
    page.go_back()
    expect(page.locator("#drawer")).to_be_hidden()
    assert page.url.endswith("show=list")


def test_escape_closes_the_drawer_and_focus_returns(page: Page) -> None:
    page.goto("/gallery?show=person")
    page.locator("a[data-drawer]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer .xt")).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
    page.keyboard.press("Escape")

    expect(page.locator("#drawer")).to_be_hidden()
    expect(page.locator("a[data-drawer]")).to_be_focused()


def test_the_drawers_address_is_a_page_of_its_own(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.locator("a[data-open]").first.click()
    expect(page.locator("#drawer h2")).to_be_visible()
    page.reload()

    expect(page.locator("h1")).to_contain_text("2033-01-09")


def test_rows_are_walked_and_opened_by_keys(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("j")
    expect(page.locator("tbody tr").nth(1)).to_be_focused()
    page.keyboard.press(" ")
    expect(page.locator(".batchbar [data-selected]")).to_have_text("已选 1 项")
    page.keyboard.press("Enter")

    expect(page.locator("#drawer h2")).to_be_visible()


def test_shift_and_click_selects_a_range(page: Page) -> None:
    page.goto("/gallery?show=list")
    boxes = page.locator("input[name=key]")
    boxes.nth(1).click()
    boxes.nth(5).click(modifiers=["Shift"])

    expect(page.locator("[data-batchbar]")).to_be_visible()
    assert page.locator("input[name=key]:checked").count() == 5


def test_filters_change_the_list_and_the_address(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.locator("[name=q]").first.fill("３１０")
    page.get_by_role("button", name="查询").click()
    expect(page.locator(".chip-filter")).to_contain_text("310")
    assert "q=" in page.url
    page.locator(".chip-filter a").click()

    expect(page.locator(".chip-filter")).to_have_count(0)


def test_theme_changes_at_once_and_stays(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.context.add_cookies([{"name": "zh_theme", "value": "dark", "url": page.url}])
    page.reload()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(11, 18, 32)"


def test_the_language_switch_keeps_the_page(page: Page) -> None:
    page.goto("/gallery?show=list&ward=3")
    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("button", name="Query")).to_be_visible()
    assert page.url.endswith("show=list&ward=3")


def test_an_act_states_its_consequence_first(page: Page) -> None:
    page.goto("/gallery?show=form")
    page.get_by_role("button", name="保存").first.click()

    expect(page.locator("#confirm")).to_contain_text("全部会话将立即结束")
    page.locator("#confirm").get_by_role("button", name="返回").click()
    expect(page.locator("#confirm")).to_be_hidden()


def test_the_error_summary_has_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/gallery?show=form")
    expect(page.locator("[data-error-summary]").first).to_be_focused()
    page.locator(".err-summary a").first.click()

    expect(page.locator("#id_number")).to_be_focused()


def test_the_menu_of_keys(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.keyboard.press("?")

    expect(page.locator("#keys")).to_be_visible()


def test_a_failure_is_said_with_what_was_kept_and_a_code(page: Page) -> None:
    page.goto("/gallery?show=list")
    page.route(re.compile("sort="), lambda route: route.fulfill(status=500, body="<p>x</p>"))
    page.locator("a[data-sort=end]").click()

    expect(page.locator(".toast")).to_contain_text("E-500")


@pytest.mark.parametrize("width", [390, 640, 1280, 1920])
@pytest.mark.parametrize("show", ["parts", "person", "list", "form", "explanation", "entrance", "error"])
def test_nothing_is_wider_than_the_window(page: Page, show: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for language in ("zh-hans", "en"):
        page.context.add_cookies([{"name": "zh_language", "value": language, "url": live_url(page)}])
        page.goto(f"/gallery?show={show}")

        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def live_url(page: Page) -> str:
    page.goto("/healthz")
    return page.url


def test_pages_work_without_script(browser: Browser, live_server: LiveServer, settings: Settings) -> None:
    settings.ZHIHENG_DEMO = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False).new_page()
    plain.goto("/gallery?show=list")
    plain.get_by_role("button", name="English").click()
    plain.locator("[name=q]").first.fill("x")
    plain.get_by_role("button", name="Query").click()
    plain.locator("a[data-open]").first.click()

    expect(plain.locator("h1")).to_contain_text("Why the term ends on")
