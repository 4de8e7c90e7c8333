"""The ledger: double entry that is only ever added to. Points today; money and learning credits are posted the same way.

Vocabulary: *account* (an owner's, named by a stable reference, in one unit), *entry* (what was posted at once, and why), *posting* (one
line of an entry: an account and a signed whole number of hundredths), *book* and *period* (what is frozen together), *reversal*.

Invariants, held by PostgreSQL and proved again by ``zhiheng verify``: the postings of an entry balance to zero in each unit; nothing is
updated or deleted; an entry is reversed at most once, by its exact opposite, with a reason and a second person; a frozen period takes
no posting, from nobody; one key of a book makes one entry, however often and from however many hands it comes; a *running* account
numbers its postings without a gap, each with the balance it left, which is never negative where the account may not be.

It refuses to hold: what the units mean, who may post (an act of a domain must be open), fractions.
"""
