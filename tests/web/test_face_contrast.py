"""Contrast of the tokens, computed: text at 4.5 to 1, outlines of controls and marks at 3 to 1, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "frontend/css/tokens.css").read_text()
TEXT = [
    *[(ink, ground) for ink in ("text", "text-2", "primary", "danger", "warning", "success") for ground in ("bg", "panel", "panel-2", "hover")],
    *[("text-3", ground) for ground in ("bg", "panel", "panel-2")],
    *[(ink, "selected") for ink in ("text", "text-2", "primary")],
    *[(ink, "neutral-tint") for ink in ("text", "text-2")],
    *[(ink, f"{ink}-tint") for ink in ("danger", "warning", "success")],
    *[("text", f"{tint}-tint") for tint in ("danger", "warning", "success")],
    ("on-primary", "primary"), ("on-primary", "primary-hover"), ("stale-text", "stale-bg"),
    *[(f"lv{n}-ink", f"lv{n}-fill") for n in (1, 2, 3, 4)], *[(f"lv{n}-text", "panel") for n in (1, 2, 3, 4)],
]  # fmt: skip
OUTLINES = [
    ("input-line", "panel"),
    ("input-line", "bg"),
    ("focus", "panel"),
    ("focus", "bg"),
    ("data-1", "panel"),
    *[(f"lv{n}-edge", "panel") for n in (1, 2, 3, 4)],
]


def theme(name: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(f'[data-theme="{name}"] {{') :]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", block[: block.index("\n}")]))


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (OUTLINES, 3.0)])
def test_contrast(name: str, pairs: list[tuple[str, str]], least: float) -> None:
    colours = theme(name)
    low = {
        (ink, ground): round(contrast(colours[ink], colours[ground]), 2) for ink, ground in pairs if contrast(colours[ink], colours[ground]) < least
    }

    assert low == {}


def test_both_themes_have_the_same_tokens() -> None:
    assert theme("light").keys() - theme("dark").keys() <= {"paper", "paper-ink", "paper-red"}
    assert theme("dark").keys() <= theme("light").keys()


def test_no_colour_is_written_outside_the_tokens() -> None:
    folder = Path(__file__).parents[2] / "frontend/css"
    written = {p.name: re.findall(r"#[0-9A-Fa-f]{3,6}\b", p.read_text()) for p in folder.glob("*.css") if p.name not in {"tokens.css", "print.css"}}

    assert {name: found for name, found in written.items() if found} == {}
