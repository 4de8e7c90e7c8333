"""The points inside PostgreSQL: a closed month takes nothing, an entry is corrected and not edited, a sheet and a notice served stay."""

from __future__ import annotations

SHEET = """
alter table points_sheet_lines alter column lines set storage external;
create function points_lines_digest(episodes bigint[], lines bytea) returns bytea
language sql stable parallel safe return sha256(array_send(episodes) || lines);
create function points_lines_of_sheet() returns trigger language plpgsql as $$
declare bad record;
begin
  select n.sheet_id into bad from new_rows n join points_sheet s on s.id = n.sheet_id
    where s.digest <> points_lines_digest(n.episodes, n.lines) or s.people <> cardinality(n.episodes) limit 1;
  if found then
    raise exception 'these are not the lines of sheet %', bad.sheet_id using errcode = 'ZH055';
  end if;
  return null;
end $$;
create trigger points_lines_guard before insert on points_sheet_lines for each statement execute function trail_require_act();
create trigger points_lines_of_sheet after insert on points_sheet_lines referencing new table as new_rows
  for each statement execute function points_lines_of_sheet();
create trigger points_lines_stay before update or delete or truncate on points_sheet_lines for each statement execute function trail_refuse();
create trigger points_sheet_stays before update or delete on points_sheet for each statement execute function trail_refuse();
create trigger points_adjustment_stays before update or delete on points_adjustment for each statement execute function trail_refuse();
"""

ENTRIES = """
-- Whether a prisoner's month is totalled: in the ward that saw the fact, in the one where they are, or in any where they had a bed.
create function points_totalled(p_episode bigint, p_ward bigint, p_month date) returns boolean language sql stable as $$
  select exists (select from points_sheet s join points_sheet_lines l on l.sheet_id = s.id and l.episodes @> array[p_episode]
    where s.month = p_month and s.ward_id in (
      select p_ward union select e.ward_id from episode e where e.id = p_episode union
      select w.id from stay t join place bed on bed.id = t.place_id join place w on w.kind = 'ward' and w.path @> bed.path
        where t.episode_id = p_episode))
$$;

create function points_entry_open_month() returns trigger language plpgsql as $$
declare bad record := null;
begin
  -- The total locks the table against writers: whoever waited for it sees its sheet here. A load of months without totals asks once.
  if exists (select from points_sheet s where s.month in (select distinct n.month from new_rows n where n.state = 'posted')) then
    select n.month, e.number into bad from new_rows n join episode e on e.id = n.episode_id
      where n.state = 'posted' and points_totalled(n.episode_id, n.ward_id, n.month) limit 1;
  end if;
  if bad is not null then
    raise exception 'the month % of % is closed', bad.month, bad.number using errcode = 'ZH051';
  end if;
  -- Corrected once; what a sanction took, as often as the sanction is lightened, and never beyond it. Two at once wait for one another.
  perform from points_entry o where o.id in (select n.corrects_id from new_rows n) for update;
  select n.id into bad from new_rows n join points_entry o on o.id = n.corrects_id
    cross join lateral (select count(*) as number, sum(c.counted) as given from points_entry c where c.corrects_id = o.id) so_far
    where o.episode_id <> n.episode_id or o.kind = 4 or o.state <> 'posted' or sign(o.counted) * sign(n.counted) > 0
      or abs(so_far.given) > abs(o.counted) or (so_far.number > 1 and o.kind <> 3) limit 1;
  if found then
    raise exception 'entry % is no correction of the entry that it names', bad.id using errcode = 'ZH052';
  end if;
  return null;
end $$;
create trigger points_entry_open_month after insert on points_entry referencing new table as new_rows
  for each statement execute function points_entry_open_month();

create function points_entry_kept() returns trigger language plpgsql as $$
begin
  if (new.episode_id, new.ward_id, new.happened_on, new.kind, new.part, new.fact, new.raw, new.words, new.evidence, new.proposed_by,
      new.only_fact, new.needs) is distinct from (old.episode_id, old.ward_id, old.happened_on, old.kind, old.part, old.fact, old.raw, old.words,
      old.evidence, old.proposed_by, old.only_fact, old.needs) or new.corrects_id is distinct from old.corrects_id
      or new.clause_id is distinct from old.clause_id then
    raise exception 'entry % was made: correct it by an entry of its own', old.id using errcode = 'ZH003';
  end if;
  if old.state = 'posted' and (new.state, new.counted, new.month, new.body, new.decided_on, new.decided_by)
      is distinct from (old.state, old.counted, old.month, old.body, old.decided_on, old.decided_by) then
    raise exception 'entry % is posted: correct it by an entry of its own', old.id using errcode = 'ZH003';
  end if;
  if old.state = 'posted' and new.stands <> old.stands and not (old.stands = old.counted and new.stands = 0) and (
      abs(new.stands) > abs(old.stands)
      or new.stands <> old.counted + (select coalesce(sum(c.counted), 0) from points_entry c where c.corrects_id = old.id)) then
    raise exception 'entry % stands as it was counted and corrected', old.id using errcode = 'ZH003';
  end if;
  if old.state in ('refused', 'returned') then
    raise exception 'entry % was decided', old.id using errcode = 'ZH003';
  end if;
  if new.state = 'posted' and old.state <> 'posted' and points_totalled(new.episode_id, new.ward_id, new.month) then
    raise exception 'the month % is closed', new.month using errcode = 'ZH051';
  end if;
  if new.state = 'posted' and new.body > 1 and (new.deliberation_id is null or not exists (
      select from deliberation d where d.id = new.deliberation_id and d.state = 'carried')) then
    raise exception 'entry % was not carried by its body', new.id using errcode = 'ZH053';
  end if;
  return new;
end $$;
create trigger points_entry_kept before update on points_entry for each row execute function points_entry_kept();
create trigger points_entry_stays before delete on points_entry for each statement execute function trail_refuse();
create trigger points_spot_notice_stays before update or delete on points_spot_notice for each statement execute function trail_refuse();
"""

ALL = [SHEET, ENTRIES]
