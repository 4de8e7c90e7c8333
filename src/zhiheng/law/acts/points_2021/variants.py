"""Points provisions, chapter 2: sanctions and special situations (arts 15-20)."""

from __future__ import annotations

from zhiheng.law.acts.points_2021.scoring import rounded_share
from zhiheng.law.calendar import Term, shorter
from zhiheng.law.clocks import Clock, months
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.prison_sources import O79, PA2021
from zhiheng.law.reckoning import Truth, both, cite, either, rule
from zhiheng.law.scale import Part, Points, Rounding, Sanction, SanctionReading


@rule(
    "PT-P1",
    provision=cite(PA2021, "第十五条", "art 15"),
    zh="警告一次扣一百分",
    en="a warning takes 100",
)
def warning_deduction() -> Points:
    """Confidence: V."""
    return 100_00


@rule(
    "PT-P2",
    provision=cite(PA2021, "第十五条", "art 15"),
    zh="记过一次扣二百分",
    en="a demerit takes 200",
)
def demerit_deduction() -> Points:
    """Confidence: V."""
    return 200_00


@rule(
    "PT-P3",
    provision=cite(PA2021, "第十五条", "art 15"),
    zh="禁闭一次扣四百分",
    en="confinement takes 400",
)
def confinement_deduction() -> Points:
    """Confidence: V."""
    return 400_00


def sanction_deduction(sanction: Sanction) -> Points:
    """What a sanction takes, as a positive number; the balance may fall below nothing and stays there."""
    if sanction == Sanction.WARNING:
        return warning_deduction()
    return demerit_deduction() if sanction == Sanction.DEMERIT else confinement_deduction()


@rule(
    "PT-Q1",
    provision=cite(PA2021, "第九条、第十五条", "arts 9, 15"),
    zh="处罚扣分是否计入当月考核分（Q1）",
    en="whether a sanction lowers the score of its month (Q1)",
)
def tested_score(score: Points, sanctions: Points, reading: SanctionReading) -> Points:
    """The month score that the tests look at. Confidence: U (Q1)."""
    return score - sanctions if reading == SanctionReading.MONTH else score


@rule(
    "PT-V8",
    provision=cite(PA2021, "第十五条", "art 15"),
    zh="禁闭期间基础分记零分，按日折算",
    en="no base on days of confinement",
)
def days_with_base(counted_days: int, confinement_days: int) -> int:
    """Confidence: V."""
    return counted_days - confinement_days if confinement_days < counted_days else 0


@rule(
    "PT-V4",
    provision=cite(PA2021, "第十六条", "art 16"),
    zh="因不可抗力等停工的，监狱根据实际情况给予劳动分；公式由省规定，默认取此前三个月劳动分平均值",
    en="work suspended by force majeure: a labour score by circumstances; default: the mean of the three months before",
)
def labour_when_suspended(given: Points, given_known: bool, total: Points, months_before: int, rounding: Rounding) -> Points:
    """``given``: the score by the province's formula, when it has one. Confidence: V (formula U)."""
    return given if given_known else rounded_share(total, months_before, rounding)


@rule(
    "PT-V2",
    provision=cite(PA2021, "第十七条", "art 17"),
    zh="有劳动能力因住院治疗、康复不能劳动的，期间劳动改造分记零分",
    en="able to work but in hospital: labour is 0 for that time",
)
def labour_days(counted_days: int, hospital_days: int) -> int:
    """Days with a labour base. Confidence: V."""
    return counted_days - hospital_days if hospital_days < counted_days else 0


@rule(
    "PT-V3",
    provision=cite(PA2021, "第十七条", "art 17"),
    zh="因舍己救人、保护国家和公共财产等受伤住院的，劳动分按受伤前三个月平均分计；不足三个月的按日平均",
    en="injured saving others: labour at the mean of the three months before; less than three months: the daily mean",
)
def labour_after_rescue(total: Points, months_before: int, days_before: int, days: int, rounding: Rounding) -> Points:
    """Labour part only. ``days``: days of the month to fill, which matter for the daily mean. Confidence: V."""
    return averaged(total, months_before, days_before, days, rounding)


def averaged(total: Points, months_before: int, days_before: int, days: int, rounding: Rounding) -> Points:
    """The mean of three whole months, or the daily mean times the days when there were fewer."""
    if months_before >= 3:
        return rounded_share(total, months_before, rounding)
    return rounded_share(total * days, days_before, rounding)


@rule(
    "PT-V5",
    provision=cite(PA2021, "第十八条", "art 18"),
    zh="入监教育期间不给予基础分，加扣分记录并计入首个考核周期",
    en="entry education: no base; adds and deducts go into the first cycle",
)
def entry_base(part: Part) -> Points:
    """Confidence: V."""
    return 0


@rule(
    "PT-V5-length",
    provision=cite(O79, "第九条", "art 9"),
    zh="入监教育时间为两个月",
    en="entry education lasts two months",
)
def entry_education() -> Clock:
    """Confidence: V2. Not passed: extended (period from memory only)."""
    return months(2)


@rule(
    "PT-V6",
    provision=cite(PA2021, "第十八条", "art 18"),
    zh="看守所羁押期间的表现，依其书面鉴定折算为入监教育期间的加扣分；没有鉴定的不折算",
    en="behaviour in the detention house is converted only on its written assessment",
)
def converted_behaviour(assessed: bool, by_scale: Points) -> Points:
    """``by_scale``: the province's scale applied to the assessment. Confidence: V."""
    return by_scale if assessed else 0


@rule(
    "PT-V1",
    provision=cite(PA2021, "第二十条", "art 20"),
    zh="老、残、重病并经鉴定丧失劳动能力的，不考核劳动改造，监管改造、教育和文化改造基础分各五十分",
    en="certified unable to work: no labour part; supervision and education 50 each",
)
def unable_base(part: Part) -> Points:
    """Adds count up to 25 each; ceiling 150. Needs a dated certificate. Confidence: V (ceiling derived)."""
    return 0 if part == Part.LABOUR else 50_00


@rule(
    "PT-V1-split",
    provision=cite(PA2021, "第二十条、第二十六条", "arts 20, 26"),
    zh="鉴定在月中生效的，前后基础分按日折算",
    en="a certificate within a month: both bases by their days",
)
def split_base(before: Points, after_certificate: Points, days_before: int, days_in_month: int, rounding: Rounding) -> Points:
    """Confidence: U (the text is silent on a split month)."""
    rest = days_in_month - days_before
    return rounded_share(before * days_before + after_certificate * rest, days_in_month, rounding)


@rule(
    "PT-19-violent",
    provision=cite(PA2021, "第十九条", "art 19"),
    zh="故意杀人、强奸、抢劫、绑架、放火、爆炸、投放危险物质或者有组织的暴力性犯罪，被判处十年以上有期徒刑、无期徒刑、死缓的，从严计分",
    en="listed violence with 10 years or more, life or a reprieve: strict scoring",
)
def violent_and_long(listed_violence: Truth, kind: SentenceKind, term: Term) -> Truth:
    """``term`` matters for fixed terms only. Confidence: V."""
    if kind == SentenceKind.LIFE or kind == SentenceKind.DEATH_REPRIEVE:
        return listed_violence
    if kind == SentenceKind.FIXED and not shorter(term, Term(10, 0, 0)):
        return listed_violence
    return Truth.NO


@rule(
    "PT-V7",
    provision=cite(PA2021, "第十九条、第二十四条", "arts 19, 24"),
    zh="职务犯罪、金融犯罪、涉黑涉恶、危害国家安全、恐怖活动、毒品首要和再犯、累犯、严重暴力等罪犯从严计分",
    en="listed categories are scored strictly: fewer items, controlled adds, never an automatic deduction",
)
def scored_strictly(listed_crime: Truth, drug_leader: Truth, recidivist: Truth, violent_long: Truth) -> Truth:
    """``listed_crime``: duty, financial, mafia-type, national security, terror, or as statute says. No national number. Confidence: V."""
    return either(either(listed_crime, drug_leader), either(recidivist, violent_long))


@rule(
    "PT-V7-cap",
    provision=cite(PA2021, "第十九条", "art 19"),
    zh="从严计分的加分限额由省级实施细则规定；没有规定的，不设额外限额",
    en="caps on the adds of strict categories are provincial; without one there is none",
)
def strict_adds(adds: Points, strict: Truth, cap: Points, cap_known: bool) -> Points:
    """``cap``: the province's figure with its document number. An unknown category is not restricted. Confidence: V (number provincial)."""
    if strict == Truth.YES and cap_known and adds > cap:
        return cap
    return adds


@rule(
    "PT-V9",
    provision=cite(PA2021, "（严管：未规定）", "strict management: silent"),
    zh="严管本身不扣分、不停基础分",
    en="strict management as such takes no points and no base",
)
def strict_management_deduction() -> Points:
    """A province's detail changes this only with its document number. Confidence: U."""
    return 0


@rule(
    "PT-V10",
    provision=cite(PA2021, "（特殊岗位：未规定）", "special posts: silent"),
    zh="特殊岗位不当然加分；岗位须标记，以便检察监督",
    en="a special post adds nothing by itself; it is flagged for the procuratorate",
)
def special_post_add(special_post: bool) -> Points:
    """Confidence: V (silence), scale U."""
    return 0


@rule(
    "PT-V1-known",
    provision=cite(PA2021, "第二十条", "art 20"),
    zh="丧失劳动能力须经鉴定，自鉴定生效起适用",
    en="inability to work needs a certificate and counts from its effect",
)
def labour_left_out(unable: Truth, certified: Truth) -> Truth:
    """Confidence: V."""
    return both(unable, certified)
