"""Addresses of comparisons and replays."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.comparisons import lists, people, replays, report

urlpatterns = [
    path("comparisons", lists.comparison_list, name="law_comparisons"),
    path("comparisons/new", lists.new, name="law_comparison_new"),
    path("comparisons/stored", replays.stored, name="law_replays"),
    path("comparisons/reason", replays.reason, name="law_replay_reason"),
    path("comparisons/<int:comparison>", report.comparison, name="law_comparison"),
    path("comparisons/<int:comparison>/stop", report.stop, name="law_comparison_stop"),
    path("comparisons/<int:comparison>/export", report.export, name="law_comparison_export"),
    path("comparisons/<int:comparison>/people/<int:row>", people.person, name="law_comparison_person"),
    path("people/<int:person>/sentence/replay", replays.replayed, name="sentence_replay"),
]
