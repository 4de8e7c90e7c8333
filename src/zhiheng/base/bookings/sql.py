"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

APART = """
alter table booking add constraint booking_apart exclude using gist
  (episode_id with =, tsrange("on" + at, "on" + at + amount * interval '1 minute') with &&)
  where (state in ('booked', 'kept') and at is not null);
"""
APART_FREE = "alter table booking drop constraint booking_apart;"

STAYS = """
create function booking_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('moved', 'called-off') then
    raise exception 'a booking on record is not changed' using errcode = 'ZH055';
  end if;
  if (new.episode_id, new.kind, new.on, new.at, new.amount, new.words, new.ref, new.instead_of_id, new.made_by_id, new.made_at) is distinct from
     (old.episode_id, old.kind, old.on, old.at, old.amount, old.words, old.ref, old.instead_of_id, old.made_by_id, old.made_at) then
    raise exception 'what was booked is not changed: it is moved or called off' using errcode = 'ZH055';
  end if;
  return new;
end $$;
create trigger booking_stays before update or delete on booking for each row execute function booking_stays();
"""
STAYS_FREE = "drop trigger booking_stays on booking; drop function booking_stays();"
