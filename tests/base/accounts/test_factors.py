"""Second factors: a code works once, a passkey answers for its account and its challenge only."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator

from tests.cast import SECRET, Cast
from zhiheng.base.accounts import factors
from zhiheng.base.accounts.errors import LastFactor
from zhiheng.base.accounts.models import Account


@pytest.fixture
def account(cast: Cast) -> Account:
    assert cast.clerk.account is not None
    return cast.clerk.account


def test_it_works(cast: Cast, account: Account) -> None:
    assert factors.accept_code(account, cast.code())


def test_full_width_digits_and_spaces_are_read(cast: Cast, account: Account) -> None:
    wide = cast.code().translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert factors.accept_code(account, f" {wide[:3]} {wide[3:]} ")


def test_a_code_is_accepted_once(cast: Cast, account: Account) -> None:
    code = cast.code()
    assert factors.accept_code(account, code)
    assert not factors.accept_code(account, code)


def test_an_older_code_is_refused_after_a_newer_one(cast: Cast, account: Account) -> None:
    assert factors.accept_code(account, cast.code(ahead=1))
    assert not factors.accept_code(account, cast.code())


@pytest.mark.parametrize("ahead", [-3, 3])
def test_a_code_of_another_time_is_refused(cast: Cast, account: Account, ahead: int) -> None:
    assert not factors.accept_code(account, cast.code(ahead=ahead))


@pytest.mark.parametrize("code", ["", "abc", "12345", "1234567", "{{7*7}}"])
def test_nonsense_is_refused(account: Account, code: str) -> None:
    assert not factors.accept_code(account, code)


def test_no_code_generator_accepts_no_code(cast: Cast, account: Account) -> None:
    Authenticator.objects.filter(user=account).delete()
    assert not factors.accept_code(account, cast.code())


def test_the_secret_is_not_readable_in_the_database(account: Account) -> None:
    assert SECRET not in str(Authenticator.objects.get(user=account).data)


def test_the_code_that_sets_a_generator_does_not_sign_in(cast: Cast, account: Account) -> None:
    Authenticator.objects.filter(user=account).delete()
    code = cast.code()
    assert factors.add_code_generator(account, SECRET, code)
    assert not factors.accept_code(account, code)


def test_there_is_one_code_generator_at_most(cast: Cast, account: Account) -> None:
    assert not factors.add_code_generator(account, SECRET, cast.code())


def test_the_last_factor_stays(account: Account) -> None:
    with pytest.raises(LastFactor):
        factors.remove(account, Authenticator.objects.get(user=account).pk)


def test_anothers_factor_cannot_be_removed(cast: Cast, account: Account) -> None:
    other = Authenticator.objects.get(user=cast.warden.account)
    assert factors.remove(account, other.pk) is None
    assert Authenticator.objects.filter(pk=other.pk).exists()
