"""Whoever must be collected on the day of release is marked, with reasons that can be checked; looked at again; and may contest it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhiheng.base.people.errors import NotInCustody
from zhiheng.base.people.models import Episode
from zhiheng.base.powers.officials import named
from zhiheng.domains.custody.departure import policy
from zhiheng.domains.custody.departure.errors import MarkEnded, MarkStands, NothingToAnswer, OwnMark
from zhiheng.domains.custody.departure.models import KeyPerson
from zhiheng.engines.trail.acts import Official, act
from zhiheng.engines.trail.refusals import Invalid, Words

Ground = KeyPerson.Ground
Answer = KeyPerson.Answer
LONGEST_UNSEEN = dt.timedelta(days=92)
"""How long a mark may stand without being looked at again. An internal rule."""
_LONGEST = 2000


@act(policy.PREPARE, subject="episode")
def mark_key_person(episode: Episode, *, grounds: Sequence[str], words: str, review_on: dt.date, acting: Official, reason: str) -> KeyPerson:
    """Mark somebody in custody as to be collected on release. Locks the episode.

    Raises:
        NotInCustody; MarkStands: marked already.
        Invalid: no ground, no facts, a review that is past or too far ahead.
    """
    episode = Episode.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    if episode.ended_on is not None:
        raise NotInCustody
    wrong: dict[str, Words] = {}
    if not grounds or set(grounds) - set(Ground.values):
        wrong["grounds"] = _("Choose at least one ground from the list.")
    wrong |= _wrong_words("words", words) | _wrong_review(review_on)
    if wrong:
        raise Invalid(fields=wrong)
    chosen = [ground for ground in Ground.values if ground in grounds]
    try:
        with transaction.atomic():
            return KeyPerson.objects.create(
                episode=episode, grounds=chosen, words=words.strip(), review_on=review_on, marked_by=named(acting), marked_at=timezone.now()
            )
    except IntegrityError as clash:
        raise MarkStands from clash


@act(policy.PREPARE, subject="mark")
def review_key_person(mark: KeyPerson, *, stands: bool, words: str, review_on: dt.date | None = None, acting: Official, reason: str) -> KeyPerson:
    """Look at a mark again: it stands until another day, or it ends.

    Raises:
        MarkEnded; Invalid: no words, or no next day for one that stands.
    """
    mark = _locked(mark)
    wrong = _wrong_words("words", words) | (_wrong_review(review_on) if stands else {})
    if wrong:
        raise Invalid(fields=wrong)
    officer, now = named(acting), timezone.now()
    mark.reviewed_by, mark.reviewed_at, mark.review_words = officer, now, words.strip()
    if stands and review_on is not None:
        mark.review_on = review_on
    else:
        mark.ended_by, mark.ended_at = officer, now
    mark.save()
    return mark


@act(policy.PREPARE, subject="mark")
def contest_key_person(mark: KeyPerson, *, words: str, acting: Official, reason: str) -> KeyPerson:
    """Write down what the person says against the mark. It is never counted against anybody; another officer answers.

    Raises:
        MarkEnded; MarkStands: an answer was given already.
        Invalid: no words.
    """
    mark = _locked(mark)
    if mark.contested_at is not None:
        raise MarkStands
    wrong = _wrong_words("words", words)
    if wrong:
        raise Invalid(fields=wrong)
    mark.contested_at, mark.contest_words = timezone.now(), words.strip()
    mark.save()
    return mark


@act(policy.ANSWER_MARK, subject="mark")
def answer_key_person(mark: KeyPerson, *, answer: str, words: str, acting: Official, reason: str) -> KeyPerson:
    """Answer what the person says against a mark, as another officer than who made it; upheld, the mark ends.

    Raises:
        MarkEnded, OwnMark; NothingToAnswer: not contested, or answered.
        Invalid: no outcome or no words.
    """
    mark = _locked(mark)
    officer, now = named(acting), timezone.now()
    if mark.contested_at is None or mark.answered_at is not None:
        raise NothingToAnswer
    if mark.marked_by_id == officer.pk:
        raise OwnMark
    wrong = _wrong_words("words", words)
    if answer not in Answer.values:
        wrong["answer"] = _("Choose an outcome.")
    if wrong:
        raise Invalid(fields=wrong)
    mark.answer, mark.answer_words, mark.answered_by, mark.answered_at = answer, words.strip(), officer, now
    if answer == Answer.UPHELD:
        mark.ended_by, mark.ended_at = officer, now
    mark.save()
    return mark


def _locked(mark: KeyPerson) -> KeyPerson:
    mark = KeyPerson.objects.select_for_update(of=("self",)).select_related("episode__person").get(pk=mark.pk)
    if mark.ended_at is not None or mark.episode.ended_on is not None:
        raise MarkEnded
    return mark


def _wrong_words(field: str, words: str) -> dict[str, Words]:
    if 0 < len(words.strip()) <= _LONGEST:
        return {}
    return {field: _("Write down the facts, in at most 2,000 characters.")}


def _wrong_review(on: dt.date | None) -> dict[str, Words]:
    today = timezone.localdate()
    if on is not None and today < on <= today + LONGEST_UNSEEN:
        return {}
    return {"review_on": _("Choose a day within the next three months.")}
