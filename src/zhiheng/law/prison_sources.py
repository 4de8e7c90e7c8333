"""The instruments on points, prison procedure and protection: short name, names, first and last day in force.

Where the fact sheets give only a month of commencement, the last day of that month stands: nothing is claimed too early.
"""

from __future__ import annotations

from datetime import date

from zhiheng.law.reckoning import Instrument

PL_2012 = Instrument("PL-2012", "《监狱法》（2012年修正）", "Prison Law (2012)", date(2013, 1, 1), date(2026, 10, 31))
PL_2026 = Instrument("PL-2026", "《监狱法》（2026年修订）", "Prison Law (2026)", date(2026, 11, 1))
PA2021 = Instrument("PA2021", "司规〔2021〕3号", "Points provisions (2021)", date(2021, 10, 1))
O130 = Instrument("O130", "司法部令第130号", "Ministry of Justice Order 130", date(2014, 12, 1))
O79 = Instrument("O79", "司法部令第79号", "Ministry of Justice Order 79", date(2003, 8, 1))
N2014 = Instrument("N2014", "司发通〔2014〕38号", "Ministry notice of 2014-04-04", date(2014, 4, 4))
TP2014 = Instrument("TP2014", "司发通〔2014〕112号", "Provisions on temporary service (2014)", date(2014, 12, 1))
PP2016 = Instrument("PP2016", "司发通〔2016〕78号", "Prison procedure for temporary service (2016)", date(2016, 10, 1))
OP2023 = Instrument("OP2023", "司发通〔2023〕24号", "Opinions on temporary service (2023)", date(2023, 7, 1))
MM2020 = Instrument("MM2020", "司发通〔2020〕59号", "Community-correction measures (2020)", date(2020, 7, 1))
O2026 = Instrument("O2026", "司发通〔2026〕8号", "Community-correction opinions (2026)", date(2026, 2, 21))
PRULES = Instrument("PRULES", "《人民检察院刑事诉讼规则》", "Procuratorate Rules (2019)", date(2019, 12, 30))
PATROL = Instrument("PATROL", "《人民检察院巡回检察工作规定》", "Patrol inspection provisions (2021)", date(2021, 12, 8))
VISITS = Instrument("VISITS", "司发通〔2016〕118号", "Visit and letter rules (2016)", date(2016, 12, 5))
LAWYERS = Instrument("LAWYERS", "司发通〔2017〕124号", "Rules on lawyers' meetings (2017)", date(2017, 11, 27))
LEAVE = Instrument("LEAVE", "司发通〔2001〕094号", "Home and special leave rules (2001)", date(2001, 9, 4))
DEATHS = Instrument("DEATHS", "司发〔2015〕5号", "Provisions on deaths of prisoners (2015)", date(2015, 3, 18))
RELEASE = Instrument("RELEASE", "司法部1999年3月5日通知", "Ministry notice of 1999-03-05", date(1999, 3, 5))
ARCHIVES = Instrument("ARCHIVES", "罪犯档案管理规定（旧）", "Older rule on prisoners' files", date(1997, 1, 1))
LEADERS = Instrument("LEADERS", "领导干部干预司法活动记录规定", "Provisions on officials' interference (2015)", date(2015, 3, 31))
PIPL = Instrument("PIPL", "《个人信息保护法》", "Personal Information Protection Law", date(2021, 11, 1))
CSL_2026 = Instrument("CSL-2026", "《网络安全法》（2025年修正）", "Cybersecurity Law (as amended 2025)", date(2026, 1, 1))
LEGISLATION = Instrument("LEGISLATION", "《立法法》", "Legislation Law", date(2000, 7, 1))
MANDELA = Instrument("MANDELA", "《纳尔逊·曼德拉规则》", "Nelson Mandela Rules", date(2015, 12, 17))
