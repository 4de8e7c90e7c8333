from __future__ import annotations

from django.db import models

from zhiheng.base.powers.models import Officer


class Draft(models.Model):
    """What one officer has entered on one page about one thing."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="drafts", db_index=False)
    page = models.TextField(help_text="name of the page's address")
    key = models.TextField(help_text="what the page is about, such as a group and a day")
    content = models.JSONField()
    saved_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        db_table = "draft"
        constraints = [models.UniqueConstraint("officer", "page", "key", name="draft_once")]

    def __str__(self) -> str:
        return f"{self.page} {self.key}"
