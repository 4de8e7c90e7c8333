"""What is left to serve alone when the sanction behind it is set aside."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.domains.conduct import files
from tests.domains.conduct.files import answered, by
from zhiheng.domains.conduct.discipline import actions as discipline
from zhiheng.domains.conduct.discipline.errors import StepNotYet
from zhiheng.domains.conduct.seclusion import actions
from zhiheng.domains.conduct.seclusion.models import Seclusion


@pytest.fixture(autouse=True)
def staff(cast: Cast) -> None:
    files.staff(cast)
    files.answering_staff(cast)


def test_not_begun_it_is_not_begun_any_more(cast: Cast) -> None:
    sanction = files.served(cast)
    answered(cast, sanction)

    with pytest.raises(StepNotYet):
        actions.start_confinement(sanction, cell=files.cell(cast), **by(cast, "reviewer"))


def test_an_inquiry_that_still_holds_somebody_alone_ends_with_the_sanction(cast: Cast) -> None:
    case = files.heard(cast)
    held = actions.isolate_for_inquiry(case, days=3, cell=files.cell(cast), grounds="x", **by(cast, "reviewer"))
    case = discipline.propose_sanction(case, proposal=discipline.Proposal("warning", "x"), **by(cast, "other_ward_officer"))
    for officer in ("ward_officer", "ward_head"):
        discipline.vote_on_case(case, choice="yes", **by(cast, officer))
    case = discipline.close_study(case, minutes="x", **by(cast, "ward_head"))
    case = discipline.give_opinion(case, opinion="agrees", words="x", **by(cast, "reviewer"))
    answered(cast, discipline.decide_sanction(case, facts="x", **by(cast, "warden")))

    assert Seclusion.objects.get(pk=held.pk).ended_by == cast.inspector
