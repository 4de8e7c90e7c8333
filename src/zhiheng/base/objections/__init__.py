"""What people say against what was decided about them: one room for every kind of objection and complaint.

Words: *decision* (what is objected to, as its room describes it), *ground* (what a room registers for its kind: how a decision is
found, who took part, who answers within which limits), *objection* (the record: receipt, clock, owner, answer), *inside* and
*outside* (answered by the ward or the prison; forwarded unopened to the bureau or the procuratorate), *step* (review, and where the
provisions know one, re-examination). Objecting needs no reason and costs nothing; a late objection is kept and answered.

Taking, forwarding, serving and withdrawing are the same for all and are acts of this room (``actions``). The answer is an act of the
room whose decision it is, because only that room knows what follows: it calls ``answering.answered`` inside its own act.
What this room refuses to hold: the decisions themselves, and any consequence for the person who objects.
"""
