"""`liststrict form`: exit codes, one clear line for each mistake, and no file that is half there."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT, run_process
from docx_text import assert_sound, text_of
from liststrict.cli.form import TAKES
from liststrict.cli.form_options import FIELDS
from liststrict.forms.details import Details
from liststrict.forms.kinds import FORMS
from liststrict.locks import take_lock

FORBIDDEN = "请村委会组织力量拆除违章建筑"
MADE = [
    ("review", [FORBIDDEN, "--from", "县城市管理局"], ["县城市管理局", "拆除违章建筑", "sha256:"]),
    ("return", [FORBIDDEN, "--from", "县城市管理局", "--number", "白沙村函〔2026〕3号"],
     ["县城市管理局：", "〔2026〕3号", "清单条款：", "法律依据：", "责任单位："]),
    ("certificate", ["给我开个无犯罪记录证明", "--resident", "王某某", "--on", "2026-11-23"],
     ["王某某：", "您可以这样办", "清单原文", "2026年11月23日"]),
    ("receipt", ["协助开展禁毒宣传教育", "--from", "镇平安办", "--pack", "jinji"],
     ["镇平安办：", "派出所", "予以协助"]),
]


@pytest.mark.parametrize(("kind", "arguments", "words"), MADE, ids=[row[0] for row in MADE])
def test_a_form_is_made(run_cli, tmp_path, kind, arguments, words):
    out = tmp_path / "表.docx"
    run = run_cli("form", kind, *arguments, "-o", out)
    assert (run.code, run.err) == (0, "")
    assert str(out) in run.out
    assert [file.name for file in tmp_path.iterdir()] == ["表.docx"]
    assert_sound(out.read_bytes())
    text = text_of(out.read_bytes())
    assert not [word for word in words if word not in text]


def test_a_form_from_a_file_and_from_standard_input(run_cli, tmp_path):
    source, out = tmp_path / "来文.txt", tmp_path / "a.docx"
    source.write_bytes(FORBIDDEN.encode("gb18030"))
    assert run_cli("form", "return", "--file", source, "-o", out).code == 0
    run = run_process("form", "return", "-", "-o", str(tmp_path / "b.docx"),
                      stdin=FORBIDDEN.encode(), HOME=str(tmp_path))
    assert run.code == 0, run.err
    assert (tmp_path / "b.docx").read_bytes() == out.read_bytes()


@pytest.mark.parametrize("name", ["notice-safety.docx", "notice-safety.pdf"])
def test_a_form_reads_a_notice_as_check_does(run_cli, tmp_path, name):
    """Sender, title, deadline and burden come from the notice unless they are given."""
    source, out = ROOT / "data/samples" / name, tmp_path / "a.docx"
    checked = json.loads(run_cli("check", "--file", source, "--format", "json").out)
    assert run_cli("form", "review", "--file", source, "-o", out).code == 0
    text = text_of(out.read_bytes())
    for words in ("issuer", "title", "deadline"):
        assert checked["notice"][words] in text
    assert all(signal["name"] in text for signal in checked["burden"])
    assert f"第{len(checked['tasks'])}项" in text
    run_cli("form", "review", "--file", source, "-o", out, "--force", "--from", "县林业局", "--item", "巡山")
    text = text_of(out.read_bytes())
    assert "县林业局" in text
    assert checked["notice"]["issuer"] not in text.split("审核")[0][:200]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_what_a_killed_run_left_is_removed_by_the_next_one(run_cli, tmp_path):
    killed_while_writing = (
        "import os, signal; from pathlib import Path; from liststrict.forms.save import save\n"
        "os.fsync = lambda _file: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"save(Path({str(tmp_path)!r}) / 'a.docx', b'x' * 1000, False)"
    )
    done = subprocess.run([sys.executable, "-c", killed_while_writing], check=False)
    assert done.returncode == -signal.SIGKILL
    [left] = tmp_path.iterdir()
    assert left.name.startswith(".")
    with left.with_name(".other.liststrict.part").open("wb") as living:
        take_lock(living)
        (tmp_path / ".own.part").touch()
        assert run_cli("form", "return", FORBIDDEN, "-o", tmp_path / "b.docx").code == 0
        assert sorted(file.name for file in tmp_path.iterdir()) == [
            ".other.liststrict.part", ".own.part", "b.docx",
        ]


def test_every_field_of_the_forms_is_an_option_of_one():
    assert {name for _, names in TAKES.values() for name in names} == set(FIELDS) == set(Details.model_fields)
    assert set(TAKES) == set(FORMS)


WRONG = [
    ("nothing to read", ["return"], "没有给出来文的内容"),
    ("blank", ["return", " "], "没有内容"),
    ("text and file", ["return", FORBIDDEN, "--file", "x"], "只能给一个"),
    ("missing file", ["return", "--file", "no-such.txt"], "no-such.txt：没有这个文件"),
    ("table", ["return", "--file", str(ROOT / "data/samples/register.xlsx")], "这是表格"),
    ("bad date", ["return", FORBIDDEN, "--on", "明天"], "日期"),
    ("unknown pack", ["return", FORBIDDEN, "--pack", "nirgends"], "可用："),
    ("does not fit", ["return", "协助开展禁毒宣传教育"], "请用 form receipt"),
    ("no certificate", ["certificate", FORBIDDEN], "不是证明"),
    ("may be issued", ["certificate", "开亲属关系证明办遗产公证"], "可以办理"),
    ("no duty", ["receipt", FORBIDDEN], "请用 form return"),
    ("long value", ["return", FORBIDDEN, "--village", "村" * 10_001], "--village 有 10001 个字"),
    ("no such templates", ["return", FORBIDDEN, "--templates", "nirgends"], "没有这个模板"),
    ("unknown option", ["receipt", FORBIDDEN, "--resident", "x"], "--resident"),
]


@pytest.mark.parametrize(("arguments", "words"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_mistake_is_one_chinese_line_and_writes_nothing(run_cli, tmp_path, arguments, words):
    run = run_cli("form", *arguments, "-o", tmp_path / "a.docx")
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert run.err.count("\n") == 1
    assert not re.search(r"\b(Error|Invalid|Usage|Missing|No such|Traceback)\b", run.err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a.doc", "以 .docx 结尾"),
        ("folder.docx", "这是文件夹"),
        ("nirgends/a.docx", "文件夹不存在"),
        ("there.docx", "已经有这个文件"),
    ],
)
def test_a_place_where_nothing_can_be_written(run_cli, tmp_path, name, words):
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "there.docx").write_bytes(b"mine")
    run = run_cli("form", "return", FORBIDDEN, "-o", tmp_path / name)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["folder.docx", "there.docx"]
    assert (tmp_path / "there.docx").read_bytes() == b"mine"


def test_a_missing_output_is_told(run_cli):
    run = run_cli("form", "return", FORBIDDEN)
    assert (run.code, run.out) == (2, "")
    assert "--output" in run.err


def test_force_replaces_the_file(run_cli, tmp_path):
    out = tmp_path / "a.docx"
    out.write_bytes(b"old")
    assert run_cli("form", "return", FORBIDDEN, "-o", out, "--force").code == 0
    assert_sound(out.read_bytes())


@pytest.mark.parametrize("broken", ["replace", "fsync"])
def test_a_disk_that_fails_leaves_the_old_file_and_no_other(run_cli, tmp_path, monkeypatch, broken):
    out = tmp_path / "a.docx"
    out.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((Path, "replace") if broken == "replace" else (os, "fsync")), fail)
    run = run_cli("form", "return", FORBIDDEN, "-o", out, "--force")
    assert (run.code, run.out) == (2, "")
    assert "写不进去" in run.err
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]
    assert out.read_bytes() == b"old"


def test_doubtful_verdicts_are_told_and_marked_in_the_letter(run_cli, tmp_path):
    out = tmp_path / "a.docx"
    run = run_cli("form", "return", "请村委会统计反诈App注册人数", "-o", out)
    assert run.code == 0
    assert "请人工复核" in run.err
    assert "【初稿" in text_of(out.read_bytes())


def test_personal_data_is_neither_printed_nor_told_in_errors(run_cli, tmp_path):
    persons = ("--resident", "赵某某", "--contact", "钱某某", "--phone", "13900000000")
    run = run_cli("form", "certificate", "给孙某某开无犯罪记录证明", *persons, "-o", tmp_path / "a.docx")
    wrong = run_cli("form", "certificate", "请孙某某拆除违章建筑", *persons, "-o", tmp_path / "b.docx")
    assert (run.code, wrong.code) == (0, 2)
    for words in ("赵某某", "钱某某", "13900000000", "孙某某"):
        assert words not in run.out + run.err + wrong.out + wrong.err


def test_without_the_extra_it_is_said_how_to_get_it(run_cli, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "docxtpl", None)
    run = run_cli("form", "return", FORBIDDEN, "-o", tmp_path / "a.docx")
    assert (run.code, run.out) == (2, "")
    assert 'pip install "liststrict[office]"' in run.err
    assert list(tmp_path.iterdir()) == []


def test_init_copies_templates_that_then_can_be_used(run_cli, tmp_path):
    folder = tmp_path / "模板"
    run = run_cli("form", "init", folder)
    assert run.code == 0
    names = sorted(file.name for file in folder.iterdir())
    assert names == ["certificate.docx", "plain-words.yaml", "receipt.docx", "return.docx", "review.docx"]
    for file in folder.iterdir():
        assert file.read_bytes() == (ROOT / "data/templates" / file.name).read_bytes()
    words = folder / "plain-words.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("不用您跑", "不用你跑"), encoding="utf-8")
    out = tmp_path / "a.docx"
    assert run_cli("form", "certificate", "开健在证明", "--templates", folder, "-o", out).code == 0
    assert "不用你跑" in text_of(out.read_bytes())
    again = run_cli("form", "init", folder)
    assert (again.code, again.out) == (2, "")
    assert "已经有这个文件" in again.err
    assert "不用你跑" in words.read_text(encoding="utf-8")
    assert run_cli("form", "init", folder, "--force").code == 0
    assert run_cli("form", "init", words).code == 2


def test_broken_plain_words_are_told_with_place(run_cli, tmp_path):
    run_cli("form", "init", tmp_path / "m")
    (tmp_path / "m/plain-words.yaml").write_text("paths:\n  - source: x\n", encoding="utf-8")
    run = run_cli("form", "certificate", "开健在证明", "--templates", tmp_path / "m",
                  "-o", tmp_path / "a.docx")
    assert (run.code, run.out) == (2, "")
    assert "plain-words.yaml:2" in run.err
    assert not (tmp_path / "a.docx").exists()


def zipped(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return target.getvalue()


def shipped() -> bytes:
    return (ROOT / "data/templates/return.docx").read_bytes()


def with_document(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shipped())) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            copy.writestr(name, content if name == "word/document.xml" else source.read(name))
    return target.getvalue()


BROKEN = {
    "empty": (lambda: b"", "不是 .docx"),
    "text": ("关于退回".encode, "不是 .docx"),
    "password or .doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "不是 .docx"),
    "truncated": (lambda: shipped()[:9000], "不是 .docx"),
    "a spreadsheet": (lambda: zipped(xl__workbook_xml=b"<x/>"), "不是 Word 文档"),
    "no content types": (lambda: zipped(word__document_xml=b"<x/>"), "无法套用"),
    "broken document": (lambda: with_document(b"<w:document"), "无法套用"),
    "bomb": (lambda: zipped(word__document_xml=b" " * 61 * 1024 * 1024), "太大"),
    "broken deflate": (lambda: shipped().replace(b"word/document.xml", b"word/document.xmk", 1), "无法套用"),
}


@pytest.mark.parametrize(("make", "words"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_template(run_cli, tmp_path, make, words):
    (tmp_path / "return.docx").write_bytes(make())
    out = tmp_path / "a.docx"
    run = run_cli("form", "return", FORBIDDEN, "--templates", tmp_path, "-o", out)
    assert (run.code, run.out) == (2, "")
    assert words in run.err
    assert run.err.count("\n") == 1
    assert not out.exists()


def test_entities_of_a_template_are_not_read(run_cli, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("geheim", encoding="utf-8")
    (tmp_path / "return.docx").write_bytes(with_document(
        (f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document xmlns:w='
        '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        "<w:t>[&x;]</w:t></w:r></w:p></w:body></w:document>").encode()
    ))
    out = tmp_path / "a.docx"
    run = run_cli("form", "return", FORBIDDEN, "--templates", tmp_path, "-o", out)
    assert run.code == 0
    assert text_of(out.read_bytes()) == "[]\n"


def test_help_of_all_forms_is_chinese(run_cli):
    for name in ((), ("review",), ("return",), ("certificate",), ("receipt",), ("init",)):
        out = run_cli("form", *name, "--help").out
        assert "用法：" in out
        assert not re.search(r"Usage|Options|Arguments|Show this|default:|required", out)
