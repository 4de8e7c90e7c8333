"""What PostgreSQL itself refuses of objections. Migrations run this text."""

from __future__ import annotations

# What was said stays as it was said; an answer is given once; the second step follows the service of the first.
STAYS = """
create function objection_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'an objection is not deleted' using errcode = 'ZH066';
  end if;
  if (new.episode_id, new.against, new.about, new.step, new.first_id, new.addressee, new.receipt, new.words, new.written_by, new.received_on,
      new.counts_from, new.last_day, new.in_time, new.recorded_by_id, new.recorded_at)
     is distinct from
     (old.episode_id, old.against, old.about, old.step, old.first_id, old.addressee, old.receipt, old.words, old.written_by, old.received_on,
      old.counts_from, old.last_day, old.in_time, old.recorded_by_id, old.recorded_at) then
    raise exception 'what was said in an objection is not changed' using errcode = 'ZH066';
  end if;
  if old.outcome <> '' and (new.outcome, new.opinion, new.answered_at) is distinct from (old.outcome, old.opinion, old.answered_at) then
    raise exception 'an answer is given once' using errcode = 'ZH066';
  end if;
  return new;
end $$;
create trigger objection_stays before update or delete on objection for each row execute function objection_stays();

create function objection_second_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare served date;
begin
  select served_on into served from objection where id = new.first_id and step = 1 and against = new.against and episode_id = new.episode_id;
  if served is null or new.received_on < served then
    raise exception 'the second step follows the service of the first answer' using errcode = 'ZH067';
  end if;
  return new;
end $$;
create trigger objection_second_step before insert on objection for each row when (new.step = 2) execute function objection_second_step();
"""
STAYS_FREE = """
drop trigger objection_second_step on objection; drop function objection_second_step();
drop trigger objection_stays on objection; drop function objection_stays();
"""
