"""What ``zhiheng verify`` proves of the ledger: entries, balances, chains, reversals, frozen periods. The first bad record is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from zhiheng.engines.trail.verify import Fault, Progress, Report

_TRIGGERS = """
select t.tab || '.' || t.name from (values
  ('ledger_entry', 'ledger_entry_made'), ('ledger_entry', 'ledger_entries_allowed'), ('ledger_entry', 'ledger_entry_whole'),
  ('ledger_posting', 'ledger_guard'), ('ledger_posting', 'ledger_postings_balance'), ('ledger_account', 'ledger_append_only'),
  ('ledger_entry', 'ledger_append_only'), ('ledger_posting', 'ledger_append_only'), ('ledger_frozen', 'ledger_append_only')) t(tab, name)
left join pg_trigger g on g.tgname = t.name and g.tgrelid = t.tab::regclass and g.tgenabled in ('O', 'A') where g.oid is null
"""
_ALTERED = """
select coalesce(e.id, q.entry_id), coalesce(e.book || ' ' || e.key, '?') from ledger_entry e full join (
  select entry_id, count(*) as c, sha256(string_agg(ledger_line(account_id, amount), ''::bytea order by line)) as d
  from ledger_posting group by entry_id) q on q.entry_id = e.id
where e.id is null or q.entry_id is null or e.postings <> q.c or e.digest <> q.d order by 1 limit 5
"""
_UNBALANCED = """
select p.entry_id, coalesce(a.unit, '?') from ledger_posting p left join ledger_account a on a.id = p.account_id
group by p.entry_id, a.unit having a.unit is null or sum(p.amount) <> 0 order by 1 limit 5
"""
_CHAINS = """
select q.entry_id, q.owner from (
  select p.entry_id, a.owner, a.may_be_negative, p.version, p.balance, row_number() over w as n, sum(p.amount) over w as kept
  from ledger_posting p join ledger_account a on a.id = p.account_id where a.running
  window w as (partition by p.account_id order by p.version)) q
where q.version <> q.n or q.balance <> q.kept or (q.balance < 0 and not q.may_be_negative) order by 1 limit 5
"""
_REVERSALS = """
select r.id, r.book || ' ' || r.key from ledger_entry r join ledger_entry o on o.id = r.reverses_id
where o.reverses_id is not null or r.second in ('', r.posted_by) or r.reason = '' or r.digest <> (
  select sha256(string_agg(ledger_line(p.account_id, -p.amount), ''::bytea order by p.line)) from ledger_posting p where p.entry_id = o.id)
order by 1 limit 5
"""
_LATE = """
select e.id, e.book || ' ' || e.period from ledger_entry e join ledger_frozen f on f.book = e.book and f.period = e.period
where e.posted_at > f.at order by 1 limit 5
"""


def ledger_faults(cursor: Any, report: Report, tell: Progress) -> Iterator[Fault]:
    """Each fault of the ledger, nearest to the cause first."""
    cursor.execute(_TRIGGERS)
    for (name,) in cursor.fetchall():
        yield Fault("ledger", name, _("The ledger has lost its guard %(name)s.") % {"name": name})
    steps = (
        (_ALTERED, _("The postings of ledger entry %(ref)s (%(more)s) are not those that were posted.")),
        (_UNBALANCED, _("Ledger entry %(ref)s does not balance in %(more)s.")),
        (_CHAINS, _("The running account of %(more)s is broken at ledger entry %(ref)s.")),
        (_REVERSALS, _("Ledger entry %(ref)s (%(more)s) is not a true reversal.")),
        (_LATE, _("Ledger entry %(ref)s was posted into the frozen period %(more)s.")),
    )
    for done, (sql, words) in enumerate(steps):
        tell(_("ledgers"), done, len(steps))
        cursor.execute(sql)
        for ref, more in cursor.fetchall():
            yield Fault("ledger", f"ledger_entry:{ref}", words % {"ref": ref, "more": more})
