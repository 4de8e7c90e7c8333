"""The last resort in PostgreSQL: no bed that a separation forbids, whichever way the stay is written. Migrations run this text."""

from __future__ import annotations

# The pair's row is locked while its places are compared, so that two stays begun at once are looked at one after the other.
KEPT_APART = """
create function stay_kept_apart() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare clash record; today date := (now() at time zone 'Asia/Shanghai')::date;
begin
  perform from new_stays n join episode e on e.id = n.episode_id
    join separation s on e.person_id in (s.low_id, s.high_id) and today >= s.since and (s.until is null or today <= s.until)
    where upper_inf(n.during) order by s.id for update of s;
  if not found then return null; end if;
  select e.number as one, oe.number as other, s.id into clash
  from new_stays n join episode e on e.id = n.episode_id join place bed on bed.id = n.place_id
    join separation s on e.person_id in (s.low_id, s.high_id) and today >= s.since and (s.until is null or today <= s.until)
    join episode oe on oe.person_id = s.low_id + s.high_id - e.person_id and oe.ended_on is null
    join stay os on os.episode_id = oe.id and upper_inf(os.during)
    join place obed on obed.id = os.place_id
  where upper_inf(n.during) and case s.reach when 'cell' then bed.parent_id = obed.parent_id else
    (select w.id from place w where w.kind = 'ward' and w.path @> bed.path order by nlevel(w.path) desc limit 1)
    = (select w.id from place w where w.kind = 'ward' and w.path @> obed.path order by nlevel(w.path) desc limit 1) end
  limit 1;
  if found then
    raise exception 'prisoners % and % are kept apart (separation %)', clash.one, clash.other, clash.id using errcode = 'ZH020';
  end if;
  return null;
end $$;
create trigger stay_kept_apart after insert on stay referencing new table as new_stays for each statement execute function stay_kept_apart();
"""

NOT_KEPT_APART = "drop trigger stay_kept_apart on stay; drop function stay_kept_apart();"
