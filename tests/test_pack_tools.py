"""`pack new`, `test`, `diff`, `lock`, `schema`: what they promise, and what they refuse."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from liststrict.model.entry import PackHeader, RuleList
from liststrict.packs.load import load_pack
from liststrict.packs.lock import LOCK_FILE, read_lock
from liststrict.packtools.diff import FIELD_WORDS, HEADER_WORDS
from liststrict.packtools.flips import DANGERS
from liststrict.packtools.locking import lock_of
from liststrict.packtools.schema import file_models
from liststrict.packtools.schema_words import FIELDS, MODELS

NEG = ROOT / "rules/jinji/neg.yaml"


@pytest.fixture
def town(tmp_path, run_cli) -> Path:
    assert run_cli("pack", "new", tmp_path / "yutai").code == 0
    return tmp_path / "yutai"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- new -------------------------------------------------------------------------------------


def test_a_new_pack_loads_and_passes_its_own_tests_with_every_entry_covered(town, run_cli):
    assert [len(rules.entries) for rules in load_pack(town).lists] == [1, 1, 1]
    done = run_cli("pack", "test", town, "--min-entries", "100", "--min-vocabulary", "50")
    assert (done.code, done.err) == (0, "")


def test_a_new_pack_lints_clean_locked_or_not(town, run_cli):
    assert run_cli("lint", town).code == 0
    run_cli("pack", "lock", town)
    assert run_cli("lint", town).code == 0
    edit(town / "neg.yaml", "审批无人机飞行计划", "审批无人机飞行")
    assert "lock-wording" in run_cli("lint", town).out


def test_every_file_of_a_new_pack_begins_with_the_line_for_editors(town):
    for file in town.glob("*.yaml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        name = first.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / name).is_file(), first


def test_what_the_user_states_stays_a_value(tmp_path, run_cli):
    title = '甲"镇: {清单} # $x\\'
    done = run_cli("pack", "new", tmp_path / "t", "--id", "true", "--title", title, "--level", "county")
    assert done.code == 0, done.err
    header = load_pack(tmp_path / "t").header
    assert (header.id, header.title, header.level) == ("true", title, "county")


@pytest.mark.parametrize("arguments", [["金鸡"], ["t", "--id", "9x"], ["t", "--level", "moon"]])
def test_a_wrong_name_or_level_is_refused(arguments, tmp_path, run_cli):
    done = run_cli("pack", "new", tmp_path / arguments[0], *arguments[1:])
    assert (done.code, done.err.count("\n"), list(tmp_path.iterdir())) == (2, 1, [])


def test_a_folder_in_use_is_not_overwritten(town, run_cli):
    before = sorted((file.name, file.read_bytes()) for file in town.iterdir())
    assert run_cli("pack", "new", town).code == 2
    assert sorted((file.name, file.read_bytes()) for file in town.iterdir()) == before


# --- test ------------------------------------------------------------------------------------


def test_the_examples_of_the_shipped_packs_hold(run_cli):
    """Learned weights move; a sentence at the edge may fall over, more than 1 % may not."""
    done = run_cli("pack", "test", "--min-entries", "100", "--format", "json")
    report = json.loads(done.out)
    failures = [failure for pack in report["packs"] for failure in pack["failures"]]
    assert sum(pack["entries"]["total"] for pack in report["packs"]) >= 124
    assert len(failures) <= sum(pack["checked"] for pack in report["packs"]) / 100, failures
    assert report["below"] == []
    assert done.code == (1 if failures else 0)


@pytest.mark.parametrize(
    ("old", "new", "kind", "words"),
    [
        ("      - 请村委会审批无人机飞行计划\n", "      - 今天天气很好\n", "example", "清单外"),
        ("      - 村里想买一台打药的机器，请镇里帮忙联系厂家\n", "      - 请村委会查扣无人机\n", "near-miss", "不应命中"),
        ("      - 请村委会审批无人机飞行计划\n", "      - ' '\n", "example", "没有内容"),
    ],
)  # fmt: skip
def test_a_failing_sentence_is_named(old, new, kind, words, town, run_cli):
    edit(town / "neg.yaml", old, new)
    done = run_cli("pack", "test", town, "--format", "json")
    assert done.code == 1
    failures = json.loads(done.out)["packs"][0]["failures"]
    assert [(f["entry"], f["kind"]) for f in failures] == [("neg-01", kind)]
    assert words in failures[0]["problem"]
    text = run_cli("pack", "test", town)
    assert text.code == 1
    assert "未通过　yutai/neg-01" in text.out


@pytest.mark.parametrize(("option", "words"), [("--min-entries", "有例句"), ("--min-vocabulary", "词语")])
def test_a_threshold_that_is_missed_fails(option, words, town, run_cli):
    text = (town / "cert.yaml").read_text(encoding="utf-8")
    (town / "cert.yaml").write_text(text.partition("    examples:")[0], encoding="utf-8")
    done = run_cli("pack", "test", town, option, "90")
    assert done.code == 1
    assert words in done.err
    assert "没有例句的条目：cert-01" in done.out
    assert run_cli("pack", "test", town, option, "10").code == 0


def test_what_passes_by_little_is_told_and_does_not_fail(town, run_cli, monkeypatch):
    assert "勉强通过" not in run_cli("pack", "test", town).out
    monkeypatch.setattr("liststrict.packtools.examples.MARGIN", 1.1)
    done = run_cli("pack", "test", town)
    assert done.code == 0
    assert "勉强通过　yutai/neg-01　例句“请村委会审批无人机飞行计划”" in done.out
    (pack,) = json.loads(run_cli("pack", "test", town, "--format", "json").out)["packs"]
    margins = [row["margin"] for row in pack["close"]]
    assert len(margins) == pack["checked"]
    assert margins == sorted(margins)


def test_hardly_a_sentence_of_the_shipped_packs_passes_by_little(run_cli):
    """Such a sentence falls over at one of the next trainings."""
    report = json.loads(run_cli("pack", "test", "--format", "json").out)
    close = [row for pack in report["packs"] for row in pack["close"]]
    assert len(close) <= sum(pack["checked"] for pack in report["packs"]) / 100, close


def test_cases_count_for_the_vocabulary_of_their_entry_only(town, tmp_path, run_cli):
    def met(*cases):
        rows = [
            {"id": str(n), "text": text, "kind": "task", "verdict": "forbidden", "entries": [entry], "group": "x"}
            for n, (text, entry) in enumerate(cases)
        ]
        file = tmp_path / "cases.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        done = run_cli("pack", "test", town, "--cases", file, "--format", "json")
        return json.loads(done.out)["packs"][0]["vocabulary"]["met"]

    names = "        names: [审批无人机, 无人机飞行计划, 无人机飞行审批]\n"
    edit(town / "neg.yaml", names, names + "        excludes: [飞行表演]\n")
    entry = load_pack(town).lists[0].entries[0]
    own = "".join((*entry.examples, *entry.near_misses))
    block = entry.match[0]
    new = next(word for word in (*block.names, *block.objects, *block.acts) if word not in own)
    base = met(("今天", "neg-01"))
    assert met((new, entry.id)) > base
    assert met((new, "assist-99")) == base
    assert met(("飞行表演", "assist-99")) > base


def test_the_same_entry_id_in_the_pack_below_does_not_count(town, run_cli):
    """neg-01 of the shipped pack is another entry than neg-01 of the town."""
    edit(town / "pack.yaml", "lists:\n", "builds_on: [jinji]\nlists:\n")
    example = load_pack(ROOT / "rules/jinji").lists[-1].entries[0].examples[0]
    edit(town / "neg.yaml", "      - 请村委会审批无人机飞行计划\n", f"      - {example}\n")
    done = run_cli("pack", "test", town, "--format", "json")
    failures = json.loads(done.out)["packs"][0]["failures"]
    assert example in [failure["text"] for failure in failures]


@pytest.mark.parametrize("dates", ["effective_from: '2090-01-01'", "effective_to: '2001-01-01'"])
@pytest.mark.parametrize("place", ["pack", "entry"])
def test_what_does_not_hold_today_is_tested_on_a_day_when_it_does(dates, place, town, run_cli):
    if place == "pack":
        edit(town / "pack.yaml", "lists:\n", f"{dates}\nlists:\n")
    else:
        edit(town / "neg.yaml", "    title:", f"    {dates}\n    title:")
    done = run_cli("pack", "test", town)
    assert (done.code, "7 句，通过 7 句" in done.out) == (0, True), done.out


@pytest.mark.parametrize("command", ["test", "lock"])
def test_a_broken_or_missing_pack_is_one_line_each(command, town, run_cli):
    assert run_cli("pack", command, town / "nowhere").code == 2
    edit(town / "neg.yaml", "verdict: forbidden", "verdict: maybe")
    done = run_cli("pack", command, town)
    assert (done.code, "neg.yaml:6:" in done.err) == (2, True)


# --- diff ------------------------------------------------------------------------------------


@pytest.fixture
def copy(tmp_path) -> Path:
    shutil.copytree(ROOT / "rules/jinji", tmp_path / "new")
    return tmp_path / "new"


def test_a_pack_does_not_differ_from_its_copy(copy, run_cli):
    done = run_cli("pack", "diff", "jinji", copy)
    assert (done.code, done.out) == (0, "两个规则包没有差别。\n")


CHANGES = [
    ("      - 拆除违章建筑\n", "      - 拆除违法建筑\n", "细化事项第2款：拆除违章建筑 → 拆除违法建筑"),
    ("      - 拆除违章建筑\n", "", "细化事项：删去第2款“拆除违章建筑”"),
    ("      - 拆除违章建筑\n", "      - 拆除违章建筑\n      - 新款\n", "细化事项：新加第3款“新款”"),
    ("      - 县住房城乡建委\n", "      - 县城管局\n", "单位第1项：县住房城乡建委 → 县城管局"),
    ("names: [评定食品安全等级, ", "names: [评食品, ", "识别词语第1款（说法）：新加 评食品"),
    ("names: [评定食品安全等级, ", "names: [评食品, ", "识别词语第1款（说法）：删去 评定食品安全等级"),
    ("            paragraph: 2\n            status: in-force", "            paragraph: 2\n            status: superseded", "依据第1项"),
    ("verdict: forbidden", "verdict: allowed", "结论：负面清单（禁止） → 可以办理"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), CHANGES)
def test_a_change_is_told_in_words(old, new, words, copy, run_cli):
    edit(copy / "neg.yaml", old, new)
    done = run_cli("pack", "diff", "jinji", copy)
    assert (done.code, words in done.out) == (0, True), done.out


def test_a_change_of_the_header_is_told_in_words(copy, run_cli):
    edit(copy / "pack.yaml", "level: town\n", "level: county\n")
    ignore = "lint:\n  ignore: [{rule: unit-unknown, reason: 旧称}]\n"
    edit(copy / "pack.yaml", "lint:\n", ignore)
    out = run_cli("pack", "diff", "jinji", copy).out
    assert "层级：town → county" in out
    assert "检查设置：新加第" in out
    assert "unit-unknown，旧称" in out


def test_added_removed_and_renumbered_entries(town, run_cli):
    other = town.parent / "other"
    shutil.copytree(town, other)
    edit(other / "neg.yaml", "id: neg-01", "id: neg-07")
    body = (other / "cert.yaml").read_text(encoding="utf-8")
    entry = body[body.index("  - id:") :].replace("cert-01", "cert-02").replace("竹木", "药材")
    (other / "cert.yaml").write_text(body + entry, encoding="utf-8")
    report = json.loads(run_cli("pack", "diff", town, other, "--format", "json").out)
    assert [(one["from"], one["to"]) for one in report["renamed"]] == [("neg-01", "neg-07")]
    assert ([one["id"] for one in report["added"]], report["removed"]) == (["cert-02"], [])
    back = json.loads(run_cli("pack", "diff", other, town, "--format", "json").out)
    assert [one["id"] for one in back["removed"]] == ["cert-02"]


def test_every_field_has_a_word():
    from liststrict.model.entry import Entry

    assert set(Entry.model_fields) - {"id"} <= set(FIELD_WORDS)
    assert set(PackHeader.model_fields) - {"id"} <= set(HEADER_WORDS)


CASES = [
    {"id": "a", "text": "请村委会查扣无人机", "verdict": "forbidden"},
    {"id": "b", "text": "县林业局请村委会协助登记候鸟迁徙情况", "kind": "task"},
    {"id": "c", "text": "请村里给我开一份自留山竹木砍伐证明", "verdict": "forbidden", "also_ok": ["unlisted"]},
    {"id": "d", "text": " "},
]  # fmt: skip


@pytest.fixture
def flipped(town) -> list[str]:
    other = town.parent / "other"
    shutil.copytree(town, other)
    edit(other / "neg.yaml", "verdict: forbidden", "verdict: allowed")
    edit(other / "assist.yaml", "verdict: assisting-duty", "verdict: forbidden")
    edit(other / "cert.yaml", "verdict: allowed", "verdict: forbidden")
    rows = "\n".join(json.dumps(case, ensure_ascii=False) for case in CASES)
    (town.parent / "cases.jsonl").write_text(rows + "\n", encoding="utf-8")
    return [str(town), str(other), "--cases", str(town.parent / "cases.jsonl")]


def test_flips_come_in_order_of_danger(flipped, run_cli):
    done = run_cli("pack", "diff", *flipped, "--format", "json")
    found = json.loads(done.out)["cases"]
    assert (done.code, found["total"], found["skipped"]) == (0, 4, 1)
    assert [(flip["id"], flip["danger"]) for flip in found["flips"]] == [("a", 0), ("b", 2), ("c", 6)]


def test_flips_in_words_and_as_exit_code(flipped, run_cli):
    done = run_cli("pack", "diff", *flipped, "--fail-on-flip")
    assert done.code == 1
    places = [done.out.index(f"{DANGERS[danger]}：") for danger in (0, 2, 6)]
    assert places == sorted(places)
    same = run_cli("pack", "diff", flipped[0], flipped[0], *flipped[2:], "--fail-on-flip")
    assert (same.code, "结论改变 0 条" in same.out) == (0, True)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("{", ":1：不是有效的 JSON"),
        ('{"text": "甲"}\n{"txt": 1}', ":2：字段“text”"),
        ("", "没有案例"),
        ("[" * 100_000, ":1：不是有效的 JSON"),
    ],
)
def test_a_broken_case_file_is_one_line(rows, words, town, tmp_path, run_cli):
    (tmp_path / "c.jsonl").write_text(rows, encoding="utf-8")
    done = run_cli("pack", "diff", town, town, "--cases", tmp_path / "c.jsonl")
    assert (done.code, done.err.count("\n"), words in done.err) == (2, 1, True), done.err


def test_failing_on_flips_needs_cases(town, run_cli):
    assert run_cli("pack", "diff", town, town, "--fail-on-flip").code == 2


# --- lock ------------------------------------------------------------------------------------


def test_a_lock_holds_version_files_and_wording_and_is_the_same_each_time(town, run_cli):
    assert read_lock(town) is None
    assert run_cli("pack", "lock", town).code == 0
    first = (town / LOCK_FILE).read_bytes()
    data = json.loads(first)
    assert (data["version"], sorted(data)) == ("0.1.0", ["files", "version", "wording"])
    assert list(data["files"]) == ["pack.yaml", "neg.yaml", "assist.yaml", "cert.yaml"]
    assert list(data["wording"]) == ["neg-01", "assist-01", "cert-01"]
    assert all(re.fullmatch("sha256:[0-9a-f]{64}", v) for k in ("files", "wording") for v in data[k].values())
    assert run_cli("pack", "lock", town).code == 0
    assert (town / LOCK_FILE).read_bytes() == first
    assert sorted(path.name for path in town.iterdir() if path.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("old", "new", "wording_changes"),
    [
        ("查扣违规飞行的无人机", "查扣违规无人机", True),
        ("县公安局", "公安局", True),
        ("origin: list", "origin: editorial", False),
        ("审批无人机, ", "批无人机, ", False),
        ("请村委会审批无人机飞行计划", "请审批无人机飞行计划", False),
    ],
)
def test_wording_and_files_are_told_apart(old, new, wording_changes, town, run_cli):
    run_cli("pack", "lock", town)
    edit(town / "neg.yaml", old, new)
    before, now = read_lock(town), lock_of(town, load_pack(town))
    assert [name for name in now.files if now.files[name] != before.files[name]] == ["neg.yaml"]
    assert (now.wording["neg-01"] != before.wording["neg-01"]) == wording_changes
    assert now.wording["cert-01"] == before.wording["cert-01"]


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"version": []}', b"\xff\xfe", b"[" * 100_000])
def test_a_broken_lock_is_told(content, town):
    from liststrict import PackError

    (town / LOCK_FILE).write_bytes(content)
    with pytest.raises(PackError, match="L001"):
        read_lock(town)


# --- schema ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def schema_file(tmp_path_factory) -> Path:
    from liststrict.packtools.schema import schema_text

    file = tmp_path_factory.mktemp("schema") / "pack.schema.json"
    file.write_text(schema_text(), encoding="utf-8")
    return file


def violations(schema: Path, *files: Path) -> list[dict]:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile",
         str(schema), *map(str, files)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(done.stdout)
    assert done.returncode == (1 if report["errors"] else 0)
    assert not report.get("parse_errors")
    return report["errors"]


def test_every_field_of_a_pack_is_described_in_chinese():
    models = file_models()
    assert {"PackHeader", "RuleList", "Entry", "LegalBasis", "Vocabulary"} <= set(models)
    for name, model in models.items():
        assert MODELS.get(name), name
        for field in model.model_fields:
            assert re.search("[一-鿿]", FIELDS.get((name, field), "")), (name, field)
    fields = {(name, field) for name, model in models.items() for field in model.model_fields}
    assert set(FIELDS) <= fields


def test_the_schema_carries_every_description(run_cli):
    definitions = json.loads(run_cli("pack", "schema").out)["$defs"]
    for (name, field), words in FIELDS.items():
        assert definitions[name]["properties"][field]["description"] == words


def test_good_packs_are_valid(schema_file, town):
    files = [*(ROOT / "rules").glob("*/*.yaml"), *town.glob("*.yaml")]
    assert violations(schema_file, *files) == []


BAD = {
    "field": ("neg.yaml", "    title:", "    titel:"),
    "missing": ("neg.yaml", "    title: 无人机飞行许可类\n", ""),
    "verdict": ("neg.yaml", "verdict: forbidden", "verdict: maybe"),
    "id": ("neg.yaml", "id: neg-01", "id: neg_1"),
    "number": ("neg.yaml", "'no': 1", "'no': one"),
    "text for list": ("neg.yaml", "    units:\n      - 县公安局\n", "    units: 县公安局\n"),
    "origin": ("neg.yaml", "origin: list", "origin: law"),
    "no entries": ("neg.yaml", "entries:", "entires:"),
    "version": ("pack.yaml", "version: 0.1.0", "version: 1"),
    "level": ("pack.yaml", "level: \"town\"", "level: moon"),
    "header field": ("pack.yaml", "jurisdiction:", "place:"),
    "no lists": ("pack.yaml", "lists:\n  - neg.yaml\n  - assist.yaml\n  - cert.yaml\n", "lists: []\n"),
}  # fmt: skip


def test_bad_packs_are_not(schema_file, town, tmp_path):
    """Each in a file of its own; the schema and the loader refuse the same ones."""
    for at, (name, old, new) in enumerate(BAD.values()):
        shutil.copytree(town, tmp_path / f"bad{at}")
        edit(tmp_path / f"bad{at}" / name, old, new)
    files = [tmp_path / f"bad{at}" / row[0] for at, row in enumerate(BAD.values())]
    refused = {error["filename"] for error in violations(schema_file, *files)}
    assert refused == {str(file) for file in files}
    from liststrict import PackError

    for file in files:
        with pytest.raises(PackError):
            load_pack(file.parent)


def test_the_schema_speaks_of_lists_where_a_list_is_meant():
    assert set(RuleList.model_fields) & {"entries", "verdict", "list"} == {"entries", "verdict", "list"}
    assert not set(PackHeader.model_fields) & {"entries", "verdict", "list"}


# --- all commands ----------------------------------------------------------------------------


def test_every_command_is_documented():
    from liststrict.cli.pack import app

    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert f"## `liststrict pack {command.name}`" in page, command.name


def test_the_guide_names_every_command_and_the_report():
    from liststrict.packtools.importing import REPORT_FILE

    page = (ROOT / "docs/packs.md").read_text(encoding="utf-8")
    for name in ("new", "template", "import", "test", "diff", "lock", "schema"):
        assert f"liststrict pack {name}" in page, name
    assert REPORT_FILE in page


@pytest.mark.parametrize("command", ["template", "schema", "lock"])
def test_a_place_that_cannot_be_written_is_one_line(command, town, tmp_path, run_cli):
    nowhere = tmp_path / "no" / "folder"
    arguments = {"template": [nowhere / "a.xlsx"], "schema": ["-o", nowhere / "a.json"], "lock": [nowhere]}
    done = run_cli("pack", command, *arguments[command])
    assert (done.code, done.err.count("\n"), nowhere.exists()) == (2, 1, False)


def test_a_template_is_not_overwritten_and_ends_in_xlsx(tmp_path, run_cli):
    assert run_cli("pack", "template", tmp_path / "a.xlsx").code == 0
    assert run_cli("pack", "template", tmp_path / "a.xlsx").code == 2
    assert run_cli("pack", "template", tmp_path / "a.csv").code == 2
