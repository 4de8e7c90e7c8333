"""Pictures of every page for people to look at: `uv run python -m tests.journeys.screens --address http://127.0.0.1:8000`.

Each page is taken as its role sees it, in both languages, light and dark, at three widths; `--few` takes Chinese light at 1280 only.
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
WIDTHS = {390: 844, 1280: 800, 1920: 1080}
# role, name, and where: an address, or "selector on an address" to follow the first link
PAGES = (
    ("", "sign-in", "/sign-in"),
    ("penalty-clerk", "home", "/"),
    ("penalty-clerk", "people", "/people"),
    ("penalty-clerk", "person", "/people/1"),
    ("penalty-clerk", "sentence", "/people/1/sentence"),
    ("penalty-clerk", "why", "/people/1/sentence/why"),
    ("penalty-clerk", "replay", "/people/1/sentence/replay"),
    ("penalty-clerk", "differences", "/sentences/differences"),
    ("penalty-clerk", "comparisons", "/comparisons"),
    ("penalty-clerk", "comparison-new", "/comparisons/new"),
    ("penalty-clerk", "rulings", "/rulings/"),
    ("penalty-clerk", "import", "/rulings/import"),
    ("penalty-clerk", "powers", "/powers"),
    ("penalty-clerk", "my-powers", "/powers/me"),
    ("penalty-clerk", "matrix", "/powers/matrix"),
    ("penalty-clerk", "places", "/places"),
    ("penalty-clerk", "law", "/law"),
    ("penalty-clerk", "law-found", "/law?q=假释"),
    ("penalty-clerk", "law-chapter", "/law/CL/criminal_law.commutation"),
    ("penalty-clerk", "law-rule", "/law/rules/R-F-2"),
    ("penalty-clerk", "search", "/search?q=张"),
    ("penalty-clerk", "sessions", "/account/sessions"),
    ("penalty-clerk", "arrivals", "/reception"),
    ("penalty-clerk", "admission", "/people/1/reception"),
    ("penalty-clerk", "admission-steps", "/reception/steps"),
    ("penalty-clerk", "leaving", "/people/1/leaving"),
    ("penalty-clerk", "releases", "/releases"),
    ("penalty-clerk", "file", "/people/1/file"),
    ("penalty-clerk", "transfers", "/transfers"),
    ("penalty-clerk", "not-found", "/people/999999999"),
    ("ward-head", "ward", "/ward"),
    ("ward-head", "registers", "/registers"),
    ("ward-head", "searches", "/searches"),
    ("ward-head", "finds", "/finds"),
    ("ward-head", "talks", "/ward/talks"),
    ("ward-head", "events", "/ward/events"),
    ("ward-head", "hand-overs", "/ward/hand-overs"),
    ("warden", "home-warden", "/"),
    ("warden", "roll-prison", "/roll"),
    ("bureau-duty", "people-bureau", "/people"),
    ("workforce", "posts", "/powers/posts"),
    ("admin-accounts", "accounts", "/accounts"),
    ("admin-policy", "policy", "/policy"),
    ("admin-trail", "trail", "/trail"),
    ("procurator", "trail-procurator", "/trail"),
)


def variants(*, few: bool) -> Iterator[tuple[int, str, str]]:
    """(width, language, theme)."""
    if few:
        yield 1280, "zh-hans", "light"
    else:
        yield from itertools.product(WIDTHS, ("zh-hans", "en"), ("light", "dark"))


def take(browser: Browser, address: str, folder: Path, variant: tuple[int, str, str], only: str) -> None:
    """Every page in one variant; one window per role, so that a level chosen by one is not another's."""
    width, language, theme = variant
    for role, pages in itertools.groupby(PAGES, key=lambda row: row[0]):
        context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
        context.add_cookies([{"name": n, "value": v, "url": address} for n, v in (("zh_language", language), ("zh_theme", theme))])
        page = context.new_page()
        if role:
            page.goto(f"{address}/sign-in")
            page.locator(f'form[action="/demo/sign-in/{role}"] button').first.click()
            page.wait_for_load_state()
        for _, name, path in pages:
            if re.search(only, name):
                _picture(page, address + path, folder / f"{name}-{width}-{language[:2]}-{theme}.png")
        context.close()


def _picture(page: Page, address: str, file: Path) -> None:
    answer = page.goto(address)
    page.wait_for_load_state("networkidle")
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    print(f"{answer.status if answer else '?'} {file.name}{'  SCROLLS SIDEWAYS' if wide else ''}")
    page.screenshot(path=file, full_page=True)


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=ROOT / "screenshots")
    parser.add_argument("--few", action="store_true")
    parser.add_argument("--only", default="", help="pages whose name matches")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for variant in variants(few=asked.few):
            take(browser, asked.address.rstrip("/"), asked.to, variant, asked.only)
        browser.close()


if __name__ == "__main__":
    main()
