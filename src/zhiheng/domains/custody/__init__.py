"""Custody: where people are held, how they are classed, how they come and go. A plain package of small apps, lowest first."""
