"""The way in: one click per role, in both languages, by keyboard alone, without scripts."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Visit
from zhiheng.demo.cast import sign_ins


def test_every_role_is_offered(visit: Visit) -> None:
    page = visit().open("/sign-in")

    offered = {form.get_attribute("action") for form in page.locator('form[action^="/demo/sign-in/"]').all()}
    assert offered == {f"/demo/sign-in/{row.role}" for row in sign_ins()}


@pytest.mark.parametrize("row", sign_ins(), ids=lambda row: row.role)
def test_one_click_leads_to_a_home(visit: Visit, row: object) -> None:
    visitor = visit()
    page = visitor.sign_in(row.role)  # type: ignore[attr-defined]

    assert page.locator("main").is_visible()
    assert row.name in page.locator("header").first.inner_text()  # type: ignore[attr-defined]


def test_it_works_without_scripts(visit: Visit) -> None:
    page = visit(scripts=False).sign_in("penalty-clerk")

    assert page.locator("main").is_visible()


def test_it_speaks_english(visit: Visit) -> None:
    page = visit(language="en").open("/sign-in")

    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_role("button", name="Sign in", exact=True).is_visible()


def test_a_wrong_password_is_said_and_the_number_kept(visit: Visit) -> None:
    page = visit(language="en").open("/sign-in")
    page.get_by_label("number").first.fill("demo-penalty-clerk")
    page.locator('input[type="password"]').fill("not the password")
    page.get_by_role("button", name="Sign in", exact=True).click()

    assert page.locator(".err-summary").is_visible()
    assert page.get_by_label("number").first.input_value() == "demo-penalty-clerk"


def test_by_keyboard_alone(visit: Visit) -> None:
    """Tab to the first role and press Enter: the focus is always seen."""
    page = visit().open("/sign-in")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('form')?.getAttribute('action')?.startsWith('/demo/sign-in/')"):
            break
        assert page.evaluate(
            "document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || getComputedStyle(document.activeElement).boxShadow !== 'none'"
        )
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)

    assert page.locator("main").is_visible()
