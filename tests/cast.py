"""The fixed cast of every test: one small bureau, by names from the field.

    江城市监狱管理局 b
      东湾监狱 b.p1          一监区 b.p1.w1: cell c1, beds b1-b4 (张伟 in b1, 李𬭎 in b2)
                             二监区 b.p1.w2: cell c1, beds b1-b4 (欧阳明 in b1)
      北桥监狱 b.p2          一监区 b.p2.w1: cell c1, beds b1-b4 (陈晓 in b1)
    孙平 was released from b.p1.w1 in 2024.

Use it:

    def test_it_works(cast: Cast) -> None:
        client = cast.client_for(cast.clerk)             # signed in just now: fresh for signing powers
        client = cast.client_for(cast.clerk, fresh=False)  # signed in an hour ago
        correct_name(cast.zhang, name="…", acting=cast.acting(cast.clerk), reason="…")

Every officer holds the post of the same kind as their attribute (``cast.officers`` maps kind of post -> officer), since 2020-01-01,
with an account whose username is the officer's number, whose password is ``PASSWORD`` and whose code generator shows ``cast.code()``.
What a kind of post carries is the
product's own table (``base.powers.post_kinds``). Give somebody a power for one test with ``cast.grant(officer, "power.code", place)``.

Tests run in a transaction that is rolled back: acts and row changes are there to be read, but log entries and leaves are written at
commit, so a test that looks for those is marked ``@pytest.mark.django_db(transaction=True)``.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.test import Client

from zhiheng.base.accounts.models import Account
from zhiheng.base.people.models import Episode, Name, Person, Stay
from zhiheng.base.places.models import Place
from zhiheng.base.powers import actions
from zhiheng.base.powers.models import Holding, Officer, Post, PostKind, PostPower, Power
from zhiheng.engines.trail.acts import INSTALLATION, VERBS, Official, Subject, act

PASSWORD = "jiangcheng-east-bay-7"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SINCE = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
BUREAU = Subject(ref="place:b", label="江城市监狱管理局", place="")
BACKEND = "zhiheng.base.accounts.sign_in.Backend"

_PLACES: tuple[tuple[str, str, str], ...] = (
    ("b", "bureau", "江城市监狱管理局"),
    ("b.p1", "prison", "东湾监狱"),
    ("b.p1.w1", "ward", "一监区"),
    ("b.p1.w2", "ward", "二监区"),
    ("b.p2", "prison", "北桥监狱"),
    ("b.p2.w1", "ward", "一监区"),
)

# attribute, kind of post, place, number, name, pinyin, kind of official
_OFFICERS: tuple[tuple[str, str, str, str, str, str, str], ...] = (
    ("ward_officer", "ward-officer", "b.p1.w1", "310-0427", "王勤", "wang qin", "officer"),
    ("other_ward_officer", "ward-officer", "b.p1.w2", "310-0428", "赵岚", "zhao lan", "officer"),
    ("ward_head", "ward-head", "b.p1.w1", "310-0101", "周正", "zhou zheng", "officer"),
    ("clerk", "penalty-clerk", "b.p1", "310-0205", "林静", "lin jing", "officer"),
    ("other_clerk", "penalty-clerk", "b.p2", "320-0205", "何芳", "he fang", "officer"),
    ("reviewer", "reviewer", "b.p1", "310-0206", "韩冰", "han bing", "officer"),
    ("warden", "warden", "b.p1", "310-0001", "郑国栋", "zheng guo dong", "officer"),
    ("duty_commander", "duty-commander", "b.p1", "310-0008", "冯涛", "feng tao", "officer"),
    ("bureau_duty", "bureau-duty", "b", "300-0008", "蒋蓉", "jiang rong", "officer"),
    ("correction_specialist", "correction-specialist", "b.p1", "310-0310", "沈悦", "shen yue", "officer"),
    ("inspector", "inspector", "b", "300-0050", "卫东", "wei dong", "officer"),
    ("procurator", "procurator", "b.p1", "JC-0007", "秦明", "qin ming", "procurator"),
    ("admin_accounts", "admin-accounts", "b", "300-0901", "许言", "xu yan", "officer"),
    ("admin_policy", "admin-policy", "b", "300-0902", "吕方", "lü fang", "officer"),
    ("other_admin_policy", "admin-policy", "b", "300-0903", "施远", "shi yuan", "officer"),
    ("admin_trail", "admin-trail", "b", "300-0904", "曹宁", "cao ning", "officer"),
    ("prison_admin_accounts", "admin-accounts", "b.p1", "310-0901", "严肃", "yan su", "officer"),
    ("idle", "", "b.p1", "310-0777", "金果", "jin guo", "officer"),
)

# Of the idle officer nobody has recorded the sex.
_WOMEN = {"other_ward_officer", "clerk", "other_clerk", "bureau_duty", "correction_specialist", "admin_trail"}

# attribute, name, pinyin, sex, birth, prisoner number, ward, bed, received, ended
_PEOPLE: tuple[tuple[str, str, str, str, dt.date, str, str, str, dt.date, dt.date | None], ...] = (
    ("zhang", "张伟", "zhang wei", "male", dt.date(1984, 5, 2), "3101200012", "b.p1.w1", "b1", dt.date(2020, 3, 5), None),
    ("li", "李𬭎", "li hong", "male", dt.date(1990, 11, 30), "3101210034", "b.p1.w1", "b2", dt.date(2021, 6, 18), None),
    ("ouyang", "欧阳明", "ou yang ming", "male", dt.date(1976, 1, 15), "3101190007", "b.p1.w2", "b1", dt.date(2019, 2, 1), None),
    ("chen", "陈晓", "chen xiao", "male", dt.date(1988, 8, 8), "3202220101", "b.p2.w1", "b1", dt.date(2022, 9, 9), None),
    ("sun", "孙平", "sun ping", "male", dt.date(1970, 7, 7), "3101150003", "b.p1.w1", "", dt.date(2015, 4, 1), dt.date(2024, 3, 31)),
)  # fmt: skip


@dataclass(slots=True)
class Cast:
    """Everybody and every place, by name."""

    places: dict[str, Place] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    episodes: dict[str, Episode] = field(default_factory=dict)

    def place(self, path: str) -> Place:
        """``cast.place("b.p1.w1")``."""
        return self.places[path]

    def __getattr__(self, name: str) -> Officer:
        try:
            return self.officers[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def zhang(self) -> Person:
        """张伟, in bed b1 of b.p1.w1."""
        return self.people["zhang"]

    @property
    def chen(self) -> Person:
        """陈晓, in the other prison: outside the scope of everybody at b.p1."""
        return self.people["chen"]

    @property
    def sun(self) -> Person:
        """孙平, released."""
        return self.people["sun"]

    def episode(self, name: str) -> Episode:
        """``cast.episode("zhang")``."""
        return self.episodes[name]

    def acting(self, officer: Officer, *, fresh: bool = True) -> Official:
        """The officer as an act's ``acting``."""
        at = dt.datetime.now(dt.UTC) if fresh else dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)
        return Official(ref=officer.ref, label=officer.name, terminal="127.0.0.1", fresh_at=at)

    def client_for(self, officer: Officer, *, fresh: bool = True) -> Client:
        """A browser in which the officer is signed in."""
        client = Client()
        account = officer.account
        assert account is not None
        client.force_login(account, backend=BACKEND)
        at = time.time() - (0 if fresh else 3600)
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": at, "username": account.username},
            {"method": "mfa", "at": at, "type": "totp"},
        ]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
        return client

    def code(self, *, ahead: int = 0) -> str:
        """The one-time code that everybody's code generator shows now, or ``ahead`` periods of 30 s later."""
        return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + ahead)))

    def grant(self, officer: Officer, power: str, place: str = "") -> Holding:
        """Give the officer one more post, which carries just this power, at the place (the officer's home by default)."""
        return _grant(BUREAU, officer, power, self.places.get(place, officer.home), acting=INSTALLATION, reason="test")

    def dismiss(self, officer: Officer) -> None:
        """End all the officer's holdings."""
        _dismiss(BUREAU, officer, acting=INSTALLATION, reason="test")


@act("powers.sync", subject="bureau")
def _grant(bureau: Subject, officer: Officer, power: str, place: Place, *, acting: Official, reason: str) -> Holding:
    # A power that an administration alone holds needs a post of that administration: PostgreSQL refuses any other.
    apart = Power.objects.get(pk=power).administration
    names = {"name_zh": power, "name_en": power, "administration": apart}
    kind, _ = PostKind.objects.get_or_create(code=f"only-{power}".replace(".", "-"), defaults=names)
    if not PostPower.objects.filter(kind=kind).exists():
        PostPower.objects.create(kind=kind, power_id=power, during=DateTimeTZRange(SINCE, None))
    post, _ = Post.objects.get_or_create(kind=kind, place=place, code=f"{place.path}:{kind.code}")
    return Holding.objects.create(officer=officer, post=post, during=DateTimeTZRange(SINCE, None))


@act("powers.sync", subject="bureau")
def _dismiss(bureau: Subject, officer: Officer, *, acting: Official, reason: str) -> None:
    for holding in officer.holdings.all():
        # A test's clock stands still at the start of its transaction: what ends "now" would still hold.
        holding.during = DateTimeTZRange(holding.during.lower, holding.during.lower + dt.timedelta(days=1))
        holding.save(update_fields=["during"])


@act("powers.sync", subject="bureau", bulk=True)
def _found(bureau: Subject, cast: Cast, *, acting: Official, reason: str) -> None:
    _found_places(cast)
    _found_power_list()
    _found_officers(cast)
    for person in _PEOPLE:
        _found_person(cast, person)


for _helper in ("_grant", "_dismiss", "_found"):
    VERBS.pop(f"tests.cast.{_helper}", None)  # not verbs of the product


def _found_places(cast: Cast) -> None:
    rows = list(_PLACES)
    for path in [path for path, kind, _name in _PLACES if kind == "ward"]:
        rows.append((f"{path}.c1", "cell", "1 号监舍"))
        rows += [(f"{path}.c1.b{bed}", "bed", f"{bed} 号床") for bed in range(1, 5)]
    for depth in range(6):  # parents first, one statement a level
        made = Place.objects.bulk_create(_place(cast, *row) for row in rows if row[0].count(".") == depth)
        cast.places |= {place.path: place for place in made}


def _place(cast: Cast, path: str, kind: str, name: str) -> Place:
    above, _, code = path.rpartition(".")
    beds = {"bed": 1, "cell": 4}.get(kind, 0)
    return Place(
        parent=cast.places.get(above), path=path, code=code, kind=kind, name=name,
        capacity_certified=beds, capacity_working=beds, capacity_now=beds,
    )  # fmt: skip


def _found_power_list() -> None:
    actions.sync_catalogue(acting=INSTALLATION, reason="the tests' bureau")
    actions.found_post_kinds(acting=INSTALLATION, reason="the tests' bureau")


def _found_officers(cast: Cast) -> None:
    password, secret = make_password(PASSWORD), encrypt(SECRET)
    accounts = Account.objects.bulk_create(
        Account(username=number, label=name, place=path, password=password, must_change_password=False)
        for _attribute, _post, path, number, name, _pinyin, _kind in _OFFICERS
    )
    Authenticator.objects.bulk_create(Authenticator(user=a, type=Authenticator.Type.TOTP, data={"secret": secret}) for a in accounts)
    officers = Officer.objects.bulk_create(_officer(cast, row, account) for row, account in zip(_OFFICERS, accounts, strict=True))
    cast.officers |= {row[0]: officer for row, officer in zip(_OFFICERS, officers, strict=True)}
    wanted = dict.fromkeys((row[2], row[1]) for row in _OFFICERS if row[1])
    made = Post.objects.bulk_create(Post(kind_id=kind, place=cast.places[path], code=f"{path}:{kind}") for path, kind in wanted)
    posts = dict(zip(wanted, made, strict=True))
    Holding.objects.bulk_create(
        Holding(officer=cast.officers[row[0]], post=posts[row[2], row[1]], during=DateTimeTZRange(SINCE, None)) for row in _OFFICERS if row[1]
    )


def _officer(cast: Cast, row: tuple[str, ...], account: Account) -> Officer:
    attribute, _post, path, number, name, pinyin, kind = row
    initials = "".join(word[0] for word in pinyin.split())
    sex = "" if attribute == "idle" else "female" if attribute in _WOMEN else "male"
    called = {"number": number, "name": name, "pinyin": pinyin, "initials": initials, "sex": sex}
    return Officer(**called, kind=kind, account=account, home=cast.places[path], synthetic=True)


def _found_person(cast: Cast, row: tuple[str, str, str, str, dt.date, str, str, str, dt.date, dt.date | None]) -> None:
    attribute, name, pinyin, sex, birth, number, ward, bed, received, ended = row
    initials = "".join(word[0] for word in pinyin.split())
    person = Person.objects.create(name=name, pinyin=pinyin, initials=initials, sex=sex, birth_date=birth, synthetic=True)
    Name.objects.create(person=person, kind=Name.Kind.LEGAL, name=name, pinyin=pinyin, initials=initials)
    at = cast.places[f"{ward}.c1.{bed}"] if bed else cast.places[ward]
    episode = Episode.objects.create(
        person=person, number=number, prison=cast.places[ward.rpartition(".")[0]], ward=cast.places[ward], place=at,
        received_on=received, ended_on=ended, sort_key=pinyin, sex=sex,
    )  # fmt: skip
    if bed:
        since = dt.datetime.combine(received, dt.time(9), dt.UTC)
        Stay.objects.create(episode=episode, place=at, during=DateTimeTZRange(since, None))
    cast.people[attribute] = person
    cast.episodes[attribute] = episode


def found_cast() -> Cast:
    """The whole cast; the fixture ``cast`` (tests/conftest.py) calls this."""
    made = Cast()
    _found(BUREAU, made, acting=INSTALLATION, reason="the tests' bureau")
    return made
