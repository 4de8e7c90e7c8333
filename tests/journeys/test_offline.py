"""The ward's day when the network goes: what is still to do is shown, no name is kept, and the telephone stands first."""

from __future__ import annotations

import json
import re

from playwright.sync_api import expect

from tests.journeys.conftest import Demo, Visit

KEY = "zhiheng-tasks"


def test_the_tasks_and_the_telephone_stay(visit: Visit, demo: Demo) -> None:
    page = visit(width=390, height=844, language="zh-hans").sign_in("ward-officer")
    page.goto(f"{demo.address}/ward")
    kept = page.evaluate(f"localStorage.getItem('{KEY}')")
    shown = page.locator(".tasks .what .t2").all_inner_texts()
    page.evaluate("navigator.serviceWorker.ready")

    page.context.set_offline(True)
    page.goto(f"{demo.address}/ward/talks")

    expect(page.get_by_role("heading", level=1)).to_have_text("没有网络")
    expect(page.get_by_role("link", name=re.compile("拨打"))).to_have_attribute("href", re.compile("^tel:"))
    expect(page.locator("[data-offline-tasks] li").first).to_be_visible()
    told = str(json.loads(kept)["tasks"])  # the ward's own name is kept beside them; nobody's is
    assert [about for about in shown if about and about in told] == []

    page.context.set_offline(False)
    page.goto(f"{demo.address}/ward")
    expect(page.locator("main")).to_contain_text("今日待办")


def test_nothing_is_left_after_signing_out(visit: Visit, demo: Demo) -> None:
    page = visit(width=1280, height=900, language="zh-hans").sign_in("ward-officer")
    page.goto(f"{demo.address}/ward")
    assert page.evaluate(f"localStorage.getItem('{KEY}')")

    page.locator("form[data-sign-out]").evaluate("form => form.requestSubmit()")
    page.wait_for_url(re.compile("sign-in"))

    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None
