"""One clear sentence in both languages, for refusals that come before any page or catalogue can be loaded."""

from __future__ import annotations

import os
from typing import ClassVar


class Refusal(Exception):
    """A start that cannot go on. Each subclass says the cause and the remedy, with `{facts}` filled in by name."""

    zh: ClassVar[str] = "无法继续。"
    en: ClassVar[str] = "This cannot go on."

    def __init__(self, **facts: object) -> None:
        super().__init__(self.en.format(**facts))
        self.facts = facts

    def say(self, language: str) -> str:
        """The sentence in `zh`, `en` or, for `both`, one line of each."""
        if language == "both":
            return f"{self.say('zh')}\n{self.say('en')}"
        return (self.zh if language == "zh" else self.en).format(**self.facts)


def terminal_language(asked: str | None = None) -> str:
    """`zh`, `en` or `both`: what was asked, else what the terminal's locale says, else both."""
    locale = asked or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    word = locale[:2].lower()
    return word if word in {"zh", "en"} else "both"
