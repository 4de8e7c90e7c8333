"""What a service has chosen where the law leaves a choice: dated, cited, by two people, for a bureau or a prison.

Vocabulary: *question* (what the law leaves open, by its code in ``law.questions``), *reading* (one answer), *choice* (the reading
that a place takes from a day on), *proposal* (a choice that waits for a second person), *snapshot* (all choices as of a day).

Always true: at most one choice of a question is in force at a place on a day; nobody approves their own; a choice begins today or
later, so that what was determined stays as it was; the nearest place above a person decides, and without one the law book's default.
"""
