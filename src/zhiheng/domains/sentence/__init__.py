"""The sentence record (C1): what courts ordered, what they printed, and what the law computes from it.

Vocabulary: *judgment*, *count*, *credit* (earlier deprivation of liberty), *change* (commutation and the like), *determination* (what was
computed, with inputs, rule versions and trace), *difference* (printed against computed).

Invariants: printed court dates are kept as printed and govern; a computed date never replaces them, a difference is explained; a
determination is never altered, a new one stands beside it; an unknown fact stays unknown.

It refuses to hold: cases about changing a sentence (``domains.execution``), and any rule: those are in ``law``.
"""
