"""Which days are working days: the holidays that the State Council's notice of each year names, entered by two people.

Vocabulary: *holiday notice* (the State Council's notice of a year, as entered), *named day* (a day that it names: off, or a weekend
day on which people work), *in force* (approved and not replaced), *covered* (a year that a notice in force or the calendar the product is
shipped with reaches), *counted date* (a date of another room that working days decide).

Always true: one notice of a year is in force at a time and what it replaced stays beside it; nobody approves their own entry; a year that
nothing covers is unknown, never guessed; when a notice comes into force every open counted date is counted again in the same act.
"""
