"""Saved filters: one's own list of them, and the small forms around one."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.filters import views

urlpatterns = [
    path("filters/", views.filters, name="saved_filters"),
    path("filters/save", views.save, name="saved_filter_save"),
    path("filters/<int:saved>/rename", views.rename, name="saved_filter_rename"),
    path("filters/<int:saved>/share", views.share, name="saved_filter_share"),
    path("filters/<int:saved>/unshare", views.unshare, name="saved_filter_unshare"),
    path("filters/<int:saved>/delete", views.delete, name="saved_filter_delete"),
]
