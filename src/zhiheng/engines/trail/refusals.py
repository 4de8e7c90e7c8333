"""Refusals: typed, in words, with what to do. A refusal of an act is itself kept in the trail."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


class Refusal(Exception):
    """An act was refused. ``code`` is stable; ``kind`` is unsupported, invalid or warning."""

    code = "refused"
    kind = "invalid"
    status = 409
    words: Words = _("This was not done.")

    def __init__(self, words: Words | None = None, *, basis: str = "", fields: dict[str, Words] | None = None) -> None:
        super().__init__(str(words or self.words))
        self.words = words or self.words
        self.basis = basis
        self.fields = fields or {}


class Invalid(Refusal):
    """What was given cannot be right; ``fields`` says where and how to mend it."""

    code = "invalid"
    status = 422
    words = _("Something in the form needs correcting. Nothing was saved; your text is kept.")


class Unsupported(Refusal):
    """The platform cannot decide this; a named person must."""

    code = "unsupported"
    kind = "unsupported"
    status = 422


class OutsideScope(Refusal):
    """No such record, or not in the official's area: the two are deliberately indistinguishable."""

    code = "not-found"
    status = 404
    words = _("Not found, or outside your area.")


class NeedsFreshSignIn(Refusal):
    """The power signs: the official must have signed in within the last five minutes."""

    code = "fresh-sign-in"
    status = 401
    words = _("Sign in again to do this. What you entered is kept.")


class NeedsSecondPerson(Refusal):
    """The power needs a second person, and the second person cannot be the first."""

    code = "second-person"
    status = 409
    words = _("A second person must approve this. You cannot approve your own proposal.")


class Stale(Refusal):
    """Somebody else changed the record in between."""

    code = "stale"
    status = 409
    words = _("Somebody else changed this record in between. Your text is kept; review the differences.")


def or_outside[M](found: M | None) -> M:
    """What was found; OutsideScope when that is nothing."""
    if found is None:
        raise OutsideScope
    return found
