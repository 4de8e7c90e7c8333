"""What followed complaints is shown, counted against what came before, and concludes nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tests.base.objections.said import say
from tests.cast import Cast
from tests.domains.conduct import files
from zhiheng.domains.conduct.discipline import pattern
from zhiheng.domains.conduct.discipline.pattern import Loss, Voice, sign_test


def test_a_sanction_after_a_complaint_is_shown_with_its_days(cast: Cast) -> None:
    files.staff(cast)
    first = files.served(cast, kind="warning")
    say(cast, f"sanction:{first.pk}", to="procuratorate")
    files.decided(cast, kind="demerit", happened_at=files.ago(hours=2))
    files.decided(cast, "li", kind="warning")

    found = pattern.pattern(["b.p1"], timezone.localdate() - dt.timedelta(90), timezone.localdate())

    assert {(one.loss.what, one.days) for one in found.followed} == {("warning", 0), ("demerit", 0)}
    assert found.by_officer() == [("金果", 2)]
    assert found.by_person() == [(cast.episode("zhang").pk, 2)]
    assert found.chance is None
    assert not pattern.pattern(["b.p2"], timezone.localdate(), timezone.localdate()).followed


@pytest.mark.parametrize(("days", "followed"), [(0, 1), (90, 1), (91, 0), (-1, 0)])
def test_the_window_is_the_rules_own(monkeypatch: pytest.MonkeyPatch, days: int, followed: int) -> None:
    on = dt.date(2026, 8, 1)
    monkeypatch.setattr(pattern, "VOICES", [lambda paths: [Voice(1, on, "complaint")]])
    monkeypatch.setattr(pattern, "LOSSES", [lambda paths, first, last: [Loss(1, on + dt.timedelta(days), "warning", "x", "y")]])

    found = pattern.pattern(["b"], on - dt.timedelta(100), on + dt.timedelta(100))

    assert (len(found.followed), found.before) == (followed, int(days < 0))


def test_chance_is_exact_and_silent_on_few() -> None:
    assert sign_test(2, 2) is None
    assert sign_test(0, 5) == pytest.approx(2 / 32)
    assert sign_test(5, 5) == 1.0
