"""The words of the open questions of the points appraisal (beside those of ``question_texts``)."""

from __future__ import annotations

from typing import Final

from zhiheng.law.question_texts import Chapter, Text
from zhiheng.law.reckoning import Caption

PROVISIONS_2021: Final = "司规〔2021〕3号"

POINTS: Final[dict[str, Text]] = {
    "PT-Q1": Text(
        Chapter.POINTS,
        Caption("处罚扣分扣当月考核分还是只扣累计分", "Whether a sanction lowers the month's score"),
        Caption(
            "警告、记过、禁闭的扣分，是否计入当月得分的检验（60分、基础分）。",
            "Does the deduction count in the tests of the month (60 points, the base), or only against the balance?",
        ),
        Caption(f"{PROVISIONS_2021}第十五条", "points provisions art 15"),
        Caption("第十五条说扣减考核分，与第九条月考核分用语相同。", "Art 15 speaks of the appraisal score, the word used for the month in art 9."),
    ),
    "PT-Q2": Text(
        Chapter.POINTS,
        Caption("“月考核分达到基础分”如何比较", "How the month is compared with the base"),
        Caption("比总分、比各部分，还是各部分封顶后比总分。", "The total, each part, or the total with each part capped at its base?"),
        Caption(f"{PROVISIONS_2021}第三十八条", "points provisions art 38"),
        Caption(
            "第二十二条用“任何一部分”指部分，第三十八条说月考核分，指总分。",
            "Art 22 says “any one part” when it means parts; art 38 says month score.",
        ),
    ),
    "PT-Q3": Text(
        Chapter.POINTS,
        Caption("结算后余分仍满600分", "A remainder of 600 or more"),
        Caption("当即再结一个周期，还是次月再结。", "Does a second cycle close at once, or next month?"),
        Caption(f"{PROVISIONS_2021}第三十七条", "points provisions art 37"),
        Caption("没有规定；次月再结，并提示考核组。", "No text; next month, with a flag to the prison group."),
    ),
    "PT-Q4": Text(
        Chapter.POINTS,
        Caption("“二次以上警告或者记过”", "“Two or more warnings or demerits”"),
        Caption("合计二次，还是一次记过即可。", "Two in all, or is one demerit enough?"),
        Caption(f"{PROVISIONS_2021}第二十三条", "points provisions art 23"),
        Caption("处罚性规定从宽理解：合计二次。", "A penal norm is read leniently: two in all."),
        caution=Caption("另一种理解会使一些人等级不合格。", "The other reading makes some people unqualified."),
    ),
    "PT-Q5": Text(
        Chapter.POINTS,
        Caption("入监教育期是否参加检验", "Whether entry-education months are tested"),
        Caption("没有基础分的月份是否算作低于60分或者低于基础分。", "Do months without a base count as below 60 or below base?"),
        Caption(f"{PROVISIONS_2021}第十二条、第三十八条", "points provisions arts 12, 38"),
        Caption("没有给基础分，也就无所谓低于基础分。", "No base is granted, so there is nothing to fall below."),
    ),
    "PT-Q6": Text(
        Chapter.POINTS,
        Caption("按日折算的取整", "Rounding of pro-rata points"),
        Caption("折算的分数保留几位小数。", "To how many places are pro-rata points rounded?"),
        Caption(f"{PROVISIONS_2021}", "points provisions"),
        Caption("没有规定；月末一次折算，四舍五入保留两位小数。", "No text; two places, half up, once at the month's end."),
    ),
    "PT-Q7": Text(
        Chapter.POINTS,
        Caption("“每年度”300分的年度", "The year of the 300 limit"),
        Caption("自然年度还是连续十二个月。", "The calendar year or twelve rolling months?"),
        Caption(f"{PROVISIONS_2021}第十四条", "points provisions art 14"),
        Caption("条文说“每年度”，取自然年度。", "The text says per year: the calendar year."),
    ),
    "PT-Q8": Text(
        Chapter.POINTS,
        Caption("不足月、住院月以多少分检验", "The base for partial and hospital months"),
        Caption("以一百分，还是以实际可得的基础分检验。", "Tested against 100, or against the base actually available?"),
        Caption(f"{PROVISIONS_2021}第三十八条", "points provisions art 38"),
        Caption(
            "不足月按比例，否则无法达到；住院月只是劳动部分为零，基础分未减，按一百分。",
            "Pro rata for partial months, which cannot reach 100; 100 for hospital months, where the text lowers no base.",
        ),
    ),
}
