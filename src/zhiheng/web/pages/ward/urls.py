"""Addresses of the ward's day."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.ward import day, events, hand_overs, talks, timetable

urlpatterns = [
    path("ward", day.ward_day, name="ward_day"),
    path("ward/hand-overs", hand_overs.hand_over_list, name="hand_overs"),
    path("ward/hand-overs/<int:hand_over_id>", hand_overs.hand_over_one, name="hand_over_one"),
    path("ward/events", events.event_list, name="events"),
    path("ward/events/export", events.export, name="events_export"),
    path("ward/events/<int:event_id>", events.event, name="event"),
    path("ward/events/<int:event_id>/close", events.close, name="event_close"),
    path("ward/talks", talks.talk_list, name="talks"),
    path("ward/talks/export", talks.export, name="talks_export"),
    path("ward/at/<path:place>/hand-over/take", hand_overs.take_over, name="hand_over_take"),
    path("ward/at/<path:place>/hand-over/withdraw", hand_overs.withdraw, name="hand_over_withdraw"),
    path("ward/at/<path:place>/hand-over", hand_overs.hand_over, name="hand_over"),
    path("ward/at/<path:place>/report", events.report, name="event_report"),
    path("ward/at/<path:place>/timetable", timetable.timetable, name="timetable"),
    path("ward/at/<path:place>/timetable/add", timetable.timetable_set, name="timetable_set"),
    path("ward/at/<path:place>/timetable/<int:line_id>/end", timetable.timetable_end, name="timetable_end"),
    path("ward/at/<path:place>", day.one_ward, name="ward_one"),
    path("people/<int:person_id>/talks", talks.person_talks, name="person_talks"),
    path("people/<int:person_id>/talks/record", talks.talk_record, name="talk_record"),
]
