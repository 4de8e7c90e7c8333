"""Points appraisal (D1): what was seen of a prisoner's conduct, entered once; what the law computes from it each month; what people decide.

Vocabulary: *library* and *clause* (the province's items), *point entry* (one addition, deduction, special bonus or sanction), *sheet* (the
monthly total of a ward, a line a prisoner), *cycle* (600 points), *round* (the grades of a prison's cycles), *adjustment*, *objection*.

Invariants: an entry is never edited, only corrected once by an entry that names it; a month is closed once and takes nothing afterwards;
every figure is computed by ``law.points`` and posted to the ledger; what is decided by a body is carried by two thirds of its composition;
nobody's use of a right is deducted; the system computes and checks, people decide.

It refuses to hold: the points provisions (``law``), the approval of sanctions (``conduct.discipline``), the rights of a level (``treatment``).
"""
