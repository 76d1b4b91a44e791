"""Readers of office files: what they find, and what they refuse."""

import contextlib
import os
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from liststrict.documents.document import assemble
from liststrict.documents.layout import Line, paragraphs
from liststrict.documents.read import read_document
from liststrict.documents.ruled import Area, Box, table_rows
from liststrict.errors import DocumentError
from office_files import (
    ENTITY,
    LAUGHS,
    W,
    bomb,
    docx_bytes,
    locked_zip,
    make_blank_pdf,
    make_locked_pdf,
    make_pdf,
    ole_bytes,
    paragraph_xml,
    simple_docx,
)

TASK = "请村委会组织力量拆除违章建筑"


def words(document) -> list[str]:
    return [document.words(block) for block in document.blocks]


def read(tmp_path, name: str, raw: bytes):
    file = tmp_path / name
    file.write_bytes(raw)
    return read_document(file)


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def numbered(level: int, text: str) -> str:
    return (f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            f"<w:r><w:t>{text}</w:t></w:r></w:p>")


def test_automatic_numbers_of_word_are_shown(tmp_path):
    body = "".join(numbered(level, text) for level, text in
                   [(0, "甲"), (1, "乙"), (2, "丙"), (2, "丁"), (3, "点"), (1, "戊"), (2, "己"), (0, "庚")])
    raw = docx_bytes(f"<w:document {W}><w:body>{body}</w:body></w:document>",
                     **{"word/numbering.xml": NUMBERING.encode()})
    assert words(read(tmp_path, "x.docx", raw)) == [
        "一、甲", "（一）乙", "1.丙", "2.丁", "点", "（二）戊", "1.己", "二、庚"]


def test_tables_text_boxes_and_deleted_text_of_word(tmp_path):
    cell = "<w:tc>{}</w:tc>"
    table = f"<w:tbl><w:tr>{cell.format(paragraph_xml('任务'))}{cell.format(paragraph_xml('单位'))}</w:tr></w:tbl>"
    box = ("<w:p><w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
           f"<mc:Choice><w:txbxContent>{paragraph_xml('框里')}</w:txbxContent></mc:Choice>"
           f"<mc:Fallback><w:txbxContent>{paragraph_xml('框里')}</w:txbxContent></mc:Fallback>"
           "</mc:AlternateContent></w:r></w:p>")
    deleted = "<w:p><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>新增</w:t></w:r></w:ins></w:p>"
    raw = docx_bytes(f"<w:document {W}><w:body>{table}{box}{deleted}</w:body></w:document>")
    document = read(tmp_path, "x.docx", raw)
    assert words(document) == ["任务\t单位", "框里", "新增"]
    assert [block.kind for block in document.blocks] == ["row", "textbox", "paragraph"]
    assert [document.text[start:end] for start, end in document.blocks[0].cells] == ["任务", "单位"]


def row_xml(*cells: tuple[str, int]) -> str:
    return "<w:tr>" + "".join(
        f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr>{paragraph_xml(text) if text else "<w:p/>"}</w:tc>'
        for text, columns in cells) + "</w:tr>"


def test_merged_cells_keep_columns_in_their_place(tmp_path):
    table = "<w:tbl>" + row_xml(("合并", 2), ("丙", 1)) + row_xml(("甲", 1), ("", 1), ("丙", 1)) + "</w:tbl>"
    document = read(tmp_path, "x.docx", docx_bytes(f"<w:document {W}><w:body>{table}</w:body></w:document>"))
    assert [[document.text[start:end] for start, end in block.cells] for block in document.blocks] == [
        ["合并", "", "丙"], ["甲", "", "丙"]]


def test_a_frame_around_words_is_no_table(tmp_path):
    table = "<w:tbl>" + row_xml(("各村：", 1)) + row_xml(("请劝导。", 1)) + "</w:tbl>"
    document = read(tmp_path, "x.docx", docx_bytes(f"<w:document {W}><w:body>{table}</w:body></w:document>"))
    assert [(document.words(block), block.kind) for block in document.blocks] == [
        ("各村：", "paragraph"), ("请劝导。", "paragraph")]


def test_notes_are_read_where_they_are_referred_to(tmp_path):
    body = ('<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph_xml("乙"))
    notes = f'<w:footnotes {W}><w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="2">{paragraph_xml("注")}</w:footnote></w:footnotes>'
    raw = docx_bytes(f"<w:document {W}><w:body>{body}</w:body></w:document>", **{"word/footnotes.xml": notes.encode()})
    assert words(read(tmp_path, "x.docx", raw)) == ["甲", "注", "乙"]


def test_lines_of_a_page_become_paragraphs_across_pages():
    def line(text, page, row, left=74.0, size=16.0):
        return Line(text, page, left, left + 16 * len(text), 80 + 27.0 * row, size)

    full = "字" * 28
    lines = [line("标题文字一", 1, 0, 250, 22), line("　", 1, 1), line(full[:26], 1, 2, 106), line(full, 1, 3),
             line("— 1 —", 1, 25, 290), line("尾。", 2, 0), line("二、新的一段。", 2, 1, 106), line("— 2 —", 2, 25, 290)]
    pieces = paragraphs([one for one in lines if one.text.strip()])
    assert [(piece.text, piece.page) for piece in pieces] == [
        ("标题文字一", 1), (full[:26] + full + "尾。", 1), ("二、新的一段。", 2)]


def test_ruled_lines_make_rows():
    def across(y):
        return Box(50, y, 350, y + 1)

    shapes = [across(y) for y in (300, 340, 380)] + [Box(x, 300, x + 1, 381) for x in (50, 150, 350)]
    rows = table_rows([*shapes, across(700), Box(20, 20, 580, 820)])
    assert [(round(row[0].top), len(row)) for row in rows if row[0].left > 40] == [(380, 2), (340, 2)]
    area = Area([row for row in rows if row[0].left > 40])
    assert area.holds(100, 350)
    assert not area.holds(100, 390)
    assert not area.holds(20, 350)
    assert table_rows([across(700), Box(20, 20, 580, 820)]) == []


@pytest.mark.parametrize(
    ("name", "raw", "expected"),
    [
        ("a.txt", "甲\r\n\r\n乙".encode("gb18030"), ["甲", "乙"]),
        ("a.txt", "\ufeff甲\n乙".encode(), ["甲", "乙"]),
        ("a.md", "# 标题\n\n- **一项**\n> 引文\n---\n1. 二项".encode(), ["标题", "一项", "引文", "1. 二项"]),
        ("a.txt", ("字" * 30 + "\n" + "尾巴。\n另起一段").encode(), ["字" * 30 + "\n尾巴。", "另起一段"]),
        ("无扩展名", "甲".encode(), ["甲"]),
    ],
)
def test_text_files_keep_their_text(tmp_path, name, raw, expected):
    document = read(tmp_path, name, raw)
    assert words(document) == expected


def truncated(raw: bytes) -> bytes:
    return raw[: len(raw) * 2 // 3]


HOSTILE = [
    ("bomb.docx", lambda: bomb("word/document.xml", 32), "压缩炸弹"),
    ("bomb.ofd", lambda: bomb("OFD.xml", 32), "压缩炸弹"),
    ("entity.docx", lambda: docx_bytes(ENTITY), "外部实体"),
    ("laughs.docx", lambda: docx_bytes(LAUGHS), "外部实体"),
    ("locked.docx", lambda: ole_bytes("EncryptedPackage"), "密码"),
    ("locked2.docx", lambda: locked_zip("word/document.xml"), "密码"),
    ("locked.doc", lambda: ole_bytes("EncryptedPackage"), "密码"),
    ("truncated.docx", lambda: truncated(simple_docx(TASK * 50)), "损坏"),
    ("broken.docx", lambda: docx_bytes("<w:document"), "损坏"),
    ("empty.docx", lambda: b"", "空的"),
    ("no-body.docx", simple_docx, "没有内容"),
    ("old.docx", lambda: ole_bytes("WordDocument"), "旧版 Office"),
    ("pdf.docx", lambda: b"%PDF-1.7\n", "PDF"),
    ("text.docx", TASK.encode, "内容却是文字"),
    ("sheet.docx", lambda: docx_bytes("").replace(b"word/document.xml", b"xl/wordbook.bin__"), "不是 Word"),
    ("text.pdf", TASK.encode, "内容却是文字"),
    ("broken.pdf", lambda: b"%PDF-1.7\ngarbage", "损坏"),
    ("zip.txt", lambda: simple_docx(TASK), "不是文本文件"),
    ("binary.txt", lambda: b"\x00\x01\x02", "不是文本文件"),
    ("image.txt", lambda: b"\xff\xd8\xff\xe0" + b"x" * 50, "不是文本文件"),
    ("word.ofd", lambda: simple_docx(TASK), "不是 OFD"),
    ("docx.doc", lambda: simple_docx(TASK), "压缩包"),
    ("table.xlsx", lambda: simple_docx(TASK), "batch"),
]


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_unreadable_files_are_refused_in_one_line(run_cli, tmp_path, name, make, reason):
    file = tmp_path / name
    file.write_bytes(make())
    run = run_cli("check", "--file", str(file))
    assert (run.code, run.out) == (2, ""), run
    assert run.err.count("\n") == 1
    assert reason in run.err
    assert str(file) in run.err
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    ("make", "reason"), [(make_blank_pdf, "扫描件"), (make_locked_pdf, "密码")], ids=["scan", "locked"]
)
def test_scans_and_locked_pdfs_are_refused(tmp_path, make, reason):
    file = tmp_path / "x.pdf"
    make(file)
    with pytest.raises(DocumentError, match=reason):
        read_document(file)


def test_a_truncated_pdf_is_refused_or_read_but_never_a_fault(tmp_path):
    whole = tmp_path / "whole.pdf"
    make_pdf([TASK] * 30, whole)
    raw = whole.read_bytes()
    for share in (10, 50, 90):
        file = tmp_path / "cut.pdf"
        file.write_bytes(raw[: len(raw) * share // 100])
        with contextlib.suppress(DocumentError):
            assert TASK in read_document(file).text


def test_old_formats_name_the_way_out_without_libreoffice(run_cli, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("a.doc", "a.wps"):
        (tmp_path / name).write_bytes(ole_bytes("WordDocument"))
        run = run_cli("check", "--file", str(tmp_path / name))
        assert run.code == 2
        assert "LibreOffice" in run.err
        assert ".docx" in run.err


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_old_formats_go_through_libreoffice_and_leave_nothing(tmp_path, monkeypatch):
    programs = tmp_path / "bin"
    programs.mkdir()
    (tmp_path / "made.docx").write_bytes(simple_docx(TASK))
    stand_in = programs / "soffice"
    stand_in.write_text(
        '#!/bin/sh\nwhile [ $# -gt 0 ]; do [ "$1" = --outdir ] && out="$2"; shift; done\n'
        f'/bin/cp "{tmp_path}/made.docx" "$out/source.docx"\n', encoding="utf-8",
    )
    stand_in.chmod(0o755)
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr("tempfile.tempdir", str(private))
    (tmp_path / "old.doc").write_bytes(ole_bytes("WordDocument"))
    assert read_document(tmp_path / "old.doc").text == TASK
    assert list(private.iterdir()) == []
    stand_in.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="损坏"):
        read_document(tmp_path / "old.doc")
    assert list(private.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_conversion_that_hangs_is_ended_with_all_that_it_started(tmp_path, monkeypatch):
    programs, private = tmp_path / "bin", tmp_path / "private"
    programs.mkdir()
    private.mkdir()
    stand_in = programs / "soffice"
    stand_in.write_text(f'#!/bin/sh\n/bin/sleep 600 & echo $! > "{tmp_path}/child"\nwait\n', encoding="utf-8")
    stand_in.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr("tempfile.tempdir", str(private))
    monkeypatch.setattr("liststrict.documents.office._SECONDS", 0.5)
    with pytest.raises(DocumentError, match="超时"):
        read(tmp_path, "old.doc", ole_bytes("WordDocument"))
    assert list(private.iterdir()) == []
    status = Path(f"/proc/{int((tmp_path / 'child').read_text())}/status")
    assert not status.exists() or "zombie" in status.read_text()


OLD = ROOT / "tests/data/notice-safety.doc"
NEW = ROOT / "data/samples/notice-safety.docx"


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_an_old_file_reads_like_the_new_one_it_was_made_from(tmp_path, monkeypatch):
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    old, new = read_document(OLD), read_document(NEW)
    assert [line.split() for line in words(old)] == [line.split() for line in words(new)]
    assert [block.kind for block in old.blocks] == [block.kind for block in new.blocks]
    assert list(private.iterdir()) == []
    assert not (tmp_path / "home").exists()


def test_an_old_file_with_a_password_is_refused_without_asking_libreoffice(tmp_path, monkeypatch):
    raw = bytearray(OLD.read_bytes())
    start = raw.index(b"\xec\xa5", 512)
    raw[start + 11] |= 1
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DocumentError, match="密码"):
        read(tmp_path, "locked.wps", bytes(raw))


def test_missing_libraries_are_named(run_cli, tmp_path, monkeypatch):
    (tmp_path / "x.docx").write_bytes(simple_docx(TASK))
    monkeypatch.setitem(sys.modules, "defusedxml", None)
    run = run_cli("check", "--file", str(tmp_path / "x.docx"))
    assert run.code == 2
    assert "liststrict[office]" in run.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(DocumentError, match="普通文件"):
        read_document(tmp_path / "pipe.txt")


def test_members_that_lie_about_their_size_are_refused(tmp_path):
    """The directory says that a member is small; what it unpacks to is not read beyond that."""
    file = tmp_path / "x.docx"
    file.write_bytes(bomb("word/document.xml", 4))
    raw = bytearray(file.read_bytes())
    at = raw.index(b"PK\x01\x02") + 24
    raw[at : at + 4] = (100).to_bytes(4, "little")
    file.write_bytes(bytes(raw))
    with zipfile.ZipFile(file) as archive:
        assert archive.infolist()[0].file_size == 100
    with pytest.raises(DocumentError):
        read_document(file)


def test_a_document_without_end_is_refused():
    from liststrict.documents.document import Piece

    with pytest.raises(DocumentError, match="拆成几个文件"):
        assemble((Piece("字" * 1000) for _ in iter(int, 1)), "x")
