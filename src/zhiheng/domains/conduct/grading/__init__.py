"""Grading (D1): what follows from closed months, and what changes it afterwards.

A cycle of 600 that a month's total closed is graded within the quota by the prison group and rewarded; notices hang in the ward, people
object, entries are corrected and their months tested again, grades are decided anew, interruptions cancel or keep, results are reported.

Vocabulary: *cycle* (600 points), *round* (the grades of a prison's cycles in a month), *regrading*, *interruption*, *notice*, *account* (every
movement of one prisoner's points, as a statement tells it), *report* (results for court and procuratorate).

Invariants: a grade is one that the law leaves open; positive grades keep within the round's quota; nothing is decided or reported over an
objection in time; what was decided, posted or reported is never altered: the later decision names it; what a correction takes or gives is
posted, never edited into a month.

It refuses to hold: how a month is computed (``conduct.points``), rules of grade and reward (``law``), the rights of a level
(``conduct.treatment``).
"""
