"""Contraband: searches planned and done, what was found, and through whose hands it went until it was disposed of.

Words: *search* (of a cell, an area or a body), *draw* (cells picked by a stored seed, so that anybody can draw the same ones again),
*find* (one thing), *handling* (one link of the chain: sealed, handed on, stored, disposed of), *holder* (whoever signed for it last).
Invariants, held by PostgreSQL too: a chain has no gap and no second end; whoever hands a thing on is not the one who receives it; a
disposal is signed by two. A woman is searched by women only. What this room refuses to hold: guilt - a find may begin a discipline
report, and what it proves is decided there; and images of bodies: a reference to a photograph of the thing, nothing else.
"""
