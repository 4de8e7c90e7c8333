"""Rule versions beside each other: a stored result computed again, and a candidate tried on everybody before it is switched on.

Vocabulary: *candidate* (another reading of an open question, the rules of another day, or the present code beside what was stored),
*figures* (what an outlook says, in the form in which it is compared), *impact* (what a difference means for the person), *cause* (the
first rule that itself answers otherwise), *replay* (one stored determination or outlook, computed again).

Nothing here changes a record: the present rules stand beside the candidate, person by person. ``figures`` and ``candidate`` need
neither framework nor database.
"""
