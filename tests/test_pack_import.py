"""`pack import`: the fields of the source come back, and files that mean harm are refused."""

import json
import random
import re
import stat
import zipfile
from functools import cache
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from conftest import ROOT
from list_documents import FIELDS, changed_zip, small_docx, source_like_docx
from liststrict import InputError
from liststrict.laws.register import Register
from liststrict.packs.load import load_pack, load_register
from liststrict.packtools.citing import split_citations
from liststrict.packtools.grid import Line
from liststrict.packtools.importing import REPORT_FILE, import_office
from liststrict.packtools.office_zip import MAX_FILE_BYTES
from liststrict.packtools.template import SHEETS, write_template
from liststrict.packtools.wording import clauses, clean, units
from liststrict.resources import rules_root

WORDING = (
    "no", "title", "category", "details", "duties", "units", "requested_by", "purpose", "form",
    "alternative", "aliases",
)
SMALL = [["序号", "事项名称", "依据", "责任单位"], ["1", "代养奶牛", "", "农服中心"]]


@pytest.fixture(scope="module")
def titles() -> dict[str, str]:
    lists = [r for p in ("jinji", "chongqing") for r in load_pack(rules_root() / p).lists]
    found = {rules.list: rules.title for rules in lists}
    return {name: found[name] for name in FIELDS}


@pytest.fixture(scope="module")
def from_word(source_entries, titles, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    source_like_docx(folder / "清单.docx", source_entries, titles)
    import_office(folder / "清单.docx", folder / "town", {"jurisdiction": "重庆市金鸡镇"})
    return folder / "town"


def entries_of(folder: Path) -> dict:
    return {entry.id: entry for rules in load_pack(folder).lists for entry in rules.entries}


def plain(value):
    return list(value) if isinstance(value, tuple) else value


def assert_same_fields(imported: dict, entries: list[dict], fields=WORDING):
    assert sorted(imported) == sorted(entry["id"] for entry in entries)
    for entry in entries:
        ours = imported[entry["id"]]
        for field in fields:
            assert plain(getattr(ours, field)) == entry.get(field), f"{entry['id']}.{field}"
        cited = [basis.raw for basis in ours.legal_basis if basis.origin == "source"]
        assert cited == entry.get("legal_basis", []), entry["id"]


def test_a_word_file_like_the_source_gives_the_same_fields_back(from_word, source_entries):
    assert_same_fields(entries_of(from_word), source_entries)


def test_citations_are_parsed_as_in_the_shipped_packs(from_word):
    """Law, article, paragraph, item of every citation; our editors' readings differ in these alone."""
    imported = entries_of(from_word)
    for entry in load_pack(rules_root() / "jinji").lists[2].entries:
        shipped = [b for b in entry.legal_basis if b.origin == "source"]
        ours = imported[entry.id].legal_basis
        for theirs, mine in zip(shipped, ours, strict=True):
            assert mine.law == theirs.law, mine.raw
            assert [(p.article, p.paragraph, p.item) for p in mine.provisions] == [
                (p.article, p.paragraph, p.item) for p in theirs.provisions
            ], mine.raw


def test_verdicts_and_kinds_follow_from_the_titles(from_word):
    shipped = [r for p in ("jinji", "chongqing") for r in load_pack(rules_root() / p).lists]
    expected = {rules.list: rules.verdict for rules in shipped}
    assert {rules.list: rules.verdict for rules in load_pack(from_word).lists} == expected


def test_the_report_names_what_needs_a_person(from_word):
    report = (from_word / REPORT_FILE).read_text(encoding="utf-8")
    for words in ("没有序号，按顺序编为第3项", "法名前缺“《”", "续行", "当作别名", "没有写明第几条"):
        assert words in report, words


def test_the_layout_of_the_source_itself_is_read(source_entries, tmp_path):
    """The text of the source document has its tables cell by cell; list 三 alone lost its cells."""
    names = [name for name in FIELDS if name != "assist"]
    _docx_from_dump(tmp_path / "a.docx", names)
    import_office(tmp_path / "a.docx", tmp_path / "town", {})
    assert_same_fields(
        entries_of(tmp_path / "town"), [e for e in source_entries if e["list"] in names]
    )


def _docx_from_dump(file: Path, names: list[str]) -> None:
    text = (ROOT / "data/source/jinji-six-lists.txt").read_text(encoding="utf-8")
    text = text.replace("[bookmark: _GoBack]", "")
    parts = re.split(r"^((?:[一二四五六]、|重庆市不应).*清单.*)$", text, flags=re.M)
    document = Document()
    for title, block in zip(parts[1::2], parts[2::2], strict=True):
        cells = re.split(r"\n ?\t", "\n" + block.partition("\n三、")[0].partition("\n附件")[0])[1:]
        width = next(at for at, cell in enumerate(cells, 1) if cell.endswith("\n"))
        document.add_paragraph(title)
        table = document.add_table(rows=0, cols=width)
        for at in range(0, len(cells) - width + 1, width):
            for cell, words in zip(table.add_row().cells, cells[at : at + width], strict=True):
                cell.text = words.strip("\n").replace("\t", " ")
    document.save(str(file))


def test_a_filled_template_gives_the_same_fields_back(source_entries, tmp_path, run_cli):
    file = tmp_path / "样表.xlsx"
    assert run_cli("pack", "template", file).code == 0
    _fill(file, source_entries)
    done = run_cli("pack", "import", file, "-o", tmp_path / "town")
    assert done.code == 0, done.err
    assert_same_fields(entries_of(tmp_path / "town"), source_entries)
    header = load_pack(tmp_path / "town").header
    assert (header.id, header.level, header.effective_from) == ("jinji", "town", "2026-01-01")


def _fill(file: Path, entries: list[dict]) -> None:
    fields = {
        "power": ("no", "title", None, "units"),
        "self": ("no", "category", "title", "details", None, "units"),
        "assist": ("no", "title", "duties", "details", "legal_basis", "units"),
        "cert": ("no", "title", "requested_by", "purpose", "legal_basis", "form"),
        "nocert": ("no", "title", "aliases", "alternative", None),
        "service": ("no", "title", None, "units"),
        "neg": ("no", "title", "units", "details", None),
    }
    book = load_workbook(file)
    facts = ("jinji", "六张清单", "金鸡镇", "乡镇", "附件2", "金鸡镇", "", "2026年1月1日")
    for row, fact in enumerate(facts, 1):
        book["规则包"].cell(row, 2, fact)
    for name, (slug, _, _) in SHEETS.items():
        rows = [entry for entry in entries if entry["list"] == slug]
        for at, entry in enumerate(rows, 5):
            for column, field in enumerate(fields[slug], 1):
                book[name].cell(at, column, _cell(entry.get(field), field))
    book.save(file)


def _cell(value, field):
    if not isinstance(value, list):
        return value
    if field in ("units", "requested_by", "aliases"):
        return "、".join(value)
    if field == "legal_basis":
        return "\n".join(value)
    return "\n".join(f"{at}.{clause}" for at, clause in enumerate(value, 1))


def test_an_empty_template_has_nothing_to_import(tmp_path, run_cli):
    write_template(tmp_path / "a.xlsx")
    done = run_cli("pack", "import", tmp_path / "a.xlsx", "-o", tmp_path / "town")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "还没有填写事项" in done.err
    assert not (tmp_path / "town").exists()


# --- what is refused -------------------------------------------------------------------------

DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
DEEP = b"<a>" * 5000 + b"</a>" * 5000
MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


@cache
def _hostile() -> dict[str, tuple[str, bytes, str]]:
    good = small_docx(SMALL)
    return {
        "empty": ("a.docx", b"", "损坏"),
        "no archive": ("a.docx", b"hello", "损坏"),
        "cut short": ("a.docx", good[: len(good) // 2], "损坏"),
        "old format or password": ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "密码"),
        "other ending": ("a.pdf", good, ".docx"),
        "word named excel": ("a.xlsx", good, "不是 .xlsx"),
        "broken xml": ("a.docx", changed_zip(good, {"word/document.xml": b"<w:document"}), "损坏"),
        "not a word document": ("a.docx", changed_zip(good, {"word/document.xml": b"<a/>"}), "清单|损坏"),
        "no main part": ("a.docx", changed_zip(good, {"word/document.xml": None}), "不是 .docx"),
        "external entity": ("a.docx", changed_zip(good, {"word/document.xml": DOCTYPE}), "外部实体"),
        "entity elsewhere": ("a.docx", changed_zip(good, {"word/styles.xml": DOCTYPE}), "外部实体"),
        "deep": ("a.docx", changed_zip(good, {"word/document.xml": DEEP}), "嵌套"),
        "zip bomb": ("a.docx", changed_zip(good, {"word/media/a.bin": bytes(40_000_000)}), "炸弹"),
        "zip bomb in xml": ("a.docx", changed_zip(good, {"word/document.xml": b" " * 20_000_000}), "炸弹"),
        "many members": (
            "a.docx", changed_zip(good, {f"m/{n}": b"" for n in range(4100)}), "太多",
        ),
        "macro": ("a.docx", changed_zip(good, {"word/vbaProject.bin": b"x"}), "宏"),
        "macro file renamed": ("a.docx", changed_zip(good, {"[Content_Types].xml": MACRO_TYPES}), "宏"),
        "endless cell": ("a.docx", small_docx([SMALL[0], ["1", "甲", "乙\n" * 1200, ""]]), "内容太多"),
        "no table": ("a.docx", small_docx([["甲", "乙"], ["丙", "丁"]]), "没有找到清单表格"),
    }  # fmt: skip


@pytest.mark.parametrize("case", _hostile())
def test_a_file_that_means_harm_or_nothing_is_one_clear_line(case, tmp_path, run_cli):
    name, content, words = _hostile()[case]
    (tmp_path / name).write_bytes(content)
    done = run_cli("pack", "import", tmp_path / name, "-o", tmp_path / "town")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert re.search(words, done.err)
    assert done.out == ""
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_huge_file_is_refused_before_it_is_read_whole(tmp_path, run_cli):
    with (tmp_path / "a.docx").open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    done = run_cli("pack", "import", tmp_path / "a.docx", "-o", tmp_path / "town")
    assert (done.code, "超过" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ('<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>', "合并单元格"),
        ('<mergeCells count="1"><mergeCell ref="nonsense:"/></mergeCells>', "合并单元格"),
        ('<hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>', "合并单元格"),
    ],
)
def test_ranges_that_would_fill_the_memory_are_refused(part, words, tmp_path, run_cli):
    write_template(tmp_path / "a.xlsx")
    sheet = "xl/worksheets/sheet3.xml"
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        text = archive.read(sheet).decode()
    changed = text.replace("</sheetData>", "</sheetData>" + part).encode()
    (tmp_path / "b.xlsx").write_bytes(
        changed_zip((tmp_path / "a.xlsx").read_bytes(), {sheet: changed})
    )
    done = run_cli("pack", "import", tmp_path / "b.xlsx", "-o", tmp_path / "town")
    assert (done.code, words in done.err) == (2, True)


def test_a_cell_far_away_is_refused(tmp_path, run_cli):
    write_template(tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    book["负面事项"].cell(1_000_000, 2, "x")
    book.save(tmp_path / "a.xlsx")
    done = run_cli("pack", "import", tmp_path / "a.xlsx", "-o", tmp_path / "town")
    assert (done.code, "空行" in done.err) == (2, True)


@pytest.mark.parametrize("missing", ["docx", "openpyxl"])
def test_without_the_extra_a_line_says_what_to_install(missing, tmp_path, run_cli, monkeypatch):
    file = tmp_path / ("a.docx" if missing == "docx" else "a.xlsx")
    if missing == "docx":
        file.write_bytes(small_docx(SMALL))
    else:
        write_template(file)
    monkeypatch.setitem(__import__("sys").modules, missing, None)
    done = run_cli("pack", "import", file, "-o", tmp_path / "town")
    assert (done.code, "liststrict[office]" in done.err) == (2, True)


def test_a_folder_in_use_is_not_touched(tmp_path, run_cli):
    (tmp_path / "town").mkdir()
    (tmp_path / "town" / "mine.txt").write_text("x")
    (tmp_path / "a.docx").write_bytes(small_docx(SMALL))
    done = run_cli("pack", "import", tmp_path / "a.docx", "-o", tmp_path / "town")
    assert (done.code, "不会覆盖" in done.err) == (2, True)
    assert [path.name for path in (tmp_path / "town").iterdir()] == ["mine.txt"]


def test_a_law_that_no_register_has_is_drafted_in_the_pack(tmp_path, run_cli):
    rows = [SMALL[0], ["1", "代养奶牛", "《某某县村务条例》第三条、《禁毒法》第四条", "农服中心"]]
    (tmp_path / "a.docx").write_bytes(small_docx(rows))
    import_office(tmp_path / "a.docx", tmp_path / "town", {})
    pack = load_pack(tmp_path / "town")
    assert [(law.id, law.status) for law in pack.header.laws] == [("某某县村务条例", "unverified")]
    assert "已记入 pack.yaml 的 laws" in (tmp_path / "town" / REPORT_FILE).read_text("utf-8")
    out = run_cli("lint", tmp_path / "town").out
    assert "law-unknown" not in out
    out = run_cli("laws", "verify", "--pack", tmp_path / "town", "--all").out
    assert "登记册里没有" not in out and "村务条例" in out
    out = run_cli("check", "--pack", tmp_path / "town", "请村里代养奶牛").out
    assert "《某某县村务条例》第三条" in out


def test_a_row_with_a_number_of_its_own_and_no_title_is_an_entry_to_look_at(tmp_path):
    rows = [*SMALL, ["2", "", "《禁毒法》第四条", "县林业局"], ["3", "代管砖厂", "", "农服中心"]]
    (tmp_path / "a.docx").write_bytes(small_docx(rows))
    import_office(tmp_path / "a.docx", tmp_path / "town", {})
    entries = list(entries_of(tmp_path / "town").values())
    assert [(entry.no, entry.title) for entry in entries] == [
        (1, "代养奶牛"), (2, "名称待补"), (3, "代管砖厂"),
    ]
    assert "有序号，没有事项名称" in (tmp_path / "town" / REPORT_FILE).read_text("utf-8")


def test_the_draft_is_readable_for_all_and_screens_at_once(tmp_path, run_cli):
    (tmp_path / "a.docx").write_bytes(small_docx(SMALL))
    assert run_cli("pack", "import", tmp_path / "a.docx", "-o", tmp_path / "t").code == 0
    assert stat.S_IMODE((tmp_path / "t").stat().st_mode) == 0o755
    done = run_cli("check", "请村里代养奶牛", "--pack", tmp_path / "t", "--format", "json")
    assert json.loads(done.out)["tasks"][0]["citations"][0]["entry"] == "neg-01"


# --- single steps ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "soft", "expected"),
    [
        (["1.甲。", "2.乙。"], True, ("甲。", "乙。")),
        (["1．甲", "事。", "2．乙"], True, ("甲事。", "乙")),
        (["甲事。2.乙事。"], True, ("甲事。2.乙事。",)),
        (["1.甲事。2.乙事。"], True, ("甲事。", "乙事。")),
        (["1.甲事。", "①子。", "2.乙"], True, ("甲事。①子。", "乙")),
        (["一.报送：", "1.甲", "2.乙", "二、补助：", "1.丙"], True, ("一.报送：\n甲", "乙", "二、补助：\n丙")),
        (["甲；乙；丙等"], True, ("甲", "乙", "丙")),
        (["甲；乙。"], True, ("甲；乙。",)),
        (["甲", "乙"], True, ("甲乙",)),
        (["甲", "乙"], False, ("甲", "乙")),
        (["1.甲", "2. .乙", "3..丙"], True, ("甲", "乙", "丙")),
        (["1.一.报送：", "甲。", "2.乙"], False, ("一.报送：\n甲。", "乙")),
        (["1.长 1.5 米的", "2.乙"], True, ("长 1.5 米的", "乙")),
        ([], True, ()),
    ],
)  # fmt: skip
def test_clauses(lines, soft, expected):
    assert clauses([Line(line) for line in lines], soft).texts == expected


def test_numbers_of_the_word_processor_make_clauses():
    lines = [Line("甲", True), Line("乙", True), Line("的后半"), Line("丙", True)]
    assert clauses(lines, True).texts == ("甲", "乙的后半", "丙")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["县公安局、县水利", "局、乡（镇、街）政府等"], ("县公安局", "县水利局", "乡（镇、街）政府")),
        (["司法部门", "税务部门"], ("司法部门", "税务部门")),
        ([""], ()),
    ],
)
def test_units(lines, expected):
    assert units([Line(line) for line in lines]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("气  象 局", "气象局"), ("报灾 APP  或", "报灾 APP 或"), ("\u200b甲\x07", "甲"), ("a  b", "a b")],
)
def test_clean(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《消防法》第三十二条；第四十一条《森林防火条例》第二十一条：", [(32, None, None), (41, None, None)]),
        ("《残疾人保障法》第三十五条第四十七条第二款", [(35, None, None), (47, 2, None)]),
        ("《重庆市城乡规划条例》第五十八条、五十九条", [(58, None, None), (59, None, None)]),
        ("《甲办法》第十六条第一款第（三）项、第（五）项", [(16, 1, 3), (16, 1, 5)]),
        ("《甲意见》（民发〔2020〕20号）附件第1项例外规定", [(None, None, 1)]),
    ],
)  # fmt: skip
def test_places_of_the_first_citation(text, expected):
    found = split_citations([Line(text)], Register(load_register(rules_root() / "laws.yaml")))
    assert [(p.article, p.paragraph, p.item) for p in found[0].basis.provisions] == expected


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.lists(st.text("1.23①、；。：（）《》第三条款等甲乙\n\t \u200b|'\"#&*-", max_size=14), min_size=4, max_size=4),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_whatever_the_cells_hold_a_draft_loads_or_one_line_refuses(rows, tmp_path_factory):
    folder = tmp_path_factory.mktemp("any")
    heading = ["序号", "事项名称", "细化事项", "依据"]
    (folder / "a.docx").write_bytes(small_docx([heading, *rows]))
    try:
        import_office(folder / "a.docx", folder / "town", {})
    except InputError as error:
        assert "没有找到清单表格" in str(error) or "还没有填写事项" in str(error)
    else:
        load_pack(folder / "town")


def test_a_damaged_archive_is_always_one_line(tmp_path):
    """Bytes changed at random places: imported all the same, or refused; never another error."""
    good = small_docx(SMALL)
    chance = random.Random(7)
    for number in range(40):
        damaged = bytearray(good)
        for _ in range(8):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (tmp_path / "a.docx").write_bytes(damaged)
        try:
            import_office(tmp_path / "a.docx", tmp_path / f"t{number}", {})
        except InputError as error:
            assert "\n" not in str(error)
