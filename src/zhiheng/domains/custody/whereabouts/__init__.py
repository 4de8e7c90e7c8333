"""Whereabouts: who is in which bed, who is out with whom and until when, and whether that agrees with what is counted.

Vocabulary: *movement* (one person out of the ward for a period), *party* (those who go together, with their escorts), *movement order*
(who goes to which workplace on a day), *roll call* (names checked and heads counted at a place), *live roll* (beds x count x out-list x
signals, reconciled), *discrepancy* (where they disagree: it has an owner and a clock).

Invariants: nobody is out twice at a time; nobody's custody ends while they are out; one roll call is open per place and it is submitted
once; a count that does not reconcile is submitted only with an explanation and leaves a discrepancy; a discrepancy is settled by a named
officer with words; the tally follows every stay and movement in PostgreSQL itself. A device that says nothing says nothing: no signal is
never counted as present. When something happened and when it was told are two different times.

It refuses to hold: faces or tracks of people; where a person was is kept as places and periods only.
"""
