"""Invented names, chosen to try a register: compound surnames, surnames with a reading of their own, rare characters, names with a dot."""

from __future__ import annotations

from random import Random
from typing import Final, NamedTuple

from zhiheng.base.people.names import reading

SURNAMES: Final = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
TRICKY: Final = ("单", "解", "仇", "查", "区", "朴", "盖", "缪", "华", "葛", "冼", "佘", "亓", "芈", "宓")
COMPOUND: Final = ("欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "令狐", "慕容", "司徒", "东方", "端木", "澹台", "公孙")
MALE: Final = (
    "海平建国志强伟军明勇涛斌鹏辉刚超波浩亮峰磊飞宇杰凯鑫俊博文武林松柏江河山川东南北春生根宝福贵庆祥瑞永安康宁"
    "远航振华兴旺德仁义礼智信诚谦恒毅坚贤良栋梁才富荣光耀晨旭阳"
)
FEMALE: Final = "秀英桂兰玉珍凤霞红梅丽芳艳敏静洁莉娟燕萍玲琴云雪莲香月娥巧慧颖婷倩雯琳瑶佳怡欣悦思雨梦露晓彤蕾薇菲蓉菊芬芝淑惠贞"
RARE: Final = "𬭎䶮㛃喆淼堃燚犇骉彧翀玥赟"
DOTTED: Final = ("艾山·吐尔逊", "古丽·阿依夏", "巴图·那日松", "扎西·次仁", "安娜·谢苗诺娃")
LATIN: Final = ("Tomas Okafor", "Maria da Silva", "Nguyen Van Minh", "Jean-Luc O'Hara")


class Called(NamedTuple):
    """A name with its pinyin (syllables apart) and its initials."""

    name: str
    pinyin: str
    initials: str


def called(name: str) -> Called:
    """A name as the register reads it."""
    return Called(name, *reading(name))


def invented(rng: Random, *, female: bool) -> Called:
    """A name. About one in 250 has a rare character, one in 60 a compound surname, one in 500 is not of the Chinese form."""
    draw = rng.random()
    if draw < 0.0015:
        return called(rng.choice(DOTTED))
    if draw < 0.002:
        return called(rng.choice(LATIN))
    return called(_surname(rng) + _given(rng, female=female, rare=rng.random() < 0.004))


def alias(rng: Random, name: str) -> Called:
    """A byname: a rank before the last character, or that character twice; a word of a name in Latin letters."""
    last = name[-1]
    if last.isascii():
        return called(name.split()[0])
    return called(rng.choice(("阿", "小", "老")) + last if rng.random() < 0.6 else last * 2)


def _surname(rng: Random) -> str:
    draw = rng.random()
    if draw < 0.016:
        return rng.choice(COMPOUND)
    if draw < 0.035:
        return rng.choice(TRICKY)
    # The first surnames of the list are far the most frequent.
    return SURNAMES[int(len(SURNAMES) * rng.random() ** 2)]


def _given(rng: Random, *, female: bool, rare: bool) -> str:
    stock = FEMALE if female else MALE
    given = rng.choice(stock) + (rng.choice(stock) if rng.random() < 0.78 else "")
    return given[:-1] + rng.choice(RARE) if rare else given
