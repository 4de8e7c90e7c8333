"""Screens: parse the request, call an action or a query, render. No rule lives here.

Vocabulary: shell (what surrounds every page), layout (page or drawer), part (a component), list (a table with its
filters), sheet (a page meant for paper).
"""
