"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

# The law of the first day: at most 15 days, and before 2026-11-01 a confinement of no fewer than 7 (Prison Law 2012 art 58, 2026 art 84).
LENGTH = """
alter table seclusion add constraint seclusion_law_of_first_day
  check (kind <> 'confinement' or first >= date '2026-11-01' or days between 7 and 15);
alter table seclusion add constraint seclusion_until_within_days check (until <= first + (days - 1));
"""
LENGTH_FREE = """
alter table seclusion drop constraint seclusion_law_of_first_day; alter table seclusion drop constraint seclusion_until_within_days;
"""

# One counter over all kinds (Mandela Rules 43-44): days in a row, whichever way they are written, two officers at once included.
FIFTEEN = """
create function seclusion_fifteen_in_a_row() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare run bigint;
begin
  perform from episode where id = new.episode_id for update;
  select max(n) into run from (
    select count(*) as n from (
      select day, day - (row_number() over (order by day))::int as island from (
        select distinct d::date as day from seclusion s, generate_series(s.first::timestamp, s.until::timestamp, interval '1 day') d
        where s.episode_id = new.episode_id
      ) days
    ) islands group by island
  ) runs;
  if run > 15 then
    raise exception '% days alone in a row: never more than 15', run using errcode = 'ZH052';
  end if;
  return null;
end $$;
create trigger seclusion_fifteen_in_a_row after insert or update on seclusion for each row execute function seclusion_fifteen_in_a_row();
"""
FIFTEEN_FREE = "drop trigger seclusion_fifteen_in_a_row on seclusion; drop function seclusion_fifteen_in_a_row();"

STAYS = """
create function seclusion_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.ended_at is not null then
    raise exception 'a seclusion on record is not changed' using errcode = 'ZH053';
  end if;
  if (new.episode_id, new.kind, new.sanction_id, new.case_id, new.first, new.days, new.started_at, new.ordered_by_id)
     is distinct from
     (old.episode_id, old.kind, old.sanction_id, old.case_id, old.first, old.days, old.started_at, old.ordered_by_id)
     or new.until > old.until then
    raise exception 'the days of a seclusion are not changed, but for an earlier end' using errcode = 'ZH053';
  end if;
  return new;
end $$;
create trigger seclusion_stays before update or delete on seclusion for each row execute function seclusion_stays();
create function restraint_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.stopped_at is not null or
     (new.episode_id, new.gear, new.ground, new.words, new.video, new.started_at, new.started_by_id)
     is distinct from (old.episode_id, old.gear, old.ground, old.words, old.video, old.started_at, old.started_by_id) then
    raise exception 'a restraint on record is not changed' using errcode = 'ZH053';
  end if;
  return new;
end $$;
create trigger restraint_stays before update or delete on restraint for each row execute function restraint_stays();
"""
STAYS_FREE = """
drop trigger restraint_stays on restraint; drop function restraint_stays();
drop trigger seclusion_stays on seclusion; drop function seclusion_stays();
"""

KEPT = "create trigger watch_check_stays before update or delete on watch_check for each statement execute function trail_refuse();"
KEPT_FREE = "drop trigger watch_check_stays on watch_check;"

ALL = ((LENGTH, LENGTH_FREE), (FIFTEEN, FIFTEEN_FREE), (STAYS, STAYS_FREE), (KEPT, KEPT_FREE))
