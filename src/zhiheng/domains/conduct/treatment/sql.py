"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

DECIDED_STAYS = """
create function treatment_decided() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('replaced', 'declined') then
    raise exception 'a treatment level on record is not changed' using errcode = 'ZH051';
  end if;
  if (new.episode_id, new.schedule, new.level, new.scheduled, new.before, new.rank_change, new.words, new.ends_by, new.proposed_by_id)
     is distinct from
     (old.episode_id, old.schedule, old.level, old.scheduled, old.before, old.rank_change, old.words, old.ends_by, old.proposed_by_id) then
    raise exception 'what was proposed is not changed' using errcode = 'ZH051';
  end if;
  return new;
end $$;
create trigger treatment_decided before update or delete on treatment_level for each row execute function treatment_decided();
create trigger treatment_review_stays before update or delete on treatment_review for each statement execute function trail_refuse();
"""

DECIDED_FREE = """
drop trigger treatment_review_stays on treatment_review; drop trigger treatment_decided on treatment_level; drop function treatment_decided();
"""

# The grade that a level rests on is as little changed as the level itself; what a re-check lists stays listed.
GRADE_STAYS = """
create function treatment_grade_stays() returns trigger language plpgsql as $$
begin
  if (new.grade, new.points_grade, new.points_grade_on, new.points_ref, new.grade_why) is distinct from
     (old.grade, old.points_grade, old.points_grade_on, old.points_ref, old.grade_why) then
    raise exception 'what was proposed is not changed' using errcode = 'ZH051';
  end if;
  return new;
end $$;
create trigger treatment_grade_stays before update on treatment_level for each row execute function treatment_grade_stays();
create trigger treatment_recheck_item_stays before update or delete on treatment_recheck_item for each statement execute function trail_refuse();
"""
GRADE_FREE = """
drop trigger treatment_recheck_item_stays on treatment_recheck_item; drop trigger treatment_grade_stays on treatment_level;
drop function treatment_grade_stays();
"""
