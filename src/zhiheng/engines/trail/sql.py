"""The trail inside PostgreSQL: guard, history, entry, sequencing. Migrations run this text; nothing else does.

The functions that write are SECURITY DEFINER and owned by the tables' owner, so the application's role needs no
right to write the trail and cannot forge, backdate, change or drop what is in it.
"""

from __future__ import annotations

# One text for an act's header, used when the entry is written and when it is verified: they cannot drift apart.
BODY = """
create function trail_body(a trail_act, changes bigint, digest bytea) returns text
language sql stable set timezone = 'UTC' as $$
  select jsonb_build_object(
    'act', a.id, 'verb', a.verb, 'outcome', a.outcome, 'official', a.official, 'label', a.official_label, 'grant', a.grant,
    'post', a.post, 'second', a.second, 'subject', a.subject, 'subject_label', a.subject_label, 'place', a.place,
    'reason', a.reason, 'at', a.at, 'occurred_at', a.occurred_at, 'terminal', a.terminal, 'inputs', a.inputs,
    'refusal', a.refusal, 'bulk', a.bulk, 'parent', a.parent, 'changes', changes, 'digest', encode(digest, 'hex'))::text
$$;
create function trail_changes_digest(which uuid, out changes bigint, out digest bytea)
language sql stable as $$
  select count(*), sha256(coalesce(string_agg(c.digest, ''::bytea order by c.id), ''::bytea)) from trail_change c where c.act_id = which
$$;
"""

# A picture drops nulls, so that a new empty column does not change what is already signed. ``left_as`` is the digest of the whole row
# as a change left it (empty after a deletion); ``digest`` binds it to the change: table, row, what differed before and after.
PICTURE = """
create function trail_picture_digest(picture jsonb) returns bytea
language sql immutable parallel safe as $$ select sha256(convert_to(picture::text, 'UTF8')) $$;
create function trail_change_digest(tab text, row_key text, op text, before jsonb, after jsonb, left_as bytea) returns bytea
language sql immutable parallel safe as $$
  select sha256(convert_to(tab || E'\\n' || row_key || E'\\n' || op || E'\\n' || coalesce(before::text, '') || E'\\n' || coalesce(after::text, '') || E'\\n', 'UTF8') || left_as)
$$;
create function trail_differing(old jsonb, new jsonb) returns jsonb
language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(k, old -> k), '{}') from (select jsonb_object_keys(old || new) k) q where old -> k is distinct from new -> k
$$;
"""

OPEN = """
create function trail_open(
  p_verb text, p_outcome text, p_official text, p_official_label text, p_grant text, p_post text, p_second text, p_subject text, p_subject_label text,
  p_place text, p_reason text, p_occurred_at timestamptz, p_terminal text, p_inputs jsonb, p_refusal text, p_bulk boolean, p_parent uuid)
returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare made uuid := uuidv7();
begin
  -- Founding (the first load, a new release's power list) is not for the running application: only the owner's connection may.
  if p_official like 'installation:%' and not pg_has_role(session_user, current_user, 'member') then
    raise exception 'an installation act needs the owner''s connection' using errcode = 'ZH002';
  end if;
  insert into trail_act(id, verb, outcome, official, official_label, "grant", post, second, subject, subject_label, place, reason, at, occurred_at,
      terminal, inputs, refusal, bulk, parent, xid)
  values (made, p_verb, p_outcome, p_official, p_official_label, p_grant, p_post, p_second, p_subject, p_subject_label, p_place, p_reason,
      clock_timestamp(), p_occurred_at, p_terminal, p_inputs, p_refusal, p_bulk, p_parent, pg_current_xact_id()::text::bigint);
  if p_outcome = 'done' then
    perform set_config('zhiheng.act', made::text, true), set_config('zhiheng.bulk', case when p_bulk then '1' else '' end, true);
  end if;
  return made;
end $$;
create function trail_close_entry() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare made bigint; d record;
begin
  select * into d from trail_changes_digest(new.id);
  insert into trail_entry(act_id, body) values (new.id, trail_body(new, d.changes, d.digest)) returning id into made;
  insert into trail_pending(entry) values (made);
  return null;
end $$;
create constraint trigger trail_close_entry after insert on trail_act deferrable initially deferred
  for each row execute function trail_close_entry();
"""

GUARD = """
create function trail_current() returns uuid language sql stable as $$ select nullif(current_setting('zhiheng.act', true), '')::uuid $$;
create function trail_require_act() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- The setting alone proves nothing: the act must have been opened in this very transaction.
  if not exists (select from trail_act a where a.id = trail_current() and a.outcome = 'done' and a.xid = pg_current_xact_id()::text::bigint) then
    raise exception 'no act is open: % on % was refused', tg_op, tg_table_name using errcode = 'ZH001',
      hint = 'Change records through an act: a named official, a power, a subject and a reason.';
  end if;
  return null;
end $$;
create function trail_refuse() returns trigger language plpgsql as $$
begin
  raise exception '% on % was refused: these records are never changed', tg_op, tg_table_name using errcode = 'ZH003';
end $$;
create function trail_keep_insert() returns trigger language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare act uuid := trail_current(); bulk boolean := current_setting('zhiheng.bulk', true) = '1';
begin
  insert into trail_change(act_id, table_name, row_key, op, after, left_as, digest)
  select act, tg_table_name, q.row_key, 'I', q.after, q.left_as, trail_change_digest(tg_table_name, q.row_key, 'I', null, q.after, q.left_as)
  from (
    select p.picture ->> tg_argv[0] as row_key, case when bulk then null else p.picture end as after, trail_picture_digest(p.picture) as left_as
    from (select jsonb_strip_nulls(to_jsonb(n)) - tg_argv[1:] as picture from new_rows n) p offset 0) q;
  return null;
end $$;
create function trail_keep_update() returns trigger language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare act uuid := trail_current(); kept bigint;
begin
  insert into trail_change(act_id, table_name, row_key, op, before, after, left_as, digest)
  select act, tg_table_name, q.row_key, 'U', q.before, q.after, q.left_as, trail_change_digest(tg_table_name, q.row_key, 'U', q.before, q.after, q.left_as)
  from (
    select n.new ->> tg_argv[0] as row_key, trail_differing(o.old, n.new) as before, trail_differing(n.new, o.old) as after, trail_picture_digest(n.new) as left_as
    from (select jsonb_strip_nulls(to_jsonb(x)) - tg_argv[1:] as new from new_rows x) n
    join (select jsonb_strip_nulls(to_jsonb(y)) - tg_argv[1:] as old from old_rows y) o on o.old ->> tg_argv[0] = n.new ->> tg_argv[0] offset 0) q;
  get diagnostics kept = row_count;
  if kept <> (select count(*) from new_rows) then
    raise exception 'the key of a record in % cannot be changed', tg_table_name using errcode = 'ZH004';
  end if;
  return null;
end $$;
create function trail_keep_delete() returns trigger language plpgsql security definer set search_path = public, pg_temp set timezone = 'UTC' as $$
declare act uuid := trail_current();
begin
  insert into trail_change(act_id, table_name, row_key, op, before, left_as, digest)
  select act, tg_table_name, p.before ->> tg_argv[0], 'D', p.before, '', trail_change_digest(tg_table_name, p.before ->> tg_argv[0], 'D', p.before, null, '')
  from (select jsonb_strip_nulls(to_jsonb(o)) - tg_argv[1:] as before from old_rows o) p;
  return null;
end $$;
create procedure trail_guard(tab text, row_key text, variadic omitted text[]) language plpgsql as $$
declare args text; o text;
begin
  args := quote_literal(row_key);
  foreach o in array omitted loop if o <> '' then args := args || ', ' || quote_literal(o); end if; end loop;
  execute format('create trigger trail_guard before insert or update or delete or truncate on %I for each statement execute function trail_require_act()', tab);
  execute format('create trigger trail_no_truncate before truncate on %I for each statement execute function trail_refuse()', tab);
  execute format('create trigger trail_keep_insert after insert on %I referencing new table as new_rows for each statement execute function trail_keep_insert(%s)', tab, args);
  execute format('create trigger trail_keep_update after update on %I referencing old table as old_rows new table as new_rows for each statement execute function trail_keep_update(%s)', tab, args);
  execute format('create trigger trail_keep_delete after delete on %I referencing old table as old_rows for each statement execute function trail_keep_delete(%s)', tab, args);
end $$;
"""

SEQUENCE = """
create function trail_sequence(at_most int) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare first bigint; last bigint; lv int := 0; lo bigint; hi bigint; made bigint;
begin
  -- One sequencer at a time; a second one returns at once and finds nothing to do.
  if not pg_try_advisory_xact_lock(5214001) then return 0; end if;
  select coalesce(max(seq) + 1, 0) into first from trail_leaf;
  with taken as (
    delete from trail_pending where entry in (select entry from trail_pending order by entry limit at_most) returning entry
  ), placed as (
    insert into trail_leaf(seq, entry, hash)
    select first - 1 + row_number() over (order by t.entry), t.entry, sha256('\\x00'::bytea || convert_to(e.body, 'UTF8'))
    from taken t join trail_entry e on e.id = t.entry returning 1
  ) select count(*) into made from placed;
  if made = 0 then return 0; end if;
  last := first + made - 1;
  -- Level by level, join the pairs that became complete.
  lo := first / 2; hi := (last + 1) / 2 - 1;
  insert into trail_node(level, idx, hash)
    select 1, a.seq / 2, sha256('\\x01'::bytea || a.hash || b.hash) from trail_leaf a join trail_leaf b on b.seq = a.seq + 1
    where a.seq between 2 * lo and 2 * hi and a.seq % 2 = 0;
  lv := 1;
  while hi >= lo loop
    lo := lo / 2; hi := (hi + 1) / 2 - 1; lv := lv + 1;
    exit when hi < lo;
    insert into trail_node(level, idx, hash)
      select lv, a.idx / 2, sha256('\\x01'::bytea || a.hash || b.hash)
      from trail_node a join trail_node b on b.level = a.level and b.idx = a.idx + 1
      where a.level = lv - 1 and a.idx between 2 * lo and 2 * hi and a.idx % 2 = 0;
  end loop;
  return made;
end $$;
create function trail_peaks(size bigint) returns table(level int, idx bigint, hash bytea) language sql stable as $$
  -- The complete subtrees that make up the first `size` leaves, left to right.
  select p.level, p.idx, coalesce(n.hash, l.hash) from (
    select b as level, (size >> (b + 1)) * 2 as idx from generate_series(0, 62) b where (size >> b) & 1 = 1) p
  left join trail_node n on n.level = p.level and n.idx = p.idx and p.level > 0
  left join trail_leaf l on p.level = 0 and l.seq = p.idx order by p.level desc
$$;
create function trail_root(size bigint) returns bytea language plpgsql stable as $$
declare acc bytea; p record;
begin
  for p in select * from trail_peaks(size) order by level loop
    acc := case when acc is null then p.hash else sha256('\\x01'::bytea || p.hash || acc) end;
  end loop;
  return coalesce(acc, sha256(''::bytea));
end $$;
create function trail_checkpoint_add(p_size bigint, p_root bytea, p_key text, p_signature bytea, p_at timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if p_root is distinct from trail_root(p_size) then raise exception 'this is not the root of the log at %', p_size using errcode = 'ZH005'; end if;
  insert into trail_checkpoint(size, root, at, key, signature) values (p_size, p_root, p_at, p_key, p_signature) on conflict (size) do nothing;
end $$;
"""

# Append only, for every role but a superuser who first takes the triggers away; `verify` is for that one.
FREEZE = """
do $$ declare t text; begin
  foreach t in array array['trail_act', 'trail_change', 'trail_entry', 'trail_leaf', 'trail_node', 'trail_checkpoint'] loop
    execute format('create trigger trail_frozen before update or delete or truncate on %I for each statement execute function trail_refuse()', t);
  end loop;
end $$;
"""

# The application's role: reads everything, writes business tables (through acts), never the trail, never the schema.
ROLES = """
do $$ begin
  if not exists (select from pg_roles where rolname = 'zhiheng_app') then create role zhiheng_app nologin; end if;
exception when insufficient_privilege then
  raise exception 'The database role zhiheng_app is missing and this role may not create it. Run once as an administrator: create role zhiheng_app login';
end $$;
grant usage on schema public to zhiheng_app;
alter default privileges in schema public grant select, insert, update, delete on tables to zhiheng_app;
alter default privileges in schema public grant usage on sequences to zhiheng_app;
grant select, insert, update, delete on all tables in schema public to zhiheng_app;
grant usage on all sequences in schema public to zhiheng_app;
revoke insert, update, delete, truncate on trail_act, trail_change, trail_entry, trail_pending, trail_leaf, trail_node, trail_checkpoint from zhiheng_app;
"""

ALL = [BODY, PICTURE, OPEN, GUARD, SEQUENCE, FREEZE, ROLES]
