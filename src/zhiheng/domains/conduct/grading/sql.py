"""Grades inside PostgreSQL: the quota holds, a grade is decided anew only by the prison group, what was put or reported stays."""

from __future__ import annotations

ROUND = """
create function points_round_decided() returns trigger language plpgsql as $$
begin
  if old.state = 'decided' and (new.state, new.share, new.graded, new.quota, new.deliberation_id, new.decided_on)
      is distinct from (old.state, old.share, old.graded, old.quota, old.deliberation_id, old.decided_on) then
    raise exception 'the round is decided' using errcode = 'ZH003';
  end if;
  if new.state = 'decided' and old.state <> 'decided' then
    if (select count(*) from points_cycle c where c.round_id = new.id and c.grade = 3) > new.quota then
      raise exception 'more positive grades than the quota of %', new.quota using errcode = 'ZH054';
    end if;
    if not exists (select from deliberation d where d.id = new.deliberation_id and d.state = 'carried') then
      raise exception 'the grades were not carried by the prison group' using errcode = 'ZH053';
    end if;
  end if;
  return new;
end $$;
create trigger points_round_decided before update on points_round for each row execute function points_round_decided();
"""

REGRADING = """
create function points_cycle_decided() returns trigger language plpgsql as $$
begin
  if old.grade is not null and (new.grade, new.reward) is distinct from (old.grade, old.reward) and not exists (
      select from points_regrading r join deliberation d on d.id = r.deliberation_id and d.state = 'carried'
      where r.cycle_id = new.id and r.state = 'decided' and (r.grade, r.reward) = (new.grade, new.reward)) then
    raise exception 'the grade of cycle % was decided: only the prison group decides it anew', old.id using errcode = 'ZH053';
  end if;
  return new;
end $$;
create trigger points_cycle_decided before update on points_cycle for each row execute function points_cycle_decided();

create function points_regrading_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (old.state = 'decided' and to_jsonb(new) - 'copied_on' <> to_jsonb(old) - 'copied_on') then
    raise exception 'regrading % was decided', old.id using errcode = 'ZH003';
  end if;
  return new;
end $$;
create trigger points_regrading_stays before update or delete on points_regrading for each row execute function points_regrading_stays();
"""

PAPERS = """
create trigger points_report_stays before update or delete on points_report for each statement execute function trail_refuse();
create function points_interruption_kept() returns trigger language plpgsql as $$
begin
  if old.closed or (new.episode_id, new.kind, new."on", new.document, new.own_confession, new.protested, new.pending, new.deliberation_id)
      is distinct from (old.episode_id, old.kind, old."on", old.document, old.own_confession, old.protested, old.pending, old.deliberation_id) then
    raise exception 'interruption % was put before its body', old.id using errcode = 'ZH003';
  end if;
  if new.adjustment_id is not null and not exists (select from deliberation d where d.id = new.deliberation_id and d.state = 'carried') then
    raise exception 'interruption % was not carried by its body', new.id using errcode = 'ZH053';
  end if;
  return new;
end $$;
create trigger points_interruption_kept before update on points_interruption for each row execute function points_interruption_kept();
create trigger points_interruption_stays before delete on points_interruption for each statement execute function trail_refuse();
"""

ALL = [ROUND, REGRADING, PAPERS]
