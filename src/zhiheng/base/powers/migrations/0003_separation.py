"""Three administrations apart: in the tables, and in PostgreSQL itself for whoever goes round the acts."""

from __future__ import annotations

from django.db import migrations, models

APART = """
create function powers_stay_apart() returns trigger language plpgsql as $$
declare mine text; its text; everyones boolean;
begin
  select administration into mine from post_kind where code = new.kind_id;
  select administration, common into its, everyones from power where code = new.power_id;
  -- Reading the trail is oversight as well: posts outside the administrations (the procurator's) may carry it.
  if everyones or its = mine or (mine = '' and its = 'trail') then return null; end if;
  raise exception 'a post of kind % cannot carry %: the administrations stay apart', new.kind_id, new.power_id using errcode = 'ZH010';
end $$;
create trigger powers_stay_apart after insert or update on post_power for each row execute function powers_stay_apart();

create function powers_one_administration() returns trigger language plpgsql as $$
declare mine text; other text;
begin
  -- The officer is locked, so that two posts given at the same moment see each other.
  perform 1 from officer where id = new.officer_id for no key update;
  select k.administration into mine from post p join post_kind k on k.code = p.kind_id where p.id = new.post_id;
  select k.code into other from holding h join post p on p.id = h.post_id join post_kind k on k.code = p.kind_id
    where h.officer_id = new.officer_id and h.id <> new.id and h.during && new.during and k.administration <> mine limit 1;
  if other is null then return null; end if;
  raise exception 'officer % holds a post of kind %: an administrator holds no other post', new.officer_id, other using errcode = 'ZH011';
end $$;
create trigger powers_one_administration after insert or update on holding for each row execute function powers_one_administration();
"""
TOGETHER = """
drop trigger powers_one_administration on holding; drop function powers_one_administration();
drop trigger powers_stay_apart on post_power; drop function powers_stay_apart();
"""


class Migration(migrations.Migration):
    dependencies = [("powers", "0002_guards")]
    operations = [
        migrations.AddField("power", "administration", models.TextField(blank=True, default="", help_text="accounts, policy or trail: the administration that alone does this"), preserve_default=False),
        migrations.AddField("power", "common", models.BooleanField(default=False, help_text="every post may carry it")),
        migrations.AddField(
            "postkind",
            "administration",
            models.TextField(
                blank=True, default="", choices=[("", "none"), ("accounts", "accounts"), ("policy", "policy"), ("trail", "trail")], help_text="one of the three separate administrations"
            ),
            preserve_default=False,
        ),
        migrations.AddField("postkind", "holder", models.TextField(default="officer", help_text="who may hold it: officer, procurator or system (Officer.Kind)")),
        migrations.RunSQL(APART, TOGETHER),
    ]
