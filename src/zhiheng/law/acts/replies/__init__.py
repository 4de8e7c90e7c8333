"""Replies of the Supreme People's Court that fix single points of arithmetic."""

from __future__ import annotations
