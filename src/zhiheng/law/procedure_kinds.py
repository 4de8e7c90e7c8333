"""The kinds that the rules on procedures and protection speak of, with their words."""

from __future__ import annotations

from typing import Final

from zhiheng.law.kinds import Named
from zhiheng.law.reckoning import Caption


class Spoken(Named):
    """A kind whose words stand below, beside its class."""

    @property
    def zh(self) -> str:
        return PROCEDURE_WORDS[type(self).__name__, self.code].zh

    @property
    def en(self) -> str:
        return PROCEDURE_WORDS[type(self).__name__, self.code].en


class Admission(Spoken):
    REFUSE = 0
    SUPPLEMENT = 1
    ADMIT = 2


class Ground(Spoken):
    """Why a sentence is served outside for a time."""

    MEDICAL = 1
    PREGNANCY = 2
    SELF_CARE = 3


class Permission(Spoken):
    """Who permits in community correction."""

    OFFICE = 1
    COUNTY = 2
    NEXT_LEVEL = 3
    PROVINCE = 4


class Lateness(Spoken):
    IN_TIME = 0
    ADMONITION = 1
    WARNING = 2
    REVOCATION_GROUND = 3


class Route(Spoken):
    """Where a prison's request for commutation or parole goes."""

    INTERMEDIATE_COURT = 1
    BUREAU_THEN_INTERMEDIATE = 2
    BUREAU_THEN_HIGH = 3


class Retention(Spoken):
    SHORT = 1
    LONG = 2
    PERMANENT = 3


PROCEDURE_WORDS: Final = {
    ("Admission", "refuse"): Caption("不予收监", "not admitted"),
    ("Admission", "supplement"): Caption("补充材料", "papers to be supplemented"),
    ("Admission", "admit"): Caption("收监", "admitted"),
    ("Ground", "medical"): Caption("保外就医", "medical"),
    ("Ground", "pregnancy"): Caption("怀孕、哺乳", "pregnant or nursing"),
    ("Ground", "self_care"): Caption("生活不能自理", "unable to care for self"),
    ("Permission", "office"): Caption("司法所", "justice office"),
    ("Permission", "county"): Caption("县级机构", "county body"),
    ("Permission", "next_level"): Caption("上一级机构", "next level up"),
    ("Permission", "province"): Caption("省级机构", "province"),
    ("Lateness", "in_time"): Caption("按时", "in time"),
    ("Lateness", "admonition"): Caption("训诫", "admonition"),
    ("Lateness", "warning"): Caption("警告", "warning"),
    ("Lateness", "revocation_ground"): Caption("撤销事由", "ground of revocation"),
    ("Route", "intermediate_court"): Caption("中级人民法院", "Intermediate Court"),
    ("Route", "bureau_then_intermediate"): Caption("省局审核后报中级人民法院", "bureau, then Intermediate Court"),
    ("Route", "bureau_then_high"): Caption("省局审核后报高级人民法院", "bureau, then High Court"),
    ("Retention", "short"): Caption("短期（二十年以下）", "short: 20 years or less"),
    ("Retention", "long"): Caption("长期（二十一至五十年）", "long: 21 to 50 years"),
    ("Retention", "permanent"): Caption("永久", "permanent"),
}
