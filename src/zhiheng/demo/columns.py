"""The tables of daily life and the columns that the synthetic bureau fills, in the order in which they refer to each other."""

from __future__ import annotations

from typing import Final

LIFE_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    # who was to be what, and what was chosen
    "setting_choice": (
        "question", "reading", "place_id", "since", "during", "document", "reason", "state", "proposed_by_id", "proposed_at", "decided_by_id",
        "decided_at", "decision_reason", "withdrawal_reason",
    ),
    "saved_filter": ("officer_id", "page", "name", "query", "shared_at_id", "saved_at"),
    "timetable_line": ("place_id", "item", "hour", "during"),
    "classification": (
        "id", "episode_id", "schedule", "level", "phase", "need", "scheduled_level", "scheduled_need", "facts", "grounds", "override_reason",
        "review_on", "state", "proposed_by_id", "proposed_at", "decided_by_id", "decided_at", "decision_reason", "since", "until",
    ),
    "separation": ("low_id", "high_id", "reach", "grounds", "since", "until", "decided_by_id", "decided_at", "ended_by_id"),
    # where people were
    "movement_order": (
        "id", "place_id", "purpose", "destination_id", "destination_words", "leave_at", "back_at", "state", "issued_by_id", "issued_at",
    ),
    "movement_order_line": ("order_id", "episode_id", "during", "live"),
    "movement_order_escort": ("order_id", "officer_id"),
    "party": (
        "id", "place_id", "purpose", "destination_id", "destination_words", "left_at", "recorded_at", "expected_back", "closed_at", "order_id",
    ),
    "escort": ("party_id", "officer_id"),
    "movement": ("party_id", "episode_id", "during", "outside", "ending", "return_recorded_at"),
    "roll_call": (
        "id", "place_id", "opened_by_id", "opened_at", "occurred_at", "submitted_by_id", "submitted_at", "on_roll", "expected", "present",
        "counted", "reconciles", "explanation", "called_off", "acknowledged_by_id", "acknowledged_at", "acknowledged_words",
    ),
    "roll_mark": ("roll_id", "episode_id", "found", "reason", "on_books", "note"),
    "discrepancy": (
        "place_id", "roll_id", "episode_id", "kind", "found_at", "due_at", "owner_id", "how", "words", "settled_by_id", "settled_at",
    ),
    # bodies: loaded open, carried once their votes are in (loading.copy)
    "deliberation": (
        "id", "body", "label", "place", "matter", "matters", "question", "held_on", "chair", "share_of", "share_in", "state", "minutes",
    ),
    "deliberation_member": ("id", "deliberation_id", "official", "label", "recused"),
    "deliberation_vote": ("member_id", "choice", "words", "content", "at"),
    # discipline
    "discipline_case": (
        "id", "episode_id", "place_id", "happened_at", "law", "ground", "words", "video", "injuries", "find", "reported_by_id", "reported_at",
        "same_shift", "investigator_id", "state", "proposed", "proposed_days", "proposal_words", "proposed_by_id", "proposed_at",
        "deliberation_id", "opinion", "opinion_words", "opinion_by_id", "opinion_at", "closing_words",
    ),
    "discipline_involved": ("case_id", "officer_id"),
    "discipline_evidence": ("case_id", "kind", "words", "reference", "for_person", "added_by_id", "added_at"),
    "discipline_hearing": (
        "case_id", "charge", "told_at", "heard_at", "language", "helper", "statement", "witnesses_wanted", "signature", "refusal_words",
        "heard_by_id", "recorded_at",
    ),
    "discipline_fitness": ("case_id", "fit", "advice", "doctor_id", "at"),
    "sanction": (
        "id", "case_id", "kind", "days", "number", "facts", "basis", "remedy", "trace", "proposed_by_id", "decided_by_id", "decided_at",
        "decision_reason", "points", "points_ref", "served_at", "served_by_id", "signature", "served_words", "posted_on", "posted_until",
        "copied_at", "copied_by_id", "copy_receipt",
    ),
    "seclusion": (
        "id", "episode_id", "kind", "sanction_id", "case_id", "place_id", "grounds", "consent", "first", "days", "until", "started_at",
        "ordered_by_id", "trace", "ended_at", "ended_by_id", "ended_words",
    ),
    "restraint": (
        "id", "episode_id", "gear", "ground", "words", "video", "started_at", "recorded_at", "started_by_id", "trace", "stopped_at",
        "stopped_by_id", "stop_words",
    ),
    "reward": (
        "episode_id", "kind", "happened_on", "words", "evidence", "form", "number", "state", "proposed_by_id", "proposed_at", "decided_by_id",
        "decided_at", "decision_reason", "posted_on", "posted_until",
    ),
    "watch_check": ("seclusion_id", "restraint_id", "kind", "at", "recorded_at", "by_id", "minutes", "stop", "words"),
    # points
    "points_circumstance": ("episode_id", "kind", "during", "document", "issuer", "outcome"),
    "points_day": ("ward_id", "group", "day", "key", "covered", "absent", "submitted_by", "submitted_at"),
    "points_entry": (
        "id", "episode_id", "ward_id", "month", "happened_on", "kind", "part", "fact", "clause_id", "sanction", "raw", "counted", "stands",
        "state", "only_fact", "words", "evidence", "excess_reason", "proposed_by", "proposed_at", "needs", "body", "deliberation_id",
        "decided_on", "decided_by", "document", "hidden", "rule", "edition",
    ),
    "points_spot_notice": ("entry_id", "served_on", "manner", "witness", "served_by"),
    "objection": (
        "episode_id", "against", "about", "step", "addressee", "receipt", "words", "written_by", "received_on", "counts_from", "last_day",
        "in_time", "forward_by", "forwarded_at", "answer_due", "place_id", "owner", "hands", "recorded_by_id", "recorded_at", "outcome", "opinion",
        "answered_by_id", "answered_at", "served_on",
    ),
    "points_week": ("ward_id", "week", "deliberation_id"),
    "points_notice": ("ward_id", "what", "month", "refs", "kept_back", "posted_on", "until", "removed_on", "posted_by"),
    "points_round": ("id", "prison_id", "month", "share", "graded", "quota", "state", "deliberation_id", "decided_on", "copied_on"),
    "points_cycle": (
        "episode_id", "ward_id", "round_id", "closed", "balance", "carried", "highest", "bar", "reasons", "low_months", "months_below",
        "rewards", "proposed_grade", "proposed_reason", "grade", "reward", "material_beside",
    ),
    # treatment
    "treatment_level": (
        "id", "episode_id", "schedule", "level", "scheduled", "before", "rank_change", "facts", "grounds", "words", "override_reason",
        "review_on", "ends_by", "state", "proposed_by_id", "proposed_at", "decided_by_id", "decided_at", "decision_reason", "since", "until",
        "objection_until", "grade", "points_grade", "points_grade_on", "points_ref",
    ),
    "booking": (
        "id", "episode_id", "kind", "on", "at", "amount", "words", "ref", "state", "made_by_id", "made_at", "looked_at", "looked_by_id",
        "looked_words",
    ),
    "treatment_review": ("treatment_id", "words", "next_on", "by_id", "at"),
    "treatment_recheck": ("id", "treatment_id", "entitlement", "before", "after", "due_on", "outcome", "done_by_id", "done_at"),
    "treatment_recheck_item": ("recheck_id", "booking_id"),
    # the way in and out
    "expected_arrival": (
        "id", "prison_id", "name", "sex", "birth_date", "origin", "sender", "document", "papers_received_on", "expected_on", "state",
        "arrived_at", "papers", "wrongful_risk", "decision_words", "decision", "decided_by_id", "decided_at", "copied_on", "disagreed_on",
        "disagreement", "episode_id", "registered_by_id", "registered_at",
    ),
    "reception_step": (
        "episode_id", "procedure", "kind", "due_at", "basis", "for_end", "done_at", "recorded_at", "done_by_id", "output", "document",
        "details", "second_by_id", "second_at",
    ),
    "identity_doubt": (
        "id", "episode_id", "kind", "words", "owner_id", "due_on", "raised_by_id", "raised_at", "outcome", "established", "outcome_words",
        "closed_by_id", "closed_at",
    ),
    "identity_check": ("episode_id", "doubt_id", "way", "result", "words", "source", "made_on", "officer_id", "recorded_at"),
    "entry_examination": (
        "episode_id", "stage", "at", "fitness", "limits", "injuries", "illness", "disability", "treatment_complaint", "proposal",
        "doctor_id", "present_id", "prisoner_signed",
    ),
    "property_list": (
        "id", "episode_id", "direction", "made_at", "made_by_id", "prisoner_signed", "unsigned_why", "receiver", "receiver_name",
        "receiver_relation", "consent",
    ),
    "belonging": ("taken_in_id", "handed_out_id", "kind", "name", "quantity", "marks", "state", "storage"),
    "file_item": (
        "episode_id", "volume", "section", "number", "title", "document", "dated", "pages", "source", "added_by_id", "added_at",
        "withdrawn_why",
    ),
    "transfer": (
        "episode_id", "from_prison_id", "to_prison_id", "grounds", "planned_on", "state", "proposed_by_id", "proposed_at",
        "decided_by_id", "decided_at", "decision_words", "papers", "ended_words", "party_id", "handed_by_id", "handed_at",
    ),
    "key_person": (
        "episode_id", "grounds", "words", "review_on", "marked_by_id", "marked_at", "review_words", "contested_at", "contest_words", "answer",
        "answer_words",
    ),
    "record_seal": (
        "person_id", "prison_id", "number", "certain", "basis", "state", "due_at", "identity", "words", "lift_document",
    ),
    "issued_paper": (
        "prison_id", "kind", "year", "number", "episode_id", "arrival_id", "content", "digest", "issued_on", "issued_by_id", "issued_at",
    ),
    # the ward's day
    "hand_over": (
        "place_id", "state", "due_at", "on_books", "out", "unresolved", "watched", "keys", "open_work", "given_by_id", "given_at", "counted",
        "difference", "taken_by_id", "taken_at",
    ),
    "event_report": (
        "place_id", "kind", "words", "token", "occurred_at", "reported_at", "reported_by_id", "found", "closed_by_id", "closed_at",
    ),
    "talk": ("episode_id", "place_id", "kind", "words", "held_at", "recorded_at", "officer_id"),
    # searches and finds
    "search_draw": ("id", "place_id", "on", "seed", "population", "size", "drawn_by_id", "drawn_at"),
    "search": (
        "id", "place_id", "kind", "episode_id", "on", "state", "draw_id", "planned_by_id", "planned_at", "done_at", "recorded_at",
        "recorded_by_id", "result",
    ),
    "searcher": ("search_id", "officer_id"),
    "find": (
        "id", "search_id", "place_id", "spot", "kind", "words", "quantity", "unit", "holder_id", "photo", "found_at", "recorded_at",
        "found_by_id",
    ),
    "handling": ("find_id", "number", "kind", "by_id", "to_id", "seal", "words", "at", "signed_by_id", "signed_at", "withdrawn"),
}  # fmt: skip
