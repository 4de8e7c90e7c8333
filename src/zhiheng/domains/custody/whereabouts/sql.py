"""What PostgreSQL itself does for the roll: the tally that follows every change, and the refusals of last resort. Migrations run this."""

from __future__ import annotations

# Rows that are not there yet are made empty first; then all are locked in the order of their ids, so that two moves never wait in a ring.
TALLY = """
revoke insert, update, delete on roll_tally from zhiheng_app;
create function roll_tally_shift(places bigint[], helds int[], aways int[], outs int[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into roll_tally(place_id) select distinct p from unnest(places) p order by p on conflict do nothing;
  perform from roll_tally where place_id = any(places) order by place_id for update;
  update roll_tally t set held = t.held + d.held, away = t.away + d.away, outside = t.outside + d.outside
  from (select u.p, sum(u.h)::int as held, sum(u.a)::int as away, sum(u.o)::int as outside
        from unnest(places, helds, aways, outs) as u(p, h, a, o) group by u.p) d
  where t.place_id = d.p and (d.held, d.away, d.outside) <> (0, 0, 0);
end $$;
create function roll_tally_episode() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p bigint[]; h int[]; a int[]; o int[];
begin
  if tg_op = 'INSERT' then
    select array_agg(q.p), array_agg(q.n), array_agg(0), array_agg(0) into p, h, a, o
    from (select coalesce(ward_id, prison_id) as p, count(*)::int as n from new_rows where ended_on is null group by 1) q;
  else
    -- An open movement goes with its person from ward to ward.
    select array_agg(q.p), array_agg(q.n), array_agg(q.a), array_agg(q.o) into p, h, a, o from (
      select c.p, sum(c.sign)::int as n, sum(c.sign * (m.id is not null)::int)::int as a, sum(c.sign * coalesce(m.outside, false)::int)::int as o
      from (select id, coalesce(ward_id, prison_id) as p, -1 as sign from old_rows where ended_on is null
            union all select id, coalesce(ward_id, prison_id), 1 from new_rows where ended_on is null) c
      left join movement m on m.episode_id = c.id and m.ending = '' group by c.p
      having (sum(c.sign), sum(c.sign * (m.id is not null)::int)) <> (0, 0)) q;
  end if;
  if p is not null then perform roll_tally_shift(p, h, a, o); end if;
  return null;
end $$;
create trigger roll_tally_insert after insert on episode referencing new table as new_rows
  for each statement execute function roll_tally_episode();
create trigger roll_tally_update after update on episode referencing old table as old_rows new table as new_rows
  for each statement execute function roll_tally_episode();
create function roll_tally_movement() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare p bigint[]; h int[]; a int[]; o int[];
begin
  if tg_op = 'INSERT' then
    select array_agg(q.p), array_agg(0), array_agg(q.a), array_agg(q.o) into p, h, a, o from (
      select coalesce(e.ward_id, e.prison_id) as p, count(*)::int as a, (count(*) filter (where n.outside))::int as o
      from new_rows n join episode e on e.id = n.episode_id and e.ended_on is null where n.ending = '' group by 1) q;
  else
    select array_agg(q.p), array_agg(0), array_agg(q.a), array_agg(q.o) into p, h, a, o from (
      select coalesce(e.ward_id, e.prison_id) as p, sum(c.sign)::int as a, sum(c.sign * c.outside::int)::int as o
      from (select episode_id, outside, -1 as sign from old_rows where ending = ''
            union all select episode_id, outside, 1 from new_rows where ending = '') c
      join episode e on e.id = c.episode_id and e.ended_on is null group by 1) q;
  end if;
  if p is not null then perform roll_tally_shift(p, h, a, o); end if;
  return null;
end $$;
create trigger roll_tally_insert after insert on movement referencing new table as new_rows
  for each statement execute function roll_tally_movement();
create trigger roll_tally_update after update on movement referencing old table as old_rows new table as new_rows
  for each statement execute function roll_tally_movement();
insert into roll_tally(place_id, held) select coalesce(ward_id, prison_id), count(*) from episode where ended_on is null group by 1;
"""

NO_TALLY = """
drop trigger roll_tally_insert on episode; drop trigger roll_tally_update on episode;
drop trigger roll_tally_insert on movement; drop trigger roll_tally_update on movement;
drop function roll_tally_episode(); drop function roll_tally_movement(); drop function roll_tally_shift(bigint[], int[], int[], int[]);
"""

# Deferred: an act may close the movement and end the custody in either order.
OUT_AND_ENDED = """
create function movement_ends_with_custody() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare who bigint := case tg_table_name when 'episode' then (to_jsonb(new) ->> 'id')::bigint else (to_jsonb(new) ->> 'episode_id')::bigint end;
begin
  if exists (select from movement m join episode e on e.id = m.episode_id where m.episode_id = who and m.ending = '' and e.ended_on is not null) then
    raise exception 'episode % has ended and its person is out on the books', who using errcode = 'ZH021';
  end if;
  return null;
end $$;
create constraint trigger movement_ends_with_custody after update of ended_on on episode deferrable initially deferred
  for each row when (old.ended_on is null and new.ended_on is not null) execute function movement_ends_with_custody();
create constraint trigger movement_ends_with_custody after insert on movement deferrable initially deferred
  for each row when (new.ending = '') execute function movement_ends_with_custody();
"""

NOT_OUT_AND_ENDED = """
drop trigger movement_ends_with_custody on episode; drop trigger movement_ends_with_custody on movement;
drop function movement_ends_with_custody();
"""
