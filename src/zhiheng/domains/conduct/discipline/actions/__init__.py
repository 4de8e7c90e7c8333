"""The verbs of discipline."""

from __future__ import annotations

from zhiheng.domains.conduct.discipline.actions.alarms import acknowledge_alarm, raise_alarms
from zhiheng.domains.conduct.discipline.actions.cases import Event, add_evidence, close_case, name_investigator, report_event
from zhiheng.domains.conduct.discipline.actions.complaints import Rest, answer_complaint
from zhiheng.domains.conduct.discipline.actions.decisions import copy_to_procuratorate, decide_sanction, post_sanction, serve_sanction
from zhiheng.domains.conduct.discipline.actions.hearings import Said, hear, state_fitness
from zhiheng.domains.conduct.discipline.actions.proposals import Proposal, close_study, give_opinion, propose_sanction, return_case, vote_on_case
from zhiheng.domains.conduct.discipline.actions.restraints import Restraining, approve_again, check_restrained, start_restraint, stop_restraint
from zhiheng.domains.conduct.discipline.actions.rewards import Merit, decide_reward, post_reward, propose_reward
from zhiheng.domains.conduct.discipline.actions.seclusions import (
    Protecting,
    check_alone,
    end_seclusion,
    isolate_for_inquiry,
    protect,
    review_protection,
    start_confinement,
)
from zhiheng.domains.conduct.discipline.actions.watching import Look

__all__ = [
    "Event",
    "Look",
    "Merit",
    "Proposal",
    "Protecting",
    "Rest",
    "Restraining",
    "Said",
    "acknowledge_alarm",
    "add_evidence",
    "answer_complaint",
    "approve_again",
    "check_alone",
    "check_restrained",
    "close_case",
    "close_study",
    "copy_to_procuratorate",
    "decide_reward",
    "decide_sanction",
    "end_seclusion",
    "give_opinion",
    "hear",
    "isolate_for_inquiry",
    "name_investigator",
    "post_reward",
    "post_sanction",
    "propose_reward",
    "propose_sanction",
    "protect",
    "raise_alarms",
    "report_event",
    "return_case",
    "review_protection",
    "serve_sanction",
    "start_confinement",
    "start_restraint",
    "state_fitness",
    "stop_restraint",
    "vote_on_case",
]
