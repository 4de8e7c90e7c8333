"""Powers over discipline and rewards. The power to read them reads who is held alone and restrained too."""

from __future__ import annotations

from zhiheng.base.powers.catalogue import PowerEntry, declare

VIEW = "discipline.view"
REPORT = "discipline.report"
ASSIGN = "discipline.assign"
INVESTIGATE = "discipline.investigate"
FITNESS = "discipline.fitness"
VOTE = "discipline.vote"
OPINE = "discipline.opine"
DECIDE = "discipline.decide"
SERVE = "discipline.serve"
ANSWER = "discipline.answer"
PROPOSE_REWARD = "rewards.propose"
DECIDE_REWARD = "rewards.decide"
PATTERNS = "discipline.patterns"

_SANCTION = "《监狱法》第八十四条（2012年修正第五十八条）"

declare(
    PowerEntry(
        VIEW, "查阅处罚、禁闭、械具和奖励记录", "Read discipline, confinement, restraints and rewards",
        "《监狱法》第二十三条、第八十四条", "person",
        "只为履行职责查阅；查阅留痕。", "Read only for one's duty; each reading is kept.",
    ),
    PowerEntry(
        REPORT, "报告违纪事件", "Report an event for discipline", f"{_SANCTION}；《监狱法》第二十二条", "person",
        "当班报告，如实写明经过、录像和伤情检查；不得因行使权利报告。",
        "Report within the shift, truly: what happened, the recording, the check for injuries; never because a right was used.",
    ),
    PowerEntry(
        ASSIGN, "指定调查民警", "Name the investigator", f"{_SANCTION}；内部规则：调查回避", "person",
        "指定未参与该事件的民警。", "Name an officer who took no part in the event.",
    ),
    PowerEntry(
        INVESTIGATE, "调查取证、听取陈述、提出处罚", "Investigate, hear the person, propose",
        f"{_SANCTION}；《纳尔逊·曼德拉规则》第四十一条", "person",
        "有利和不利的证据都要收集；告知指控，听取陈述，给予时间和帮助；未听取陈述不得提请。",
        "Gather what speaks for and against; tell the charge, hear the person, give time and help; nothing is submitted unheard.",
    ),
    PowerEntry(
        FITNESS, "出具适宜禁闭的医务意见", "State fitness for confinement",
        "《监狱法》第二十七条、第六十七条；《纳尔逊·曼德拉规则》第四十六条", "person",
        "独立判断，只写适宜与否和注意事项，不写诊断；不参与处罚。",
        "Judge independently; state yes or no and what to see to, no diagnosis; take no part in the sanction.",
    ),
    PowerEntry(
        VOTE, "监区集体研究表决", "Vote in the ward team", f"{_SANCTION}；司规〔2021〕3号第二十五条", "person",
        "本人表决，反对的写明理由；三分之二以上同意方可提请。", "Vote for oneself; a dissent gives reasons; two thirds must agree.",
    ),
    PowerEntry(
        OPINE, "狱政管理科审核处罚", "Give the section's opinion", f"{_SANCTION}；内部规则：科室审核", "person",
        "审核事实、依据、程序和轻重，写明意见。", "Check facts, basis, procedure and weight; state the opinion.",
    ),
    PowerEntry(
        DECIDE, "决定处罚", "Decide a sanction", _SANCTION, "person",
        "参与事件、调查或者提请的人不得决定；听取各方意见后决定，写明理由、期限和救济。",
        "Whoever took part, investigated or proposed never decides; weigh everything, state grounds, length and remedy.",
        fresh=True,
    ),
    PowerEntry(
        SERVE, "送达、公示、抄送处罚决定", "Serve, post and copy a decision", f"{_SANCTION}；《人民检察院刑事诉讼规则》第六百五十七条", "person",
        "送达本人并告知救济；考核部分公示不少于三个工作日；禁闭决定当日抄送检察院。",
        "Serve it on the person with the remedy; post the points part at least 3 working days; copy confinement to the procuratorate the same day.",
    ),
    PowerEntry(
        ANSWER, "答复不服处罚的申诉控告", "Answer a complaint against a sanction", "《监狱法》第四十条、第八十二条", "person",
        "由未参与该案的民警书面答复并说明理由；成立的由第二人签署，立即撤销或者减轻处罚；绝不加重。",
        "An officer who took no part answers in writing with reasons; what is upheld is signed by a second, set aside or lightened at once, "
        "never made heavier.",
    ),
    PowerEntry(
        PROPOSE_REWARD, "提请奖励、立功", "Propose a reward or merit", "《监狱法》第八十二条、第八十三条（2012年修正第五十七条）", "person",
        "如实写明事实并附证据。", "State the facts truly and attach the evidence.",
    ),
    PowerEntry(
        DECIDE_REWARD, "决定奖励、立功", "Decide a reward or merit", "《监狱法》第八十二条、第八十三条（2012年修正第五十七条）", "person",
        "由提请人以外的人核实证据后决定，公示不少于三个工作日。",
        "Somebody other than the proposer checks the evidence and decides; posted at least 3 working days.",
        fresh=True,
    ),
    PowerEntry(
        PATTERNS, "查看申诉后的不利处理", "See what followed complaints", "《纳尔逊·曼德拉规则》第五十七条；《监狱法》第六条、第四十三条", "place",
        "统计只供核查，不作结论；发现报复的依法处理。", "The statistic only advises where to look; act by law where reprisal is found.",
    ),
)  # fmt: skip
