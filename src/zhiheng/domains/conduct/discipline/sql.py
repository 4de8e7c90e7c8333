"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

STAYS = """
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
STAYS_FREE = "drop trigger sanction_stays on sanction; drop function sanction_stays();"

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

_KEPT = ("discipline_involved", "discipline_evidence", "discipline_hearing", "discipline_fitness", "sanction_reversal")
_REFUSED = "create trigger {0}_stays before update or delete on {0} for each statement execute function trail_refuse();"
KEPT = "".join(_REFUSED.format(table) for table in _KEPT)
KEPT_FREE = "".join(f"drop trigger {table}_stays on {table};" for table in _KEPT)

# A complaint only ever lightens: what stood before is what stands now.
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
REVERSAL_FROM_NOW_FREE = "drop trigger sanction_reversal_from_now on sanction_reversal; drop function sanction_reversal_from_now();"

ALL = ((STAYS, STAYS_FREE), (HEARD, HEARD_FREE), (KEPT, KEPT_FREE), (REVERSAL_FROM_NOW, REVERSAL_FROM_NOW_FREE))
