"""Refusals of objections and complaints, with the remedy in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhiheng.engines.trail.refusals import NeedsSecondPerson, Refusal, Stale


class WaitsAlready(Refusal):
    """One to each addressee waits at a time."""

    code = "objection-waits"
    words = _("An objection to this decision is waiting for its answer already. Add to that one; nothing was changed.")


class AnsweredBefore(Stale):
    """An objection is answered, forwarded, served once."""

    code = "objection-answered"
    words = _("This was done in between. Open the objection to see how it stands; nothing was changed.")


class NotThisStep(Refusal):
    """The step does not fit: not answered, not served, no second step, or not for this addressee."""

    code = "objection-step"
    words = _("This step is not open for the objection as it stands. Open it to see the next step; nothing was changed.")


class TookPart(NeedsSecondPerson):
    """Whoever had a hand in the decision does not answer what is said against it."""

    code = "took-part"
    words = _("Whoever took part in the decision cannot answer the objection to it. Another officer must; nothing was changed.")
