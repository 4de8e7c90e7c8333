"""Reading untrusted JSON: every value is looked at, every fault becomes a refusal that names its field."""

from __future__ import annotations

import datetime
import json
import re
from datetime import date
from typing import Any, Final, NamedTuple

from zhiheng.law.calendar import Term
from zhiheng.law.reckoning import Refusal, RefusalKind

LONGEST_LINE: Final = 1 << 20
FIRST_YEAR: Final = 1930
LAST_YEAR: Final = 2149
MOST: Final = 100_000

DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
FULL_WIDTH: Final = re.compile(r"[０-９－]")


def invalid(code: str, zh: str, en: str, *fields: str) -> Refusal:
    return Refusal(RefusalKind.INVALID, code, zh, en, fields)


class BadText(ValueError):
    """The refusal travels with the exception, out of the JSON hooks."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message_en)
        self.refusal = refusal


def decoded(data: bytes, zh: str = "文件", en: str = "the file") -> str | Refusal:
    """UTF-8 text with or without its mark; anything else is refused by its name where it can be told.

    ``zh``, ``en``: what the bytes are called in the refusal, a whole file or a row of it.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return invalid("utf16", f"{zh}是UTF-16编码，请另存为UTF-8", f"{en} is UTF-16; save it as UTF-8")
    if b"\x00" in data:
        return invalid("binary", f"{zh}不是文本（含有空字符）", f"{en} is not text (it holds NUL)")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return invalid("not_utf8", f"{zh}不是UTF-8文本", f"{en} is not UTF-8 text")
    return invalid("gbk", f"{zh}是GBK/GB18030编码，请另存为UTF-8", f"{en} is in GBK/GB18030; save it as UTF-8")


def parsed(line: str) -> dict[str, Any] | Refusal:
    """One JSON object. NaN, doubled keys, deep nesting and unpaired surrogates are refused, each by name."""
    try:
        value = json.loads(line, parse_constant=_no_constant, object_pairs_hook=_once)
        line.encode()
        json.dumps(value, ensure_ascii=False).encode()
    except BadText as fault:
        return fault.refusal
    except UnicodeEncodeError:
        return invalid("bad_text", "含有不成对的代理字符", "an unpaired surrogate in the text")
    except RecursionError:
        return invalid("too_deep", "嵌套过深", "nested too deeply")
    except ValueError as fault:
        return invalid("not_json", f"不是JSON：{fault}", f"not JSON: {fault}")
    if not isinstance(value, dict):
        return invalid("not_an_object", "一行应当是一个JSON对象", "a line must be one JSON object")
    return value


def _no_constant(name: str) -> Any:
    raise BadText(invalid("not_a_number", f"不接受{name}", f"{name} is not accepted"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise BadText(invalid("doubled_key", f"字段“{doubled}”重复", f"the field {doubled!r} occurs twice", doubled))
    return found


class LooseDate(NamedTuple):
    """A date that may lack its day or month: the first and last day that it can mean, and the text."""

    first: date
    last: date
    text: str

    @property
    def exact(self) -> date | None:
        return self.first if self.first == self.last else None


class Reader:
    """One object of the file. Faults of it and of its children go to one list."""

    def __init__(self, value: dict[str, Any], path: str = "", faults: list[Refusal] | None = None) -> None:
        self.value, self.path = value, path
        self.faults: list[Refusal] = [] if faults is None else faults

    def field(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def refuse[T](self, name: str, code: str, zh: str, en: str) -> T | None:
        """Note a fault; gives None, so that a reading can end with it."""
        field = self.field(name)
        self.faults.append(invalid(code, f"{field}：{zh}", f"{field}: {en}", field))
        return None

    def text(self, name: str) -> str | None:
        value = self.value.get(name)
        if value is None or isinstance(value, str):
            return value
        return self.refuse(name, "not_text", "应当是文字", "must be text")

    def flag(self, name: str) -> bool | None:
        value = self.value.get(name)
        if value is None or isinstance(value, bool):
            return value
        return self.refuse(name, "not_true_or_false", "应当是true或false", "must be true or false")

    def whole(self, name: str) -> int | None:
        """A whole number; true and false are not numbers here."""
        value = self.value.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            return self.refuse(name, "not_whole", "应当是整数", "must be a whole number")
        if value < 0:
            return self.refuse(name, "negative", "不能为负数", "cannot be negative")
        if value > MOST:
            return self.refuse(name, "too_large", "数值过大", "is too large")
        return value

    def date(self, name: str) -> date | None:
        """A whole calendar day; a date without its day is unknown."""
        loose = self.loose_date(name)
        return None if loose is None else loose.exact

    def loose_date(self, name: str) -> LooseDate | None:
        text = self.text(name)
        if text is None:
            return None
        if FULL_WIDTH.search(text):
            return self.refuse(name, "full_width_digits", "含有全角数字，请改为半角", "full-width digits; use 0-9")
        match = DATE.fullmatch(text)
        if match is None:
            return self.refuse(name, "bad_date", f"“{text[:40]}”不是日期（年-月-日）", f"{text[:40]!r} is not a date (YYYY-MM-DD)")
        year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            zh, en = f"年份不在{FIRST_YEAR}至{LAST_YEAR}之间", f"the year is not within {FIRST_YEAR}-{LAST_YEAR}"
            return self.refuse(name, "year_out_of_range", zh, en)
        try:
            return loose(year, month if match[2] else None, day if match[3] else None, text)
        except ValueError:
            return self.refuse(name, "impossible_date", f"没有{text}这一天", f"there is no day {text}")

    def child(self, name: str, *, required: bool = False) -> Reader | None:
        value = self.value.get(name)
        if isinstance(value, dict):
            return Reader(value, self.field(name), self.faults)
        if value is not None:
            return self.refuse(name, "not_an_object", "应当是对象", "must be an object")
        return self.refuse(name, "missing", "缺少", "is missing") if required else None

    def items(self, name: str) -> list[Reader]:
        """The objects of a list; a missing list is empty."""
        value = self.value.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(name, "not_a_list", "应当是列表", "must be a list")
            return []
        found = []
        for index, item in enumerate(value):
            if isinstance(item, dict):
                found.append(Reader(item, f"{self.field(name)}[{index}]", self.faults))
            else:
                self.refuse(f"{name}[{index}]", "not_an_object", "应当是对象", "must be an object")
        return found

    def dates(self, name: str) -> tuple[datetime.date, ...]:
        value = self.value.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.refuse(name, "not_a_list", "应当是列表", "must be a list")
            return ()
        inner = Reader({f"{name}[{index}]": item for index, item in enumerate(value)}, self.path, self.faults)
        found = (inner.date(key) for key in inner.value)
        return tuple(day for day in found if day is not None)

    def words(self, name: str) -> tuple[str, ...]:
        value = self.value.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.refuse(name, "not_words", "应当是文字的列表", "must be a list of words")
            return ()
        return tuple(value)

    def term(self) -> Term | None:
        """``years``, ``months``, ``days`` of this object. Unknown years leave the whole length unknown."""
        years, months, days = self.whole("years"), self.whole("months"), self.whole("days")
        return None if years is None else Term(years, months or 0, days or 0)

    def term_of(self, name: str) -> Term | None:
        inner = self.child(name)
        return None if inner is None else inner.term()


def loose(year: int, month: int | None, day: int | None, text: str) -> LooseDate:
    """ValueError when there is no such month or day."""
    if month is None:
        return LooseDate(date(year, 1, 1), date(year, 12, 31), text)
    if day is not None:
        whole = date(year, month, day)
        return LooseDate(whole, whole, text)
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return LooseDate(first, date.fromordinal(following.toordinal() - 1), text)
