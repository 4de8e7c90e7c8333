"""Open questions of the law: the list, one question with its readings and history, proposals and decisions."""
