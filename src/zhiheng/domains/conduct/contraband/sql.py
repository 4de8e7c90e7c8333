"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

CHAIN_HOLDS = """
create function handling_in_chain() returns trigger language plpgsql as $$
declare last handling;
begin
  if tg_op = 'DELETE' then raise exception 'a link of a chain is not removed' using errcode = 'ZH023'; end if;
  if tg_op = 'UPDATE' then
    if old.signed_at is not null or old.withdrawn then
      raise exception 'a signed link of a chain is not changed' using errcode = 'ZH023';
    end if;
    if (new.find_id, new.number, new.kind, new.by_id, new.to_id, new.at) is distinct from
       (old.find_id, old.number, old.kind, old.by_id, old.to_id, old.at) then
      raise exception 'a link of a chain is not changed' using errcode = 'ZH023';
    end if;
    return new;
  end if;
  select * into last from handling h where h.find_id = new.find_id and not h.withdrawn order by h.number desc limit 1;
  if not found then
    if new.kind <> 'sealed' then raise exception 'a chain begins with the seal' using errcode = 'ZH023'; end if;
  elsif new.kind = 'sealed' then
    raise exception 'a chain has one beginning' using errcode = 'ZH023';
  elsif last.kind in ('destroyed', 'police', 'returned', 'treasury') and last.signed_at is not null then
    raise exception 'the chain has ended' using errcode = 'ZH023';
  elsif last.to_id is distinct from new.by_id then
    raise exception 'only the holder hands a thing on' using errcode = 'ZH023';
  end if;
  return new;
end $$;
create trigger handling_in_chain before insert or update or delete on handling for each row execute function handling_in_chain();
"""

CHAIN_FREE = "drop trigger handling_in_chain on handling; drop function handling_in_chain();"
