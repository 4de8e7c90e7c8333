"""The words of the open questions: what is open, what is taken and why, what cannot be set and why not."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from zhiheng.law.reckoning import Caption


class Chapter(StrEnum):
    """Where in the work a question arises."""

    DATES = "dates"
    COMMUTATION = "commutation"
    PAROLE = "parole"
    COMBINATION = "combination"
    RECORD = "record"
    POINTS = "points"


CHAPTER_WORDS: Final = {
    Chapter.DATES: Caption("刑期起止", "dates of the sentence"),
    Chapter.COMMUTATION: Caption("减刑", "commutation"),
    Chapter.PAROLE: Caption("假释", "parole"),
    Chapter.COMBINATION: Caption("新罪、漏罪", "new and undiscovered crimes"),
    Chapter.RECORD: Caption("文书与日期的认定", "papers and their dates"),
    Chapter.POINTS: Caption("计分考核", "points appraisal"),
}


class Text(NamedTuple):
    """One question in words. ``taken``: the only reading of a question that cannot be set, ``fixed`` the reason."""

    chapter: Chapter
    title: Caption
    words: Caption
    provision: Caption
    why: Caption
    fixed: Caption | None = None
    taken: Caption = Caption("", "")
    caution: Caption | None = None
    taken_code: str = "as_the_sheet"


FLOOR: Final = Caption("另一种理解会使实际执行的下限提前。", "The other reading moves the least time actually served to an earlier day.")
EARLIER: Final = Caption("另一种理解会使可以报请的日期提前。", "The other reading moves the earliest report to an earlier day.")
BARS: Final = Caption("另一种理解会使一些人不得假释。", "The other reading bars some people from parole.")
OPENS: Final = Caption("另一种理解会使一些被认为不得假释的人可以假释。", "The other reading opens parole to some people who are taken as barred.")
PERSON: Final = Caption("由有权的人逐案决定，系统不代为决定。", "Left to a named person in each case; nothing is decided automatically.")

SENTENCE: Final[dict[str, Text]] = {
    "OQ-1": Text(
        Chapter.DATES,
        Caption("2月28日、29日起算的刑期", "Terms that run from 28 or 29 February"),
        Caption(
            "刑期自2月末起算且有年有月的，月末规则看起始日还是看推算到的周年日，可差一至三日。",
            "From the end of February, is the month's end tested on the start or on the anniversary? The ends are up to three days apart.",
        ),
        Caption("法释〔2021〕1号第二百零二条", "CPLI-2021, art 202"),
        Caption(
            "依条文顺序先年、后月、再日推算；有印制止日的从印制止日；下限和起始时间一律取较晚之日，不受此项设置影响。",
            "Years, months, days, in the order of the text. A printed end governs; floors and waits take the later day whatever is set.",
        ),
    ),
    "OQ-2": Text(
        Chapter.DATES,
        Caption("2021年3月1日以前判决的月末", "Month ends in judgments before 2021-03-01"),
        Caption("成文规则施行以前，各地法院对月末的推算不一。", "Before the written rule courts counted month ends in different ways."),
        Caption("法释〔2021〕1号第二百零二条", "CPLI-2021, art 202"),
        Caption(
            "已经印制的日期不再重算；以后减刑按正加法推算，不同的两种结果都显示。",
            "Printed dates are never recalculated; a later commutation counts forward and both results are shown.",
        ),
        fixed=Caption("已生效文书的日期不由监狱改动。", "The dates of a judgment in force are not the service's to change."),
        taken=Caption("从印制日期", "the printed dates stand"),
    ),
    "OQ-3": Text(
        Chapter.DATES,
        Caption("指定居所监视居住的单数日", "An odd day of designated residence"),
        Caption(
            "二日折抵刑期一日，余下的一日如何处理，法律没有规定。", "Two days count for one; what becomes of one day left over is not regulated."
        ),
        Caption("刑事诉讼法第七十六条", "CPL art 76"),
        Caption(
            "判决写明折抵日数的从判决；没有写明的，从有利于罪犯的原则进一日。",
            "The number stated in the judgment governs; without one, rounded in the prisoner's favour.",
        ),
        caution=Caption("另一种理解会使止日晚一日。", "The other reading makes the end one day later."),
    ),
    "OQ-4": Text(
        Chapter.DATES,
        Caption("羁押中断的刑期", "Terms with interrupted custody"),
        Caption(
            "自首次羁押起算、中断日数后移，与自最后一次羁押起算、此前羁押折抵，两种算法可差一日。",
            "From the first custody with the gap moving the end, or from the last with the earlier days credited: a day may lie between.",
        ),
        Caption("法释〔2000〕7号", "SPC reply of 2000"),
        Caption(
            "印制日期优先；没有印制止日的，按2000年批复自首次羁押起算，两种结果不同即提示。",
            "Printed dates govern; without a printed end, from the first custody as the reply of 2000 says, flagged where the two differ.",
        ),
    ),
    "OQ-5": Text(
        Chapter.COMBINATION,
        Caption("先减后并时余刑的截止日", "The day of the remainder under art 71"),
        Caption(
            "余刑以新判决确定之日、再次羁押之日还是假释之日为准。",
            "Is the remainder fixed on the finality of the new judgment, the start of the new custody, or the day of parole?",
        ),
        Caption("刑法第七十一条；1986年答复", "CL art 71; reply of 1986"),
        Caption(
            "法院写明余刑的从其写明；否则以新判决确定之日为准，被假释的以假释之日为准。",
            "The court's stated remainder; else finality of the new judgment, for parolees the day of parole.",
        ),
        fixed=Caption(
            "余刑由法院在判决中写明，再次羁押之日不在减刑、假释案卷之内。",
            "The court states the remainder; the day of the new custody is not among the papers.",
        ),
        taken=Caption("新判决确定之日；被假释的为假释之日", "finality of the new judgment; for parolees the day of parole"),
    ),
    "OQ-6": Text(
        Chapter.DATES,
        Caption("“执行完毕之日”是哪一日", "Which day is the completed day"),
        Caption(
            "附加剥夺政治权利自刑期最后一日起算，还是自其次日起算。",
            "Do supplementary political rights run from the last day of the term or from the next day?",
        ),
        Caption("刑法第五十八条", "CL art 58"),
        Caption(
            "依条文，执行完毕之日即最后一日；死缓期满之日取宣告或者送达后的二周年对应日，不受此项设置影响。",
            "By the text the completed day is the last day. The expiry of a reprieve is the second anniversary of service, whatever is set here.",
        ),
        caution=Caption("另一种理解会使剥夺政治权利的起止各晚一日。", "The other reading makes the deprivation begin and end a day later."),
    ),
    "OQ-7": Text(
        Chapter.COMMUTATION,
        Caption("正好十年的从严罪犯", "Exactly ten years in the strict class"),
        Caption("第七条第一款“十年以下”和第二款“十年以上”都包括正好十年。", "Both paragraphs of art 7 include exactly ten years."),
        Caption("法释〔2016〕23号第七条", "P2016 art 7"),
        Caption("适用第二款，间隔较长；起始时间和幅度两款相同。", "Paragraph 2, the longer interval; wait and amount are the same in both."),
        caution=EARLIER,
    ),
    "OQ-8": Text(
        Chapter.COMMUTATION,
        Caption("无期徒刑、死缓的起始时间自何日起算", "From when the waits of life and reprieve run"),
        Caption(
            "自判决生效（缓期期满）之日，还是自交付执行之日起算，条文没有写明。",
            "From effectiveness (or expiry of the reprieve) or from delivery: the text does not say.",
        ),
        Caption("法释〔2016〕23号第八条至第十三条、第四十条", "P2016 arts 8 to 13, 40"),
        Caption("取二者中较晚之日，并提示二者之差。", "The later of both, and the gap is flagged."),
        caution=EARLIER,
    ),
    "OQ-9": Text(
        Chapter.COMMUTATION,
        Caption("2017年以前判决的人是否仍适用旧规定", "Whether earlier provisions still protect people judged before 2017"),
        Caption(
            "1997年、2012年规定对其有利的部分，2017年以后是否仍应保护。",
            "Must the provisions of 1997 and 2012 still be applied to people judged under them, where they favour them?",
        ),
        Caption("法释〔2016〕23号第四十二条", "P2016 art 42"),
        Caption(
            "2017年以后的裁定一律适用2016年规定；法定的实际执行下限仍按犯罪时间。",
            "Rulings since 2017 apply the Provisions of 2016 to everybody; statutory floors stay those of the day of the crime.",
        ),
        fixed=Caption("第四十二条和已公布的裁定均如此；由法务人员把关。", "Article 42 and the published rulings say so; for counsel to watch."),
        taken=Caption("适用2016年规定", "the Provisions of 2016"),
    ),
    "OQ-10": Text(
        Chapter.RECORD,
        Caption("起始时间以哪一日检验", "The day on which the wait is tested"),
        Caption("以监狱评审会、报请之日还是裁定之日检验。", "The prison's meeting, the report, or the ruling?"),
        Caption("法释〔2016〕23号第四十条", "P2016 art 40"),
        Caption("以报请之日检验，与第四十条对间隔时间的规定一致。", "The report date, as art 40 fixes for intervals."),
        fixed=Caption("报请之日是记录的事实，不是计算方法。", "The report date is a recorded fact, not a way of counting."),
        taken=Caption("报请之日", "the report date"),
    ),
    "OQ-11": Text(
        Chapter.RECORD,
        Caption("须经省局审核时的“报请之日”", "The report date where the bureau must agree"),
        Caption(
            "无期徒刑、死缓案件须经省级监狱管理机关审核，何日为报请之日。",
            "Life and reprieve need the provincial bureau's agreement: which day is the report?",
        ),
        Caption("法释〔2016〕23号第四十条", "P2016 art 40"),
        Caption("建议书送达人民法院之日。", "The day the proposal goes to the court."),
        fixed=Caption("由登记报请之日的人认定。", "Whoever records the report date decides."),
        taken=Caption("送达法院之日", "the day it goes to the court"),
    ),
    "OQ-12": Text(
        Chapter.RECORD,
        Caption("送达之日不一致", "Service on different days"),
        Caption("裁定送达罪犯、监狱、检察院的日期不同。", "The ruling reaches prisoner, prison and procuratorate on different days."),
        Caption("法释〔2016〕23号第四十条", "P2016 art 40"),
        Caption("计算间隔取有记载的最晚之日；释放的法律效力取最早之日。", "The latest documented day for intervals, the earliest for release."),
        fixed=Caption("记录只有一个送达之日，由登记人认定。", "The record has one day of service; whoever records it decides."),
        taken=Caption("间隔取最晚，释放取最早", "latest for intervals, earliest for release"),
    ),
    "OQ-13": Text(
        Chapter.PAROLE,
        Caption("数个暴力犯罪均不满十年、合并十年以上", "Several violent counts below ten years, ten and more together"),
        Caption("不得假释的“十年以上”看各罪还是看总和刑期。", "Is the ten years of the bar tested on each count or on the total?"),
        Caption("刑法第八十一条第二款；法释〔2016〕23号第二十五条", "CL art 81 para 2; P2016 art 25"),
        Caption("从严理解，按总和刑期，视为不得假释，并提示。", "The strict reading: by the total, taken as barred, flagged."),
        caution=OPENS,
    ),
    "OQ-14": Text(
        Chapter.COMMUTATION,
        Caption("减去的刑期超过余刑", "A reduction beyond the rest of the term"),
        Caption("减刑幅度大于剩余刑期时止日如何确定。", "What is the end when the reduction is longer than what is left?"),
        Caption("刑法第七十八条", "CL art 78"),
        Caption("新止日不早于裁定生效之日，当日释放。", "The new end is not before the ruling takes effect; release that day."),
        fixed=Caption(
            "刑期不能在裁定生效以前终止，没有第二种可计算的理解。",
            "No term can end before the ruling that shortens it: there is no second reading to compute.",
        ),
        taken=Caption("不早于裁定生效之日", "not before the ruling takes effect"),
    ),
    "OQ-15": Text(
        Chapter.COMBINATION,
        Caption("减刑后又犯过失罪", "A negligent crime after a commutation"),
        Caption(
            "原减去的刑期是否仍计入已执行刑期，第三十三条只规定故意犯罪。",
            "Does removed time still count? Article 33 speaks of intentional crime only.",
        ),
        Caption("法释〔2016〕23号第三十三条", "P2016 art 33"),
        Caption("不自动决定，只提示。", "Flagged, never decided automatically."),
        fixed=PERSON,
        taken=Caption("由人决定；计算时计入", "a person decides; counted in the meantime"),
    ),
    "OQ-16": Text(
        Chapter.COMMUTATION,
        Caption("间隔不低于上次减去的刑期：从严罪犯是否适用", "The last-reduction rule for strict classes"),
        Caption("第六条第三款的这一限制，第七条没有重复。", "Art 6 para 3 says it, art 7 does not repeat it."),
        Caption("法释〔2016〕23号第六条第三款、第七条", "P2016 arts 6 para 3, 7"),
        Caption(
            "一律适用。上次减刑在一年以内的没有差别；旧规定下减去二年的有差别。",
            "For all. It matters only after a reduction larger than one year, made under earlier provisions.",
        ),
        caution=EARLIER,
    ),
    "OQ-17": Text(
        Chapter.COMMUTATION,
        Caption("未成年、老病残犯的“幅度或者时间”", "“Amount or time” for minors, the elderly and the ill"),
        Caption("放宽幅度与缩短时间可否同时适用。", "May a wider amount and a shorter time be granted together?"),
        Caption("法释〔2016〕23号第十九条、第二十条", "P2016 arts 19, 20"),
        Caption("二者择一，各不超过三分之一；下限不变。", "One of the two, each by at most a third; floors stay."),
        fixed=Caption("两种选择都已列出，由有权的人选其一。", "Both choices are listed; a named person takes one."),
        taken=Caption("二者择一", "one of the two"),
    ),
    "OQ-18": Text(
        Chapter.COMMUTATION,
        Caption("财产性判项的六个月", "The six months after property items"),
        Caption(
            "“满六个月”是否既适用于情形消失，也适用于履行完毕。", "Do the six months attach to the end of the situation as well as to performance?"
        ),
        Caption("法释〔2024〕5号第六条第三款", "PJ2024 art 6 para 3"),
        Caption("两种情形均须满六个月。", "Six months after either event."),
        caution=EARLIER,
    ),
    "OQ-19": Text(
        Chapter.COMMUTATION,
        Caption("限制减刑的下限是否包括缓期", "Whether the reprieve counts towards the restricted floor"),
        Caption(
            "实际执行二十五年、二十年，法律没有写明缓期二年是否计入。",
            "The statute does not say whether the two years of the reprieve count towards the 25 or 20 years.",
        ),
        Caption("刑法第七十八条第二款第三项", "CL art 78 para 2 item 3"),
        Caption("缓期不计入：不因计算方法缩短法定下限。", "Not counted: a way of counting should never shorten a statutory floor."),
        caution=FLOOR,
    ),
    "OQ-20": Text(
        Chapter.DATES,
        Caption("脱逃期间的首日和末日", "The first and last day of an escape"),
        Caption("脱逃当日和归案当日是否计入执行刑期。", "Do the day of escape and the day of return count?"),
        Caption("刑事诉讼法", "CPL"),
        Caption("以法院或者监狱认定的日数为准；未认定的只扣除完整的脱逃日。", "The stated number of days; by default full days absent."),
        fixed=Caption("不计入的日数是文书载明的事实。", "The number of days that do not count is a recorded fact."),
        taken=Caption("文书载明的日数", "the stated number of days"),
    ),
    "OQ-21": Text(
        Chapter.RECORD,
        Caption("2026年修订的监狱法", "The Prison Law as revised in 2026"),
        Caption(
            "2026年4月30日通过，11月1日施行；条文序号须与公报核对。",
            "Adopted 2026-04-30, in force 2026-11-01; article numbers to be checked against the gazette.",
        ),
        Caption("监狱法（2026年修订）", "Prison Law (2026)"),
        Caption("新旧文本都保留，按事件发生之日适用。", "Both texts are kept and chosen by the day of the event."),
        fixed=Caption("施行日期由法律规定。", "The commencement is set by law."),
        taken=Caption("按事件之日适用", "by the day of the event"),
    ),
    "OQ-22": Text(
        Chapter.COMMUTATION,
        Caption("贪污贿赂与其他犯罪并罚", "Bribery combined with other crimes"),
        Caption(
            "数罪并罚中只有部分属分则第八章的，是否整体适用2019年补充规定。",
            "Do the provisions of 2019 govern the whole of a combined sentence of which only a part is of chapter 8?",
        ),
        Caption("法释〔2019〕6号第一条", "S2019 art 1"),
        Caption("有一罪属第八章即整体适用，并提示。", "If any count is of chapter 8, to the whole, flagged."),
        caution=EARLIER,
    ),
    "OQ-23": Text(
        Chapter.RECORD,
        Caption("地方实施细则", "Local detailed rules"),
        Caption("各地细则可能另定分值、取整和名额。", "Local rules may add scores, rounding and quotas."),
        Caption("地方细则", "local rules"),
        Caption("单列在国家规定之下，只可从严。", "Held apart, below the national rules; only ever stricter."),
        fixed=Caption("目前没有收录地方细则。", "No local rules are held."),
        taken=Caption("只适用国家规定", "national rules only"),
    ),
    "OQ-24": Text(
        Chapter.DATES,
        Caption("中断、折抵、不计入的日数与以后的减刑", "Gap, credit and excluded days when the term is later reduced"),
        Caption("刑期减短以后，这些日数如何结转。", "How are these days carried when the term becomes shorter?"),
        Caption("法释〔2000〕7号；刑法第七十八条", "SPC reply of 2000; CL art 78"),
        Caption(
            "正加法的结果加中断、减折抵、加不计入；只有印制止日而与公式不同的，差额照转并提示。",
            "Forward count plus gap less credit plus excluded days; a printed difference is carried along and flagged.",
        ),
        fixed=Caption("没有第二种可计算的理解。", "There is no second reading to compute."),
        taken=Caption("照转", "carried along"),
    ),
    "OQ-25": Text(
        Chapter.COMMUTATION,
        Caption("有能力不履行而有重大立功", "Able but unwilling, with major merit"),
        Caption(
            "2024年5月1日以后，因重大立功减刑的，仍属从严罪犯还是一般罪犯。",
            "From 2024-05-01, is a commutation for major merit handled as strict or ordinary?",
        ),
        Caption("法释〔2024〕5号第四条；法释〔2016〕23号第七条", "PJ2024 art 4; P2016 art 7"),
        Caption("第七条仍列明此类，按从严，并提示。", "Art 7 still lists them: strict, flagged."),
        caution=Caption("另一种理解会使可减幅度增大。", "The other reading raises the amount that may be removed."),
    ),
    "OQ-26": Text(
        Chapter.PAROLE,
        Caption("“一次减刑一年以上”指哪一次", "Which commutation gives the interval before parole"),
        Caption("指最近一次减刑，还是此前任何一次。", "The last commutation, or any earlier one?"),
        Caption("法释〔2016〕23号第二十八条", "P2016 art 28"),
        Caption("各次减刑分别计算，取最晚之日；不同即提示。", "Each has its own date; the latest counts; flagged when they differ."),
        caution=Caption("另一种理解会使可以假释的日期提前。", "The other reading moves the earliest parole to an earlier day."),
    ),
    "OQ-27": Text(
        Chapter.COMMUTATION,
        Caption("“从严”而没有数字", "“Stricter” without a number"),
        Caption("第九条、第十一条要求比照从严，但没有给出具体年限。", "Arts 9 and 11 ask for stricter treatment and give no numbers."),
        Caption("法释〔2016〕23号第九条、第十一条", "P2016 arts 9, 11"),
        Caption("只给出法律所定的范围。", "The range that the law bounds is shown."),
        fixed=PERSON,
        taken=Caption("给出范围，由人定点", "the range; a person sets the point inside"),
    ),
    "OQ-28": Text(
        Chapter.PAROLE,
        Caption("一个不满十年的暴力犯罪、总和十年以上", "One violent count below ten years in a longer total"),
        Caption("合并刑期十年以上，其中暴力犯罪只有一罪且不满十年。", "The total is ten years and more, the only violent count is below ten."),
        Caption("刑法第八十一条第二款", "CL art 81 para 2"),
        Caption("按该罪刑期，不视为不得假释，提示由人决定。", "By the count: not barred, flagged for decision."),
        caution=BARS,
    ),
    "OQ-29": Text(
        Chapter.COMMUTATION,
        Caption("2012年规定的起始时间自何日起算", "From which day the wait of 2012 runs"),
        Caption("2012年规定没有写明自交付还是自判决生效起算。", "The Provisions of 2012 do not say whether from delivery or from effectiveness."),
        Caption("法释〔2012〕2号", "P2012"),
        Caption("与2016年规定一致，自交付执行之日。", "From delivery, as in the Provisions of 2016."),
        caution=EARLIER,
    ),
    "OQ-30": Text(
        Chapter.DATES,
        Caption("四处细节", "Four details"),
        Caption(
            "犯罪跨2011年5月1日的无期徒刑下限；十年考验期的止日；减刑后新判拘役、管制；年满十八周岁当日。",
            "Life with crimes on both sides of 2011-05-01; the end of ten years' probation; new detention or control; the eighteenth birthday.",
        ),
        Caption("刑法；法释〔2016〕23号", "CL; P2016"),
        Caption(
            "下限十三年；考验期止于对应日前一日；不产生限制；生日当日已成年。", "13 years; to the day before; no bar; the birthday itself is adult."
        ),
        fixed=Caption("四项各有通行理解，遇到即逐项提示。", "Each has a prevailing reading and is flagged where it arises."),
        taken=Caption("依通行理解", "the prevailing readings"),
    ),
}
