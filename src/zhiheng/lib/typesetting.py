"""Typst source set as PDF, with a Chinese font that comes along. Both parts are ordinary packages; what is missing is said."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from typing import Any, Literal

TYPESETTER = "typst"
FONT_PACKAGE = "pylopdf_fonts_zh_cn"
# The first that is there is taken; the last is the typesetter's own, without Chinese.
FONTS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "Libertinus Serif")


class CannotSet(Exception):
    """No PDF: the typesetter is not installed, or no font on this machine has Chinese."""

    def __init__(self, lacks: Literal["typesetter", "font"]) -> None:
        super().__init__(lacks)
        self.lacks = lacks


def can_set() -> bool:
    """Whether the typesetter is installed."""
    return importlib.util.find_spec(TYPESETTER) is not None


def as_pdf(source: Callable[[tuple[str, ...]], str]) -> bytes:
    """The PDF of a source, which is asked for with the fonts to name in it, in order of preference."""
    if not can_set():
        raise CannotSet("typesetter")
    typesetter: Any = importlib.import_module(TYPESETTER)
    folders = font_folders()
    families = {str(family) for family in typesetter.Fonts(font_paths=folders).families()}
    if not families & set(FONTS[:-1]):
        raise CannotSet("font")
    chosen = tuple(font for font in FONTS if font in families)
    pdf: bytes = typesetter.compile(source(chosen).encode(), font_paths=folders)
    return pdf


def font_folders() -> list[str]:
    """Where the font that comes along lies; the machine's own fonts are found without this."""
    found = importlib.util.find_spec(FONT_PACKAGE)
    return list(found.submodule_search_locations or ()) if found else []
