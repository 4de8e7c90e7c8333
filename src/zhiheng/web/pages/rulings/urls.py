"""Addresses of the rulings check."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.rulings import batches, intake

urlpatterns = [
    path("", batches.batch_list, name="rulings"),
    path("import", intake.upload, name="rulings_import"),
    path("import/<uuid:token>", intake.preview, name="rulings_preview"),
    path("import/<uuid:token>/rows/<int:line>", intake.preview_row, name="rulings_preview_row"),
    path("import/<uuid:token>/discard", intake.discard, name="rulings_discard"),
    path("<int:batch>", batches.batch, name="rulings_batch"),
    path("<int:batch>/rows/<int:line>", batches.row, name="ruling"),
    path("<int:batch>/export", batches.export, name="rulings_export"),
]
