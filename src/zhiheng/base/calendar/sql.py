"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

# An entry is decided and replaced, never rewritten: processes keep the days of a notice by its number.
NOTICES_STAY = """
alter table holiday_notice_day add constraint holiday_day_of_its_notice foreign key (notice_id, year) references holiday_notice (id, year);
create function holiday_notice_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE'
     or (new.year, new.document, new.issued_on, new.place_id) is distinct from (old.year, old.document, old.issued_on, old.place_id) then
    raise exception 'a holiday notice stays as it was entered' using errcode = 'ZH080';
  end if;
  return new;
end $$;
create trigger holiday_notice_stays before update or delete on holiday_notice for each row execute function holiday_notice_stays();
create function holiday_day_stays() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' or not exists (select 1 from holiday_notice where id = new.notice_id and state = 'proposed') then
    raise exception 'the days of a holiday notice stay as they were entered' using errcode = 'ZH080';
  end if;
  return new;
end $$;
create trigger holiday_day_stays before insert or update or delete on holiday_notice_day for each row execute function holiday_day_stays();
"""
NOTICES_MOVE = """
drop trigger holiday_notice_stays on holiday_notice; drop function holiday_notice_stays();
drop trigger holiday_day_stays on holiday_notice_day; drop function holiday_day_stays();
alter table holiday_notice_day drop constraint holiday_day_of_its_notice;
"""
