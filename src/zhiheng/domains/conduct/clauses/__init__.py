"""The clause library (D1): what national law leaves to the province's detailed rules on points, an edition after the other.

Vocabulary: *library* (one edition, in force from its first day until the next one's), *clause* (one item: what is added or deducted for
what, within which values, on which evidence), *remark* (what is to be said of a clause before it is put in force).

Invariants: one edition is in force on a day; an edition is never edited, the next one ends it; every edition names its document; no clause
allows what national law bars; months already totalled keep the clauses of then.
"""
