"""What the accounts administrator may do, and may not."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.db import DatabaseError, transaction

from tests.cast import PASSWORD, Cast
from zhiheng.base.accounts import actions
from zhiheng.base.accounts.errors import AccountClosed, AccountOpen, HasAccount, HasLeft, OwnAccount, TwoAdministrators
from zhiheng.base.accounts.models import Account
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, act
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import Invalid, NeedsFreshSignIn, OutsideScope

WHY = "verified face to face"


def account_of(officer: Officer) -> Account:
    assert officer.account is not None
    return officer.account


@act("powers.sync", subject="officer")
def _without_account(officer: Officer, *, left: bool = False, acting: Official, reason: str) -> None:
    officer.account = None
    officer.left_on = dt.date(2026, 1, 1) if left else None
    officer.save()


VERBS.pop("tests.base.accounts.test_actions._without_account", None)


@pytest.fixture
def newcomer(cast: Cast) -> Officer:
    """An officer who has no account (the old one goes by another number)."""
    account, officer = account_of(cast.idle), cast.idle
    _without_account(officer, acting=INSTALLATION, reason="test")
    _renumber(account, acting=INSTALLATION, reason="test")
    return officer


@act("powers.sync", subject="account")
def _renumber(account: Account, *, acting: Official, reason: str) -> None:
    account.username = "old-0001"
    account.save(update_fields=["username"])


VERBS.pop("tests.base.accounts.test_actions._renumber", None)


def test_open_works(cast: Cast, newcomer: Officer) -> None:
    made, password = actions.open_account(newcomer, acting=cast.acting(cast.admin_accounts), reason=WHY)

    assert (made.username, made.label, made.place) == (newcomer.number, newcomer.name, "b.p1")
    assert made.must_change_password
    assert check_password(password, made.password)
    newcomer.refresh_from_db()
    assert newcomer.account == made


def test_the_first_password_is_nowhere_in_the_trail(cast: Cast, newcomer: Officer) -> None:
    made, password = actions.open_account(newcomer, acting=cast.acting(cast.admin_accounts), reason=WHY)

    assert password not in str(list(Act.objects.values())) + str(list(Change.objects.values()))
    assert made.password not in str(list(Change.objects.values()))


def test_open_refuses_a_second_account(cast: Cast) -> None:
    with pytest.raises(HasAccount):
        actions.open_account(cast.clerk, acting=cast.acting(cast.admin_accounts), reason=WHY)


def test_open_refuses_somebody_who_left(cast: Cast, newcomer: Officer) -> None:
    _without_account(newcomer, left=True, acting=INSTALLATION, reason="test")
    with pytest.raises(HasLeft):
        actions.open_account(newcomer, acting=cast.acting(cast.admin_accounts), reason=WHY)


def test_close_and_reopen_work(cast: Cast) -> None:
    acting = cast.acting(cast.admin_accounts)
    assert not actions.close_account(account_of(cast.clerk), acting=acting, reason=WHY).is_active
    assert actions.reopen_account(account_of(cast.clerk), acting=acting, reason=WHY).is_active


def test_close_refuses_a_closed_account_and_reopen_an_open_one(cast: Cast) -> None:
    acting = cast.acting(cast.admin_accounts)
    with pytest.raises(AccountOpen):
        actions.reopen_account(account_of(cast.clerk), acting=acting, reason=WHY)
    actions.close_account(account_of(cast.clerk), acting=acting, reason=WHY)
    with pytest.raises(AccountClosed):
        actions.close_account(account_of(cast.clerk), acting=acting, reason=WHY)


ADMINISTRATION = [actions.close_account, actions.reset_password, actions.reset_second_factor, actions.end_sessions]


@pytest.mark.parametrize("verb", ADMINISTRATION)
def test_nobody_administers_their_own_account(cast: Cast, verb: object) -> None:
    with pytest.raises(OwnAccount):
        verb(account_of(cast.admin_accounts), acting=cast.acting(cast.admin_accounts), reason=WHY)  # type: ignore[operator]


@pytest.mark.parametrize("verb", ADMINISTRATION)
@pytest.mark.parametrize("who", ["admin_policy", "admin_trail", "warden", "clerk", "idle"])
def test_others_cannot(cast: Cast, verb: object, who: str) -> None:
    with pytest.raises(OutsideScope):
        verb(account_of(cast.ward_head), acting=cast.acting(cast.officers[who]), reason=WHY)  # type: ignore[operator]


@pytest.mark.parametrize("verb", ADMINISTRATION)
def test_an_account_of_another_prison_does_not_exist(cast: Cast, verb: object) -> None:
    with pytest.raises(OutsideScope):
        verb(account_of(cast.other_clerk), acting=cast.acting(cast.prison_admin_accounts), reason=WHY)  # type: ignore[operator]


@pytest.mark.parametrize("verb", ADMINISTRATION)
def test_a_reason_is_needed(cast: Cast, verb: object) -> None:
    with pytest.raises(Invalid):
        verb(account_of(cast.clerk), acting=cast.acting(cast.admin_accounts), reason="  ")  # type: ignore[operator]


def test_reset_needs_a_fresh_sign_in(cast: Cast) -> None:
    with pytest.raises(NeedsFreshSignIn):
        actions.reset_password(account_of(cast.clerk), acting=cast.acting(cast.admin_accounts, fresh=False), reason=WHY)


def test_reset_password_gives_one_that_must_be_changed(cast: Cast) -> None:
    password = actions.reset_password(account_of(cast.clerk), acting=cast.acting(cast.admin_accounts), reason=WHY)

    account = Account.objects.get(username=cast.clerk.number)
    assert check_password(password, account.password)
    assert account.must_change_password


def test_reset_second_factor_takes_all_of_them(cast: Cast) -> None:
    assert actions.reset_second_factor(account_of(cast.clerk), acting=cast.acting(cast.admin_accounts), reason=WHY) == 1
    assert not Authenticator.objects.filter(user=cast.clerk.account).exists()


def test_one_administrator_cannot_reset_both_halves(cast: Cast) -> None:
    acting = cast.acting(cast.admin_accounts)
    actions.reset_password(account_of(cast.clerk), acting=acting, reason=WHY)
    with pytest.raises(TwoAdministrators):
        actions.reset_second_factor(account_of(cast.clerk), acting=acting, reason=WHY)

    assert actions.reset_second_factor(account_of(cast.clerk), acting=cast.acting(cast.prison_admin_accounts), reason=WHY) == 1


def test_nor_in_the_other_order(cast: Cast) -> None:
    acting = cast.acting(cast.admin_accounts)
    actions.reset_second_factor(account_of(cast.clerk), acting=acting, reason=WHY)
    with pytest.raises(TwoAdministrators):
        actions.reset_password(account_of(cast.clerk), acting=acting, reason=WHY)


def test_own_password_changes_without_any_post(cast: Cast) -> None:
    changed = actions.change_own_password(account_of(cast.idle), password="a new sentence of mine", acting=cast.acting(cast.idle))

    assert check_password("a new sentence of mine", changed.password)
    assert Act.objects.get(verb="change_own_password").grant == "accounts.own own"


def test_own_password_is_nobody_elses(cast: Cast) -> None:
    for who in (cast.admin_accounts, cast.idle):
        with pytest.raises(OutsideScope):
            actions.change_own_password(account_of(cast.clerk), password="a new sentence of mine", acting=cast.acting(who))


@pytest.mark.parametrize("password", ["short", "password1234", "310-0777-310", PASSWORD])
def test_own_password_refuses_a_weak_or_the_same_one(cast: Cast, password: str) -> None:
    with pytest.raises(Invalid) as caught:
        actions.change_own_password(account_of(cast.idle), password=password, acting=cast.acting(cast.idle))
    assert "password" in caught.value.fields


def test_an_account_cannot_be_changed_outside_an_act(cast: Cast) -> None:
    with pytest.raises(DatabaseError, match="no act is open"), transaction.atomic():
        Account.objects.filter(username=cast.clerk.number).update(must_change_password=True)
