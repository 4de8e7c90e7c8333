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
create function sanction_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or
     (new.case_id, new.kind, new.days, new.number, new.facts, new.basis, new.remedy, new.points) is distinct from
     (old.case_id, old.kind, old.days, old.number, old.facts, old.basis, old.remedy, old.points)
     or (new.proposed_by_id, new.decided_by_id, new.decided_at) is distinct from (old.proposed_by_id, old.decided_by_id, old.decided_at)
  then
    raise exception 'a decided sanction is not changed' using errcode = 'ZH053';
  end if;
  return new;
end $$;
create trigger sanction_stays before update or delete on sanction for each row execute function sanction_stays();
"""
STAYS_FREE = """
drop trigger sanction_stays on sanction; drop function sanction_stays(); drop trigger restraint_stays on restraint;
drop function restraint_stays(); drop trigger seclusion_stays on seclusion; drop function seclusion_stays();
"""

# Nobody is sanctioned unheard, by somebody involved, or to confinement without a doctor's yes; nor without two thirds of the ward's team.
HEARD = """
create function sanction_heard() returns trigger language plpgsql as $$
begin
  if not exists (select from discipline_hearing h where h.case_id = new.case_id) then
    raise exception 'nobody is sanctioned unheard' using errcode = 'ZH054';
  end if;
  if exists (select from discipline_involved i where i.case_id = new.case_id and i.officer_id = new.decided_by_id)
     or exists (select from discipline_case c where c.id = new.case_id and new.decided_by_id in (c.reported_by_id, c.investigator_id)) then
    raise exception 'whoever took part does not decide' using errcode = 'ZH054';
  end if;
  if not exists (select from discipline_case c join deliberation d on d.id = c.deliberation_id where c.id = new.case_id and d.state = 'carried') then
    raise exception 'two thirds of the ward team have not agreed' using errcode = 'ZH054';
  end if;
  if new.kind = 'confinement'
     and (select f.fit from discipline_fitness f where f.case_id = new.case_id order by f.at desc, f.id desc limit 1) is not true then
    raise exception 'no doctor has found the person fit' using errcode = 'ZH054';
  end if;
  return new;
end $$;
create trigger sanction_heard before insert on sanction for each row execute function sanction_heard();
"""
HEARD_FREE = "drop trigger sanction_heard on sanction; drop function sanction_heard();"

_KEPT = ("discipline_involved", "discipline_evidence", "discipline_hearing", "discipline_fitness", "watch_check")
_REFUSED = "create trigger {0}_stays before update or delete on {0} for each statement execute function trail_refuse();"
KEPT = "".join(_REFUSED.format(table) for table in _KEPT)
KEPT_FREE = "".join(f"drop trigger {table}_stays on {table};" for table in _KEPT)

ALL = ((LENGTH, LENGTH_FREE), (FIFTEEN, FIFTEEN_FREE), (STAYS, STAYS_FREE), (HEARD, HEARD_FREE), (KEPT, KEPT_FREE))

# A complaint only ever lightens: what stood before is what stands now, and a reversal is never changed.
REVERSAL_KEPT = _REFUSED.format("sanction_reversal")
REVERSAL_FROM_NOW = """
create function sanction_reversal_from_now() returns trigger language plpgsql as $$
declare now_points integer; now_days integer;
begin
  select coalesce(r.points_after, s.points), case when r.id is null then s.days else r.days_after end into now_points, now_days
    from sanction s left join lateral (select * from sanction_reversal where sanction_id = s.id order by id desc limit 1) r on true
    where s.id = new.sanction_id;
  if (new.points_before, new.days_before) is distinct from (now_points, now_days) then
    raise exception 'the sanction does not stand like this' using errcode = 'ZH055';
  end if;
  return new;
end $$;
create trigger sanction_reversal_from_now before insert on sanction_reversal for each row execute function sanction_reversal_from_now();
"""
REVERSALS = (
    (REVERSAL_KEPT, "drop trigger sanction_reversal_stays on sanction_reversal;"),
    (REVERSAL_FROM_NOW, "drop trigger sanction_reversal_from_now on sanction_reversal; drop function sanction_reversal_from_now();"),
)
