"""The demo's own people: one for every role, whom the sign-in page offers by one click."""

from __future__ import annotations

from typing import Final, NamedTuple

from zhiheng.base.powers.post_kinds import POST_KINDS

BUREAU: Final = "jiangcheng"
PRISON: Final = "jiangcheng.dongwan"
WARD: Final = "jiangcheng.dongwan.w1"


class Player(NamedTuple):
    """Somebody of the demo: the role in the address of the one-click sign-in, kind of post, place and name."""

    role: str
    kind: str
    place: str
    name: str
    female: bool = False

    @property
    def username(self) -> str:
        """The account that the role signs in to."""
        return f"demo-{self.role}"


CAST: Final = (
    Player("penalty-clerk", "penalty-clerk", PRISON, "沈岚", female=True),
    Player("custody-clerk", "custody-clerk", PRISON, "陆文清"),
    Player("custody-clerk-bureau", "custody-clerk", BUREAU, "孟知微", female=True),
    Player("ward-officer", "ward-officer", WARD, "周以宁"),
    Player("ward-head", "ward-head", WARD, "梁启明"),
    Player("duty-commander", "duty-commander", PRISON, "冯致远"),
    Player("bureau-duty", "bureau-duty", BUREAU, "蒋文蓉", female=True),
    Player("reviewer", "reviewer", PRISON, "韩清", female=True),
    Player("warden", "warden", PRISON, "郑国梁"),
    Player("legal-officer", "legal-officer", BUREAU, "邵明达"),
    Player("legal-officer-2", "legal-officer", BUREAU, "顾思齐"),
    Player("correction-specialist", "correction-specialist", PRISON, "方蕴", female=True),
    Player("inspector", "inspector", BUREAU, "卫东升"),
    Player("procurator", "procurator", PRISON, "秦明远"),
    Player("gate", "gate", PRISON, "罗守正"),
    Player("doctor", "doctor", PRISON, "白若晴", female=True),
    Player("workforce", "workforce", BUREAU, "许静言", female=True),
    Player("admin-accounts", "admin-accounts", BUREAU, "何思平"),
    Player("admin-policy", "admin-policy", BUREAU, "吕方"),
    Player("admin-policy-2", "admin-policy", BUREAU, "施远"),
    Player("admin-trail", "admin-trail", BUREAU, "曹宁", female=True),
)


class SignIn(NamedTuple):
    """One line of what the demo prints: role, post in Chinese and English, account, person."""

    role: str
    title_zh: str
    title_en: str
    username: str
    name: str


def sign_ins() -> list[SignIn]:
    """Every role with its person, the clerk first."""
    kinds = {kind.code: kind for kind in POST_KINDS}
    return [SignIn(p.role, kinds[p.kind].zh, kinds[p.kind].en, p.username, p.name) for p in CAST]
