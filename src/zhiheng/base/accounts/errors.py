"""Refusals of sign-in and of the accounts administrator. None of them says whether an account exists."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from zhiheng.engines.trail.refusals import Refusal


class NotSignedIn(Refusal):
    """A sign-in step was not passed; ``left`` tries remain from this terminal."""

    status = 422

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left

    @property
    def tries(self) -> str:
        """How many tries remain, in words."""
        return str(ngettext_lazy("%(n)d more try from here.", "%(n)d more tries from here.", self.left) % {"n": self.left})


class WrongPassword(NotSignedIn):
    """Unknown number, closed account or wrong password: one answer for all three."""

    code = "auth-11"
    words = _("The number or the password is not right.")


class WrongCode(NotSignedIn):
    """The one-time code is wrong, used before or out of date."""

    code = "auth-12"
    words = _("The code is not right or has expired. Enter the latest 6 digits.")


class WrongPasskey(NotSignedIn):
    """The passkey's answer does not belong to this account or this page."""

    code = "auth-13"
    words = _("The passkey was not accepted. Try again, or use another way.")


class LockedOut(Refusal):
    """Too many failures from here; other terminals are not affected."""

    code = "auth-20"
    status = 429

    def __init__(self, until: dt.datetime) -> None:
        self.until = until
        at = timezone.localtime(until).strftime("%H:%M")
        words = _("Too many failed tries from here. Try again after %(time)s, or use a terminal where you have signed in before.")
        super().__init__(words % {"time": at})


class OwnAccount(Refusal):
    """An administrator's own account is another administrator's business."""

    code = "own-account"
    words = _("This is your own account. Another accounts administrator must do this.")


class TwoAdministrators(Refusal):
    """Who resets the password of an account may not reset its second factor too: together they would open it."""

    code = "two-administrators"
    words = _(
        "You reset the other half of this account's sign-in less than seven days ago. Both halves together would open the account, "
        "so another accounts administrator must do this."
    )
    basis = "GB/T 22239-2019 第8.1.5条"


class AccountClosed(Refusal):
    """The account is closed."""

    code = "account-closed"
    words = _("This account is closed. Reopen it first.")


class AccountOpen(Refusal):
    """The account is open already."""

    code = "account-open"
    words = _("This account is open already.")


class HasAccount(Refusal):
    """One officer, one account."""

    code = "has-account"
    words = _("This officer has an account already. One person has one account.")


class HasLeft(Refusal):
    """The officer has left the service."""

    code = "officer-left"
    words = _("This officer has left the service. No account can be opened.")


class SharedAccount(Refusal):
    """A synthetic person's account is used by every visitor of the demonstration: one visitor's factor would shut out the others."""

    code = "shared-account"
    words = _("This is a synthetic person's account, shared by everybody who tries the demonstration. Its sign-in cannot be changed.")


class LastFactor(Refusal):
    """The last second factor cannot be taken away by its owner."""

    code = "last-factor"
    words = _("This is your only second factor. Add another one first, or ask the accounts administrator to reset it.")
