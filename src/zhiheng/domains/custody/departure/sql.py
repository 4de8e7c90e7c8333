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
