"""Addresses of whereabouts."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.whereabouts import beds, board, calls, counts, discrepancies, movements, orders, sheets

urlpatterns = [
    path("roll", board.roll, name="roll"),
    path("roll/<str:place>", board.roll_place, name="roll_place"),
    path("roll/<str:place>/beds", beds.plan, name="beds"),
    path("roll/<str:place>/unlock", sheets.unlock, name="unlock_list"),
    path("roll/<str:place>/headcount", sheets.headcount, name="headcount_sheet"),
    path("roll/<str:place>/work", sheets.work, name="work_list"),
    path("roll-calls", calls.calls, name="roll_calls"),
    path("roll-calls/<str:place>/open", calls.begin, name="roll_call_open"),
    path("roll-calls/<int:roll_id>", calls.call, name="roll_call"),
    path("roll-calls/<int:roll_id>/call-off", calls.call_off, name="roll_call_off"),
    path("roll-calls/<int:roll_id>/acknowledge", counts.acknowledge, name="roll_call_acknowledge"),
    path("movements", movements.listing, name="movements"),
    path("movements/export", movements.export, name="movements_export"),
    path("movements/<str:place>/new", movements.new, name="movement_new"),
    path("movements/<int:party_id>", movements.party, name="movement"),
    path("movements/<int:party_id>/return", movements.bring_back, name="movement_return"),
    path("movements/<int:party_id>/extend", movements.extend, name="movement_extend"),
    path("orders", orders.listing, name="orders"),
    path("orders/export", orders.export, name="orders_export"),
    path("orders/<str:place>/new", orders.new, name="order_new"),
    path("orders/<int:order_id>", orders.order, name="order"),
    path("orders/<int:order_id>/withdraw", orders.withdraw, name="order_withdraw"),
    path("discrepancies", discrepancies.listing, name="discrepancies"),
    path("discrepancies/export", discrepancies.export, name="discrepancies_export"),
    path("discrepancies/<int:discrepancy_id>/settle", discrepancies.settle, name="discrepancy_settle"),
    path("discrepancies/<int:discrepancy_id>/hand-over", discrepancies.hand_over, name="discrepancy_hand_over"),
]
