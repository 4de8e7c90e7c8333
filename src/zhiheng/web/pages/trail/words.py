"""The trail's codes in words: verbs, outcomes, refusals, faults; values as an auditor may see them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import pgettext, pgettext_lazy

from zhiheng.engines.trail.models import Act
from zhiheng.engines.trail.proof import State
from zhiheng.engines.trail.queries import RowChange
from zhiheng.engines.trail.refusals import Refusal
from zhiheng.lib.text import masked_id
from zhiheng.web.parts import Chip, Verdict, Words

VERBS: Mapping[str, Words] = {
    # powers, posts, policy
    "sync_catalogue": _l("bring the power list up to date"),
    "found_post_kinds": _l("found the kinds of post"),
    "found_post_kind": _l("found a kind of post"),
    "open_post": _l("open a post"),
    "close_post": _l("close a post"),
    "register_officer": _l("register an officer"),
    "assign_post": _l("assign to a post"),
    "end_holding": _l("end a holding"),
    "propose_policy_change": _l("propose a change of powers"),
    "approve_policy_change": _l("approve a change of powers"),
    "decline_policy_change": _l("decline a change of powers"),
    "withdraw_policy_change": _l("withdraw a change of powers"),
    # people and places
    "register_person": _l("register a person"),
    "admit": _l("admit"),
    "receive": _l("receive into custody"),
    "place_in_bed": _l("assign a bed"),
    "move_to_bed": _l("move to another bed"),
    "end_episode": _l("end a custody episode"),
    "correct_name": _l("correct a name"),
    "add_alias": _l("add another name"),
    "end_alias": _l("end another name"),
    "add_identifier": _l("add an identity document"),
    "end_identifier": _l("end an identity document"),
    "correct_person": _l("correct identity facts"),
    "merge_persons": _l("merge two records"),
    "undo_merge": _l("undo a merge"),
    "found_bureau": _l("found the bureau"),
    "found_place": _l("found a place"),
    "change_use": _l("change a place's use"),
    "set_capacity": _l("set a place's capacity"),
    "close_place": _l("close a place"),
    # sentences and rulings
    "record_judgment": _l("record a judgment"),
    "correct_judgment": _l("correct a judgment"),
    "record_credit": _l("record a custody credit"),
    "withdraw_credit": _l("withdraw a custody credit"),
    "record_change": _l("record a change of sentence"),
    "withdraw_change": _l("withdraw a change of sentence"),
    "determine": _l("determine a term"),
    "determine_many": _l("determine many terms"),
    "work_out": _l("work out who may be reported"),
    "sweep": _l("sweep the sentence record"),
    "keep_sweep": _l("keep what a sweep found"),
    "discard_sweep": _l("let the rows of a sweep go"),
    "import_rulings": _l("import rulings"),
    "load_rulings": _l("load rulings"),
    # accounts and sign-in
    "open_account": _l("open an account"),
    "close_account": _l("close an account"),
    "reopen_account": _l("reopen an account"),
    "reset_password": _l("reset a password"),
    "reset_second_factor": _l("reset a second factor"),
    "end_sessions": _l("end sessions"),
    "end_own_sessions": _l("end one's own sessions"),
    "change_own_password": _l("change one's own password"),
    "add_second_factor": _l("add a second factor"),
    "remove_second_factor": _l("remove a second factor"),
    "sign_in": _l("sign in"),
    "demo_sign_in": _l("sign in by demonstration"),
    "sign_out": _l("sign out"),
    "fresh_sign_in": _l("sign in again"),
    "open": _l("open a page"),
    # saved filters
    "save_filter": _l("save a filter"),
    "rename_filter": _l("rename a filter"),
    "delete_filter": _l("delete a filter"),
    "share_filter": _l("share a filter"),
    "unshare_filter": _l("stop sharing a filter"),
    # founding and loads
    "open_bureau": _l("open the synthetic bureau"),
    "load_places": _l("load places"),
    "load_officers": _l("load officers"),
    "load_people": _l("load people"),
    # reading and the trail
    "read": _l("read"),
    "verify": _l("verify the record chain"),
    "export_trail": _l("export the trail"),
    "export_rulings": _l("export rulings"),
    "export": _l("export a list"),
    # treatment, discipline, being alone, restraints, rewards
    "propose_level": _l("propose a treatment level"),
    "_decide": _l("decide a treatment level"),
    "_decide_strict": _l("decide strict management"),
    "decline_level": _l("decline a treatment level"),
    "object_to_level": _l("record an objection to a level"),
    "answer_level_objection": _l("answer an objection to a level"),
    "keep_level": _l("review a treatment level and keep it"),
    "settle_recheck": _l("settle what was booked"),
    "report_event": _l("report an event for discipline"),
    "name_investigator": _l("name an investigator"),
    "add_evidence": _l("add evidence"),
    "close_case": _l("close a case without a sanction"),
    "hear": _l("hear a person"),
    "state_fitness": _l("state fitness for confinement"),
    "propose_sanction": _l("propose a sanction"),
    "vote_on_case": _l("vote on a sanction"),
    "close_study": _l("close the vote on a sanction"),
    "give_opinion": _l("give an opinion on a sanction"),
    "return_case": _l("send a case back"),
    "decide_sanction": _l("decide a sanction"),
    "serve_sanction": _l("serve a sanction"),
    "post_sanction": _l("post a sanction"),
    "copy_to_procuratorate": _l("copy a sanction to the procuratorate"),
    "complain": _l("record a complaint against a sanction"),
    "forward_complaint": _l("forward a complaint"),
    "answer_complaint": _l("answer a complaint"),
    "start_confinement": _l("begin a confinement"),
    "isolate_for_inquiry": _l("isolate for an inquiry"),
    "protect": _l("begin a protective separation"),
    "_doctor_sees": _l("record a doctor's visit to somebody alone"),
    "_officer_sees": _l("record a look at somebody alone"),
    "review_protection": _l("review a protective separation"),
    "end_seclusion": _l("end confinement or isolation"),
    "start_restraint": _l("record restraints"),
    "_doctor_examines": _l("record a doctor's look at restraints"),
    "_officer_reviews": _l("review restraints"),
    "approve_again": _l("approve restraints again"),
    "stop_restraint": _l("stop restraints"),
    "propose_reward": _l("propose a reward"),
    "decide_reward": _l("decide a reward"),
    "post_reward": _l("post a reward"),
    "raise_alarms": _l("bring alarms up to date"),
    "acknowledge_alarm": _l("acknowledge an alarm"),
}
OUTCOMES: Mapping[str, Words] = {
    "done": pgettext_lazy("outcome", "done"),
    "read": pgettext_lazy("outcome", "read"),
    "noted": pgettext_lazy("outcome", "noted"),
    "refused": pgettext_lazy("outcome", "refused"),
}
_OUTCOME_KINDS = {"done": "line", "read": "", "noted": "", "refused": "bad"}
_CHAIN: Mapping[State, Verdict] = {
    State.SIGNED: Verdict("pass", pgettext_lazy("chain", "signed")),
    State.PLACED: Verdict("pass", pgettext_lazy("chain", "in the log")),
    State.WAITING: Verdict("na", pgettext_lazy("chain", "waiting")),
    State.BROKEN: Verdict("fail", pgettext_lazy("chain", "altered")),
}
FAULTS: Mapping[str, Words] = {
    "header": _l("The act is not as it was signed, or changes were added to it or taken from it."),
    "changes": _l("A row kept with the act is not as it was signed."),
    "leaf": _l("The entry is not the one that has its place in the log."),
    "root": _l("The log does not lead to the root that was signed."),
    "signature": _l("The checkpoint's signature is false."),
}
# Identity numbers wherever they stand in inputs and pictures: whoever may see them whole has a page for that, and is kept there.
_CARD = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
_NUMBERS = {("identifier", "value")}


def verb_words(verb: str) -> str:
    """A verb in words; one that no words were written for is shown as it is called."""
    return str(VERBS.get(verb, verb.lstrip("_").replace("_", " ")))


def official_words(act: Act) -> str:
    """The official's label; for founding acts and strangers, whose labels are codes, words."""
    if act.official.startswith("installation:"):
        return _("the installation")
    return act.official_label or _("unknown person")


def outcome_chip(act: Act) -> Chip:
    """What became of the act."""
    return Chip(OUTCOMES.get(act.outcome, act.outcome), _OUTCOME_KINDS.get(act.outcome, ""))  # type: ignore[arg-type]  # one of three kinds


def refusal_words(code: str) -> str:
    """A refusal's own words by its code; codes that are no refusal's (a wrong password) as they are."""
    return next((str(kind.words) for kind in _kinds(Refusal) if kind.code == code), code)


def chain_verdict(state: State) -> Verdict:
    """The standing of an act's entry."""
    return _CHAIN[state]


def table_field(table: str, field: str, value: object) -> str:
    """A value of a row as an auditor sees it: numbers of identity papers masked."""
    if (table, field) in _NUMBERS and isinstance(value, str):
        return masked_id(value)
    return value_words(value)


def value_words(value: object) -> str:
    """Any kept value as text, identity numbers masked; None is a dash."""
    if value is None:
        return "—"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return _CARD.sub(lambda found: masked_id(found.group()), text)


def summary(rows: tuple[RowChange, ...], changes: int) -> str:
    """The first changes of an act in one line: before → after."""
    if not rows:
        return ""
    parts = [part for row in rows for part in _row_words(row)][:2]
    more = changes - len(rows)
    return "; ".join(parts) + (" " + _("and %(n)d more rows") % {"n": more} if more > 0 else "")


def _row_words(row: RowChange) -> list[str]:
    if row.op == "U":
        changed = [f"{f.field}: {table_field(row.table, f.field, f.before)} → {table_field(row.table, f.field, f.after)}" for f in row.fields]
        return [_short(words) for words in changed]
    return [f"{row.table} {row.row}: " + (pgettext("row", "new") if row.op == "I" else pgettext("row", "removed"))]


def _short(words: str) -> str:
    return words if len(words) <= 120 else words[:119] + "…"


def _kinds(kind: type[Refusal]) -> list[type[Refusal]]:
    return [kind, *(below for child in kind.__subclasses__() for below in _kinds(child))]
