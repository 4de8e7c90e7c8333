"""Comparisons of rule versions: asked for, on their way, told by impact, cause and prison; and stored results computed again."""
