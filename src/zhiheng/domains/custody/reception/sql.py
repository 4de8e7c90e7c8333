"""What PostgreSQL itself refuses in this room. Migrations run this text."""

from __future__ import annotations

# A step: what was done stays; a second person may sign once. Its law stays as it was opened, and its clock but for one thing: while the
# step is open a calendar of working days that comes into force decides its last day (reception/counted.py).
STEPS_STAY = """
create function reception_step_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a step is not deleted' using errcode = 'ZH060'; end if;
  if (new.episode_id, new.procedure, new.kind, new.basis, new.for_end)
     is distinct from (old.episode_id, old.procedure, old.kind, old.basis, old.for_end)
     or (new.due_at is distinct from old.due_at
         and (old.procedure <> 'admission' or old.kind not in ('family', 'visits', 'education', 'ward') or new.done_at is not null)) then
    raise exception 'the clock of a step is not moved' using errcode = 'ZH060';
  end if;
  if old.done_at is not null and ((new.done_at, new.recorded_at, new.done_by_id, new.output, new.details)
     is distinct from (old.done_at, old.recorded_at, old.done_by_id, old.output, old.details)
     -- the second person may add the court's clarification, once
     or (new.document <> old.document and (old.document <> '' or old.second_by_id is not null or new.second_by_id is null))) then
    raise exception 'a step that was done is not changed' using errcode = 'ZH060';
  end if;
  if old.second_by_id is not null and (new.second_by_id, new.second_at) is distinct from (old.second_by_id, old.second_at) then
    raise exception 'a signature is not changed' using errcode = 'ZH060';
  end if;
  return new;
end $$;
create trigger reception_step_stays before update or delete on reception_step for each row execute function reception_step_stays();
"""
STEPS_MOVE = "drop trigger reception_step_stays on reception_step; drop function reception_step_stays();"

# Signed, issued, versioned, examined: once written, never altered.
SIGNED_STAYS = """
create function reception_signed_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % was signed and is not changed', tg_table_name using errcode = 'ZH061';
end $$;
""" + "".join(
    f"create trigger {table}_stays before update or delete on {table} for each row execute function reception_signed_stays();\n"
    for table in ("property_list", "issued_paper", "file_version", "entry_examination", "identity_check")
)
UNSIGNED = (
    "".join(
        f"drop trigger {table}_stays on {table};"
        for table in ("property_list", "issued_paper", "file_version", "entry_examination", "identity_check")
    )
    + "drop function reception_signed_stays();"
)

# A belonging is what it was when it was listed; it goes out once. An item of the file keeps its number and its words.
LISTED_STAYS = """
create function belonging_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.handed_out_id is not null or old.state = 'confiscated'
     or (new.taken_in_id, new.kind, new.name, new.quantity, new.marks) is distinct from
        (old.taken_in_id, old.kind, old.name, old.quantity, old.marks) then
    raise exception 'a listed belonging stays as it was signed' using errcode = 'ZH062';
  end if;
  return new;
end $$;
create trigger belonging_stays before update or delete on belonging for each row execute function belonging_stays();
create function file_item_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.withdrawn_at is not null
     or (new.episode_id, new.volume, new.section, new.number, new.title, new.document,
         new.dated, new.pages, new.source, new.added_by_id, new.added_at)
        is distinct from
        (old.episode_id, old.volume, old.section, old.number, old.title, old.document,
         old.dated, old.pages, old.source, old.added_by_id, old.added_at)
  then
    raise exception 'an item of the file stays as it was numbered' using errcode = 'ZH063';
  end if;
  return new;
end $$;
create trigger file_item_stays before update or delete on file_item for each row execute function file_item_stays();
"""
UNLISTED = """
drop trigger belonging_stays on belonging; drop function belonging_stays();
drop trigger file_item_stays on file_item; drop function file_item_stays();
"""
