"""The verbs of discipline."""

from __future__ import annotations

from zhiheng.domains.conduct.discipline.actions.cases import Event, add_evidence, close_case, name_investigator, report_event
from zhiheng.domains.conduct.discipline.actions.complaints import Rest, answer_complaint
from zhiheng.domains.conduct.discipline.actions.decisions import copy_to_procuratorate, decide_sanction, post_sanction, serve_sanction
from zhiheng.domains.conduct.discipline.actions.hearings import Said, hear, state_fitness
from zhiheng.domains.conduct.discipline.actions.proposals import Proposal, close_study, give_opinion, propose_sanction, return_case, vote_on_case
from zhiheng.domains.conduct.discipline.actions.rewards import Merit, decide_reward, post_reward, propose_reward

__all__ = [
    "Event",
    "Merit",
    "Proposal",
    "Rest",
    "Said",
    "add_evidence",
    "answer_complaint",
    "close_case",
    "close_study",
    "copy_to_procuratorate",
    "decide_reward",
    "decide_sanction",
    "give_opinion",
    "hear",
    "name_investigator",
    "post_reward",
    "post_sanction",
    "propose_reward",
    "propose_sanction",
    "report_event",
    "return_case",
    "serve_sanction",
    "state_fitness",
    "vote_on_case",
]
