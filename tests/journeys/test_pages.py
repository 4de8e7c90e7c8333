"""Every page as each role sees it: readable, labelled, in one piece at every width, in both languages, light and dark, silent in the console."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.screens import PAGES

AUDIT = (Path(__file__).parent / "audit.js").read_text().split("\n", 1)[1]
FACES = (
    pytest.param(1280, "zh-hans", "light", id="1280-zh-light"),
    pytest.param(1920, "en", "dark", id="1920-en-dark"),
    pytest.param(390, "zh-hans", "dark", id="390-zh-dark"),
    pytest.param(390, "en", "light", id="390-en-light"),
)
ROLES = {role: [(name, path) for _, name, path in rows] for role, rows in groupby(PAGES, key=lambda row: row[0])}
# Chinese that an English page may hold: names of people and places, document numbers, the law's own words.
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(("width", "language", "theme"), FACES)
@pytest.mark.parametrize("role", ROLES, ids=lambda role: role or "stranger")
def test_pages_are_well_made(visit: Visit, role: str, width: int, language: str, theme: str) -> None:
    visitor = visit(width=width, language=language, theme=theme)
    if role:
        visitor.sign_in(role)
    found = []
    for name, path in ROLES[role]:
        page = visitor.open(path)
        expected = 404 if name == "not-found" else 200
        status = page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus")
        found += [f"{name}: answered {status}"] if status != expected else []
        found += [f"{name}: {said}" for said in page.evaluate(AUDIT)]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("role", [role for role in ROLES if role])
def test_the_menu_leads_to_pages(visit: Visit, role: str) -> None:
    visitor = visit()
    page = visitor.sign_in(role)
    links = {link.get_attribute("href") for link in page.locator("nav a[href^='/']").all()}

    assert links
    for link in sorted(filter(None, links)):
        visitor.open(link)
        assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStatus") == 200, link


def test_english_pages_label_in_english(visit: Visit) -> None:
    visitor = visit(language="en")
    page = visitor.sign_in("penalty-clerk")
    for path in ("/", "/people", "/rulings/", "/powers"):
        visitor.open(path)
        for part in page.locator("nav a, h1, th, button, label").all_inner_texts():
            # A level or a person's name stays in the language in which it was given.
            assert not re.fullmatch(r"[\u4e00-\u9fff]{2,}", part.strip()) or part.strip() == "中文", (path, part)


def test_the_language_is_switched_and_kept(visit: Visit) -> None:
    page = visit().sign_in("penalty-clerk")
    assert page.locator("html").get_attribute("lang") == "zh-hans"
    page.context.add_cookies([])
    button = page.locator('form[action="/preferences"] button[name="language"][value="en"]').first
    if not button.is_visible():
        page.locator("header .avatar, header details summary, header [aria-haspopup]").last.click()
    button.click()
    page.wait_for_load_state()

    assert page.locator("html").get_attribute("lang") == "en"
    page.reload()
    assert page.locator("html").get_attribute("lang") == "en"
