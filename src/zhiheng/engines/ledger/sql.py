"""The ledger inside PostgreSQL: what no writer, the tables' owner included, can do. Migrations run this text; nothing else does.

Postings are checked a statement at a time over the transition table, so a bulk load pays for a join and not for a million triggers.
That the postings of an entry come in one statement is itself checked: their number and digest stand in the entry.
"""

from __future__ import annotations

# One text for the bytes that an entry's digest covers: written, checked and verified alike.
LINES = """
create function ledger_line(account bigint, amount bigint) returns bytea
language sql immutable parallel safe return int8send(account) || int8send(amount);
"""

ENTRY = """
create function ledger_entry_made() returns trigger language plpgsql as $$
begin
  -- Who posted is read off the act: nobody can post in another's name.
  new.posted_by := coalesce((select official from trail_act where id = trail_current()), '');
  new.posted_at := clock_timestamp();
  return new;
end $$;
create trigger ledger_entry_made before insert on ledger_entry for each row execute function ledger_entry_made();

create function ledger_entries_allowed() returns trigger language plpgsql as $$
declare bad record;
begin
  -- Shared with other posters, against a freeze: whichever comes first is seen by the other.
  perform pg_advisory_xact_lock_shared(hashtextextended(q.book || ' ' || q.period, 52140))
    from (select distinct n.book, n.period from new_rows n order by 1, 2) q;
  select n.book, n.period into bad from new_rows n join ledger_frozen f on f.book = n.book and f.period = n.period limit 1;
  if found then
    raise exception 'the period % of % is frozen', bad.period, bad.book using errcode = 'ZH033';
  end if;
  select n.id into bad from new_rows n join ledger_entry o on o.id = n.reverses_id
    where o.reverses_id is not null or o.book <> n.book or n.digest <> (
      select sha256(coalesce(string_agg(ledger_line(p.account_id, -p.amount), ''::bytea order by p.line), ''))
      from ledger_posting p where p.entry_id = o.id) limit 1;
  if found then
    raise exception 'entry % is not the exact opposite of a plain entry of its book', bad.id using errcode = 'ZH034';
  end if;
  return null;
end $$;
create trigger ledger_entries_allowed after insert on ledger_entry referencing new table as new_rows
  for each statement execute function ledger_entries_allowed();

create function ledger_entry_whole() returns trigger language plpgsql as $$
begin
  if (select count(*) from ledger_posting where entry_id = new.id) <> new.postings then
    raise exception 'entry % has not its postings', new.id using errcode = 'ZH031';
  end if;
  return null;
end $$;
create constraint trigger ledger_entry_whole after insert on ledger_entry deferrable initially deferred
  for each row execute function ledger_entry_whole();
"""

POSTING = """
create function ledger_postings_balance() returns trigger language plpgsql as $$
declare bad record; odd bigint;
begin
  -- One pass: number and digest of each entry's postings, their sum, and whether any of their accounts runs.
  select min(q.entry_id) filter (where e.id is null or e.postings <> q.c or e.digest <> q.d) as other,
      min(q.entry_id) filter (where q.known < q.c or q.one <> q.last or q.s <> 0) as wrong, bool_or(q.r) as runs into bad from (
      select n.entry_id, count(*) as c, sha256(string_agg(ledger_line(n.account_id, n.amount), ''::bytea order by n.line)) as d,
        count(a.id) as known, min(a.unit) as one, max(a.unit) as last, sum(n.amount) as s, bool_or(a.running or n.version is not null) as r
      from new_rows n left join ledger_account a on a.id = n.account_id group by n.entry_id) q
    left join ledger_entry e on e.id = q.entry_id;
  if bad.other is not null then
    raise exception 'these are not the postings of entry %', bad.other using errcode = 'ZH031';
  end if;
  if bad.wrong is not null then
    -- Several units in one entry are allowed when each balances by itself.
    select n.entry_id into odd from new_rows n left join ledger_account a on a.id = n.account_id
      group by n.entry_id, a.unit having a.unit is null or sum(n.amount) <> 0 limit 1;
    if found then
      raise exception 'entry % does not balance, or names an account that does not exist', odd using errcode = 'ZH031';
    end if;
  end if;
  -- A nation's points are postings to accounts that do not run: they need no look at the posting before.
  if not bad.runs then
    return null;
  end if;
  select n.entry_id, n.account_id, n.balance into bad from new_rows n join ledger_account a on a.id = n.account_id
    left join ledger_posting p on a.running and p.account_id = n.account_id and p.version = n.version - 1
    where a.running <> (n.version is not null)
      or (a.running and (n.version > 1) <> (p.version is not null))
      or (a.running and n.balance <> coalesce(p.balance, 0) + n.amount)
      or (not a.may_be_negative and n.balance < 0) limit 1;
  if found then
    raise exception 'account % would be left at %, which it may not be', bad.account_id, bad.balance using errcode = 'ZH035';
  end if;
  return null;
end $$;
create trigger ledger_guard before insert on ledger_posting for each statement execute function trail_require_act();
create trigger ledger_postings_balance after insert on ledger_posting referencing new table as new_rows
  for each statement execute function ledger_postings_balance();
"""

APPEND_ONLY = """
do $$ declare t text; begin
  foreach t in array array['ledger_account', 'ledger_entry', 'ledger_posting', 'ledger_frozen'] loop
    execute format('create trigger ledger_append_only before update or delete or truncate on %I'
      ' for each statement execute function trail_refuse()', t);
  end loop;
end $$;
"""

# One round trip for one entry. The key is claimed first: a second hand with the same key waits, then finds the first's entry.
POST = """
create function ledger_post(p_book text, p_period text, p_key text, p_kind text, p_on date, p_reason text, p_second text, p_reverses bigint,
  p_accounts bigint[], p_amounts bigint[], out entry bigint, out made boolean) language plpgsql as $$
declare d bytea; kept record;
begin
  select sha256(string_agg(ledger_line(l.account, l.amount), ''::bytea order by l.line)) into d
    from unnest(p_accounts, p_amounts) with ordinality l(account, amount, line);
  insert into ledger_entry(book, period, key, kind, occurred_on, reason, second, reverses_id, postings, digest, posted_by)
    values (p_book, p_period, p_key, p_kind, p_on, p_reason, p_second, p_reverses, cardinality(p_accounts), coalesce(d, ''), '')
    on conflict (book, key) do nothing returning id into entry;
  made := entry is not null;
  if not made then
    select e.id, e.digest, e.kind, e.period, e.reverses_id into kept from ledger_entry e where e.book = p_book and e.key = p_key;
    if (kept.digest, kept.kind, kept.period) <> (d, p_kind, p_period) or kept.reverses_id is distinct from p_reverses then
      raise exception 'the key % of % was used for another entry', p_key, p_book using errcode = 'ZH032';
    end if;
    entry := kept.id;
    return;
  end if;
  -- In the order of their numbers, so that two posters never wait for each other in a ring.
  perform from ledger_account a where a.id = any(p_accounts) and a.running order by a.id for update;
  insert into ledger_posting(entry_id, line, account_id, amount, version, balance)
    select entry, l.line, l.account, l.amount,
      case when a.running then coalesce(h.version, 0) + row_number() over w end,
      case when a.running then coalesce(h.balance, 0) + sum(l.amount) over w end
    from unnest(p_accounts, p_amounts) with ordinality l(account, amount, line)
    left join ledger_account a on a.id = l.account
    left join lateral (select p.version, p.balance from ledger_posting p where a.running and p.account_id = a.id and p.version is not null
      order by p.version desc limit 1) h on true
    window w as (partition by l.account order by l.line);
end $$;
create function ledger_freeze(p_book text, p_period text) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(p_book || ' ' || p_period, 52140));
  insert into ledger_frozen(book, period) values (p_book, p_period) on conflict (book, period) do nothing;
  return found;
end $$;
"""

ALL = [LINES, ENTRY, POSTING, APPEND_ONLY, POST]
