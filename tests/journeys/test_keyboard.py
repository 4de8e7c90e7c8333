"""The clerk's work without a mouse: search, open, ask why, close, and the focus comes back to where it was."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Visit

# On the element itself, or on the frame around it that takes the ring in its place.
FOCUS_IS_SEEN = """() => {
  const ringed = (e) => { const s = getComputedStyle(e); return s.outlineStyle !== 'none' || s.boxShadow !== 'none' }
  const e = document.activeElement
  return e === document.body || ringed(e) || ringed(e.parentElement) || e.matches('.sr, .skip')
}"""


def somebody(demo: Demo) -> tuple[str, str]:
    """Name and number of somebody in the clerk's prison whose term has an end."""
    ((name, number),) = demo.as_superuser(
        "select n.name, e.number from person n join episode e on e.person_id = n.id join place p on p.id = e.prison_id "
        "join judgment j on j.episode_id = e.id join determination d on d.judgment_id = j.id "
        "where p.code = 'dongwan' and e.ended_on is null and d.latest and d.end is not null order by n.id limit 1"
    )
    return str(name), str(number)


def tab_to(page: Page, words: str, *, at_most: int = 80) -> None:
    """Press Tab until the focus stands on something so named; the focus is seen at every step."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SEEN), page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
    raise AssertionError(f"no way to {words!r} by keyboard")


def test_search_open_ask_why_and_come_back(visit: Visit, demo: Demo) -> None:
    name, number = somebody(demo)
    page = visit(language="en").sign_in("penalty-clerk")
    page.keyboard.press("/")
    page.keyboard.type(number)
    expect(page.get_by_text(name).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/(people/\d+|search)"))
    if "/search" in page.url:
        tab_to(page, name)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/people/\d+"))
    if page.locator("#drawer").is_visible():
        page.reload()

    tab_to(page, "Why this day")
    page.keyboard.press("Enter")
    drawer = page.locator("#drawer")
    expect(drawer.locator(".xt")).to_be_visible()
    assert page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    assert "Why this day" in page.evaluate("document.activeElement.textContent")


def test_the_palette_opens_with_control_k(visit: Visit) -> None:
    page = visit().sign_in("penalty-clerk")
    page.keyboard.press("Control+k")

    assert page.evaluate("document.activeElement.matches('input')")


def test_the_first_tab_skips_to_the_content(visit: Visit) -> None:
    page = visit(language="en").sign_in("penalty-clerk")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")

    assert target
    assert target.startswith("#")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null || location.hash.length > 1")
