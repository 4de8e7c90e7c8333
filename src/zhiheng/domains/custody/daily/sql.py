"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

SIGNED_STAYS = """
create function hand_over_signed() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state <> 'waiting' then
    raise exception 'a signed or withdrawn hand-over is not changed' using errcode = 'ZH022';
  end if;
  if (new.place_id, new.on_books, new.out, new.unresolved, new.watched, new.keys, new.open_work, new.given_by_id, new.given_at, new.due_at)
     is distinct from
     (old.place_id, old.on_books, old.out, old.unresolved, old.watched, old.keys, old.open_work, old.given_by_id, old.given_at, old.due_at) then
    raise exception 'what the outgoing officer signed is not changed' using errcode = 'ZH022';
  end if;
  return new;
end $$;
create trigger hand_over_signed before update or delete on hand_over for each row execute function hand_over_signed();
"""

UNSIGNED = "drop trigger hand_over_signed on hand_over; drop function hand_over_signed();"
