from __future__ import annotations

import datetime as dt
import importlib.util
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cast import Cast
from tests.domains.sentence.papers import TWELVE_YEARS
from zhiheng.base.powers import actions
from zhiheng.base.powers.models import Officer
from zhiheng.base.settings.actions import approve_choice, choose_reading
from zhiheng.config.cli import main
from zhiheng.domains.sentence.actions import record_judgment
from zhiheng.domains.sentence.models import Judgment
from zhiheng.domains.sentence.sweep.actions import discard_sweep
from zhiheng.domains.sentence.sweep.models import Sweep, SweptOutlook, SweptRefusal, SweptTerm
from zhiheng.domains.sentence.sweep.queries import is_as_kept, swept_end
from zhiheng.engines.trail.acts import INSTALLATION, Official

PEOPLE = pa.table({"id": ["a", "b", "c"], "start": [dt.date(2009, 7, 20), None, dt.date(2020, 3, 1)], "years": [7, 5, 3], "months": [0, 0, 6]})


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.parquet"
    pq.write_table(PEOPLE, path)
    return path


def sweep(source: Path | str, out: Path, *more: str) -> int:
    return main(["law", "sweep", "--on", "2026-11-22", "--from", str(source), "--out", str(out), *more])


def test_a_file_into_a_file_with_the_refused_beside_it(people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ends.parquet"

    assert sweep(people, out) == 0
    assert [(row["id"], row["end"]) for row in pq.read_table(out).to_pylist()] == [("a", dt.date(2016, 7, 19)), ("c", dt.date(2023, 8, 31))]
    assert pq.read_table(tmp_path / "ends.refused.parquet").column("row").to_pylist() == [1]
    assert pq.read_metadata(out).metadata[b"zhiheng.on"] == b"2026-11-22"
    assert capsys.readouterr().out.startswith("2人，用时")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ends.parquet", "ends.refused.parquet", "people.parquet"]


@pytest.mark.parametrize("form", ["new_file", "new_stream"])
def test_both_forms_of_arrow(form: str, tmp_path: Path) -> None:
    source, out = tmp_path / "people.arrow", tmp_path / "ends.parquet"
    with getattr(pa.ipc, form)(source, PEOPLE.schema) as writer:
        writer.write_table(PEOPLE)

    assert sweep(source, out) == 0
    assert pq.read_table(out).num_rows == 2


def test_refused_rows_of_an_earlier_sweep_do_not_stay(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "ends.parquet"
    sweep(people, out)
    pq.write_table(PEOPLE.slice(0, 1), people)

    assert sweep(people, out) == 0
    assert not (tmp_path / "ends.refused.parquet").exists()


@pytest.mark.parametrize(
    ("table", "words"),
    [({"id": ["a"], "start": [dt.date(2009, 7, 20)]}, "years"), ({"id": ["a"], "start": ["soon"], "years": [7]}, "start")],
)
def test_unusable_columns_are_named_and_nothing_is_written(
    table: dict[str, Any], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pq.write_table(pa.table(table), tmp_path / "people.parquet")

    assert sweep(tmp_path / "people.parquet", tmp_path / "ends.parquet") == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "ends.parquet").exists()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PAR1nonsense"])
def test_a_file_that_is_none_is_said(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "people.parquet").write_bytes(content)

    assert sweep(tmp_path / "people.parquet", tmp_path / "ends.parquet", "--lang", "en") == 2
    assert "is not a Parquet or Arrow file" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(tmp_path / "nobody.parquet", tmp_path / "ends.parquet") == 2
    assert "nobody.parquet" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(f"postgresql://nobody@/nothing?host={tmp_path}", tmp_path / "ends.parquet") == 2
    assert "无法读取数据库" in capsys.readouterr().err


def test_without_ray_one_sentence_says_what_to_install(
    people: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(name: str, package: str | None = None) -> Any:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", nothing)

    assert sweep(people, tmp_path / "ends.parquet", "--engine", "ray", "--lang", "en") == 2
    assert capsys.readouterr().err == "Ray is not installed: install zhiheng[ray], or use --engine local.\n"


# --- the records ------------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sweeper(cast: Cast) -> Officer:
    """The system official of the bureau's sweeps."""
    known: dict[str, Any] = {"acting": INSTALLATION, "reason": "test"}
    found = actions.register_officer(cast.place("b"), number="sweeper", name="全员核算", kind="system", **known)
    actions.assign_post(found, actions.open_post(cast.place("b"), "sweeper", code="sweeper", **known), **known)
    return found


@pytest.fixture
def address(app_connection: Any) -> str:
    info = app_connection.info
    return f"postgresql://{info.user}:{info.password}@/{info.dbname}?host={info.host}&port={info.port}"


@pytest.fixture
def judgment(cast: Cast) -> Judgment:
    return record_judgment(cast.episode("zhang"), entry=TWELVE_YEARS, acting=INSTALLATION, reason="test")


@pytest.mark.django_db(transaction=True)
def test_the_records_into_a_file(sweeper: Officer, judgment: Judgment, address: str, app_connection: Any, tmp_path: Path) -> None:
    assert sweep(address, tmp_path / "ends.parquet") == 0
    assert [(row["id"], row["governing_end"]) for row in pq.read_table(tmp_path / "ends.parquet").to_pylist()] == [
        (str(judgment.pk), TWELVE_YEARS.printed_end)
    ]
    kept = app_connection.execute("select outcome, subject, official, terminal like '%%@%%' from trail_act where verb = 'sweep'").fetchall()
    assert kept == [("read", "sentence", "system:sweeper", True)]


@pytest.mark.django_db(transaction=True)
def test_a_reading_chosen_otherwise_is_taken_and_said(
    sweeper: Officer, cast: Cast, judgment: Judgment, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry: dict[str, Any] = {"question": "OQ-7", "reading": "paragraph_1", "since": dt.date.today(), "document": "江监规〔2026〕3号"}
    choice = choose_reading(cast.place("b.p1"), **entry, acting=cast.acting(cast.warden), reason="研究决定")
    approve_choice(choice, acting=cast.acting(cast.reviewer), reason="依据充分")

    assert main(["law", "sweep", "--on", dt.date.today().isoformat(), "--from", address, "--out", str(tmp_path / "ends.parquet")]) == 0
    assert "OQ-7" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_what_was_found_is_kept_as_one_act_and_sealed(
    sweeper: Officer, judgment: Judgment, address: str, app_connection: Any, admin_connection: Any
) -> None:
    words = ["law", "sweep", "--on", "2026-11-22", "--from", address, "--keep"]
    assert main(words) == main([*words, "--figures", "outlook"]) == 0

    terms, prospects = Sweep.objects.order_by("pk")
    row, found = SweptTerm.objects.get(), swept_end(judgment.pk)
    assert (row.sweep_id, row.judgment_id, row.governing_end) == (terms.pk, judgment.pk, TWELVE_YEARS.printed_end)
    assert found is not None
    assert (found["end"], found["floor_by"]["zh"]) == (row.end, "《刑法》第七十八条第二款第一项")
    outlook = SweptOutlook.objects.get(sweep=prospects)
    assert (outlook.floor_end, outlook.end) == (row.floor_end, row.governing_end)
    assert app_connection.execute("select verb, official, count(*) from trail_act where verb = 'keep_sweep' group by 1, 2").fetchall() == [
        ("keep_sweep", "system:sweeper", 2)
    ]
    assert is_as_kept(terms)
    assert is_as_kept(prospects)

    with pytest.raises(psycopg.Error, match="never changed"):
        app_connection.execute("update swept_term set governing_end = governing_end - 400")
    with pytest.raises(psycopg.Error, match="no act is open"):
        app_connection.execute("delete from swept_term")
    with admin_connection.transaction():
        admin_connection.execute("alter table swept_term disable trigger all")
        admin_connection.execute("update swept_term set governing_end = governing_end - 400")
        admin_connection.execute("alter table swept_term enable trigger all")
    assert not is_as_kept(terms)


@pytest.mark.django_db(transaction=True)
def test_a_sweep_is_let_go_and_its_seal_stays(sweeper: Officer, judgment: Judgment, address: str) -> None:
    main(["law", "sweep", "--on", "2026-11-22", "--from", address, "--keep"])
    kept = Sweep.objects.get()

    discard_sweep(kept, acting=Official(ref="system:sweeper", label="全员核算"), reason="test")

    assert not SweptTerm.objects.exists()
    assert swept_end(judgment.pk) is None
    assert not SweptRefusal.objects.exists()
    assert Sweep.objects.get().digest == kept.digest


@pytest.mark.django_db(transaction=True)
def test_without_the_power_nothing_is_read_and_the_attempt_is_kept(
    cast: Cast, judgment: Judgment, address: str, app_connection: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = cast.clerk.number

    assert sweep(address, tmp_path / "ends.parquet", "--official", number, "--lang", "en") == 2
    assert capsys.readouterr().err.startswith(f"{number} does not hold law.sweep")
    assert list(tmp_path.iterdir()) == []
    assert app_connection.execute("select official, refusal from trail_act where verb = 'sweep'").fetchall() == [(f"officer:{number}", "not-found")]


@pytest.mark.django_db(transaction=True)
def test_without_the_system_post_somebody_must_be_named(cast: Cast, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sweep(address, tmp_path / "ends.parquet", "--lang", "en") == 2
    assert "--official" in capsys.readouterr().err


@pytest.mark.django_db(transaction=True)
def test_an_officer_who_may_read_may_not_therefore_keep(cast: Cast, judgment: Judgment, address: str, capsys: pytest.CaptureFixture[str]) -> None:
    cast.grant(cast.idle, "law.sweep", "b")
    words = ["law", "sweep", "--on", "2026-11-22", "--from", address, "--official", cast.idle.number, "--lang", "en"]

    assert main([*words, "--keep"]) == 2
    assert capsys.readouterr().err == "the official does not hold law.keep\n"
    assert not Sweep.objects.exists()


def test_a_file_is_not_kept_in_the_records(people: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", "sweep", "--on", "2026-11-22", "--from", str(people), "--keep", "--lang", "en"]) == 2
    assert "only what was swept from the records" in capsys.readouterr().err


def test_outlooks_of_a_file_with_the_refused_beside_it(tmp_path: Path) -> None:
    from tests.law.test_population import positions
    from zhiheng.domains.sentence.sweep.outlooks import DAYS
    from zhiheng.law.population import outlooks
    from zhiheng.law.prospects import NO_DAY
    from zhiheng.law.reckoning import day_of

    people = positions(200)
    given: dict[str, Any] = {name: pa.array(column, pa.int32()) for name, column in people._asdict().items()}
    given |= {name: pa.array(getattr(people, name), pa.int32(), mask=getattr(people, name) == NO_DAY).cast(pa.date32()) for name in DAYS}
    rows = pa.table({"id": [str(n) for n in range(200)], **given}).to_pylist()
    rows[7]["origin"], rows[90]["running_months"], rows[150]["latest_crime"] = 9, -5, None
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "p.parquet")

    assert sweep(tmp_path / "p.parquet", tmp_path / "o.parquet", "--figures", "outlook") == 0
    assert pq.read_table(tmp_path / "o.refused.parquet").column("row").to_pylist() == [7, 90, 150]
    plain = outlooks(people)
    for row in pq.read_table(tmp_path / "o.parquet").to_pylist():
        i = int(row["id"])
        floor = NO_DAY if row["floor_end"] is None else day_of(row["floor_end"])
        assert (floor, row["floor_by"] or "") == (plain.floor_end[i], plain.rules[plain.floor_by[i]])
        assert row["amount_months_b"] == plain.amount_months[i, 1]
