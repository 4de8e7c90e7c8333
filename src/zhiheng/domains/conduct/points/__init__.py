"""Points appraisal (D1): what was seen of a prisoner's conduct, entered once, and what the law makes of it at the end of each month.

Vocabulary: *point entry* (one addition, deduction, special bonus or sanction), *circumstance* (what changes what a month gives), *sheet*
(the monthly total of a ward, a line a prisoner), *adjustment* (a change of one balance outside a total), *ward points team*, *prison
points group*. Clauses are those of ``conduct.clauses``.

Invariants: an entry is never edited, only corrected by one that names it, once (a sanction's, whenever it is lightened); a month is
closed once and takes nothing afterwards; every figure is computed by ``law.points`` and posted to the ledger; what a body decides is
carried by two thirds of its composition; nobody's use of a right is deducted; the system computes and checks, people decide.

It refuses to hold: the points provisions (``law``), the approval of sanctions (``conduct.discipline``), and whatever follows from a closed
month (``conduct.grading``): grades, rewards, notices, objections, corrections, reports.
"""
