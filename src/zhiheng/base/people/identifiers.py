"""Official numbers: the identity card's check digit and what it says of its holder (GB 11643-1999)."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.models import Identifier
from zhiheng.base.powers.models import Sex
from zhiheng.engines.trail.refusals import Invalid, Words
from zhiheng.lib.text import normalised

_CARD = re.compile(r"^\d{17}[\dX]$")
_OLD_CARD = re.compile(r"^\d{15}$")
_OTHER = re.compile(r"^[0-9A-Z][0-9A-Z-]{3,29}$")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = "10X98765432"


class CardFacts(NamedTuple):
    """What an identity card number says: whether its check digit holds (None: the old number has none), birth date, sex."""

    ok: bool | None
    birth_date: dt.date | None
    sex: str


def check_digit(first17: str) -> str:
    """The last character of an 18-character number (ISO 7064 MOD 11-2)."""
    return _DIGITS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True)) % 11]


def card_facts(number: str) -> CardFacts:
    """Read an identity card number of 18 characters, or of 15 digits as issued until 1999."""
    old = len(number) == 15
    digits = f"{number[:6]}19{number[6:]}" if old else number
    ok = None if old else check_digit(number[:17]) == number[17]
    return CardFacts(ok, _date(digits[6:14]), Sex.MALE if int(digits[16]) % 2 else Sex.FEMALE)


def clean_value(kind: str, text: str) -> str:
    """A number as it is kept: plain digits, capital letters, no spaces.

    Raises:
        Invalid: the number cannot be one of this kind.
    """
    value = re.sub(r"\s", "", normalised(text)).upper()
    if kind == Identifier.Kind.IDENTITY_CARD:
        if not (_CARD.match(value) or _OLD_CARD.match(value)):
            raise Invalid(fields={"value": _("An identity card number has 18 characters (17 digits and a digit or X), the old one 15 digits.")})
    elif not _OTHER.match(value):
        raise Invalid(fields={"value": _("Enter the number as printed: 4 to 30 letters, digits and dashes.")})
    return value


def contradictions(value: str, *, birth_date: dt.date | None, sex: str) -> list[Words]:
    """Why an identity card number cannot be this person's: check digit, birth date, sex. Empty when nothing speaks against it."""
    facts = card_facts(value)
    found: list[Words] = []
    if facts.ok is False:
        found.append(_("The check digit does not hold: a digit was mistyped, or the document is wrong."))
    if facts.birth_date is None:
        found.append(_("The number holds no possible birth date."))
    elif birth_date is not None and facts.birth_date != birth_date:
        found.append(_("The number says another birth date than the record."))
    if facts.sex != sex:
        found.append(_("The number says another sex than the record."))
    return found


def _date(digits: str) -> dt.date | None:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
