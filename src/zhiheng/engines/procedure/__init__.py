"""Collective decision: a body deliberates, each member votes for themselves, the result is counted of the whole composition.

Vocabulary: *deliberation* (a body decides matters), *member* (of the body on that day), *vote* (of one member, signed), *dissent* (a vote
against, with its reasons), *recused* (a member who had a hand in the matter or is concerned, and has no vote on it), *share* (the part of the
composition that must agree).

Invariants, held by PostgreSQL: the members are those of the day, written down before the first vote; a member votes once, and nobody for
another; whom the matter concerns says so for themself, before voting; a dissent gives reasons; a deliberation is carried only when enough of
all members agreed, present or not; what is closed stays.

It refuses to hold: who belongs to which body, and what the matters are. The domain says both.
"""
