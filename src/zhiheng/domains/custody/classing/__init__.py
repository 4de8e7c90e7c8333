"""Classification: the level a person is held at, the phase of the sentence, the ward that fits; and who must be kept apart.

Vocabulary: *classification* (level, phase, need), *schedule* (the dated, cited table that proposes one), *ground* (a line of it that
held, or that nobody knows), *objection*, *separation* (two people who share no cell or no ward).

Invariants: a proposal is decided by a second officer; one classification is in force per episode; who departs from the schedule says
why; a separation has a reason, a first day and a named decider; PostgreSQL refuses a bed that a separation forbids.

It refuses to hold: ethnicity, religion, belief or political opinion; complaints and requests of the person (using a right is no ground).
"""
