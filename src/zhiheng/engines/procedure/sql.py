"""Deliberation inside PostgreSQL: nobody votes for another, nothing is carried without its share, what is closed stays."""

from __future__ import annotations

MEMBERS = """
create function deliberation_member_allowed() returns trigger language plpgsql as $$
declare d deliberation;
begin
  select * into d from deliberation where id = new.deliberation_id for share;
  if d.state <> 'open' or exists (
      select from deliberation_vote v join deliberation_member m on m.id = v.member_id where m.deliberation_id = d.id) then
    raise exception 'the members are written down before the first vote' using errcode = 'ZH041';
  end if;
  return new;
end $$;
create trigger deliberation_member_allowed before insert on deliberation_member
  for each row execute function deliberation_member_allowed();
create trigger deliberation_member_stays before delete on deliberation_member for each statement execute function trail_refuse();
"""

VOTES = """
create function deliberation_vote_allowed() returns trigger language plpgsql as $$
declare d deliberation; m deliberation_member; who text;
begin
  select * into m from deliberation_member where id = new.member_id;
  select * into d from deliberation where id = m.deliberation_id for share;
  if d.state <> 'open' then
    raise exception 'the deliberation is closed' using errcode = 'ZH041';
  end if;
  select official into who from trail_act where id = trail_current();
  if who is distinct from m.official and coalesce(who, '') not like 'installation:%' then
    raise exception 'nobody votes for another' using errcode = 'ZH042';
  end if;
  return new;
end $$;
create trigger deliberation_vote_allowed before insert on deliberation_vote for each row execute function deliberation_vote_allowed();
create trigger deliberation_vote_stays before update or delete on deliberation_vote for each statement execute function trail_refuse();
"""

RESULT = """
create function deliberation_result_allowed() returns trigger language plpgsql as $$
declare members bigint; yes bigint;
begin
  if old.state <> 'open' then
    raise exception 'the deliberation is closed' using errcode = 'ZH041';
  end if;
  if (new.body, new.matter, new.matters, new.question, new.held_on, new.share_of, new.share_in)
      is distinct from (old.body, old.matter, old.matters, old.question, old.held_on, old.share_of, old.share_in) then
    raise exception 'what is deliberated on cannot be changed' using errcode = 'ZH041';
  end if;
  if new.chair <> old.chair and not exists (
      select from deliberation_member m where m.deliberation_id = new.id and m.official = old.chair and m.recused <> '') then
    raise exception 'only a recused chair gives way to another' using errcode = 'ZH041';
  end if;
  select count(*), count(*) filter (where v.choice = 'yes') into members, yes
    from deliberation_member m left join deliberation_vote v on v.member_id = m.id where m.deliberation_id = new.id;
  if new.state = 'carried' and (members = 0 or yes * new.share_in < members * new.share_of) then
    raise exception 'only % of % members agreed', yes, members using errcode = 'ZH043';
  end if;
  return new;
end $$;
create trigger deliberation_result_allowed before update on deliberation for each row execute function deliberation_result_allowed();
create trigger deliberation_stays before delete on deliberation for each statement execute function trail_refuse();
"""

RECUSED = """
create function deliberation_vote_not_recused() returns trigger language plpgsql as $$
begin
  if exists (select from deliberation_member m where m.id = new.member_id and m.recused <> '') then
    raise exception 'a recused member has no vote' using errcode = 'ZH044';
  end if;
  return new;
end $$;
create trigger deliberation_vote_not_recused before insert on deliberation_vote for each row execute function deliberation_vote_not_recused();

-- A member may still say that the matter concerns them: themself, while it is open, before they have voted, and once.
create function deliberation_member_recused() returns trigger language plpgsql as $$
declare who text;
begin
  if (new.id, new.deliberation_id, new.official, new.label) is distinct from (old.id, old.deliberation_id, old.official, old.label)
      or old.recused <> '' or new.recused = '' then
    raise exception 'the members stay as they were written down' using errcode = 'ZH003';
  end if;
  if (select d.state from deliberation d where d.id = new.deliberation_id for share) <> 'open'
      or exists (select from deliberation_vote v where v.member_id = new.id) then
    raise exception 'nobody is recused after their vote' using errcode = 'ZH041';
  end if;
  select official into who from trail_act where id = trail_current();
  if who is distinct from new.official and coalesce(who, '') not like 'installation:%' then
    raise exception 'nobody recuses another' using errcode = 'ZH042';
  end if;
  return new;
end $$;
create trigger deliberation_member_recused before update on deliberation_member for each row execute function deliberation_member_recused();
"""
RECUSED_FREE = """
drop trigger deliberation_vote_not_recused on deliberation_vote; drop function deliberation_vote_not_recused();
drop trigger deliberation_member_recused on deliberation_member; drop function deliberation_member_recused();
"""

ALL = [MEMBERS, VOTES, RESULT]
