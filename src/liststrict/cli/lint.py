"""`liststrict lint`: checks rule packs."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liststrict.cli.exit_codes import DOES_NOT_HOLD
from liststrict.cli.options import OnDate, parse_date

if TYPE_CHECKING:
    from liststrict.lint.report import Report

_ROUNDS = 4


class LintFormat(StrEnum):
    """Formats of a report."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"
    junit = "junit"


class FailLevel(StrEnum):
    """Severities, the gravest first."""

    error = "error"
    warning = "warning"
    info = "info"


def lint(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[路径]...", help="规则包的文件夹，或者里面有规则包的文件夹；默认当前文件夹。"
        ),
    ] = None,
    form: Annotated[LintFormat, typer.Option("--format", help="输出格式。")] = LintFormat.text,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="规则", help="只查这些规则，用逗号隔开或者多次给出。"),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="规则", help="不查这些规则，用逗号隔开或者多次给出。"),
    ] = None,
    fail_level: Annotated[
        FailLevel, typer.Option("--fail-level", help="有这一级或更严重的问题时，退出码为 1。")
    ] = FailLevel.error,
    fix: Annotated[
        bool, typer.Option("--fix", help="自动改正可以放心改的问题；清单原文不改。")
    ] = False,
    cases: Annotated[
        list[Path] | None,
        typer.Option("--cases", metavar="文件", help="标注好的案例，用来查没有用到的匹配词。"),
    ] = None,
    on: OnDate = None,
) -> None:
    """检查规则包：哪里不对，在第几行，怎么改。"""
    from liststrict.evaluate import load_cases
    from liststrict.lint.fixing import fix as make_repairs
    from liststrict.lint.formats import FORMATS
    from liststrict.lint.runner import Options, lint
    from liststrict.lint.targets import find_targets

    targets = find_targets(paths or [])
    options = Options(
        select=_codes(select),
        ignore=_codes(ignore),
        on=parse_date(on) if on else None,
        cases=tuple(case.text for file in cases or () for case in load_cases(file)),
    )
    report = lint(targets, options)
    if fix:
        repaired = 0
        # A repair may bring another one to light; each round leaves less to repair.
        for _ in range(_ROUNDS):
            made = make_repairs(report)
            repaired += made
            if not made:
                break
            report = lint(targets, options)
        sys.stderr.write(f"改正了 {repaired} 处\n")
    FORMATS[form.value](report, sys.stdout)
    _refuse_unread(report)
    if report.reaches(fail_level.value):
        raise typer.Exit(DOES_NOT_HOLD)


def _refuse_unread(report: "Report") -> None:
    """The report tells all problems; a file that could not be read at all ends with an error."""
    from liststrict.errors import InputError
    from liststrict.lint.rules.yaml_syntax import ID as UNREAD

    unread = [problem for problem in report.problems if problem.code == UNREAD]
    if unread:
        first = unread[0]
        more = f"；共有 {len(unread)} 处" if len(unread) > 1 else ""
        raise InputError(f"{first.mark}：{first.message}，{first.tip}；这个文件没有检查{more}")


def _codes(given: list[str] | None) -> tuple[str, ...]:
    return tuple(code.strip() for part in given or () for code in part.split(",") if code.strip())
