"""The roll call as an officer takes it on the landing: a phone, one thumb, sometimes no network."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Visit

# Who should be here, who was found and the heads counted are one number, however many are out.
AGREES = re.compile(r"Should be here\s*(\d+)\s*Found by name\s*\1\s*Heads\s*\1")


def _open(visit: Visit, role: str = "ward-officer") -> Page:
    page = visit(width=390, height=844, language="en").sign_in(role)
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1/roll-calls", page.url))
    page.locator('form[action$="/open"] button').first.click()
    page.wait_for_url(re.compile(r"/roll-calls/\d+$"))
    return page


def test_three_presses_when_everybody_is_there(visit: Visit, demo: Demo) -> None:
    page = _open(visit)
    page.get_by_role("button", name="All present").click()
    expect(page.locator("main")).to_contain_text("Names, heads and books agree.")
    page.get_by_role("button", name=re.compile("^Submit")).click()

    expect(page.locator("main")).to_contain_text("reconciles")
    expect(page.locator("main")).to_contain_text(AGREES)


def test_an_exception_is_explained_owned_and_settled(visit: Visit, demo: Demo) -> None:
    page = _open(visit)
    first = page.locator(".rollcall-one:not(.is-out)").first
    who = first.locator("b").inner_text()
    first.locator('input[type="checkbox"]').check()  # should be here, and is not
    expect(page.locator("[data-marked]")).to_have_text("1")
    page.get_by_role("button", name="Check").click()
    page.get_by_role("button", name=re.compile("^Submit")).click()
    expect(page.locator("main")).to_contain_text("Say what you found")  # nothing is submitted without words

    page.locator("#explanation").fill("not in the cell, looking for him")
    page.get_by_role("button", name=re.compile("^Submit")).click()
    expect(page.locator("main")).to_contain_text("does not reconcile")

    page.goto(f"{demo.address}/discrepancies")
    row = page.locator("tr", has_text=who).first
    expect(row).to_contain_text("left")
    row.get_by_role("link", name="Settle").click()
    drawer = page.locator("#drawer")
    drawer.get_by_label("explained").check()
    drawer.locator("textarea").fill("found in the washroom, recognised by face")
    drawer.get_by_role("button", name="Settle it").click()
    expect(page.locator("main")).to_contain_text("The discrepancy is settled.")


def test_without_a_network_nothing_is_lost(visit: Visit, demo: Demo) -> None:
    page = _open(visit)
    page.get_by_role("button", name="All present").click()
    submit = page.get_by_role("button", name=re.compile("^Submit"))
    page.context.set_offline(True)
    submit.click()
    expect(page.locator("#toasts")).to_contain_text("kept on this page")
    page.wait_for_timeout(1100)
    page.context.set_offline(False)

    expect(page.locator("main")).to_contain_text(AGREES)
    occurred, submitted = demo.as_superuser(
        "select occurred_at, submitted_at from roll_call where submitted_at is not null order by id desc limit 1"
    )[0]
    assert occurred < submitted  # type: ignore[operator]  # when it was counted is not when it was told
