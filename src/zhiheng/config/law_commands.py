"""``zhiheng law explain`` and ``zhiheng law check``: the rules on the command line, without a database."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from zhiheng.config import law_book_command, law_check_command, law_sweep_command, law_versions_command
from zhiheng.config.law_check_command import UNUSABLE, opened
from zhiheng.config.law_readings import ReadingOption, question_lines
from zhiheng.law.calendar import Term
from zhiheng.law.cases import BadCase, Case, cases_of
from zhiheng.law.choices import Readings
from zhiheng.law.kinds import KIND_WORDS, Grade
from zhiheng.law.outlook import Comparison, compare, explain_case
from zhiheng.law.questions import QUESTIONS
from zhiheng.law.rulings import program_fault
from zhiheng.law.wording import say, term_en, term_zh

type Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]


def register(subparsers: Subparsers) -> None:
    """Add ``law`` with its commands to a parser's subcommands; ``run`` of the parsed arguments gives the status."""
    law = subparsers.add_parser("law", help="compute sentences and check published rulings")
    configure(law)
    law.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do the chosen command. A reader that stops listening (``| head``) ends it quietly."""
    try:
        status: int = options.work(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more at its end; it must find something that can be written to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    return status


def configure(law: argparse.ArgumentParser) -> None:
    """Add the commands of ``law`` to its parser."""
    commands = law.add_subparsers(required=True, metavar="COMMAND")
    explain = commands.add_parser("explain", help="one person: dates with the tree of provisions")
    explain.add_argument("case", type=Path, metavar="CASE.json", help="a case, or one case a line")
    explain.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="report date, if the case has none")
    explain.add_argument("--reading", action=ReadingOption, metavar="OQ-6=next_day", help="another reading of an open question; may be repeated")
    explain.set_defaults(work=run_explain, reading=Readings())
    comparing = commands.add_parser("compare", help="what if: two versions of a case, and every figure and rule that differs")
    comparing.add_argument("before", type=Path, metavar="CASE.json")
    comparing.add_argument("after", type=Path, metavar="CHANGED.json")
    comparing.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="report date, if a case has none")
    comparing.set_defaults(work=run_compare)
    checking = commands.add_parser("check", help="recompute published rulings and compare")
    law_check_command.configure(checking)
    versions = commands.add_parser("compare-rules", help="a candidate over many people before it is switched on, by impact and cause")
    law_versions_command.configure_compare(versions)
    replaying = commands.add_parser("replay", help="compute what is stored again, and name what differs")
    law_versions_command.configure_replay(replaying)
    law_sweep_command.configure(commands.add_parser("sweep", help="the terms of a whole population, into Parquet"))
    law_book_command.configure(commands.add_parser("book", help="the rules as a document for lawyers, HTML or PDF"))
    for command in (explain, comparing, checking, versions, replaying):
        command.add_argument("--json", action="store_true", help="one JSON object a line")
        command.add_argument("--lang", choices=("zh", "en"), default="zh", help="language of the words (default zh)")


# --- explain --------------------------------------------------------------------------------------------------------


def run_explain(options: argparse.Namespace) -> int:
    """Print each case as it is read; 2 when one of them is invalid, after all the others."""
    stream = opened(options.case, options.lang)
    if stream is None:
        return UNUSABLE
    status = 0
    with stream:
        for case in cases_of(stream):
            outlook = outlook_of(case, options.on, options.reading)
            status = status if "trace" in outlook else UNUSABLE
            print(json.dumps(outlook, ensure_ascii=False) if options.json else "\n".join(outlook_lines(outlook, options.lang)))
    return status


def outlook_of(case: Case | BadCase, on: date | None, readings: Readings) -> dict[str, Any]:
    """The outlook; a fault of the program in one case is told there and stops no other."""
    try:
        return explain_case(case, on, readings)
    except Exception as fault:
        return explain_case(BadCase(case.id, (program_fault(fault),)))


def outlook_lines(outlook: dict[str, Any], lang: str) -> Iterator[str]:
    line = outlook.get("line")
    name = f"{outlook['id'] or ''}{say(lang, f'（第{line}行）', f' (line {line})') if line else ''}"
    yield say(lang, f"案件 {name}", f"Case {name}")
    for refusal in outlook["refusals"]:
        mark = say(lang, "提示" if refusal["kind"] == "warning" else "不予计算", refusal["kind"])
        yield f"  {mark}: {refusal[f'message_{lang}']} ({', '.join(refusal['fields'])})"
    if "trace" not in outlook:
        return
    for key, zh, en in SHOWN:
        yield f"  {say(lang, zh, en)}: {known_or_dash(outlook[key], lang)}"
    yield from grade_lines(outlook, lang)
    for span in outlook["spans"] if isinstance(outlook["spans"], list) else ():
        yield f"  {say(lang, *SPAN_OF[span['of']])}: {span[lang]}"
    for found in outlook["differences"]:
        yield f"  {say(lang, '差异', 'difference')}: {found[lang]}"
    for wanted in outlook["missing"]:
        yield f"  {say(lang, '未载明', 'not stated')}: {wanted[lang]} ({wanted['fact']})"
    yield from question_lines(outlook["open_questions"], lang)
    others = [flag for flag in outlook["flags"] if flag not in QUESTIONS]
    if others:
        yield f"  {say(lang, '提示', 'marks')}: {', '.join(others)}"
    yield from tree_lines(outlook["trace"], lang, 1)


SHOWN: Final = (
    ("rule_pack", "适用的规定", "rule pack"),
    ("class", "罪犯类别", "class"),
    ("start", "起始日", "start"),
    ("end_date", "止日", "end"),
    ("computed_end", "计算的止日", "computed end"),
    ("floor_end_date", "实际执行下限", "floor end"),
    ("earliest_first_report", "首次减刑最早报请", "earliest first report"),
    ("earliest_next_report", "再次减刑最早报请", "earliest next report"),
    ("parole_earliest", "最早可以假释", "earliest parole"),
    ("parole_bars", "不得假释的情形", "parole bars"),
    ("probation", "假释考验期", "probation"),
)
SPAN_OF: Final = {"commutation": ("减刑", "commutation"), "parole": ("假释", "parole")}


def grade_lines(outlook: dict[str, Any], lang: str) -> Iterator[str]:
    """What each grade may remove now, or become, and the end that it gives."""
    amounts, results, ends = (outlook[key] or {} for key in ("max_amount", "result_range", "earliest_end_by_grade"))
    for grade in Grade:
        amount, result, end = (found.get(grade.code) for found in (amounts, results, ends))
        if amount is None and result is None:
            continue
        words = [term_words(amount, lang) if amount else "", range_words(result, lang) if result else "", end or ""]
        yield f"  {grade.code} {say(lang, grade.zh, grade.en)}: {' → '.join(word for word in words if word)}"


def term_words(term: dict[str, int], lang: str) -> str:
    return say(lang, term_zh(Term(**term)), term_en(Term(**term)))


def range_words(found: dict[str, Any], lang: str) -> str:
    if "kind" in found:
        return say(lang, KIND_WORDS[found["kind"]].zh, KIND_WORDS[found["kind"]].en)
    least, greatest = term_words(found["least"], lang), term_words(found["greatest"], lang)
    return least if least == greatest else say(lang, f"{least}至{greatest}", f"{least} to {greatest}")


def known_or_dash(value: Any, lang: str) -> str:
    if isinstance(value, dict) and "unknown" in value:
        return say(lang, "缺少事实：", "unknown: ") + ", ".join(value["unknown"])
    if isinstance(value, dict):
        return " — ".join(str(part) for part in value.values())
    return ", ".join(value) or "—" if isinstance(value, list) else value or "—"


def tree_lines(node: dict[str, Any], lang: str, depth: int) -> Iterator[str]:
    """The tree, one rule a line, indented."""
    result = "" if node["result"] is None else f" → {plain_result(node['result'])}"
    yield f"{'  ' * depth}{node['provision'][lang]}  {node['caption'][lang]}{result}  [{node['rule']}]"
    for child in node["children"]:
        yield from tree_lines(child, lang, depth + 1)


def plain_result(result: Any) -> str:
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)


# --- compare --------------------------------------------------------------------------------------------------------


def run_compare(options: argparse.Namespace) -> int:
    """Print what differs between the first case of each file; 2 when one of them cannot be read."""
    before, after = (first_case(path, options.lang) for path in (options.before, options.after))
    if before is None or after is None:
        return UNUSABLE
    found = compare(before, after, options.on)
    if options.json:
        print(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        print("\n".join(comparison_lines(found)))
    return 0


def first_case(path: Path, lang: str) -> Case | BadCase | None:
    stream = opened(path, lang)
    if stream is None:
        return None
    with stream:
        return next(cases_of(stream))


def comparison_lines(found: Comparison) -> Iterator[str]:
    for key, (before, after) in found.keys.items():
        yield f"  {key}: {json.dumps(before, ensure_ascii=False)} → {json.dumps(after, ensure_ascii=False)}"
    for change in found.nodes:
        if change.what != "rule":
            yield f"    {' / '.join(change.path)}: {plain_result(change.before)} → {plain_result(change.after)}"
