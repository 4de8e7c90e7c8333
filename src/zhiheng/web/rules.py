"""A rule of the law as a line of a page: what it says and where it stands, in the reader's language."""

from __future__ import annotations

from typing import NamedTuple

from zhiheng.law.reckoning import RULES
from zhiheng.web.formats import in_chinese


class RuleWords(NamedTuple):
    """``rule``: id, for the page of the law book. ``basis`` is empty for what no rule of the package says."""

    rule: str
    words: str
    basis: str


def rule_words(rule_id: str) -> RuleWords:
    rule = RULES.get(rule_id)
    if rule is None:
        return RuleWords(rule_id, rule_id, "")
    said, stands = rule.caption, rule.provision
    return RuleWords(rule_id, said.zh if in_chinese() else said.en, stands.zh if in_chinese() else stands.en)
