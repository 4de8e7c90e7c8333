"""Addresses from the door to the day of release."""

from __future__ import annotations

from django.urls import path

from zhiheng.web.pages.reception import cases, deeds, desk, key_people, leaving, lists, person, prints, sealed, transfers

urlpatterns = [
    path("reception", desk.listing, name="reception"),
    path("reception/expect", desk.expect, name="arrival_expect"),
    path("reception/arrivals/<int:arrival_id>", desk.arrival, name="arrival"),
    *(path(f"reception/arrivals/<int:arrival_id>/{slug}", desk.deed_view(slug), name=f"arrival_{slug}") for slug in desk.DEEDS),
    path("reception/steps", lists.steps, name="reception_steps"),
    path("reception/steps/export", lists.steps_export, name="reception_steps_export"),
    path("reception/doubts", lists.doubts, name="identity_doubts"),
    path("reception/doubts/<int:doubt_id>", cases.doubt, name="identity_doubt"),
    path("reception/doubts/<int:doubt_id>/close", cases.doubt_close, name="identity_doubt_close"),
    path("reception/doubts/<int:doubt_id>/hand-over", cases.doubt_hand_over, name="identity_doubt_hand_over"),
    path("releases", lists.releases, name="releases"),
    path("releases/export", lists.releases_export, name="releases_export"),
    path("transfers", transfers.transfer_list, name="transfers"),
    path("transfers/<int:transfer_id>", transfers.transfer, name="transfer"),
    *(path(f"transfers/<int:transfer_id>/{slug}", transfers.transfer_view(slug), name=f"transfer_{slug}") for slug in transfers.TRANSFER_DEEDS),
    path("papers/<int:paper_id>", prints.paper, name="issued_paper"),
    path("people/<int:person_id>/reception", person.admission, name="person_reception"),
    path("people/<int:person_id>/reception/belongings/<int:belonging_id>", deeds.store, name="belonging_store"),
    path("people/<int:person_id>/reception/steps/<slug:step>", deeds.step, name="reception_step"),
    *(path(f"people/<int:person_id>/reception/{slug}", deeds.deed_view(deed), name=f"reception_{slug}") for slug, deed in deeds.DEEDS.items()),
    path("people/<int:person_id>/card", prints.card, name="person_card"),
    path("people/<int:person_id>/leaving", leaving.leaving, name="person_leaving"),
    path("people/<int:person_id>/leaving/steps/<slug:step>", leaving.release_step, name="release_step"),
    path("people/<int:person_id>/leaving/checks/<slug:step>", leaving.check_date, name="release_check"),
    path("people/<int:person_id>/leaving/papers/<slug:step>", leaving.issue, name="paper_issue"),
    path("people/<int:person_id>/leaving/seal", sealed.seal, name="record_seal"),
    path("people/<int:person_id>/leaving/do-not-seal", sealed.leave, name="record_leave_open"),
    path("people/<int:person_id>/leaving/key-person", key_people.mark, name="key_person_mark"),
    path("people/<int:person_id>/leaving/key-person/<int:mark_id>/review", key_people.review, name="key_person_review"),
    path("people/<int:person_id>/leaving/key-person/<int:mark_id>/contest", key_people.contest, name="key_person_contest"),
    path("people/<int:person_id>/leaving/key-person/<int:mark_id>/answer", key_people.answer_mark, name="key_person_answer"),
    path("sealed", sealed.listing, name="sealed"),
    path("sealed/enquire", sealed.enquire, name="sealed_enquire"),
    path("sealed/enquiries/<int:enquiry_id>", sealed.enquiry, name="sealed_enquiry"),
    path("sealed/enquiries/<int:enquiry_id>/unseal", sealed.lift, name="sealed_lift"),
    path("people/<int:person_id>/file", cases.file, name="person_file"),
    path("people/<int:person_id>/file/catalogue", prints.catalogue_sheet, name="file_catalogue"),
    path("people/<int:person_id>/file/<int:item_id>", cases.item, name="file_item"),
    path("people/<int:person_id>/file/<int:item_id>/version", cases.version_add, name="file_version_add"),
    path("people/<int:person_id>/file/<int:item_id>/withdraw", cases.item_withdraw, name="file_item_withdraw"),
    path("people/<int:person_id>/file/content/<int:version_id>", cases.download, name="file_content"),
]
