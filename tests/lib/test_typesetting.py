from __future__ import annotations

import importlib.util
from typing import Any

import pytest

from zhiheng.lib import typesetting


def test_it_works() -> None:
    pytest.importorskip("typst")

    assert typesetting.as_pdf(lambda fonts: f'#set text(font: "{fonts[0]}")\n= 法律').startswith(b"%PDF-")


def test_without_the_typesetter(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str, package: str | None = None) -> Any:
        return None

    monkeypatch.setattr(importlib.util, "find_spec", nothing)

    with pytest.raises(typesetting.CannotSet) as fault:
        typesetting.as_pdf(lambda fonts: "")
    assert fault.value.lacks == "typesetter"


def test_without_a_chinese_font(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("typst")
    monkeypatch.setattr(typesetting, "FONTS", ("No Such Font", "Libertinus Serif"))

    with pytest.raises(typesetting.CannotSet) as fault:
        typesetting.as_pdf(lambda fonts: "")
    assert fault.value.lacks == "font"
