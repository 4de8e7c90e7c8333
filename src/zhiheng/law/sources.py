"""The instruments that the rules cite: short name, names, and the days on which they are in force."""

from __future__ import annotations

from datetime import date

from zhiheng.law.reckoning import Instrument

CL = Instrument("CL", "《刑法》", "Criminal Law", date(1997, 10, 1))
CL_2011 = Instrument("CL-A8", "《刑法》（修正案八）", "Criminal Law (Amendment VIII)", date(2011, 5, 1))
CL_2015 = Instrument("CL-A9", "《刑法》（修正案九）", "Criminal Law (Amendment IX)", date(2015, 11, 1))
CPL_2012 = Instrument("CPL-2012", "《刑事诉讼法》（2012年）", "Criminal Procedure Law (2012)", date(2013, 1, 1), date(2018, 10, 25))
CPL = Instrument("CPL", "《刑事诉讼法》", "Criminal Procedure Law", date(2018, 10, 26))
CPLI_2021 = Instrument("CPLI-2021", "法释〔2021〕1号", "SPC Interpretation on the CPL (2021)", date(2021, 3, 1))
P1997 = Instrument("P1997", "1997年减刑假释规定", "SPC Provisions of 1997", date(1997, 11, 8), date(2012, 6, 30))
P2012 = Instrument("P2012", "法释〔2012〕2号", "SPC Provisions of 2012", date(2012, 7, 1), date(2016, 12, 31))
P2016 = Instrument("P2016", "法释〔2016〕23号", "SPC Provisions of 2016", date(2017, 1, 1))
N2013 = Instrument("N2013", "法〔2013〕201号", "SPC notice of 2013", date(2013, 9, 11), date(2016, 12, 31))
D5 = Instrument("D5", "中政委〔2014〕5号", "Political-Legal Committee opinion (2014)", date(2014, 1, 21), date(2016, 12, 31))
S2019 = Instrument("S2019", "法释〔2019〕6号", "SPC supplementary provisions (2019)", date(2019, 6, 1))
O2021 = Instrument("O2021", "法发〔2021〕31号", "Four-agency opinion on substantive hearing (2021)", date(2021, 12, 1))
PJ2024 = Instrument("PJ2024", "法释〔2024〕5号", "SPC provisions on property items (2024)", date(2024, 5, 1))
PR2014 = Instrument("PR2014", "法释〔2014〕5号", "SPC hearing-procedure provisions (2014)", date(2014, 6, 1))
O2012 = Instrument("O2012", "法〔2012〕44号", "SPC opinion of 2012", date(2012, 1, 18), date(2016, 12, 31))
R1984 = Instrument("R1984", "最高人民法院1984年12月18日批复", "SPC reply of 1984-12-18", date(1984, 12, 18))
R1986 = Instrument("R1986", "最高人民法院研究室1986年11月5日电话答复", "SPC Research Office reply", date(1986, 11, 5))
R2000 = Instrument("R2000", "法释〔2000〕7号", "SPC reply on start and end dates (2000)", date(2000, 3, 4))
R2009 = Instrument("R2009", "法释〔2009〕10号", "SPC reply on political rights (2009)", date(2009, 6, 10))
SL = Instrument("SL", "《监察法》", "Supervision Law", date(2018, 3, 20))
SL_2025 = Instrument("SL-2025", "《监察法》（2024年修正）", "Supervision Law (as amended 2024)", date(2025, 6, 1))
APL = Instrument("APL", "《行政处罚法》", "Administrative Penalty Law", date(2021, 7, 15))
CCL = Instrument("CCL", "《社区矫正法》", "Community Corrections Law", date(2020, 7, 1))
T1997 = Instrument("T1997", "法释〔1997〕5号", "SPC interpretation on the 1997 Criminal Law", date(1997, 10, 1))
T2011 = Instrument("T2011", "法释〔2011〕9号", "SPC interpretation on Amendment VIII", date(2011, 5, 1))
T2015 = Instrument("T2015", "法释〔2015〕19号", "SPC interpretation on Amendment IX", date(2015, 11, 1))
