"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

# A seal goes from due (or left open by a decision that is corrected) to sealed to lifted, and never back; an enquiry stays as it was answered.
SEAL_GOES_ON = """
create function record_seal_goes_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state = 'lifted' or (old.state = 'sealed' and new.state <> 'lifted')
     or (old.state = 'left-open' and new.state <> 'sealed') then
    raise exception 'what was decided about the sealing of a record is not changed' using errcode = 'ZH065';
  end if;
  if (new.person_id, new.prison_id, new.number, new.due_at) is distinct from (old.person_id, old.prison_id, old.number, old.due_at) then
    raise exception 'a seal stays with its record' using errcode = 'ZH065';
  end if;
  return new;
end $$;
create trigger record_seal_goes_on before update or delete on record_seal for each row execute function record_seal_goes_on();
create trigger seal_enquiry_stays before update or delete on seal_enquiry for each row execute function reception_signed_stays();
"""
SEAL_MOVES = """
drop trigger record_seal_goes_on on record_seal; drop function record_seal_goes_on(); drop trigger seal_enquiry_stays on seal_enquiry;
"""

# A release is never altered.
RELEASE_STAYS = """
create trigger release_stays before update or delete on release for each row execute function reception_signed_stays();
"""
RELEASE_MOVES = "drop trigger release_stays on release;"

# A transfer goes forward only, and what one side signed the other does not rewrite.
TRANSFER_GOES_ON = """
create function transfer_goes_on() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.state in ('declined', 'received', 'withdrawn') then
    raise exception 'a transfer that has ended is not changed' using errcode = 'ZH064';
  end if;
  if (new.episode_id, new.from_prison_id, new.to_prison_id, new.grounds, new.proposed_by_id, new.proposed_at)
     is distinct from (old.episode_id, old.from_prison_id, old.to_prison_id, old.grounds, old.proposed_by_id, old.proposed_at)
     or (old.handed_by_id is not null
         and (new.papers, new.handed_by_id, new.handed_at, new.party_id) is distinct from (old.papers, old.handed_by_id, old.handed_at, old.party_id))
  then
    raise exception 'what was proposed or signed of a transfer is not changed' using errcode = 'ZH064';
  end if;
  return new;
end $$;
create trigger transfer_goes_on before update or delete on transfer for each row execute function transfer_goes_on();
"""
TRANSFER_MOVES = "drop trigger transfer_goes_on on transfer; drop function transfer_goes_on();"
