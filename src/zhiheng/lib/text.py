"""Text as people type it and as spreadsheets read it.

Input methods put full-width digits and spaces into fields, and spreadsheets run cells that look like formulas:
both are met here, once, for every form, import and export.
"""

from __future__ import annotations

import re
import unicodedata

# Full-width forms that stand for ASCII (U+FF01..FF5E) less the punctuation that Chinese prose keeps full-width.
_KEPT = frozenset("！（），：；？")
_ASCII = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT}
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2007\u2009\u202f"), " ")
_DROPPED = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, 0x00AD])
_NARROW = _ASCII | _SPACES | _DROPPED
_DIGITS = {ord(full): plain for full, plain in zip("０１２３４５６７８９", "0123456789", strict=True)}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORMULA = re.compile(r"^[\s\u3000]*[=+\-@＝＋－＠\t\r|]")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")


def normalised(text: str) -> str:
    """What was meant: full-width digits, letters and spaces made plain, invisible marks dropped, ends trimmed, NFC.

    Rare characters of names (supplementary planes, compatibility ideographs) are kept as typed: NFC, never NFKC.
    """
    plain = _CONTROL.sub("", text.translate(_NARROW))
    return _nfc(plain).strip()


def _nfc(text: str) -> str:
    """NFC except for compatibility ideographs, which NFC would turn into other characters of a name."""
    return "".join(c if "\uf900" <= c <= "\ufaff" else unicodedata.normalize("NFC", c) for c in _clusters(text))


def _clusters(text: str) -> list[str]:
    """Split so that a compatibility ideograph stands alone and all else stays together for composition."""
    return [part for part in re.split("([\uf900-\ufaff])", text) if part]


def digits(text: str) -> str:
    """The digits of a number typed with spaces, dashes or full-width digits: ``３１０ 3-22`` -> ``310322``."""
    return "".join(c for c in text.translate(_DIGITS) if c in "0123456789")


def csv_safe(value: str) -> str:
    """A cell that no spreadsheet runs: a text that starts like a formula gets a leading apostrophe; numbers stay."""
    if _FORMULA.match(value) and not _NUMBER.match(value):
        return f"'{value}"
    return value


def masked_id(number: str) -> str:
    """``310104198001011234`` -> ``310***********1234``; short numbers are hidden but for the last two."""
    shown = number.strip()
    if len(shown) < 10:
        return "*" * max(len(shown) - 2, 0) + shown[-2:]
    return shown[:3] + "*" * (len(shown) - 7) + shown[-4:]
