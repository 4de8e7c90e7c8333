"""Criminal Law arts 48-51, 383: death with a two-year reprieve, restricted commutation, whole-life imprisonment."""

from __future__ import annotations

from zhiheng.law.calendar import Term, after, last_day, shorter
from zhiheng.law.reckoning import Dated, Day, Truth, cite, opposite, rule
from zhiheng.law.sources import CL, CL_2011, CL_2015, CPLI_2021, P2016, T2011, T2015

TWO_YEARS = Term(2, 0, 0)


@rule(
    "R-S-5",
    provision=cite(CPLI_2021, "第四百九十八条第一款", "art 498 para 1"),
    since=CL.since,
    zh="死缓考验期二年，自核准文书宣告或者送达之日起算",
    en="the two years of the reprieve run from the day its document is pronounced or served",
)
def reprieve_end(served: Day) -> Day:
    """The last day of the reprieve."""
    return last_day(served, TWO_YEARS)


@rule(
    "R-P-1",
    provision=cite(CL, "第五十条第一款、第五十一条", "arts 50 para 1, 51"),
    zh="二年期满，无故意犯罪，减为无期徒刑；自期满之日起计算",
    en="two years over without an intentional crime: life, counted from the expiry of the reprieve",
)
def life_after_reprieve(served: Day) -> Day:
    """The first day of life, and the expiry from which a fixed term runs: the second anniversary (OQ-6)."""
    return after(served, TWO_YEARS)


@rule(
    "R-D-7",
    provision=cite(CPLI_2021, "第四百九十八条第二款", "art 498 para 2"),
    since=CL.since,
    zh="死缓减为无期徒刑的，刑期自死缓期满之日起计算",
    en="reprieve to life: life runs from the expiry of the reprieve",
)
def life_start_after_reprieve(served: Day) -> Day:
    return life_after_reprieve(served)


@rule(
    "R-D-6",
    provision=cite(CL, "第五十一条", "art 51"),
    zh="死缓减为有期徒刑的，刑期自死缓期满之日起计算，不自裁定之日起",
    en="reprieve to fixed term: the term runs from the expiry of the reprieve, not from the ruling",
)
def fixed_start_after_reprieve(served: Day) -> Day:
    return life_after_reprieve(served)


@rule(
    "R-P-3",
    provision=cite(CL, "（1997年文本）第五十条", "1997 text of art 50"),
    until=CL_2011.since.replace(month=4, day=30),
    zh="确有重大立功表现的，二年期满减为十五年以上二十年以下有期徒刑",
    en="major merit in the reprieve: 15 to 20 years",
)
def merit_result_1997(result: Term) -> bool:
    return not shorter(result, Term(15, 0, 0)) and not shorter(Term(20, 0, 0), result)


@rule(
    "R-P-2",
    provision=cite(CL_2011, "第五十条第一款", "art 50 para 1"),
    zh="确有重大立功表现的，二年期满减为二十五年有期徒刑",
    en="major merit in the reprieve: 25 years",
)
def merit_result_2011(result: Term) -> bool:
    return not shorter(result, Term(25, 0, 0)) and not shorter(Term(25, 0, 0), result)


merit_result_in_range = Dated("R-P-2/3", merit_result_1997, merit_result_2011)
"""Whether a fixed term may follow a reprieve with major merit, by the day of the latest crime (T2011 art 2 para 1)."""


@rule(
    "R-P-6",
    provision=cite(CL, "（2015年10月31日前文本）第五十条第一款", "art 50 para 1, text until 2015-10-31"),
    until=T2015.since.replace(month=10, day=31),
    zh="缓期执行期间故意犯罪，查证属实的，核准执行死刑",
    en="a verified intentional crime in the reprieve: execution on approval",
)
def execution_open_1997(intentional: Truth, vile: Truth) -> Truth:
    """``vile`` does not matter under this text. Replaced retroactively by T2015 art 2: choose by the day of the ruling."""
    return intentional


@rule(
    "R-P-4",
    provision=cite(CL_2015, "第五十条第一款", "art 50 para 1"),
    zh="故意犯罪，情节恶劣的，报请最高人民法院核准后执行死刑",
    en="an intentional crime with vile circumstances: execution on approval of the SPC",
)
def execution_open_2015(intentional: Truth, vile: Truth) -> Truth:
    return intentional if intentional < vile else vile


execution_open = Dated("R-P-4/6", execution_open_1997, execution_open_2015)


@rule(
    "R-P-5",
    provision=cite(CL_2015, "第五十条第一款", "art 50 para 1"),
    zh="故意犯罪未执行死刑的，死缓期间重新计算，报最高人民法院备案",
    en="an intentional crime without execution: the reprieve begins anew, filed with the SPC",
)
def reprieve_begins_anew(intentional: Truth, vile: Truth) -> Truth:
    not_vile = opposite(vile)
    return intentional if intentional < not_vile else not_vile


@rule(
    "R-P-7",
    provision=cite(CL_2011, "第五十条第二款", "art 50 para 2"),
    zh="累犯及八类暴力犯罪判处死缓的，可以同时决定限制减刑",
    en="commutation may be restricted for recidivists and the eight violent classes under reprieve",
)
def restriction_allowed(recidivist: Truth, violent: Truth) -> Truth:
    return recidivist if recidivist > violent else violent


@rule(
    "R-P-7t",
    provision=cite(T2011, "第二条第二款", "art 2 para 2"),
    zh="2011年4月30日以前的犯罪，适用旧法不足以罚当其罪的，才可以限制减刑",
    en="crimes up to 2011-04-30: commutation restricted only if the old law would not be enough",
)
def restriction_needs_reason(latest_crime: Day, new_law_from: Day) -> bool:
    return latest_crime < new_law_from


@rule(
    "R-P-8",
    provision=cite(P2016, "第十五条", "art 15"),
    since=CL_2015.since,
    zh="决定终身监禁的，减为无期徒刑后不得再减刑、假释",
    en="whole-life imprisonment: after life no commutation and no parole, ever",
)
def closed_for_ever(whole_life: Truth) -> Truth:
    return whole_life


@rule(
    "R-P-9",
    provision=cite(CPLI_2021, "第五百三十三条", "art 533"),
    zh="死缓期满后、裁定前又犯新罪的，先裁定减刑，再审理新罪",
    en="a crime after the reprieve, before the ruling: first the commutation, then the trial",
)
def commutation_comes_first(crime: Day, reprieve_last_day: Day) -> bool:
    return crime > reprieve_last_day


@rule(
    "R-P-10",
    provision=cite(P2016, "第十二条第二款", "art 12 para 2"),
    zh="缓期执行期间不服从监管、尚未构成犯罪的，减为无期徒刑后再减刑应当适当从严",
    en="insubordinate in the reprieve without a crime: later reductions must be suitably stricter",
)
def stricter_after_reprieve(insubordinate: Truth) -> Truth:
    """A flag for the person who decides; the text has no number."""
    return insubordinate
