"""The path that a stranger walks first: import the rulings as the clerk, open a person, read why the term ends on that day, see who could
have changed it and who did, alter a row behind the application's back, and see `zhiheng verify` name it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo, Visit

DATA = Path(__file__).parent / "data" / "rulings.jsonl"
PUBLISHED = Path(__file__).resolve().parents[1] / "cases" / "rulings-public.jsonl"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def test_the_whole_path(visit: Visit, demo: Demo) -> None:
    page = visit(language="en").sign_in("penalty-clerk")
    _import(page, demo, DATA)
    _read_a_difference(page)

    person = _open_a_person(page, demo)
    end = _read_why(page)

    trail = visit(language="en").sign_in("procurator")
    trail.goto(f"{demo.address}/people/{person}/trail")
    expect(trail.locator("main")).to_contain_text("沈岚")  # the clerk read the record, and could change it
    expect(trail.locator("main")).to_contain_text("Penalty-execution clerk")

    _alter_and_verify(demo, person, end)


def _import(page: Page, demo: Demo, file: Path) -> None:
    """Upload, look at the preview, decide, and stand on the batch."""
    page.goto(f"{demo.address}/rulings/import")
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="Check and preview").click()
    expect(page.locator("main")).to_contain_text("nothing imported yet")
    page.get_by_label("Reason").fill("quarterly check of published rulings")
    page.get_by_role("button", name="Import all rows").first.click()
    page.locator("dialog").get_by_role("button", name="Import all rows").click()
    page.wait_for_url(re.compile(r"/rulings/\d+$"))


def _read_a_difference(page: Page) -> None:
    """The row that differs shows both dates and the provisions."""
    page.get_by_role("link", name=re.compile("s010")).first.click()
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text("2024-04-29")
    expect(drawer).to_contain_text("2024-04-28")
    expect(drawer.locator(".xt")).to_be_visible()
    expect(drawer).to_contain_text("<script>alert(1)</script>{{7*7}}")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def _open_a_person(page: Page, demo: Demo) -> int:
    """From the list to somebody whose term was shortened."""
    ((person,),) = demo.as_superuser(
        "select min(e.person_id) from episode e join sentence_change c on c.judgment_id = e.id join place p on p.id = e.prison_id "
        "where e.ended_on is null and p.code = 'dongwan' and c.kind = 'commutation'"
    )
    ((name, number),) = demo.as_superuser("select p.name, e.number from person p join episode e on e.person_id = p.id where p.id = %s", person)
    page.goto(f"{demo.address}/people?q={number}")
    page.get_by_role("link", name=str(name)).first.click()
    page.wait_for_load_state()
    if page.locator("#drawer").is_visible():
        page.goto(f"{demo.address}/people/{person}")
    expect(page.locator("h1").first).to_contain_text(str(name))
    return int(str(person))


def _read_why(page: Page) -> str:
    """The drawer says the day, the provision of every step, and gives the same on its own address."""
    page.get_by_role("link", name="Why this day").first.click()
    drawer = page.locator("#drawer")
    end = DAY.search(drawer.locator(".big").inner_text())
    assert end is not None
    expect(drawer.locator(".xt li").first).to_be_visible()
    assert drawer.locator(".xt .law").count() > 2
    assert page.url.split("?")[0].endswith("/sentence/why")
    page.reload()
    expect(page.locator(".big")).to_contain_text(end.group())
    return end.group()


def _alter_and_verify(demo: Demo, person: int, end: str) -> None:
    """As the database's superuser, with the triggers off: the application notices nothing, `verify` does."""
    before = demo.command("verify", "--lang", "en")
    assert before.returncode == 0, before.stdout + before.stderr
    ((judgment, printed),) = demo.as_superuser(
        "select j.id, j.printed_start from judgment j join episode e on e.id = j.episode_id where e.person_id = %s and e.ended_on is null", person
    )
    _set_start(demo, judgment, "2001-01-01")
    try:
        after = demo.command("verify", "--lang", "en")
    finally:
        _set_start(demo, judgment, str(printed))

    assert after.returncode == 1
    assert "judgment" in after.stdout
    assert str(judgment) in after.stdout
    assert demo.command("verify", "--lang", "en").returncode == 0


def _set_start(demo: Demo, judgment: object, day: str) -> None:
    demo.as_superuser(f"set session_replication_role = replica; update judgment set printed_start = '{day}' where id = {judgment}")


def test_the_published_rulings(visit: Visit, demo: Demo) -> None:
    """The real file, where it is at hand: every checkable ruling agrees or is an oddity that the file itself marks."""
    page = visit(language="en").sign_in("penalty-clerk")
    _import(page, demo, PUBLISHED)

    expect(page.locator("main")).to_contain_text("50")


@pytest.mark.parametrize("verb", ["edited", "dropped"])
def test_the_trail_itself_cannot_be_mended(demo: Demo, verb: str) -> None:
    """Editing or dropping an act's entry is found too, and the entry named."""
    ((entry, body),) = demo.as_superuser("select id, body from trail_entry order by id limit 1 offset 3")
    off = "set session_replication_role = replica; "
    demo.as_superuser(
        off + (f"update trail_entry set body = body || ' ' where id = {entry}" if verb == "edited" else f"delete from trail_entry where id = {entry}")
    )
    said = demo.command("verify", "--lang", "en")
    demo.as_superuser(f"{off} delete from trail_entry where id = {entry}")
    _restore_entry(demo, entry, str(body))

    assert said.returncode == 1
    assert str(entry) in said.stdout
    assert demo.command("verify", "--lang", "en").returncode == 0


def _restore_entry(demo: Demo, entry: object, body: str) -> None:
    quoted = body.replace("'", "''")
    demo.as_superuser(
        "set session_replication_role = replica; insert into trail_entry(id, act_id, body) overriding system value "
        f"values ({entry}, ('{quoted}'::jsonb ->> 'act')::uuid, '{quoted}')"
    )
