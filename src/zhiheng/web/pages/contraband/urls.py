"""Addresses of searches and finds."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.contraband import finds, searches

urlpatterns = [
    path("searches", searches.search_list, name="searches"),
    path("searches/export", searches.export, name="searches_export"),
    path("searches/now", searches.spot, name="search_spot"),
    path("searches/plan", searches.plan, name="search_plan"),
    path("searches/draw", searches.draw, name="search_draw_new"),
    path("searches/draws/<int:draw_id>", searches.draw_one, name="search_draw"),
    path("searches/<int:search_id>", searches.search_one, name="search_one"),
    path("searches/<int:search_id>/record", searches.record, name="search_record"),
    path("searches/<int:search_id>/call-off", searches.call_off, name="search_call_off"),
    path("searches/<int:search_id>/strike", searches.strike, name="search_strike"),
    path("finds", finds.find_list, name="finds"),
    path("finds/export", finds.export, name="finds_export"),
    path("finds/new", finds.find_new, name="find_new"),
    path("finds/<int:find_id>", finds.find_one, name="find_one"),
    path("finds/<int:find_id>/holder", finds.find_holder, name="find_holder"),
    path("finds/<int:find_id>/strike", finds.find_strike, name="find_strike"),
    path("finds/<int:find_id>/hand-on", finds.find_hand_on, name="find_hand_on"),
    path("finds/<int:find_id>/store", finds.find_store, name="find_store"),
    path("finds/<int:find_id>/dispose", finds.find_dispose, name="find_dispose"),
    path("finds/<int:find_id>/sign", finds.find_sign, name="find_sign"),
    path("finds/<int:find_id>/withdraw", finds.find_withdraw, name="find_withdraw"),
]
