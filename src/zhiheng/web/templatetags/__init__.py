"""Template tag libraries: ``face`` (components) and ``formats`` (dates, terms, numbers as words)."""
