"""Criminal Law arts 81 to 86, 65: parole, its probation and its revocation."""

from __future__ import annotations

from zhiheng.law.acts.criminal_law.commutation import half_day
from zhiheng.law.calendar import Term, complete_on, last_day, remainder
from zhiheng.law.kinds import SentenceKind
from zhiheng.law.reckoning import Dated, Day, Truth, both, cite, opposite, rule
from zhiheng.law.sources import CCL, CL, CL_2011, CL_2015, CPLI_2021, T1997, T2011


@rule(
    "R-A-0",
    provision=cite(CL, "第八十一条第一款", "art 81 para 1"),
    zh="假释适用于有期徒刑、无期徒刑；管制、拘役不适用",
    en="parole is for fixed term and life, not for control and detention",
)
def parolable(kind: SentenceKind) -> bool:
    return kind != SentenceKind.CONTROL and kind != SentenceKind.DETENTION


@rule(
    "R-A-1",
    provision=cite(CL, "第八十一条第一款", "art 81 para 1; P2016 art 23 para 1"),
    zh="有期徒刑执行原判刑期二分之一以上，可以假释；先前减刑不降低此限",
    en="fixed term: parole after one half of the original term; commutations do not lower it",
)
def parole_half(start: Day, term: Term, moved: int) -> Day:
    """``moved``: gap less credit plus excluded days (OQ-24)."""
    return half_day(start, term) + moved + 1


@rule(
    "R-A-2t",
    provision=cite(T2011, "第七条", "art 7"),
    since=CL.since,
    until=CL_2011.since.replace(month=4, day=30),
    zh="2011年4月30日以前犯罪被判处无期徒刑的，实际执行十年以上可以假释",
    en="life for crimes up to 2011-04-30: parole after 10 years",
)
def parole_from_life_1997(final: Day) -> Day:
    return complete_on(final, Term(10, 0, 0))


@rule(
    "R-A-2",
    provision=cite(CL_2011, "第八十一条第一款", "art 81 para 1; P2016 art 23 para 2"),
    zh="无期徒刑实际执行十三年以上可以假释，自判决生效之日起算，先行羁押不计",
    en="life: parole after 13 years from the day the judgment took effect, earlier custody not counted",
)
def parole_from_life_2011(final: Day) -> Day:
    return complete_on(final, Term(13, 0, 0))


parole_from_life = Dated("R-A-2", parole_from_life_1997, parole_from_life_2011)
"""By the day of the latest crime."""


@rule(
    "R-B-1",
    provision=cite(CL, "第八十一条第二款", "art 81 para 2; P2016 art 25 para 1"),
    zh="累犯不得假释",
    en="no parole for recidivists",
)
def barred_as_recidivist(recidivist: bool) -> bool:
    return recidivist


@rule(
    "R-B-8",
    provision=cite(T1997, "第八条", "art 8"),
    since=T1997.since.replace(year=1980, month=1, day=1),
    until=CL.since.replace(month=9, day=30),
    zh="1997年9月30日以前犯罪的，适用原刑法第七十三条，累犯、暴力犯罪也可以假释",
    en="crimes up to 1997-09-30: the old code may allow parole even then",
)
def violent_bar_1979(violent: bool, ten_or_life: bool) -> bool:
    return False


@rule(
    "R-B-7",
    provision=cite(T2011, "第八条", "art 8; CL art 81 para 2 (1997 text)"),
    since=CL.since,
    until=CL_2011.since.replace(month=4, day=30),
    zh="2011年4月30日以前犯罪：八类暴力犯罪十年以上、无期徒刑，依旧法不得假释；其他暴力犯罪适用新法",
    en="crimes up to 2011-04-30: the eight classes stay barred by the old text; other violent crime falls under the new",
)
def violent_bar_1997(violent: bool, ten_or_life: bool) -> bool:
    return violent and ten_or_life


@rule(
    "R-B-2",
    provision=cite(CL_2011, "第八十一条第二款", "art 81 para 2; P2016 art 25 para 1"),
    zh="八类暴力犯罪被判处十年以上、无期徒刑的，不得假释",
    en="no parole for the eight violent classes with 10 years or more or life",
)
def violent_bar_2011(violent: bool, ten_or_life: bool) -> bool:
    return violent and ten_or_life


violent_bar = Dated("R-B-2/7/8", violent_bar_1979, violent_bar_1997, violent_bar_2011)
"""By the day of the latest crime."""


@rule(
    "R-B-4",
    provision=cite(CL_2015, "第三百八十三条第四款", "art 383 para 4; P2016 art 15"),
    zh="终身监禁不得减刑、假释",
    en="whole-life imprisonment: no commutation, no parole",
)
def barred_for_ever(whole_life: bool) -> bool:
    return whole_life


# --- probation ------------------------------------------------------------------------------------------------------


@rule(
    "R-V-1",
    provision=cite(CL, "第八十三条", "art 83"),
    zh="有期徒刑的假释考验期为没有执行完毕的刑期，自假释之日起计算（无期徒刑已减为有期徒刑的亦同）",
    en="probation of a fixed term: the unserved remainder, from the day of parole (also for life already reduced to fixed, R-V-2)",
)
def probation_end(end: Day) -> Day:
    return end


@rule(
    "R-V-1b",
    provision=cite(CL, "第八十三条", "art 83"),
    zh="无期徒刑的假释考验期为十年，自假释之日起计算（止于对应日前一日，OQ-30）",
    en="probation of life: 10 years from the day of parole (to the day before, OQ-30)",
)
def probation_end_of_life(paroled: Day) -> Day:
    return last_day(paroled, Term(10, 0, 0))


@rule(
    "R-V-3",
    provision=cite(CL, "第八十五条", "art 85; Community Corrections Law art 21"),
    zh="假释考验期内实行社区矫正，十日内报到",
    en="community corrections during probation; report within 10 days",
)
def report_to_community_by(effective: Day) -> Day:
    return effective + 10


@rule(
    "R-V-4",
    provision=cite(CL, "第八十五条", "art 85"),
    zh="考验期满未被撤销的，视为原判刑罚执行完毕",
    en="completed without revocation: the sentence is deemed executed",
)
def deemed_executed(on: Day, probation_end: Day, revoked: Truth) -> Truth:
    return both(Truth.YES if on > probation_end else Truth.NO, opposite(revoked))


@rule(
    "R-V-5",
    provision=cite(CL, "第八十六条第一款", "art 86 para 1"),
    zh="考验期内犯新罪的，撤销假释，依照第七十一条并罚",
    en="new crime in probation: revoked, combined under art 71",
)
def revoked_for_new_crime(crime: Day, paroled: Day, probation_end: Day) -> bool:
    return paroled <= crime and crime <= probation_end


@rule(
    "R-V-6",
    provision=cite(CL, "第八十六条第二款", "art 86 para 2"),
    zh="考验期内发现漏罪的，撤销假释，依照第七十条并罚",
    en="undiscovered crime found in probation: revoked, combined under art 70",
)
def revoked_for_undiscovered_crime(found: Day, probation_end: Day) -> bool:
    return found <= probation_end


@rule(
    "R-V-7",
    provision=cite(CPLI_2021, "第五百四十三条第二款", "art 543 para 2; CL art 86 para 3"),
    zh="无正当理由不报到或者脱离监管超过一个月、经两次警告仍不改正的，撤销假释",
    en="not reporting or off supervision for more than a month, or two warnings without correction: revoked",
)
def revoked_for_violation(left: Day, returned: Day, warnings: int, corrected: Truth) -> Truth:
    """``left``: first day away. Other violations are left to a person."""
    if returned > complete_on(left, Term(0, 1, 0)):
        return Truth.YES
    return opposite(corrected) if warnings >= 2 else Truth.NO


@rule(
    "R-V-8",
    provision=cite(CL, "第八十六条第三款", "art 86 para 3; CPLI-2021 art 545"),
    zh="撤销假释的，收监执行未执行完毕的刑罚：假释期间不计入，收监前的逮捕一日折抵一日",
    en="revoked: the unserved remainder is served from the return; time on parole does not count, arrest before it one for one",
)
def end_after_revocation(paroled: Day, end: Day, returned: Day, arrested: int) -> Day:
    """``arrested``: days of arrest before the return."""
    return last_day(returned, remainder(paroled, end)) - arrested


@rule(
    "R-V-9",
    provision=cite(CPLI_2021, "第五百四十四条、第五百四十五条", "arts 544, 545"),
    zh="法院收到撤销建议后三十日内裁定；决定逮捕的，逮捕不超过三十日",
    en="the court decides on revocation within 30 days; interim arrest at most 30 days",
)
def revocation_by(received: Day) -> Day:
    return received + 30


@rule(
    "R-V-9a",
    provision=cite(CCL, "第四十七条", "art 47; CPLI-2021 art 544"),
    zh="是否逮捕，四十八小时内决定",
    en="interim arrest is decided within 48 hours",
)
def arrest_hours() -> int:
    return 48


@rule(
    "R-V-10",
    provision=cite(CL, "第六十五条第二款", "art 65 para 2"),
    zh="被假释的，累犯的五年期间自假释期满之日起计算",
    en="after parole the five years of recidivism run from the end of probation",
)
def recidivism_until(probation_end: Day) -> Day:
    return complete_on(probation_end, Term(5, 0, 0))


@rule(
    "R-V-11",
    provision=cite(CL, "第五十八条第一款", "art 58 para 1"),
    zh="被假释的，剥夺政治权利自假释之日起计算",
    en="on parole, the deprivation of political rights runs from the day of parole",
)
def rights_from_parole(paroled: Day) -> Day:
    return paroled
