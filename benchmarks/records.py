"""People at a million: search, profile and list against raw SQL, the Django admin and Tryton, in one run.

1. a two-character name search within the whole bureau against the bare gram index, and against Tryton's party search;
2. the whole profile page (sign-in, scope, trail, sentence, rendering) against the Django admin's record page;
3. a filtered list of 50 with names, places and term ends against the Django admin's;
4. each of these at 30,000 people against 1,000,000.

Every size is a synthetic bureau in a scratch PostgreSQL; ``--keep FOLDER`` keeps the databases for the next run. The peers run in
processes of their own on the same server; Tryton comes into a scratch environment and is left out, and said so, where it does not install.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ground import close, in_turn, scratch

SMALL, LARGE = 30_000, 1_000_000
QUICK = (1_000, 5_000)
HERE = Path(__file__).resolve()
TRYTON = ("trytond[postgresql]", "trytond-party", "trytond-country", "psycopg[binary]", "psycopg2-binary")


def quartile_ms(job: Callable[[], object], times: int, warm: int = 3) -> float:
    """Wall time of a call that asks something else each time: what its fastest quarter stays under, since the machine is shared."""
    taken = []
    for turn in range(times + warm):
        began = time.perf_counter()
        job()
        if turn >= warm:
            taken.append((time.perf_counter() - began) * 1000)
    return statistics.quantiles(taken, n=4)[0]


# --- ours, at one size ----------------------------------------------------------------------------------------------


def measure(folder: str, people: int, *, peers: str) -> dict[str, Any]:
    """Seed unless it is there, then measure; runs in a process of its own for each size."""
    with scratch(keep=folder) as server:
        seeded = _seed(people)
        figures = {"seconds_to_seed": seeded, **_ours()}
        if peers:
            figures |= _admin()
        if peers == "all":
            figures |= _tryton(server)
        return figures


def _seed(people: int) -> float:
    from zhiheng.demo import bureau

    if bureau.seed_state() == "done":
        return 0.0
    began = time.perf_counter()
    bureau.seed(prisoners=people, seed=20260305, progress=_say)
    return time.perf_counter() - began


def _say(what: str, done: int, total: int) -> None:
    now = time.monotonic()
    if now - _say.__dict__.get("at", 0.0) > 15:
        _say.__dict__["at"] = now
        print(f"  {what} {done:,} / {total:,}", file=sys.stderr, flush=True)


def _names() -> list[str]:
    """Given names of two characters, as people hold them."""
    from zhiheng.base.people.models import Name

    top = Name.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    picked = random.Random(5).sample(range(1, top), min(900, top - 1))
    return [name[1:] for name in Name.objects.filter(pk__in=picked).values_list("name", flat=True) if len(name) == 3 and name.isalpha()]


def _ours() -> dict[str, Any]:
    from django.db import connection

    from zhiheng.base.people.queries import Scope, search_people

    chance = random.Random(3)
    names, persons, prisons = _names(), _persons(chance), _prisons()
    client = _client()

    def get(path: str) -> None:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    asked = iter(chance.choices(names, k=100_000))
    waiting: list[str] = []

    def next_pair() -> str:
        # Both sides of the comparison ask for the same names.
        if not waiting:
            waiting.extend([next(asked)] * 2)
        return waiting.pop()

    with connection.cursor() as cursor:
        raw, ours = in_turn(lambda: _raw(cursor, next_pair()), lambda: search_people(next_pair(), Scope(everywhere=True)), runs=200)
    asked_of_database: list[str] = []

    def counted(execute: Any, sql: str, *rest: Any) -> Any:
        asked_of_database.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counted):
        get(f"/people/{chance.choice(persons)}")
    view = _views()
    return {
        "raw_gram_ms": raw * 1000,
        "search_ms": ours * 1000,
        "palette_ms": quartile_ms(lambda: get(f"/search/quick?q={next(asked)}"), 60),
        "profile_ms": quartile_ms(lambda: get(f"/people/{chance.choice(persons)}"), 80),
        "profile_queries": len(asked_of_database),
        "profile_view_ms": quartile_ms(lambda: view(f"/people/{chance.choice(persons)}"), 80),
        "list_view_ms": quartile_ms(lambda: view(f"/people?place={chance.choice(prisons)}"), 60),
        "list_ms": quartile_ms(lambda: get(f"/people?place={chance.choice(prisons)}"), 60),
        "list_whole_ms": quartile_ms(lambda: get("/people?sort=-received"), 40),
    }


def _raw(cursor: Any, pair: str) -> None:
    cursor.execute("select id, person_id, name from person_name where name_grams(name) @> array[%s] order by id limit 50", [pair])
    cursor.fetchall()


def _persons(chance: random.Random) -> list[int]:
    """People in custody whose terms are determined, so that a page holds as much at either size."""
    from zhiheng.domains.sentence.models import Determination

    held = Determination.objects.filter(latest=True, judgment__episode__ended_on__isnull=True).order_by("pk")
    ids = list(held.values_list("judgment__episode__person_id", flat=True)[:20_000])
    return chance.sample(ids, min(2_000, len(ids)))


def _prisons() -> list[str]:
    from zhiheng.base.places.models import Place

    return list(Place.objects.filter(kind="prison").order_by("path").values_list("path", flat=True))


def _client() -> Any:
    """A browser in which the bureau's inspector is signed in: every record of the bureau is within reach."""
    from django.conf import settings
    from django.test import Client

    from zhiheng.base.accounts.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(Account.objects.get(username="demo-inspector"), backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


def _views() -> Callable[[str], None]:
    """A view with its page rendered, for the same inspector, without session and middleware: what the admin's pages are measured as."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.test import RequestFactory
    from django.urls import resolve

    from zhiheng.base.accounts.models import Account
    from zhiheng.web.official import viewer_of

    first: Any = RequestFactory().get("/")
    first.user, first.session = Account.objects.get(username="demo-inspector"), SessionStore()
    viewer = viewer_of(first)
    assert viewer is not None

    def view(address: str) -> None:
        request: Any = RequestFactory().get(address)
        request.user, request.session, request.viewer, request.official = first.user, first.session, viewer, viewer.official
        request.resolver_match = found = resolve(request.path)
        assert found.func(request, *found.args, **found.kwargs).status_code == 200

    return view


# --- the Django admin, on the same tables ---------------------------------------------------------------------------


def _admin() -> dict[str, Any]:
    """In a process of its own, with settings that exist only there: the product has no admin site."""
    done = subprocess.run([sys.executable, str(HERE), "--admin"], env=os.environ | {"ZHIHENG_DEMO": "1"}, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-2000:], file=sys.stderr)
        return {"admin": "did not run"}
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def admin_main() -> None:
    """Measure a record page with its inlines and a filtered list of 50, rendered, without HTTP."""
    get, persons, prisons = _admin_site()
    chance = random.Random(3)
    record = quartile_ms(lambda: get(f"/admin/people/person/{chance.choice(persons)}/change/"), 12)
    listed = quartile_ms(lambda: get("/admin/people/episode/", prison__id__exact=chance.choice(prisons), ended_on__isnull="True"), 6, warm=1)
    print(json.dumps({"admin_record_ms": record, "admin_list_ms": listed}))


def _admin_site() -> tuple[Callable[..., None], Sequence[int], Sequence[int]]:
    import django
    from django.conf import settings

    from zhiheng.config import settings as ours

    kept = ("DATABASES", "AUTH_USER_MODEL", "DEFAULT_AUTO_FIELD", "TIME_ZONE", "USE_TZ", "LANGUAGE_CODE", "USE_I18N", "SECRET_KEY", "STATIC_URL")
    processors = ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]
    processors.append("django.contrib.messages.context_processors.messages")
    templates = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {"context_processors": processors}}]
    apps = [app for app in ours.INSTALLED_APPS if app.startswith(("django.contrib", "zhiheng.engines", "zhiheng.base", "zhiheng.domains"))]
    settings.configure(
        **{name: getattr(ours, name) for name in kept}, INSTALLED_APPS=["django.contrib.admin", *apps], ROOT_URLCONF=__name__, TEMPLATES=templates
    )
    django.setup()
    return _admin_pages()


class _Anybody:
    """Who may see every page of the admin."""

    is_active = is_staff = is_authenticated = True
    is_anonymous = False
    pk = 1

    def has_perm(self, *_: Any) -> bool:
        return True

    has_module_perms = has_perm

    def get_username(self) -> str:
        return "anybody"

    get_short_name = has_usable_password = get_username


def _admin_site() -> Any:
    """People with what belongs to them, and custody episodes, as the admin shows them."""
    from django.contrib import admin

    from zhiheng.base.people.models import Episode, Identifier, Name, Person

    class Site(admin.AdminSite):
        def has_permission(self, request: Any) -> bool:
            return True

    def inline(model: Any) -> Any:
        # Raw identifiers instead of choices: a choice among a million places would be no comparison.
        raw = tuple(f.name for f in model._meta.fields if f.is_relation and f.name != "person")
        return type(model.__name__, (admin.TabularInline,), {"model": model, "extra": 0, "raw_id_fields": raw})

    class EpisodeAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs only
        list_display = ("number", "person", "sex", "prison", "ward", "place", "received_on")
        list_filter = (("prison", admin.RelatedOnlyFieldListFilter), "sex")
        list_select_related = ("person", "prison", "ward", "place")
        list_per_page = 50
        ordering = ("sort_key", "id")

        def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
            return True

    site = Site()
    record = {"raw_id_fields": ("merged_into",), "inlines": [inline(Name), inline(Identifier), inline(Episode)]}
    site.register(Person, type("PersonAdmin", (admin.ModelAdmin,), record))
    site.register(Episode, EpisodeAdmin)
    return site


def _admin_pages() -> tuple[Callable[..., None], Sequence[int], Sequence[int]]:
    from django.contrib.messages.storage.fallback import FallbackStorage
    from django.test import RequestFactory
    from django.urls import path, resolve

    from zhiheng.base.people.models import Person
    from zhiheng.base.places.models import Place

    globals()["urlpatterns"] = [path("admin/", _admin_site().urls)]

    def get(address: str, **query: Any) -> None:
        request: Any = RequestFactory().get(address, query)
        request.user, request.session = _Anybody(), {}
        request._messages = FallbackStorage(request)
        found = resolve(address)
        answer = found.func(request, *found.args, **found.kwargs)
        answer.render()
        assert answer.status_code == 200, answer.status_code

    people = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:20_000:7])
    return get, people, list(Place.objects.filter(kind="prison").values_list("pk", flat=True))


# --- Tryton ---------------------------------------------------------------------------------------------------------

_TRYTON_ASKS = """
import json, os, random, statistics, sys, time
from trytond.config import config
config.update_etc(os.environ["TRYTON_CONF"])
from trytond.pool import Pool
from trytond.transaction import Transaction
Pool.start()
pool = Pool("tryton")
pool.init()
names = json.loads(os.environ["NAMES"])
taken = []
for turn in range(7):
    with Transaction().start("tryton", 1, readonly=True, context={"company": None}):
        party = pool.get("party.party")
        began = time.perf_counter()
        party.search_read([("rec_name", "ilike", "%" + random.choice(names) + "%")], limit=50, fields_names=["rec_name", "code"])
        taken.append((time.perf_counter() - began) * 1000)
print(json.dumps(statistics.median(taken[1:])))
"""


def _tryton(server: Any) -> dict[str, Any]:
    """Tryton's global party search over the same names; told when it cannot be had here."""
    import psycopg

    from zhiheng.lib.postgres import ADMIN

    names = _names()
    with tempfile.TemporaryDirectory(prefix="zhiheng-tryton-") as made:
        folder = Path(made)
        env = _tryton_environment(folder, server.url(ADMIN), names)
        python = folder / "venv" / "bin" / "python"
        steps = [
            ["uv", "venv", "-q", "--python", sys.executable, str(folder / "venv")],
            ["uv", "pip", "install", "-q", "--python", str(python), *TRYTON],
        ]
        if not all(_ran(step, env) for step in steps):
            return {"tryton": "does not install here"}
        with psycopg.connect(server.url(ADMIN), autocommit=True) as admin:
            admin.execute("drop database if exists tryton")
            admin.execute("create database tryton template template0 encoding 'utf8'")
        set_up = [str(folder / "venv" / "bin" / "trytond-admin"), "-c", env["TRYTON_CONF"], "-d", "tryton", "--all", "-u", "party"]
        if not _ran([*set_up, "--activate-dependencies", "-vv", "--email", "nobody@example.org", "--password"], env):
            return {"tryton": "does not start here"}
        _copy_parties(server.url(ADMIN))
        asked = subprocess.run([str(python), "-c", _TRYTON_ASKS], env=env, capture_output=True, text=True, check=False)
    if asked.returncode:
        print(asked.stderr[-2000:], file=sys.stderr)
        return {"tryton": "does not answer here"}
    return {"tryton_search_ms": json.loads(asked.stdout.strip().splitlines()[-1])}


def _tryton_environment(folder: Path, url: str, names: list[str]) -> dict[str, str]:
    from psycopg.conninfo import conninfo_to_dict

    where = conninfo_to_dict(url)
    conf, password = folder / "trytond.conf", folder / "password"
    conf.write_text(f"[database]\nuri = postgresql://\npath = {folder}\n")
    password.write_text("benchmark-only\n")
    reached = {"PGHOST": where["host"], "PGPORT": where.get("port", "5432"), "PGUSER": where["user"], "PGPASSWORD": where.get("password", "")}
    own = {"TRYTON_CONF": str(conf), "TRYTONPASSFILE": str(password), "NAMES": json.dumps(names)}
    return os.environ | {key: str(value) for key, value in reached.items()} | own


def _ran(command: list[str], env: dict[str, str]) -> bool:
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        print(" ".join(command[:4]), done.stderr[-1500:], file=sys.stderr)
    return done.returncode == 0


def _copy_parties(url: str) -> None:
    """Every person's name and number become a party."""
    import psycopg

    rows = "copy (select e.number, p.name from episode e join person p on p.id = e.person_id where e.ended_on is null) to stdout"
    with psycopg.connect(url) as ours, psycopg.connect(url.replace("/zhiheng?", "/tryton?")) as theirs:
        theirs.execute("create temp table given(number text, name text)")
        with ours.cursor().copy(rows) as out, theirs.cursor().copy("copy given from stdin") as into:
            for block in out:
                into.write(block)
        theirs.execute("insert into party_party(code, name, active) select number, name, true from given")
        theirs.commit()
        theirs.autocommit = True
        theirs.execute("analyze party_party")


# --- the run --------------------------------------------------------------------------------------------------------


def at_size(people: int, keep: str, *, peers: str) -> dict[str, Any]:
    """One size in a fresh process; its last line is its figures."""
    print(f"{people:,} people", file=sys.stderr, flush=True)
    with tempfile.TemporaryDirectory(prefix="zhiheng-records-") as made:
        folder = str(Path(keep) / str(people)) if keep else made
        Path(folder).mkdir(parents=True, exist_ok=True)
        command = [sys.executable, str(HERE), "--measure", str(people), "--keep", folder, "--peers", peers]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env=os.environ | {"ZHIHENG_DEMO": "1"})
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def report(small: dict[str, Any], large: dict[str, Any], sizes: tuple[int, int]) -> None:
    """Ratios as the aims name them, then the figures behind them."""
    ratios = {
        "search_to_raw_gram": large["search_ms"] / large["raw_gram_ms"],
        "search_growth": large["search_ms"] / small["search_ms"],
        "raw_gram_growth": large["raw_gram_ms"] / small["raw_gram_ms"],
        "profile_growth": large["profile_ms"] / small["profile_ms"],
        "list_growth": large["list_ms"] / small["list_ms"],
        "list_whole_growth": large["list_whole_ms"] / small["list_whole_ms"],
    }
    if "admin_record_ms" in large:
        ratios |= {
            "profile_to_admin": large["profile_view_ms"] / large["admin_record_ms"],
            "profile_with_session_to_admin": large["profile_ms"] / large["admin_record_ms"],
            "admin_list_to_ours": large["admin_list_ms"] / large["list_view_ms"],
        }
    if "tryton_search_ms" in large:
        ratios["tryton_to_search"] = large["tryton_search_ms"] / large["search_ms"]
    figures: dict[str, float | str] = {}
    for size, found in zip(sizes, (small, large), strict=True):
        figures |= {f"{name}_at_{size}": round(value, 3) if isinstance(value, float) else value for name, value in found.items()}
    for name, ratio in ratios.items():
        print(f"{name:24s} {ratio:10.3f}")
    close("records", ratios, figures)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, no Tryton; ends within a minute")
    parser.add_argument("--keep", default="", help="folder in which the seeded databases stay for the next run")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--peers", default="", help=argparse.SUPPRESS)
    parser.add_argument("--admin", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.admin:
        admin_main()
    elif args.measure:
        print(json.dumps(measure(args.keep, args.measure, peers=args.peers)))
    else:
        sizes = QUICK if args.quick else (SMALL, LARGE)
        small = at_size(sizes[0], args.keep, peers="")
        report(small, at_size(sizes[1], args.keep, peers="admin" if args.quick else "all"), sizes)


if __name__ == "__main__":
    main()
