"""Terms of a whole population as of a day: columns in, columns out, by the compiled rules that also explain one person.

Vocabulary: *batch* (some rows of the documented columns), *swept* (what was computed for them), *refused* (rows that were not, each
with its reason). ``columns`` says what goes in, ``kernel`` computes, ``database`` reads the records; the first two need no database, so
that they run anywhere.
"""
