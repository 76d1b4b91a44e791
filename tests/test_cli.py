"""The command line: exit codes, one clear line for each mistake, and nothing English or broken."""

import json
import os
import re

import pytest

from conftest import ROOT, run_process

TASK = "请村委会组织力量拆除违章建筑"

WRONG_USAGE = [
    ("empty text", ["check", ""], "没有内容"),
    ("blank text", ["check", " \u3000\n"], "没有内容"),
    ("no text", ["check"], "没有给出"),
    ("text and file", ["check", TASK, "--file", "x"], "只能给一个"),
    ("lone surrogate", ["check", "请村\ud800委会"], "第 3 个字符"),
    ("too long", ["check", "村" * 200_001], "200001"),
    ("missing file", ["check", "--file", "no-such.txt"], "no-such.txt：没有这个文件"),
    ("folder as file", ["check", "--file", str(ROOT)], "文件夹"),
    ("unknown pack", ["check", TASK, "--pack", "nirgends"], "可用：chongqing、jinji"),
    ("folder without pack", ["check", TASK, "--pack", str(ROOT / "docs")], "pack.yaml"),
    ("bad date", ["check", TASK, "--on", "2026-13-01"], "2026-13-01"),
    ("bad choice", ["check", TASK, "--kind", "foo"], "--kind"),
    ("unknown option", ["check", TASK, "--foo"], "--foo"),
    ("option without value", ["check", TASK, "--from"], "--from"),
    ("extra argument", ["check", TASK, "x y"], "多出了参数"),
    ("unknown command", ["chek"], "chek"),
    ("unknown entry", ["show", "neg-99"], "neg-99"),
    ("unknown list", ["list", "foo"], "可用：power、self"),
    ("missing argument", ["show"], "条目"),
    ("missing cases", ["eval", "no-such.jsonl"], "no-such.jsonl"),
]


@pytest.mark.parametrize(
    ("arguments", "words"), [row[1:] for row in WRONG_USAGE], ids=[row[0] for row in WRONG_USAGE]
)
def test_wrong_usage_is_one_chinese_line(run_cli, arguments, words):
    run = run_cli(*arguments)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert run.err.count("\n") == 1
    assert "Traceback" not in run.err
    # Apart from what the user wrote and names of commands and files, the line is Chinese.
    assert re.search(r"[\u4e00-\u9fff]", run.err)
    assert not re.search(r"\b(Error|Invalid|Usage|Missing|No such)\b", run.err)


def test_broken_pack_is_told_with_place(run_cli, tmp_path):
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "pack.yaml").write_text("id: town\nid: town2\n", encoding="utf-8")
    run = run_cli("check", TASK, "--pack", str(folder))
    assert run.code == 2
    assert f"{folder / 'pack.yaml'}:2:1" in run.err
    assert "重复" in run.err


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("utf-8 with bom", "\ufeff请村委会拆除违章建筑".encode(), None),
        ("gb18030", "请村委会拆除违章建筑".encode("gb18030"), None),
        ("binary", b"PK\x03\x04\x00\x00", "不是文本文件"),
        ("neither encoding", b"\xff\xff\xff", "编码"),
        ("empty", b"", "没有内容"),
    ],
)
def test_files_in_the_encodings_of_offices(run_cli, tmp_path, name, raw, words):
    file = tmp_path / "通知.txt"
    file.write_bytes(raw)
    run = run_cli("check", "--file", str(file), "--format", "json")
    if words is None:
        assert json.loads(run.out)["tasks"][0]["citations"][0]["entry"] == "neg-02"
    else:
        assert (run.code, run.out) == (2, "")
        assert words in run.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_unreadable_file_is_told(run_cli, tmp_path):
    file = tmp_path / "x.txt"
    file.write_text(TASK, encoding="utf-8")
    file.chmod(0)
    run = run_cli("check", "--file", str(file))
    assert (run.code, run.out) == (2, "")
    assert "权限" in run.err


def test_text_without_chinese_is_unlisted(run_cli):
    for text in ("hello world", "12345", "!!!", "🎉🎉", "\x01\x02"):
        run = run_cli("check", text, "--format", "json")
        assert run.code == 0
        assert json.loads(run.out)["verdict"] == "unlisted"


def test_fail_on_gives_code_1(run_cli):
    assert run_cli("check", TASK, "--fail-on", "forbidden").code == 1
    assert run_cli("check", TASK).code == 0
    assert run_cli("check", "调解邻里纠纷", "--fail-on", "forbidden").code == 0


def test_advice_for_one_reader_only(run_cli):
    village = run_cli("check", TASK, "--as", "village").out
    assert "给村（居）委会" in village
    assert "给乡镇" not in village


def test_explain_shows_rule_evidence_and_runners_up(run_cli):
    out = run_cli("check", TASK, "--explain").out
    assert "判定规则" in out
    assert "forbidden-act" in out
    assert "证据" in out


def test_stdin_and_a_foreign_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = run_process("check", "-", "--format", "json", stdin=TASK.encode())
    assert run.code == 0, run.err
    assert json.loads(run.out)["verdict"] == "forbidden"
    assert list(tmp_path.iterdir()) == []


def test_no_warning_and_no_colour_codes_in_a_pipe():
    run = run_process("check", TASK)
    assert run.err == ""
    assert "\x1b[" not in run.out


def test_list_json_holds_every_entry_whole(run_cli, source_entries):
    entries = json.loads(run_cli("list", "--format", "json").out)
    assert len(entries) == len(source_entries)
    assert {"legal_basis", "errata", "examples", "near_misses"} <= set(entries[0])


def test_show_and_search(run_cli):
    assert "拆除违章建筑" in run_cli("show", "neg-02").out
    assert json.loads(run_cli("show", "nocert-05", "--format", "json").out)["title"] == "无犯罪记录证明"
    assert run_cli("search", "无犯罪").out.startswith("nocert-05")
    assert "没有找到" in run_cli("search", "zzzz").out


def test_demo_shows_all_five_verdicts(run_cli):
    out = run_cli("demo").out
    for label in ("负面清单（禁止）", "清单外", "依法协助", "依法自治", "可以办理"):
        assert f"● {label}" in out


def test_internal_faults_have_code_3_and_no_traceback(run_cli, monkeypatch):
    def broken(*_):
        raise RuntimeError("x")

    monkeypatch.setattr("liststrict.api.screen_text", broken)
    run = run_cli("check", TASK)
    assert run.code == 3
    assert "内部错误" in run.err
    assert "Traceback" not in run.err


def test_help_is_chinese_throughout(run_cli):
    for command in ("check", "batch", "list", "show", "search", "eval", "demo"):
        out = run_cli(command, "--help").out
        assert "用法：" in out
        assert not re.search(r"Usage|Options|Arguments|Show this|default:", out)
