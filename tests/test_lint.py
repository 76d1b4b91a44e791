"""lint as a whole: what it finds in a folder, suppressions, repairs, the command and its exit codes."""

import json
import re
import shutil
from datetime import date

import pytest

from conftest import ROOT, run_process
from liststrict.lint import fixing
from liststrict.lint.registry import RULES
from liststrict.lint.runner import Options, lint
from liststrict.lint.targets import find_targets
from liststrict.model.diagnostic import Edit
from liststrict.model.marks import Mark

pytestmark = pytest.mark.usefixtures("data_read_once")
GOOD = ROOT / "tests/lint/number-repeated/good"
TODAY = date(2026, 11, 23)


@pytest.fixture
def town(tmp_path):
    folder = tmp_path / "town"
    shutil.copytree(GOOD, folder)
    return folder


def change(folder, name, *pairs):
    file = folder / name
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def found(folder, *codes, on=TODAY):
    report = lint(find_targets([str(folder)]), Options(select=codes, on=on))
    return [(problem.code, problem.mark.line) for problem in report.problems]


def test_the_shipped_packs_are_clean():
    report = lint(find_targets([str(ROOT / "rules")]), Options(on=TODAY))
    assert [str(problem) for problem in report.problems] == []
    assert {pack.id for pack in report.packs} >= {"jinji", "chongqing"}
    assert sum(pack.suppressed for pack in report.packs) == 0


def test_a_broken_file_hides_neither_the_other_files_nor_the_other_entries(town):
    change(town, "pack.yaml", ("[neg.yaml]", "[neg.yaml, power.yaml]"))
    (town / "power.yaml").write_text("list: power\n  title: x\n", encoding="utf-8")
    change(town, "neg.yaml", ("no: 1\n", "no: 一\n"), ("    title: 代管蜂箱", "    title: 代管蜂箱\n    nummer: 2"))
    body = (town / "neg.yaml").read_text(encoding="utf-8")
    third = body[body.index("  - id: neg-02") :].replace("neg-02", "neg-03").replace("no: 2", "no: 3")
    third = third.replace("\n    nummer: 2", "").replace("镇农业服务中心", "某某司")
    (town / "neg.yaml").write_text(body + third, encoding="utf-8")
    codes = [code for code, _ in found(town)]
    assert codes.count("schema") == 2
    assert codes.count("yaml-syntax") == 1
    assert "unit-unknown" in codes
    assert "number-gap" not in codes


def test_a_header_that_cannot_be_read_leaves_the_lists_checked(town):
    change(town, "pack.yaml", ("version: 1.0.0", "version: eins"))
    change(town, "neg.yaml", ("no: 2", "no: 7"))
    assert {code for code, _ in found(town)} >= {"schema", "number-gap"}


HOSTILE = [
    ("empty", b""),
    ("GBK", "id: 镇".encode("gbk")),
    ("UTF-16", "id: town".encode("utf-16")),
    ("binary", bytes(range(256)) * 8),
    ("deep", b"[" * 5000),
    ("aliases", b"a: &a [x]\nb: [*a, *a]\n"),
    ("tag", b"!!python/object/apply:os.system ['true']\n"),
    ("list", b"- 1\n- 2\n"),
    ("numbers", b"id: 1\nlists: [[1], {a: 2}, 3]\nbuilds_on: {x: 1}\nlint: 7\n"),
]


@pytest.mark.parametrize("name", ["pack.yaml", "neg.yaml"])
@pytest.mark.parametrize("content", [row[1] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_a_hostile_file_becomes_a_problem_with_a_place(town, name, content):
    (town / name).write_bytes(content)
    report = lint(find_targets([str(town)]), Options(on=TODAY))
    assert report.reaches("error")
    assert all(problem.mark.file.startswith(str(town)) for problem in report.problems)


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        ("{rule: number-gap, reason: 原表如此}", []),
        ("{rule: number-gap, reason: 原表如此, entry: neg-07}", []),
        ("{rule: number-gap, reason: 原表如此, file: neg.yaml, until: 2026-11-23}", []),
        ("{rule: number-gap, reason: 原表如此, entry: neg-01}", ["number-gap", "suppression-unused"]),
        ("{rule: number-gap, reason: 原表如此, file: self.yaml}", ["number-gap", "suppression-unused"]),
        ("{rule: number-gap, reason: 原表如此, until: 2026-11-22}", ["number-gap", "suppression-expired"]),
        ("{rule: number-gap, reason: ''}", ["number-gap", "suppression-no-reason"]),
        ("{rule: numbergap, reason: 原表如此}", ["number-gap", "suppression-unused"]),
    ],
)
def test_suppressions_hold_only_with_reason_in_time_and_in_place(town, ignore, left):
    change(town, "neg.yaml", ("id: neg-02\n    no: 2", "id: neg-07\n    no: 7"))
    change(town, "pack.yaml", ("lists:", f"lint:\n  ignore:\n    - {ignore}\nlists:"))
    assert sorted(code for code, _ in found(town)) == left


def test_a_suppression_is_unused_only_if_its_rule_ran(town):
    change(town, "pack.yaml", ("lists:", "lint: {ignore: [{rule: schema, reason: 无}]}\nlists:"))
    assert found(town, "number-gap", "suppression-unused") == []
    assert found(town, "schema", "suppression-unused") == [("suppression-unused", 7)]


BROKEN_LOCKS = [
    "{", "[]", '{"version": 1}', '{"version": "1.0.0", "files": {"../../etc/passwd": "sha256:0"}}',
    '{"version": "1.0.0", "files": {"/dev/zero": "sha256:0"}}', '{"version": "0.9.0"}', "[" * 100_000,
]


@pytest.mark.parametrize("content", BROKEN_LOCKS, ids=lambda content: content[:40])
def test_a_lock_that_is_broken_hostile_or_of_another_version_is_told(town, content):
    (town / "pack.lock").write_text(content, encoding="utf-8")
    assert [code for code, _ in found(town)] == ["lock-version"]


# (what is wrong, file, old, new, code, line in neg.yaml)
IN_WORDS = [
    ("slip without erratum", "第十七条、第十九条", "第十七条、十九条", "basis-unparsable", 12),
    ("misspelt title", "共和国禁毒法》第", "共和国禁读法》第", "basis-differs", 11),
    ("other law's title", "共和国禁毒法》第", "共和国消防法》第", "basis-differs", 11),
    ("override without reason", "    match:\n", "    overrides: [{entry: chongqing/nocert-01}]\n    match:\n",
     "override-no-reason", 17),
    ("override of nothing", "    match:\n",
     "    overrides: [{entry: chongqing/nocert-99, reason: 县里另有规定}]\n    match:\n",
     "reference-unknown", 17),
    ("learned as nothing", "    match:\n", "    learned_as: [jinji/neg-99]\n    match:\n",
     "reference-unknown", 17),
    ("day that does not exist", "    match:\n", "    effective_from: 2026-02-30\n    match:\n", "schema", 17),
    ("number of a law that cannot be", "article: 17,", "article: 99999,", "article-unknown", 15),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "line"), [row[1:] for row in IN_WORDS], ids=[row[0] for row in IN_WORDS]
)
def test_further_damage_is_told_at_its_line(town, old, new, code, line):
    change(town, "pack.yaml", ("lists:", "builds_on: [chongqing]\nlists:"))
    change(town, "neg.yaml", (old, new))
    assert (code, line) in found(town)


def test_an_entry_that_does_not_hold_today_is_not_asked_for_its_examples(town):
    change(town, "neg.yaml", ("    match:\n", "    effective_to: 2020-01-01\n    match:\n"))
    assert found(town) == []


@pytest.mark.parametrize("field", ["effective_to: 2020-01-01", "effective_from: 2099-01-01"])
def test_a_pack_that_does_not_hold_today_is_checked_for_its_own_days(town, field):
    change(town, "pack.yaml", ("lists:", f"{field}\nlists:"))
    assert found(town) == []


def test_problems_stand_in_the_order_of_files_and_lines(town):
    change(town, "pack.yaml", ("[neg.yaml]", "[neg.yaml, gone.yaml]"))
    change(town, "neg.yaml", ("no: 2", "no: 5"), ("no: 1", "no: 3"))
    report = lint(find_targets([str(town)]), Options(on=TODAY))
    places = [(problem.mark.file.endswith("neg.yaml"), problem.mark.line) for problem in report.problems]
    assert places == sorted(places)


@pytest.mark.parametrize(("given", "found"), [([], ["town"]), (["."], ["broken", "town"]), (["tests"], ["broken"])])
def test_packs_for_tests_are_checked_only_if_a_path_leads_there(tmp_path, monkeypatch, given, found):
    for place in ("rules/town", "tests/data/broken", ".hidden/a", "venv/b", "x/node_modules/c"):
        shutil.copytree(GOOD, tmp_path / place)
    monkeypatch.chdir(tmp_path)
    assert sorted(target.folder.name for target in find_targets(given)) == found


@pytest.mark.parametrize(
    "content", ["标题: 镇".encode("gbk"), b"[" * 5000, b"a: &a [x]\n", b"list: neg\n  title: x\n", b"\xff\xfe1"],
    ids=["GBK", "deep", "anchor", "broken", "UTF-16"],
)
def test_a_file_that_cannot_be_read_ends_the_command_with_2(town, run_cli, content):
    (town / "neg.yaml").write_bytes(content)
    run = run_cli("lint", town)
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert run.err.startswith(f"错误：{town}/neg.yaml:")
    assert "[yaml-syntax]" in run.out


def test_packs_are_found_below_a_folder_beside_a_file_and_by_name(town):
    targets = find_targets([str(town.parent), str(town / "neg.yaml"), str(town), "jinji"])
    assert [target.folder.name for target in targets] == ["town", "jinji"]


REPAIRS = [
    ("vocabulary", "names: [代管蜂箱,", "names: [代 管蜂箱, ＡＢＣ卡,", "names: [代管蜂箱, ABC卡,"),
    ("zero width", "near_misses", "# 注\u200b\n    near_misses", "# 注\n    near_misses"),
    ("line end", "    no: 2\n", "    no: 2   \n", "    no: 2\n"),
    ("note", "origin: list, raw", "origin: list, note: 第３条，已  核对, raw", "origin: list, note: 第3条，已核对, raw"),
]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(("old", "bad", "good"), [row[1:] for row in REPAIRS], ids=[row[0] for row in REPAIRS])
def test_fix_repairs_what_is_safe_and_nothing_else(town, run_cli, old, bad, good, ending):
    file = town / "neg.yaml"
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_bytes(before.replace(old, bad, 1).replace("\n", ending).encode())
    run = run_cli("lint", town, "--fix", "--on", "2026-11-23")
    assert run.code == 0, run.out
    assert file.read_bytes().decode() == before.replace(old, good, 1).replace("\n", ending)
    assert {path.name for path in town.iterdir()} == {"pack.yaml", "neg.yaml"}


@pytest.mark.parametrize("wording", ["代养\u200b奶牛", "代养 奶牛", "代养，奶牛１"])
def test_fix_leaves_verbatim_wording_alone(town, run_cli, wording):
    change(town, "neg.yaml", ("title: 代养奶牛", f"title: {wording}"))
    before = (town / "neg.yaml").read_bytes()
    run_cli("lint", town, "--fix")
    assert (town / "neg.yaml").read_bytes() == before


def test_a_repair_that_would_change_the_meaning_is_not_made(town):
    text = "a: |\n  行尾  \n  第二行\nb: 1  \n"
    edits = [Edit(Mark("x", 2, 5), "  ", ""), Edit(Mark("x", 4, 5), "  ", "")]
    assert fixing.apply(text, edits, lambda path: True) == ("a: |\n  行尾  \n  第二行\nb: 1\n", 1)


def test_a_file_that_cannot_be_written_is_one_line_and_code_2(town, run_cli, monkeypatch):
    change(town, "neg.yaml", ("    no: 2\n", "    no: 2 \n"))
    before = (town / "neg.yaml").read_bytes()

    def refuse(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(fixing.os, "fsync", refuse)
    run = run_cli("lint", town, "--fix")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert (town / "neg.yaml").read_bytes() == before
    assert {path.name for path in town.iterdir()} == {"pack.yaml", "neg.yaml"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 0),
        (("--fail-level", "warning"), 1),
        (("--fail-level", "warning", "--ignore", "unit-unknown"), 0),
        (("--select", "unit-unknown,schema", "--fail-level", "info"), 1),
        (("--select", "schema", "--fail-level", "info"), 0),
    ],
)
def test_exit_codes_follow_the_fail_level(town, run_cli, arguments, code):
    change(town, "neg.yaml", ("units: [镇农业服务中心]", "units: [某某司]"))
    assert run_cli("lint", town, "--on", "2026-11-23", *arguments).code == code


@pytest.mark.parametrize(
    "arguments",
    [("nowhere",), (".", "--select", "no-such-rule"), ("--fail-level", "fatal"), ("--on", "gestern"), ("--cases", "gone.jsonl")],
)
def test_wrong_usage_is_one_chinese_line_and_code_2(tmp_path, town, run_cli, arguments, monkeypatch):
    monkeypatch.chdir(town)
    run = run_cli("lint", *arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("错误：")
    assert run.err.count("\n") == 1


def test_a_folder_without_packs_is_wrong_usage(tmp_path, run_cli):
    run = run_cli("lint", tmp_path)
    assert run.code == 2
    assert "没有规则包" in run.err


def test_the_command_as_a_process_writes_results_to_stdout_only(town):
    change(town, "neg.yaml", ("no: 2", "no: 3"))
    run = run_process("lint", str(town), "--format", "json", "--on", "2026-11-23")
    assert run.code == 1
    assert run.err == ""
    assert json.loads(run.out)["counts"]["error"] == 2


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_a_page_a_folder_and_its_place_in_the_index(code):
    rule = RULES[code]
    page = (ROOT / f"docs/lint/{code}.md").read_text(encoding="utf-8")
    prose = re.sub(r"```yaml\n.*?```", "", page, flags=re.S)
    assert page.count("```yaml") == 2
    heads = [line for line in prose.splitlines() if line.startswith("#")]
    assert heads == [f"# {code}", "## 避免", "## 推荐", "## 为什么"]
    assert f"自 {rule.SINCE} 起" in page
    index = (ROOT / "docs/lint/README.md").read_text(encoding="utf-8")
    words = {"error": "错误", "warning": "警告", "info": "提示"}
    assert f"| [`{code}`]({code}.md) | {words[rule.SEVERITY]} | {rule.TITLE} |" in index
    assert (ROOT / "tests/lint" / code / "good").is_dir()
    assert (ROOT / "tests/lint" / code / "bad").is_dir()
    assert "Good:" in rule.__doc__ and "Bad:" in rule.__doc__


def test_nothing_speaks_of_rules_that_do_not_exist():
    modules = {file.stem for file in (ROOT / "src/liststrict/lint/rules").glob("[a-z]*.py")}
    assert modules == {code.replace("-", "_") for code in RULES}
    assert {file.stem for file in (ROOT / "docs/lint").glob("*.md")} - {"README"} == set(RULES)
    assert {folder.name for folder in (ROOT / "tests/lint").iterdir()} == set(RULES)


def test_an_entry_that_cannot_be_read_is_told_even_if_a_pack_below_stands_in_for_it(tmp_path):
    for name in ("jinji", "chongqing", "national"):
        shutil.copytree(ROOT / "rules" / name, tmp_path / name)
    stands_for = re.search(r"learned_as: \[(jinji/\w+-\d+)", (tmp_path / "national/self.yaml").read_text("utf-8"))
    learned = stands_for[1].partition("/")[2]
    file = f"{learned.partition('-')[0]}.yaml"
    change(tmp_path / "jinji", file, (f"  - id: {learned}\n", f"  - id: {learned}\n    nummer: 2\n"))
    assert "schema" in [code for code, _ in found(tmp_path / "jinji", "schema", "example-lost")]
