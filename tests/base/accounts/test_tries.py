"""Lockout: what it takes, whom it stops, and whom it must not stop."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import F
from django.test import RequestFactory

from tests.cast import PASSWORD, Cast
from zhiheng.base.accounts.errors import LockedOut, WrongPassword
from zhiheng.base.accounts.models import Failure
from zhiheng.base.accounts.sign_in import prove_password
from zhiheng.base.accounts.tries import COOKIE, Source, digest, remember_terminal
from zhiheng.engines.trail.models import Act

STRANGER = Source(token="", address="10.9.9.9")


def guess(number: str, source: Source = STRANGER, times: int = 1) -> int:
    """Wrong passwords; returns the tries that remained after the last."""
    left = -1
    for _ in range(times):
        with pytest.raises(WrongPassword) as caught:
            prove_password(number, "not the password", source)
        left = caught.value.left
    return left


def known_terminal(cast: Cast, cookie: str = "duty-post") -> Source:
    request = RequestFactory().get("/", REMOTE_ADDR="10.1.1.1")
    request.COOKIES[COOKIE] = cookie
    assert cast.clerk.account is not None
    remember_terminal(cast.clerk.account, request)
    return Source(token=digest(cookie), address="10.1.1.1")


def test_it_works(cast: Cast) -> None:
    assert prove_password(cast.clerk.number, PASSWORD, STRANGER) == cast.clerk.account
    assert not Failure.objects.exists()


def test_it_says_how_many_tries_are_left(cast: Cast) -> None:
    assert [guess(cast.clerk.number) for _ in range(5)] == [4, 3, 2, 1, 0]


def test_the_sixth_try_is_refused_even_with_the_right_password(cast: Cast) -> None:
    guess(cast.clerk.number, times=5)

    with pytest.raises(LockedOut):
        prove_password(cast.clerk.number, PASSWORD, STRANGER)


def test_strangers_cannot_lock_out_the_duty_post(cast: Cast) -> None:
    post = known_terminal(cast)
    for host in range(1, 60):
        with pytest.raises((WrongPassword, LockedOut)):
            prove_password(cast.clerk.number, "guess", Source(token="", address=f"10.9.9.{host}"))

    assert prove_password(cast.clerk.number, PASSWORD, post) == cast.clerk.account


def test_strangers_of_the_same_address_cannot_either(cast: Cast) -> None:
    post = known_terminal(cast)
    for number in range(40):
        with pytest.raises((WrongPassword, LockedOut)):
            prove_password(f"nobody-{number}", "guess", Source(token="", address=post.address))

    assert prove_password(cast.clerk.number, PASSWORD, post) == cast.clerk.account


def test_a_known_terminal_is_locked_by_its_own_failures_only_for_itself(cast: Cast) -> None:
    post = known_terminal(cast)
    guess(cast.clerk.number, post, times=5)

    with pytest.raises(LockedOut):
        prove_password(cast.clerk.number, PASSWORD, post)
    assert prove_password(cast.clerk.number, PASSWORD, STRANGER) == cast.clerk.account


def test_a_terminal_is_known_to_its_own_accounts_only(cast: Cast) -> None:
    post = known_terminal(cast)
    guess(cast.warden.number, post, times=5)

    with pytest.raises(LockedOut):
        prove_password(cast.warden.number, PASSWORD, STRANGER)


def test_an_invented_cookie_is_a_stranger(cast: Cast) -> None:
    for cookie in "abcde":
        guess(cast.clerk.number, Source(token=digest(cookie), address=None))

    with pytest.raises(LockedOut):
        prove_password(cast.clerk.number, PASSWORD, Source(token=digest("f"), address=None))


def test_one_address_has_so_many_tries_over_all_numbers(cast: Cast) -> None:
    for number in range(30):
        guess(f"nobody-{number}")

    with pytest.raises(LockedOut):
        prove_password(cast.clerk.number, PASSWORD, STRANGER)


def test_numbers_that_nobody_has_are_answered_alike(cast: Cast) -> None:
    assert [guess("999-9999") for _ in range(5)] == [4, 3, 2, 1, 0]
    with pytest.raises(LockedOut):
        prove_password("999-9999", PASSWORD, STRANGER)


def test_the_lock_opens_a_quarter_of_an_hour_after_the_oldest_failure(cast: Cast) -> None:
    guess(cast.clerk.number, times=5)
    Failure.objects.update(at=F("at") - dt.timedelta(minutes=14, seconds=50))
    with pytest.raises(LockedOut):
        prove_password(cast.clerk.number, PASSWORD, STRANGER)

    Failure.objects.update(at=F("at") - dt.timedelta(seconds=11))
    assert prove_password(cast.clerk.number, PASSWORD, STRANGER) == cast.clerk.account


def test_tries_while_locked_do_not_prolong_the_lock(cast: Cast) -> None:
    guess(cast.clerk.number, times=5)
    for _ in range(20):
        with pytest.raises(LockedOut):
            prove_password(cast.clerk.number, "guess", STRANGER)

    assert Failure.objects.count() == 5


def test_what_was_typed_for_nobodys_number_is_not_kept(cast: Cast) -> None:
    guess("my-secret-password-1")

    assert "secret" not in Failure.objects.get().username
    assert Act.objects.get(verb="failed_sign_in").subject == "account:unknown"


def test_failures_and_locks_are_kept_with_their_address(cast: Cast) -> None:
    guess(cast.clerk.number, times=5)
    with pytest.raises(LockedOut):
        prove_password(cast.clerk.number, PASSWORD, STRANGER)

    kept = Act.objects.filter(subject=f"account:{cast.clerk.number}")
    assert kept.filter(verb="failed_sign_in", terminal="10.9.9.9", refusal="auth-11", outcome="refused").count() == 5
    assert kept.filter(verb="locked_out", refusal="auth-20").count() == 1
