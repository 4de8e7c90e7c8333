from __future__ import annotations

from django.apps import AppConfig


class SentenceConfig(AppConfig):
    name = "zhiheng.domains.sentence"
    label = "sentence"
    verbose_name = "Sentence record"

    def ready(self) -> None:
        from zhiheng.domains.sentence import policy  # noqa: F401  # declares this domain's powers
