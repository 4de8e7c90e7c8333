"""Graded treatment: the level a person is treated at, and what it entitles to.

Words: *level* (of treatment, beside the security level of classification), *entitlement* (visits, calls, spending a month), *schedule*
(the dated table of a province), *re-check* (something booked before the level fell, to be looked at by a named power), *objection*.
Invariants, held by PostgreSQL too: one level in force per episode; who proposes does not decide; strict management has a last day;
who departs from the schedule says why; no schedule goes below the floor of contact with family, lawyer, doctor and procurator.
What this room refuses to hold: petitions, complaints and requests as a reason to lower anything.
"""
