from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cast import Cast
from zhiheng.base.powers.models import Power
from zhiheng.config.cli import main


@pytest.fixture
def said(cast: Cast, capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def test_the_list_as_the_check_reads_it(said: pytest.CaptureFixture[str]) -> None:
    assert main(["powers", "--format", "json"]) == 0

    listed = json.loads(said.readouterr().out)
    assert len(listed) == Power.objects.filter(retired=False).count()
    one = next(power for power in listed if power["代码"] == "rulings.import")
    assert one["法律依据"] == "内部规则：公开裁定核对"


@pytest.mark.parametrize("what", [[], ["--duties"], ["--matrix"]])
@pytest.mark.parametrize("form", ["text", "csv", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_list_in_every_form(said: pytest.CaptureFixture[str], what: list[str], form: str, lang: str) -> None:
    assert main(["powers", *what, "--format", form, "--lang", lang]) == 0

    assert ("导入公开裁定" if lang == "zh" else "Import published rulings") in said.readouterr().out


def test_the_matrix_ticks_what_a_post_carries(said: pytest.CaptureFixture[str]) -> None:
    main(["powers", "--matrix", "--format", "csv"])

    head, *rows = csv.reader(io.StringIO(said.readouterr().out))
    line = next(row for row in rows if row[0].startswith("rulings.import"))
    assert [kind for kind, cell in zip(head[1:], line[1:], strict=True) if cell] == ["刑罚执行科干事"]


def test_one_persons_powers(said: pytest.CaptureFixture[str], cast: Cast) -> None:
    assert main(["powers", "--person", cast.clerk.number]) == 0

    out = said.readouterr().out
    assert "rulings.import" in out
    assert "policy.approve" not in out


def test_one_powers_holders(said: pytest.CaptureFixture[str], cast: Cast) -> None:
    assert main(["powers", "--power", "rulings.import"]) == 0

    out = said.readouterr().out
    assert cast.clerk.number in out
    assert cast.other_clerk.number in out
    assert cast.warden.number not in out


@pytest.mark.parametrize("asked", [["--person", "no-such"], ["--power", "no.such"]])
def test_nobody_and_nothing(said: pytest.CaptureFixture[str], asked: list[str]) -> None:
    assert main(["powers", *asked]) == 1
    assert "No such officer or power" in said.readouterr().err
