"""Addresses of discipline."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.discipline import cases, patterns, person, rewards

urlpatterns = [
    path("discipline", cases.listing, name="discipline"),
    path("discipline/export", cases.export, name="discipline_export"),
    path("discipline/after-complaints", patterns.patterns, name="after_complaints"),
    path("discipline/cases/<int:case_id>", cases.case_page, name="discipline_case"),
    path("discipline/cases/<int:case_id>/paper", cases.paper, name="sanction_paper"),
    path("discipline/cases/<int:case_id>/<slug:step>", cases.case_step, name="discipline_step"),
    path("people/<int:person_id>/conduct", person.tab, name="person_conduct"),
    path("people/<int:person_id>/conduct/report", cases.report, name="discipline_report"),
    path("people/<int:person_id>/conduct/reward", rewards.propose, name="person_reward"),
    path("rewards", rewards.listing, name="rewards"),
    path("rewards/export", rewards.export, name="rewards_export"),
    path("rewards/<int:reward_id>", rewards.reward, name="reward"),
    path("rewards/<int:reward_id>/<slug:step>", rewards.reward_step, name="reward_step"),
]
