"""Search by any one or two characters of a name, by pinyin and by initials, at a million people.

A trigram index cannot serve two Chinese characters, so names are indexed by their single characters and pairs.
"""

from __future__ import annotations

from django.db import migrations

GRAMS = """
create function name_grams(t text) returns text[] language sql immutable parallel safe strict as $$
  select coalesce(array_agg(distinct g), '{}') from (
    select substr(t, i, 1) from generate_series(1, char_length(t)) i
    union all select substr(t, i, 2) from generate_series(1, char_length(t) - 1) i) q(g)
$$;
create function name_pairs(t text) returns text[] language sql immutable parallel safe strict as $$
  select case when char_length(t) = 1 then array[t] else (select array_agg(substr(t, i, 2)) from generate_series(1, char_length(t) - 1) i) end
$$;
create index person_name_grams on person_name using gin (name_grams(name));
create index person_name_pinyin on person_name (replace(pinyin, ' ', '') text_pattern_ops);
create index person_name_initials on person_name (initials text_pattern_ops);
create index episode_number on episode (number text_pattern_ops);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_guards")]
    operations = [
        migrations.RunSQL(
            GRAMS,
            "drop index person_name_grams, person_name_pinyin, person_name_initials, episode_number; drop function name_grams(text), name_pairs(text)",
        )
    ]
