"""Addresses of bookings."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.bookings import desk, lists

urlpatterns = [
    path("bookings", lists.listing, name="bookings"),
    path("bookings/export", lists.export, name="bookings_export"),
    path("people/<int:person_id>/bookings/new", desk.new, name="booking_new"),
    path("bookings/<int:booking_id>/<slug:step>", desk.booking_step, name="booking_step"),
]
