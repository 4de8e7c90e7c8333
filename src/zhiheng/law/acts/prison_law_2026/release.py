"""Prison Law 2026, chapter 3: release on time (arts 58-62)."""

from __future__ import annotations

from zhiheng.law.calendar import month_step
from zhiheng.law.prison_sources import O79, PL_2012, PL_2026
from zhiheng.law.reckoning import Day, Truth, both, cite, rule
from zhiheng.law.sources import CPL


@rule(
    "PC-7-6",
    provision=cite(PL_2026, "第五十九条（2012年修正第三十五条）", "art 59 (2012: art 35); CPL art 105"),
    since=PL_2012.since,
    zh="刑期届满前九十日、三十日、七日、一日复核释放日期",
    en="the date of release is computed again 90, 30, 7 and 1 days before",
)
def release_check(end: Day, days_ahead: int) -> Day:
    """Confidence: V (release on time); the steps are a product choice."""
    return end - days_ahead


@rule(
    "PC-7-7",
    provision=cite(PL_2026, "第五十九条（2012年修正第三十五条）", "art 59 (2012: art 35)"),
    since=PL_2012.since,
    zh="刑期届满之日释放，节假日不顺延",
    en="released on the day itself, holidays included",
)
def released_in_time(end: Day, released: Day) -> bool:
    """Confidence: V."""
    return released == end


@rule(
    "PC-7-7-over",
    provision=cite(PL_2026, "第五十九条（2012年修正第三十五条）", "art 59 (2012: art 35)"),
    since=PL_2012.since,
    zh="止日届满仍在押的，为超期羁押，立即警报",
    en="still in custody after the last day: over-detention, an alarm at once",
)
def over_detained(end: Day, today: Day, released: Truth) -> Truth:
    """An unknown release is an alarm to be looked at. Confidence: V."""
    if today <= end or released == Truth.YES:
        return Truth.NO
    return Truth.YES if released == Truth.NO else Truth.UNKNOWN


@rule(
    "PC-7-1",
    provision=cite(PL_2026, "第五十八条；司法部令第79号", "art 58; Order 79"),
    since=O79.since,
    zh="释放前三个月进行出监教育；余刑不足的按实际余刑",
    en="exit education in the last three months, or in what remains",
)
def exit_education_from(end: Day, admission: Day) -> Day:
    """Confidence: V2."""
    begins = month_step(end, -3)
    return begins if begins > admission else admission


@rule(
    "PC-7-5",
    provision=cite(PL_2026, "第五十九条；《刑事诉讼法》第二百七十条", "art 59; CPL art 270"),
    since=CPL.since,
    zh="附加剥夺政治权利的，释放前通知公安机关",
    en="deprivation of political rights pending: the police are told before release",
)
def rights_notice_in_time(told_on: Day, released: Day) -> bool:
    """Confidence: V."""
    return told_on <= released


@rule(
    "PC-7-9",
    provision=cite(PL_2026, "第一百一十五条；《刑事诉讼法》第二百八十六条", "art 115; CPL art 286"),
    since=CPL.since,
    zh="犯罪时不满十八周岁、被判处五年有期徒刑以下刑罚的，释放后封存犯罪记录",
    en="under 18 at the crime and sentenced to five years or less: the record is sealed on release",
)
def record_sealed(minor_at_offence: Truth, five_years_or_less: Truth, released: Truth) -> Truth:
    """Who was a minor at some of the crimes only is unknown to this rule: somebody decides. Confidence: V; the five years M."""
    return both(both(minor_at_offence, five_years_or_less), released)


@rule(
    "PC-7-9-open",
    provision=cite(PL_2026, "第一百一十五条；《刑事诉讼法》第二百八十六条", "art 115; CPL art 286"),
    since=CPL.since,
    zh="封存的记录不得提供给任何单位和个人，司法机关为办案需要或者有关单位依国家规定查询的除外",
    en="a sealed record is opened for a judicial organ's case or an enquiry that the state provides for, and to nobody else",
)
def sealed_record_opens(judicial_need: bool, provided_enquiry: bool) -> bool:
    """Confidence: V."""
    return judicial_need or provided_enquiry
