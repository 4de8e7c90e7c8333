"""Saved filters: kept, renamed, shared, taken away; each refusal."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from zhiheng.base.accounts.models import Account
from zhiheng.base.filters import actions, queries
from zhiheng.base.filters.errors import TooManyFilters
from zhiheng.base.filters.models import SavedFilter, own_subject
from zhiheng.base.powers.models import Officer
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, act
from zhiheng.engines.trail.models import Act, Change
from zhiheng.engines.trail.refusals import Invalid, OutsideScope


def saved(cast: Cast, officer: Officer, name: str = "本月到期", query: str = "?ward=b.p1.w1&after=xyz&sort=-end") -> SavedFilter:
    return actions.save_filter(own_subject(officer), page="people", name=name, query=query, acting=cast.acting(officer), reason="own filter")


def shared(cast: Cast, officer: Officer, name: str = "本月到期") -> SavedFilter:
    return actions.share_filter(cast.place("b.p1"), saved=saved(cast, officer, name), acting=cast.acting(officer), reason="shared filter")


def names(cast: Cast, officer: Officer, *posts: str) -> tuple[list[str], list[str]]:
    own, others = queries.filters_of(officer, "people", posts)
    return [one.name for one in own], [one.name for one in others]


def test_it_is_kept_without_the_place_in_the_list_and_the_trail_keeps_it(cast: Cast) -> None:
    made = saved(cast, cast.ward_officer, name=" 本月到期 ")

    assert (made.name, made.query) == ("本月到期", "ward=b.p1.w1&sort=-end")
    kept = Act.objects.get(verb="save_filter")
    assert (kept.official, kept.subject) == (cast.ward_officer.ref, f"account:{cast.ward_officer.number}")
    assert Change.objects.filter(act_id=kept.pk, table="saved_filter").count() == 1


def test_somebody_without_a_post_keeps_their_own(cast: Cast) -> None:
    assert saved(cast, cast.idle).officer == cast.idle


@pytest.mark.parametrize(("name", "query"), [("", "?ward=x"), ("长" * 41, "?ward=x"), ("名", "?after=x"), ("名", "?q=" + "x" * 1000)])
def test_nothing_to_keep_and_no_name_are_refused(cast: Cast, name: str, query: str) -> None:
    with pytest.raises(Invalid):
        saved(cast, cast.clerk, name, query)


def test_a_name_is_used_once_for_a_list(cast: Cast) -> None:
    saved(cast, cast.clerk)
    other = saved(cast, cast.clerk, name="另一个")

    with pytest.raises(Invalid):
        saved(cast, cast.clerk)
    with pytest.raises(Invalid):
        actions.rename_filter(other, name="本月到期", acting=cast.acting(cast.clerk), reason="own filter")
    assert actions.rename_filter(other, name="另一个", acting=cast.acting(cast.clerk), reason="own filter").name == "另一个"


def test_thirty_are_enough(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    saved(cast, cast.clerk)

    with pytest.raises(TooManyFilters):
        saved(cast, cast.clerk, name="第二个")


def test_nobody_keeps_renames_or_deletes_for_another(cast: Cast) -> None:
    made, other = saved(cast, cast.clerk), cast.acting(cast.ward_head)

    for attempt in (
        lambda: actions.save_filter(own_subject(cast.clerk), page="people", name="甲", query="?q=x", acting=other, reason="own filter"),
        lambda: actions.rename_filter(made, name="乙", acting=other, reason="own filter"),
        lambda: actions.delete_filter(made, acting=other, reason="own filter"),
    ):
        with pytest.raises(OutsideScope):
            attempt()


def test_shared_is_seen_at_the_place_and_below_and_nowhere_else(cast: Cast) -> None:
    shared(cast, cast.clerk)

    assert names(cast, cast.clerk, "b.p1") == (["本月到期"], [])
    assert names(cast, cast.ward_officer, "b.p1.w1") == ([], ["本月到期"])
    assert names(cast, cast.bureau_duty, "b") == ([], [])
    assert names(cast, cast.other_clerk, "b.p2") == ([], [])


def test_sharing_needs_the_power_at_that_place_and_a_filter_of_ones_own(cast: Cast) -> None:
    made, theirs = saved(cast, cast.ward_officer), saved(cast, cast.clerk, name="干事的")

    with pytest.raises(OutsideScope):
        actions.share_filter(cast.place("b.p1"), saved=made, acting=cast.acting(cast.ward_officer), reason="shared filter")
    with pytest.raises(OutsideScope):
        actions.share_filter(cast.place("b.p2"), saved=theirs, acting=cast.acting(cast.clerk), reason="shared filter")
    with pytest.raises(OutsideScope):
        actions.share_filter(cast.place("b.p1"), saved=made, acting=cast.acting(cast.clerk), reason="shared filter")


def test_two_of_one_name_are_not_shared_at_one_place(cast: Cast) -> None:
    shared(cast, cast.clerk)
    second = saved(cast, cast.warden)

    with pytest.raises(Invalid):
        actions.share_filter(cast.place("b.p1"), saved=second, acting=cast.acting(cast.warden), reason="shared filter")

    third = shared(cast, cast.warden, name="监狱长的")
    with pytest.raises(Invalid):
        actions.rename_filter(
            actions.rename_filter(third, name="别的", acting=cast.acting(cast.warden), reason="own filter"),
            name="本月到期", acting=cast.acting(cast.warden), reason="own filter",
        )  # fmt: skip


def test_who_shares_there_may_take_it_away_and_its_owner_keeps_it(cast: Cast) -> None:
    made = shared(cast, cast.clerk)

    taken = actions.unshare_filter(cast.place("b.p1"), saved=made, acting=cast.acting(cast.warden), reason="out of date")

    assert taken.shared_at is None
    assert names(cast, cast.clerk, "b.p1") == (["本月到期"], [])
    with pytest.raises(OutsideScope):
        actions.unshare_filter(cast.place("b.p1"), saved=made, acting=cast.acting(cast.warden), reason="again")


def test_deleted_is_gone_everywhere(cast: Cast) -> None:
    made = shared(cast, cast.clerk)
    actions.delete_filter(made, acting=cast.acting(cast.clerk), reason="own filter")

    assert names(cast, cast.ward_officer, "b.p1.w1") == ([], [])
    with pytest.raises(OutsideScope):
        actions.delete_filter(made, acting=cast.acting(cast.clerk), reason="own filter")
    with pytest.raises(OutsideScope):
        queries.own_filter(cast.clerk, made.pk)
    with pytest.raises(OutsideScope):
        queries.shared_filter(made.pk)


def test_the_database_refuses_a_doubled_name_by_itself(cast: Cast) -> None:
    first, second = saved(cast, cast.clerk), saved(cast, cast.clerk, name="另一个")

    with pytest.raises(IntegrityError), transaction.atomic():
        _renamed(second, first.name, cast)


def _renamed(saved: SavedFilter, name: str, cast: Cast) -> None:
    """As the verb does it, without the check."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actions, "_checked_name", lambda others, name: name)
        actions.rename_filter(saved, name=name, acting=cast.acting(cast.clerk), reason="own filter")


def test_the_name_of_an_account_need_not_be_the_officers_number(cast: Cast) -> None:
    account = cast.clerk.account
    assert account is not None
    _renamed_account(account, acting=INSTALLATION, reason="test")
    cast.clerk.refresh_from_db()

    assert saved(cast, cast.clerk).officer == cast.clerk


@act("powers.sync", subject="account")
def _renamed_account(account: Account, *, acting: Official, reason: str) -> None:
    account.username = "demo-clerk"
    account.save(update_fields=["username"])


VERBS.pop("tests.base.filters.test_actions._renamed_account", None)
