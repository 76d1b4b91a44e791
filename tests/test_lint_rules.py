"""Each lint rule against its folder of packs: `good` is clean, `bad` is caught at the marked lines."""

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import ROOT
from liststrict.lint.registry import RULES
from liststrict.lint.runner import Options, lint
from liststrict.lint.targets import find_targets

pytestmark = pytest.mark.usefixtures("data_read_once")
FOLDER = ROOT / "tests/lint"
TODAY = date(2026, 11, 23)
MARK = "# expect"


def report_of(folder: Path):
    cases = folder / "cases.jsonl"
    texts = cases.read_text(encoding="utf-8").splitlines() if cases.exists() else []
    options = Options(on=TODAY, cases=tuple(json.loads(text)["text"] for text in texts))
    return lint(find_targets([str(folder)]), options)


def places(problems, folder: Path):
    return {(str(Path(p.mark.file).relative_to(folder)), p.mark.line) for p in problems}


def expected(folder: Path):
    return {
        (str(file.relative_to(folder)), number)
        for file in sorted(folder.rglob("*.yaml"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if MARK in line
    }


def also(code: str) -> set[str]:
    """Rules that a bad pack cannot help breaking as well; a repeated id is also a wrong one."""
    file = FOLDER / code / "also.txt"
    return set(file.read_text(encoding="utf-8").split()) if file.exists() else set()


@pytest.mark.parametrize("code", RULES)
def test_a_good_pack_is_clean(code):
    folder = FOLDER / code / "good"
    assert [str(p) for p in report_of(folder).problems] == []


@pytest.mark.parametrize("code", RULES)
def test_a_bad_pack_is_caught_at_the_marked_lines_and_by_nothing_else(code):
    folder = FOLDER / code / "bad"
    problems = report_of(folder).problems
    assert expected(folder), "the bad pack marks no line"
    assert places([p for p in problems if p.code == code], folder) == expected(folder)
    assert {p.code for p in problems} - {code} == also(code), [str(p) for p in problems]
    for problem in problems:
        assert problem.severity == RULES[problem.code].SEVERITY
        assert problem.tip, problem
