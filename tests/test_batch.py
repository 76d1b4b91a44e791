"""Batches: one row in, one row out, in order, in every kind of file, whatever happens half-way."""

import csv
import datetime
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlrd
import xlwt

from conftest import ROOT
from liststrict.batch.answer import Settings, build_screener
from liststrict.batch.columns import Wanted
from liststrict.batch.run import Job, run_batch
from liststrict.batch.sheet_layout import MAX_TEXT, row_height
from liststrict.batch.table_answer import ANSWER_COLUMNS, ERROR_COLUMN
from liststrict.batch.worker import Worker, WorkerLostError
from liststrict.batch.xlsx_guard import bounded, too_long
from liststrict.errors import ListstrictError
from liststrict.output.wording import percent
from office_files import bomb, docx_bytes, ole_bytes, simple_docx

DEMOLISH, RULES, CRIME = "请村委会组织力量拆除违章建筑", "开会修订村规民约", "开具无犯罪记录证明"
HEADER = ["序号", "事项名称", "来文单位", "日期"]
DAY = datetime.date(2026, 3, 5)
ROWS = [[1, DEMOLISH, "镇规建办", DAY], [2, None, None, None], [3, CRIME, None, DAY], [4, RULES, None, None]]


@pytest.fixture(autouse=True)
def _build_once(monkeypatch):
    """Runs in this process share their screeners; to build one takes longer than most tests."""
    monkeypatch.setattr("liststrict.batch.run.build_screener", _built)


_screeners = {}


def _built(settings):
    if settings.as_of not in _screeners:
        _screeners[settings.as_of] = build_screener(settings)
    return _screeners[settings.as_of]


def lines(path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def batch(source, output, **options):
    return run_batch(Job(source, output, as_of=datetime.date(2026, 11, 23), **options))


def write_csv(path, rows=(HEADER, *ROWS), encoding="utf-8", delimiter=","):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def write_xlsx(path, rows=(HEADER, *ROWS)):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def write_xls(path, rows=(HEADER, *ROWS)):
    book = xlwt.Workbook()
    sheet = book.add_sheet("表")
    style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell, *([style] if isinstance(cell, datetime.date) else []))
    book.save(str(path))
    return path


def read_table(path) -> list[list]:
    if path.suffix == ".csv":
        raw = path.read_bytes()
        encoding = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8"
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        return list(csv.reader(io.StringIO(text, newline="")))
    if path.suffix == ".xlsx":
        return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].values]
    sheet = xlrd.open_workbook(str(path)).sheet_by_index(0)
    return [sheet.row_values(number) for number in range(sheet.nrows)]


# --- JSON Lines


def write_lines(path, *rows):
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_lines_keep_their_fields_and_carry_the_answer(tmp_path, screener):
    source = write_lines(tmp_path / "in.jsonl", {"text": DEMOLISH, "no": 7, "more": {"a": [1, None]}}, {"事项": RULES})
    batch(source, tmp_path / "out.jsonl")
    first, second = lines(tmp_path / "out.jsonl")
    assert {name: first[name] for name in ("text", "no", "more")} == {"text": DEMOLISH, "no": 7, "more": {"a": [1, None]}}
    from liststrict.output.json_v1 import to_json

    expected = to_json(screener.screen(DEMOLISH))
    assert {**first["result"], "as_of": ""} == {**expected, "as_of": ""}
    assert first["result"]["as_of"] == "2026-11-23"
    assert second["result"]["verdict"] == "self-governance"


def test_kind_requester_and_purpose_are_used(tmp_path, screener):
    rows = [
        {"text": "调解纠纷", "requester": "派出所"},
        {"text": "亲属关系证明", "purpose": "办理不动产登记"},
        {"text": "婚姻状况", "kind": "certificate"},
    ]
    batch(write_lines(tmp_path / "in.jsonl", *rows), tmp_path / "out.jsonl")
    for row, answer in zip(rows, lines(tmp_path / "out.jsonl"), strict=True):
        told = screener.screen(**row)
        assert answer["result"]["tasks"][0]["reason"] == told.tasks[0].reason


BROKEN = [
    ("empty line", "", "E401"),
    ("empty text", '{"text": " "}', "E401"),
    ("null text", '{"text": null}', "E401"),
    ("no text", '{"name": "x"}', "E405"),
    ("cut off", '{"text": "拆', "E408"),
    ("no object", '["拆除"]', "E408"),
    ("not a number", '{"text": NaN}', "E408"),
    ("deep", "[" * 100_000, "E408"),
    ("long number", '{"text": ' + "9" * 10_000 + "}", "E408"),
    ("list as text", '{"text": ["拆除"]}', "E406"),
    ("unknown kind", '{"text": "拆除违建", "kind": "foo"}', "E407"),
    ("half surrogate", '{"text": "拆除\\ud800"}', "E100"),
    ("too long", '{"text": "' + "拆" * 200_001 + '"}', "E100"),
    ("endless line", '{"text": "' + "a" * 4_200_000 + '"}', "E402"),
]


@pytest.mark.parametrize(("line", "code"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_row_is_an_error_in_its_row(tmp_path, line, code):
    good = json.dumps({"text": RULES}, ensure_ascii=False)
    source = write_lines(tmp_path / "in.jsonl", good, line, good)
    finished = batch(source, tmp_path / "out.jsonl")
    before, broken, after = lines(tmp_path / "out.jsonl")
    assert before["result"]["verdict"] == after["result"]["verdict"] == "self-governance"
    assert broken["error"]["code"] == code
    assert broken["error"]["message"].startswith("第 2 行：")
    assert "result" not in broken
    assert finished == (3, 1)


def test_a_line_in_another_encoding_is_an_error_in_its_row(tmp_path):
    source = tmp_path / "in.jsonl"
    good = json.dumps({"text": RULES}, ensure_ascii=False).encode() + b"\n"
    source.write_bytes(good * 3 + b'{"text": "\xff\xfe\x80"}\n' + good)
    batch(source, tmp_path / "out.jsonl")
    assert ["error" in row for row in lines(tmp_path / "out.jsonl")] == [False, False, False, True, False]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_lines_in_the_encodings_of_offices(tmp_path, encoding):
    source = tmp_path / "in.jsonl"
    source.write_text(f'{{"text": "{DEMOLISH}"}}\r\n\r\n\n', encoding=encoding)
    assert batch(source, tmp_path / "out.jsonl") == (1, 0)
    assert lines(tmp_path / "out.jsonl")[0]["text"] == DEMOLISH


def test_every_code_of_a_row_is_documented():
    page = (ROOT / "docs/batch.md").read_text(encoding="utf-8")
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "src/liststrict/batch").glob("*.py"))
    codes = set(re.findall(r'"(E\d{3})"', code)) | {row[2] for row in BROKEN}
    assert codes
    assert all(f"| {one} |" in page for one in codes)


# --- Tables


@pytest.mark.parametrize("name", ["in.xlsx", "in.xls", "in.csv"])
def test_tables_keep_their_rows_and_gain_columns(tmp_path, name):
    source = tmp_path / name
    {".xlsx": write_xlsx, ".xls": write_xls, ".csv": write_csv}[source.suffix](source)
    output = tmp_path / f"out{source.suffix}"
    assert batch(source, output) == (4, 1)
    header, *rows = read_table(output)
    assert header == [*HEADER, *ANSWER_COLUMNS, ERROR_COLUMN]
    assert [int(float(row[0])) for row in rows] == [1, 2, 3, 4]
    label = header.index("结论代码")
    assert [row[label] or "" for row in rows] == ["forbidden", "", "forbidden", "self-governance"]
    assert rows[0][header.index("原文")] == "拆除违章建筑"
    assert rows[1][-1].startswith("E401：第 3 行：“事项名称”是空的")
    assert not any(row[-1] for row in (rows[0], rows[2], rows[3]))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_comes_back_in_its_encoding(tmp_path, encoding, delimiter):
    source = write_csv(tmp_path / "in.csv", encoding=encoding, delimiter=delimiter)
    batch(source, tmp_path / "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") is (encoding == "utf-8-sig")
    assert raw.decode(encoding).startswith(delimiter.join(HEADER))


def test_csv_rows_that_are_broken(tmp_path):
    source = tmp_path / "in.csv"
    source.write_bytes(
        "编号,事项\r\n1,调解纠纷,多,出\r\n2,".encode() + b"\xff\xfe\x80\xff" + "\r\n3,\"带,号\n换行的拆除违章建筑\"\r\n4\r\n,\r\n,\r\n".encode()
    )
    batch(source, tmp_path / "out.csv")
    raw = (tmp_path / "out.csv").read_bytes()
    assert b"\xff\xfe\x80\xff" in raw
    rows = list(csv.reader(io.StringIO(raw.decode(errors="replace"), newline="")))
    assert [row[0] for row in rows] == ["编号", "1", "2", "3", "4"]
    assert [row[-1][:4] for row in rows[1:]] == ["E403", "E404", "", "E401"]
    assert rows[3][1] == "带,号\n换行的拆除违章建筑"


def test_a_title_above_the_header_is_kept(tmp_path):
    source = write_xlsx(tmp_path / "in.xlsx", [["金鸡镇台账"], [], HEADER, *ROWS, *[[None]] * 40])
    batch(source, tmp_path / "out.xlsx")
    rows = read_table(tmp_path / "out.xlsx")
    assert rows[0][0] == "金鸡镇台账"
    assert rows[2][: len(HEADER)] == HEADER
    assert len(rows) == 3 + len(ROWS)


def test_columns_are_found_by_name_or_named(tmp_path, run_cli, screener):
    rows = [["编号", "工作内容", "谁来的", "类"], [1, "调解纠纷", "派出所", "工作事项"]]
    source = write_csv(tmp_path / "in.csv", rows)
    options = ["--column", "工作内容", "--from-column", "谁来的", "--kind-column", "类"]
    for given in ([], options):
        run = run_cli("batch", str(source), "-o", str(tmp_path / "out.csv"), *given)
        assert (run.code, run.out, run.err) == (0, "", "")
    answer = dict(zip(*read_table(tmp_path / "out.csv"), strict=True))
    told = screener.screen("调解纠纷", kind="task", requester="派出所")
    untold = screener.screen("调解纠纷")
    assert (answer["结论代码"], answer["把握"]) == (told.verdict, percent(told.confidence))
    assert answer["把握"] != percent(untold.confidence)


def test_added_columns_do_not_take_a_name_that_is_there(tmp_path):
    source = write_csv(tmp_path / "in.csv", [["事项", "理由", "理由_2"], [RULES, "甲", "乙"]])
    batch(source, tmp_path / "out.csv")
    header, row = read_table(tmp_path / "out.csv")
    assert len(set(header)) == len(header)
    assert row[:3] == [RULES, "甲", "乙"]


def test_a_table_can_become_lines(tmp_path):
    batch(write_xlsx(tmp_path / "in.xlsx"), tmp_path / "out.jsonl")
    first, second, *_ = lines(tmp_path / "out.jsonl")
    assert first["日期"] == "2026-03-05"
    assert first["result"]["verdict"] == "forbidden"
    assert second["error"]["code"] == "E401"


FORMULAS = ["=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://example.com"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "xls"])
def test_no_cell_becomes_a_formula(tmp_path, kind):
    rows = [["事项", "备注", "=2+2"], *[[f"{one}调解纠纷", one, "-5"] for one in FORMULAS]]
    source = tmp_path / "in.csv"
    write_csv(source, rows)
    output = tmp_path / f"out.{kind}"
    batch(source, output)
    if kind == "csv":
        for row in read_table(output):
            assert not any(re.match(r"[=+@\t\r]|-(?!5$)", cell) for cell in row), row
        assert read_table(output)[1][2] == "-5"
    elif kind == "xlsx":
        sheet = openpyxl.load_workbook(output).worksheets[0]
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f" or c.hyperlink]
        assert [row[1] for row in list(sheet.values)[1:]] == FORMULAS
    else:
        sheet = xlrd.open_workbook(str(output)).sheet_by_index(0)
        assert {cell.ctype for row in sheet.get_rows() for cell in row} <= {xlrd.XL_CELL_TEXT, xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}


def test_the_excel_output_is_fit_to_hand_on(tmp_path):
    batch(write_xlsx(tmp_path / "in.xlsx"), tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    sheet, summary = book.worksheets
    assert (sheet.title, summary.title) == ("审核结果", "汇总")
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    assert sheet.auto_filter.ref.endswith(str(len(ROWS) + 1))
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width
    verdict = len(HEADER) + 1
    assert sheet.cell(2, verdict).alignment.wrap_text
    colours = {sheet.cell(row, verdict).fill.fgColor.rgb for row in (2, 3, 5)}
    assert len(colours) == 3
    assert sheet.cell(2, 4).is_date
    counts = {row[0]: row[1] for row in summary.values if row[0]}
    assert counts["负面清单（禁止）"] == 2
    assert counts["出错（未审核）"] == 1
    assert counts["合计"] == len(ROWS)
    assert len(summary._charts) == 1


def test_long_numbers_and_texts_survive_excel(tmp_path):
    source = write_csv(tmp_path / "in.csv", [["事项", "号"], ["调" * 40_000, "512345678901234567"]])
    batch(source, tmp_path / "out.xlsx")
    row = read_table(tmp_path / "out.xlsx")[1]
    assert len(row[0]) <= 32_767
    assert row[0].endswith("已截断）")
    assert row[1] == "512345678901234567"


# --- What cannot be read


def _without_rows(raw: bytes) -> bytes:
    return raw[: len(raw) * 2 // 3]


def xlsx_bytes() -> bytes:
    held = io.BytesIO()
    book = openpyxl.Workbook()
    for row in ([HEADER, *ROWS] * 50):
        book.active.append(row)
    book.save(held)
    return held.getvalue()


def with_entity() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes())) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                raw = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + raw
            new.writestr(name, raw)
    return held.getvalue()


def shared_texts(texts: bytes, times: int, part: str) -> bytes:
    """A workbook whose shared texts are declared, too loosely packed to be taken for a bomb by its ratio."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes())) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            raw = old.read(name)
            if name == "[Content_Types].xml":
                raw = raw.replace(b"</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'.encode())
            new.writestr(name, raw)
        padding = random.Random(1).randbytes(300_000).hex().encode()
        new.writestr(part, b"<sst><!--" + padding + b"-->" + texts * times + b"</sst>")
    return held.getvalue()


HOSTILE = [
    ("shared.xlsx", lambda: shared_texts(b"<si><t/></si>", 3_500_000, "xl/sharedStrings.xml"), "像是压缩炸弹"),
    ("renamed.xlsx", lambda: shared_texts(b"<x:si/>", 3_500_000, "xl/other.xml"), "像是压缩炸弹"),
    ("bomb.xlsx", lambda: bomb("xl/worksheets/sheet1.xml", 32), "压缩炸弹"),
    ("entity.xlsx", with_entity, "损坏"),
    ("locked.xlsx", lambda: ole_bytes("EncryptedPackage"), "密码"),
    ("locked.xls", lambda: ole_bytes("EncryptedPackage"), "密码"),
    ("truncated.xlsx", lambda: _without_rows(xlsx_bytes()), "损坏"),
    ("truncated.xls", lambda: ole_bytes("Workbook"), "损坏"),
    ("word.xlsx", lambda: simple_docx("x"), "不是 Excel"),
    ("old.xlsx", lambda: ole_bytes("Workbook"), "旧版 Office"),
    ("new.xls", xlsx_bytes, "扩展名是 .xls"),
    ("text.xlsx", "事项\n调解".encode, "内容却是文字"),
    ("sheet.csv", xlsx_bytes, "不是文字"),
    ("sheet.jsonl", xlsx_bytes, "不是文字"),
    ("binary.csv", lambda: b"a\x00b", "不是文本文件"),
    ("empty.csv", lambda: b"", "没有内容"),
    ("no-column.csv", "甲,乙\n1,2\n".encode, "--column"),
    ("broken.xlsx", lambda: docx_bytes("").replace(b"word/document.xml", b"xl/workbook.xml__"), "损坏"),
    ("unknown.txt", lambda: b"x", "不支持"),
]


@pytest.mark.parametrize(("name", "make", "reason"), HOSTILE, ids=[row[0] for row in HOSTILE])
def test_unreadable_tables_are_refused_in_one_line(run_cli, tmp_path, name, make, reason):
    source = tmp_path / name
    source.write_bytes(make())
    kind = source.suffix if source.suffix != ".txt" else ".csv"
    run = run_cli("batch", str(source), "-o", str(tmp_path / f"out{kind}"))
    assert (run.code, run.out) == (2, ""), run
    assert run.err.count("\n") == 1
    assert reason in run.err
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_a_cell_longer_than_excel_allows_is_an_error_in_its_row(tmp_path):
    """Many cells may share one endless text: what is kept of each is bounded."""
    assert too_long(("短", "长" * (MAX_TEXT + 1))).code == "E402"
    rows = list(bounded(iter([("长" * 100_000, 1), ("短", None)]), tmp_path))
    assert [len(rows[0][0]), rows[1]] == [MAX_TEXT + 1, ("短", None)]
    with pytest.raises(ListstrictError, match="像是压缩炸弹"):
        list(bounded(iter([("长" * 50_000,)] * 40_000), tmp_path))


def test_a_sheet_that_breaks_off_half_way_leaves_nothing(tmp_path):
    """The directory of the archive is whole, the rows in it are not."""
    source = tmp_path / "in.xlsx"
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes())) as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            raw = old.read(name)
            new.writestr(name, raw[: len(raw) * 2 // 3] if name.endswith("sheet1.xml") else raw)
    with pytest.raises(ListstrictError, match="损坏"):
        batch(source, tmp_path / "out.xlsx")
    assert [one.name for one in tmp_path.iterdir()] == ["in.xlsx"]


WRONG = [
    (["in.csv", "-o", "out.txt"], "扩展名"),
    (["in.csv", "-o", "in.csv"], "同一个文件"),
    (["in.csv", "-o", "no/out.csv"], "没有这个文件夹"),
    (["none.csv", "-o", "out.csv"], "没有这个文件"),
    (["in.csv", "-o", "out.csv", "--workers", "0"], "--workers"),
    (["in.csv", "-o", "out.csv", "--column", "无"], "“无”"),
    (["in.csv", "-o", "out.csv", "--from-column", "无"], "“无”"),
    (["in.jsonl", "-o", "out.csv"], "只能输出 .jsonl"),
    (["in.csv"], "--output"),
]


@pytest.mark.parametrize(("arguments", "reason"), WRONG)
def test_wrong_usage_is_one_line_and_writes_nothing(run_cli, tmp_path, monkeypatch, arguments, reason):
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "in.csv")
    write_lines(tmp_path / "in.jsonl", {"text": RULES})
    before = sorted(one.name for one in tmp_path.iterdir())
    run = run_cli("batch", *arguments)
    assert run.code == 2
    assert reason in run.err.replace("-o", "--output")
    assert run.err.count("\n") == 1
    assert sorted(one.name for one in tmp_path.iterdir()) == before


def test_missing_libraries_are_named(run_cli, tmp_path, monkeypatch):
    write_xlsx(tmp_path / "in.xlsx")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    run = run_cli("batch", str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "out.xlsx"))
    assert run.code == 2
    assert "liststrict[office]" in run.err


# --- Killed and resumed


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A file of many rows in each kind, and its undisturbed outputs."""
    folder = tmp_path_factory.mktemp("many")
    cases = (ROOT / "data/cases/dev.jsonl").read_text(encoding="utf-8").splitlines()[:300]
    texts = [json.loads(line)["text"] for line in cases]
    write_lines(folder / "in.jsonl", *({"text": text, "no": n} for n, text in enumerate(texts)))
    write_xlsx(folder / "in.xlsx", [["no", "事项"], *enumerate(texts)])
    for kind in ("jsonl", "xlsx"):
        batch(folder / f"in.{kind}", folder / f"whole.{kind}")
    return folder


def journal_of(output):
    return output.with_name(output.name + ".partial")


def stop_after(chunks):
    seen = []

    def report(_rows, _share):
        seen.append(1)
        if len(seen) == chunks:
            raise KeyboardInterrupt

    return report


@pytest.mark.parametrize(("cells", "lines"), [
    (("短",), 1), (("字" * 30,), 3), (("a" * 19, "字" * 40), 4), (("一\n二\n三" + "字" * 9,), 4), ((None, 12, "字" * 9000), 16),
])
def test_a_row_is_as_high_as_its_longest_text_up_to_a_bound(cells, lines):
    assert row_height(cells, (21, 21, 21)) == 13 * lines + 2


def test_the_sheet_is_ready_for_printing(tmp_path):
    source = write_xlsx(tmp_path / "in.xlsx", [HEADER, *ROWS])
    batch(source, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    rows, summary = book.worksheets
    assert (rows.page_setup.orientation, rows.page_setup.fitToWidth, rows.page_setup.fitToHeight) == ("landscape", 2, 0)
    assert rows.row_dimensions[2].height > 15
    assert summary.page_setup.orientation == "landscape"
    assert summary.sheet_properties.pageSetUpPr.fitToPage


@pytest.mark.parametrize(("kind", "workers"), [("jsonl", 1), ("xlsx", 1), ("xlsx", 2)])
def test_an_interrupted_run_is_resumed_to_the_same_bytes(many, tmp_path, kind, workers):
    output = tmp_path / f"out.{kind}"
    job = Job(many / f"in.{kind}", output, as_of=datetime.date(2026, 11, 23), workers=workers)
    with pytest.raises(ListstrictError, match="--resume"):
        run_batch(job, stop_after(3))
    assert not output.exists()
    run_batch(job._replace(resume=True))
    assert output.read_bytes() == (many / f"whole.{kind}").read_bytes()
    assert not journal_of(output).exists()


@pytest.mark.parametrize("cut", [0, 1, 37, 5000, 200_000])
def test_a_journal_cut_off_anywhere_is_resumed(many, tmp_path, cut):
    output = tmp_path / "out.jsonl"
    job = Job(many / "in.jsonl", output, as_of=datetime.date(2026, 11, 23))
    with pytest.raises(ListstrictError):
        run_batch(job, stop_after(4))
    rows = journal_of(output) / "rows.jsonl"
    raw = rows.read_bytes()
    # After a power cut, zeros may stand where the end was to be.
    rows.write_bytes(raw[: len(raw) - cut] + (b"\x00" * 10 + b"\n" if cut == 37 else b""))
    run_batch(job._replace(resume=True))
    assert output.read_bytes() == (many / "whole.jsonl").read_bytes()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_at_any_moment_and_resumed(many, tmp_path, workers):
    output = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "liststrict", "batch", str(many / "in.jsonl"), "-o", str(output),
               "--workers", workers, "--on", "2026-11-23"]
    rows = journal_of(output) / "rows.jsonl"
    for wanted in (0, 150_000, 450_000):
        process = subprocess.Popen([*command, "--resume"], stderr=subprocess.PIPE)
        while process.poll() is None and not (rows.exists() and rows.stat().st_size >= wanted):
            time.sleep(0.002)
        process.kill()
        # Standard error is closed once no worker holds it; none has said anything.
        assert process.communicate(timeout=60)[1] == b""
        assert not output.exists()
    subprocess.run([*command, "--resume"], check=True)
    assert output.read_bytes() == (many / "whole.jsonl").read_bytes()
    assert [one.name for one in tmp_path.iterdir()] == ["out.jsonl"]


def test_resume_refuses_another_input_and_starts_without_one(many, tmp_path):
    output = tmp_path / "out.jsonl"
    job = Job(many / "in.jsonl", output, as_of=datetime.date(2026, 11, 23))
    with pytest.raises(ListstrictError):
        run_batch(job, stop_after(2))
    other = write_lines(tmp_path / "other.jsonl", {"text": RULES})
    with pytest.raises(ListstrictError, match="输入文件"):
        run_batch(job._replace(source=other, resume=True))
    with pytest.raises(ListstrictError, match="选项"):
        run_batch(job._replace(wanted=Wanted("text"), resume=True))
    assert journal_of(output).exists()
    run_batch(job._replace(source=other))
    assert len(lines(output)) == 1
    run_batch(Job(many / "in.jsonl", tmp_path / "fresh.jsonl", as_of=job.as_of, resume=True))
    assert (tmp_path / "fresh.jsonl").read_bytes() == (many / "whole.jsonl").read_bytes()


def test_a_resumed_run_answers_as_on_the_day_it_began(many, tmp_path):
    output = tmp_path / "out.jsonl"
    with pytest.raises(ListstrictError):
        run_batch(Job(many / "in.jsonl", output, as_of=datetime.date(2026, 1, 2)), stop_after(1))
    run_batch(Job(many / "in.jsonl", output, resume=True))
    assert {row["result"]["as_of"] for row in lines(output)} == {"2026-01-02"}


def test_two_runs_do_not_write_the_same_output(many, tmp_path):
    output = tmp_path / "out.jsonl"
    job = Job(many / "in.jsonl", output, as_of=datetime.date(2026, 11, 23))
    refused = []

    def second_run(_rows, _share):
        if not refused:
            with pytest.raises(ListstrictError, match="正在写") as error:
                run_batch(job)
            refused.append(error)

    run_batch(job, second_run)
    assert refused
    assert output.read_bytes() == (many / "whole.jsonl").read_bytes()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system lists no children of a process")
def test_workers_end_silently_with_a_killed_batch(many, tmp_path):
    command = [sys.executable, "-m", "liststrict", "batch", str(many / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"),
               "--workers", "2"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while len(workers := children.read_text().split()) < 2:
        time.sleep(0.002)
    process.kill()
    assert process.communicate(timeout=60)[1] == b""
    for _ in range(3000):
        if not any(is_worker(one) for one in workers):
            return
        time.sleep(0.01)
    pytest.fail("a worker outlives its batch")


def is_worker(number: str) -> bool:
    """Whether this process is still one of ours; a number may have been given to another."""
    try:
        return b"liststrict" in Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_killed_worker_is_told_in_one_line(many, tmp_path, monkeypatch):
    # So many rows that some are given out only after the first report, when no worker is left.
    source, whole = tmp_path / "in.jsonl", tmp_path / "whole.jsonl"
    source.write_bytes((many / "in.jsonl").read_bytes() * 2)
    batch(source, whole)
    started = []
    begin = Worker.__init__

    def remember(self, settings):
        begin(self, settings)
        started.append(self)

    monkeypatch.setattr(Worker, "__init__", remember)

    def kill(_rows, _share):
        # Both, since one that lives could answer the rest alone; from outside, as a system does it.
        for worker in started:
            worker._process.kill()

    job = Job(source, tmp_path / "out.jsonl", as_of=datetime.date(2026, 11, 23), workers=2)
    with pytest.raises(ListstrictError, match="有进程被系统中止"):
        run_batch(job, kill)
    run_batch(job._replace(resume=True))
    assert (tmp_path / "out.jsonl").read_bytes() == whole.read_bytes()


def test_an_ended_worker_answers_nothing():
    worker = Worker(Settings((), "2026-11-23", Wanted(), "utf-8", None, 1, as_lines=True))
    worker.end()
    with pytest.raises(WorkerLostError):
        worker.ask((0, []))


@pytest.mark.parametrize("kind", ["jsonl"])
def test_workers_give_the_same_bytes(many, tmp_path, kind):
    batch(many / f"in.{kind}", tmp_path / f"out.{kind}", workers=2)
    assert (tmp_path / f"out.{kind}").read_bytes() == (many / f"whole.{kind}").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="terminals of Windows are not files")
def test_progress_is_shown_on_a_terminal_only(tmp_path):
    import pty

    source = write_lines(tmp_path / "in.jsonl", *({"text": RULES} for _ in range(200)))
    near, far = pty.openpty()
    environment = {"PATH": "/usr/bin:/bin", "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(
        [sys.executable, "-m", "liststrict", "batch", str(source), "-o", str(tmp_path / "out.jsonl")],
        stderr=far, stdout=subprocess.PIPE, env=environment,
    )
    os.close(far)
    shown = b""
    with open(near, "rb", buffering=0) as terminal:  # noqa: PTH123
        while True:
            try:
                piece = terminal.read(4096)
            except OSError:  # the other side is closed
                break
            if not piece:
                break
            shown += piece
    assert process.wait() == 0
    assert process.stdout.read() == b""
    process.stdout.close()
    assert "审核" in shown.decode()
    assert "共 200 行" in shown.decode()
