"""The anchor rules written once by each engine that a user would pick instead; ``benchmarks/anchor.py`` runs them in turn.

Each module is a process of its own (``python -m peers.NAME FOLDER``) and may import only ``people`` and ``stage`` of this folder.

The anchor rules (made up, for timing only; adding months keeps the day of the month, or takes the last day of a shorter month):

1. end = start + (term - months removed by earlier commutations) months - credited days
2. wait = 24 months when scored strictly, else 12 below 60 months of term, 18 below 120, else 24
3. interval = 18 months from 120 months of term, else 12
4. next report = start + wait; after an earlier commutation not before the last of them + interval
5. floor = start + half of the term (an odd month counts whole) - credited days
6. amount = the cap of the grade (9, 12, 18, 24 months), but no more than term - removed - half, never below nothing
7. parole = from the floor; none when scored strictly
"""
