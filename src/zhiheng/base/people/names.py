"""Names as they are written, and how they are read aloud: cleaning, pinyin, initials.

A surname often has a reading of its own (曾 Zēng, 单 Shàn, 仇 Qiú); readings are those of the surname where a name begins with
one, of the dictionary elsewhere. ü is written v, as people type it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from pypinyin import lazy_pinyin

from zhiheng.engines.trail.refusals import Invalid
from zhiheng.lib.text import normalised

LONGEST = 100

# Read as a surname otherwise than the dictionary reads the character alone.
_SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "盖": "ge", "区": "ou", "翟": "zhai", "缪": "miao", "繁": "po", "折": "she",
    "员": "yun", "黑": "he", "秘": "bi", "冼": "xian", "洗": "xian", "佴": "nai", "乜": "nie", "覃": "qin", "种": "chong", "召": "shao", "祭": "zhai",
    "隗": "wei", "乐": "yue", "牟": "mou", "句": "gou", "任": "ren", "朴": "piao", "华": "hua", "燕": "yan", "纪": "ji", "宁": "ning", "应": "ying",
    "都": "du", "藏": "zang", "相": "xiang", "车": "che", "那": "na", "过": "guo", "哈": "ha", "卜": "bu", "柏": "bai", "尹": "yin", "莘": "shen",
    "褚": "chu", "谌": "chen", "郇": "xun", "逄": "pang", "逯": "lu", "尉": "wei", "石": "shi", "盛": "sheng", "沈": "shen", "谷": "gu", "晁": "chao",
    "长孙": "zhang sun", "尉迟": "yu chi", "万俟": "mo qi", "澹台": "tan tai",
    "宰父": "zai fu", "令狐": "ling hu", "夏侯": "xia hou", "单于": "chan yu", "欧阳": "ou yang",
    "司马": "si ma", "上官": "shang guan", "诸葛": "zhu ge", "皇甫": "huang fu", "公孙": "gong sun", "慕容": "mu rong",
    "呼延": "hu yan", "宇文": "yu wen", "鲜于": "xian yu", "赫连": "he lian", "东方": "dong fang", "独孤": "du gu", "南宫": "nan gong",
}  # fmt: skip

_DOTS = dict.fromkeys(map(ord, "•・‧∙･⋅●．"), "·")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+", re.ASCII)


class Reading(NamedTuple):
    """Syllables apart by a space, without tones; and their first letters."""

    pinyin: str
    initials: str


def clean_name(text: str, *, field: str = "name") -> str:
    """A name as it is kept: ends trimmed, full-width digits and spaces made plain, one dot for every dot, otherwise as typed.

    Markup is only text and is kept; what cannot be part of a name on paper is refused.

    Raises:
        Invalid: empty, longer than 100 characters, or holding a character that no document can print.
    """
    if any(unicodedata.category(c) in {"Cc", "Cs", "Co"} for c in text.strip("\r\n\t ")):
        raise Invalid(fields={field: _("The name holds a control character. Type it again instead of pasting it.")})
    name = _SPACES.sub(" ", normalised(text)).translate(_DOTS)
    if not name:
        raise Invalid(fields={field: _("Enter the name.")})
    if len(name) > LONGEST:
        raise Invalid(fields={field: _("The name is longer than 100 characters. Check that only the name was entered.")})
    return name


@functools.lru_cache(maxsize=65536)
def reading(name: str) -> Reading:
    """How a name is read: ``曾小贤`` -> ``zeng xiao xian``, ``zxx``; ``买买提·艾力`` -> ``mai mai ti ai li``; Latin words stay words."""
    syllables = _syllables(name)
    return Reading(" ".join(syllables), "".join(s[0] for s in syllables))


def _syllables(name: str) -> list[str]:
    # A name of one character is as likely a given name: the surname's reading still serves, since that is how it is called.
    for length in (2, 1):
        known = _SURNAMES.get(name[:length])
        if known and len(name) >= length:
            return [*known.split(), *_read(name[length:])]
    return _read(name)


def _read(text: str) -> list[str]:
    """Dictionary readings; what has none (a dot, a bracket) is left out, Latin words are one syllable each."""
    spoken = (_plain(part) for part in lazy_pinyin(text))
    return [word for part in spoken for word in _WORD.findall(part)]


def _plain(text: str) -> str:
    """Lower case without accents; ü is v."""
    split = unicodedata.normalize("NFD", text.lower().replace("ü", "v"))
    return "".join(c for c in split if not unicodedata.combining(c))


def typed_reading(text: str) -> str:
    """What somebody types to find a reading: letters only, run together; ü, lyu and nyu are v, as stored."""
    letters = "".join(_WORD.findall(_plain(text)))
    return letters.replace("lyu", "lv").replace("nyu", "nv")
