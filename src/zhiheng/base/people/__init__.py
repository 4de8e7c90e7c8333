"""People: a person owns everything lasting; a custody episode is a period of one person in this bureau.

Vocabulary: *person*, *name* (legal name, alias, former name), *identifier*, *custody episode*, *stay* (a period in a place).

Invariants: a person has at most one open episode; an episode is in one bed at a time and a bed holds one episode at a time; a
prisoner number belongs to one episode for ever; names, identifiers and stays are ended, never overwritten; synthetic people say so.

It refuses to hold: ethnicity, religion, belief or political opinion; faces or other biometric data; why a person is held (``domains.sentence``).
"""
