"""The formats of a lint report, on one fixed report."""

import io
import json
import xml.etree.ElementTree as ET

import pytest
from jsonschema import Draft4Validator

from conftest import ROOT
from liststrict.lint.formats import FORMATS
from liststrict.lint.report import PackReport, Report
from liststrict.model.diagnostic import Diagnostic, Related
from liststrict.model.marks import Mark

GOLDEN = ROOT / "tests/golden"
SCHEMA = json.loads((ROOT / "tests/data/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "neg.yaml"
    text = "list: neg\nentries:\n  - id: neg-01\n    title: '代养奶牛'\n  - id: neg-01\n    raw: 第十七 \x07\n"
    file.write_text(text, encoding="utf-8")
    name = "包 1/neg.yaml"
    problems = (
        Diagnostic(
            "id-repeated", "编号“neg-01”重复", Mark(name, 5, 9), "请改成未用过的编号", "error",
            (Related(Mark(name, 3, 9), "第一次用在这里"),),
        ),
        Diagnostic("term-unused", "100%,没有: 用到", Mark(name, 4, 12), "", "info"),
        Diagnostic("stray-space", "有 \x07 <&> 空格", Mark(name, 6, 10), "删去", "warning"),
        Diagnostic("schema", "文件没有了", Mark("gone.yaml", 1, 1), "", "error"),
    )
    ran = ("schema", "id-repeated", "term-unused", "stray-space", "law-unknown")
    return Report((PackReport("town", "1.0.0", "包 1", problems, 2, ran),), {name: file})


def written(name: str, report: Report) -> str:
    stream = io.StringIO()
    FORMATS[name](report, stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sarif"])
def test_a_format_is_written_as_recorded(name, report):
    golden = GOLDEN / f"lint.{name}.txt"
    assert written(name, report) == golden.read_text(encoding="utf-8")


def test_sarif_follows_the_official_schema(report):
    log = json.loads(written("sarif", report))
    Draft4Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []


def test_sarif_points_to_rules_places_and_levels(report):
    (run,) = json.loads(written("sarif", report))["runs"]
    first, unused, *_ = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[r["ruleIndex"]]["id"] for r in run["results"]] == [r["ruleId"] for r in run["results"]]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "%E5%8C%85%201/neg.yaml"
    assert place["region"] == {"startLine": 5, "startColumn": 9, "endColumn": 15}
    assert first["relatedLocations"][0]["message"]["text"] == "第一次用在这里"
    assert (first["level"], unused["level"]) == ("error", "note")


def test_a_schema_that_is_broken_on_purpose_is_noticed(report):
    """Guards the validator itself: a log without a tool must not pass."""
    log = json.loads(written("sarif", report))
    del log["runs"][0]["tool"]
    assert list(Draft4Validator(SCHEMA).iter_errors(log))


def test_junit_is_xml_with_a_case_for_each_rule(report):
    root = ET.fromstring(written("junit", report))
    suite = root.find("testsuite")
    assert (suite.get("tests"), suite.get("failures")) == ("5", "4")
    assert len(suite.findall("testcase")) == 5
    assert [case.get("name").split()[0] for case in suite if case.find("failure") is None] == ["law-unknown"]


def test_github_commands_are_one_line_each_and_escaped(report):
    lines = written("github", report).splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("::notice file=包 1/neg.yaml,line=4,col=12,")
    assert lines[1].endswith("::100%25,没有: 用到")


def test_the_option_offers_exactly_the_formats():
    from liststrict.cli.lint import LintFormat

    assert [form.value for form in LintFormat] == list(FORMATS)
