"""Loading packs: every broken pack is one clear line with its place."""

import shutil

import pytest

from conftest import ROOT
from liststrict import PackError, Screener, UnknownPackError
from liststrict.packs.catalog import resolve_packs, shipped_packs
from liststrict.packs.load import load_pack

HEADER = """\
id: town
version: 1.0.0
title: 试验镇清单
jurisdiction: 试验镇
level: town
source: {document: 试验镇清单}
lists: [neg.yaml]
"""
LIST = """\
list: neg
title: 试验镇负面清单
verdict: forbidden
entries:
  - id: neg-01
    no: 1
    title: 代养奶牛
    details: [替公司代养奶牛]
    legal_basis:
      - {origin: list, raw: 试验镇清单}
    match:
      - names: [代养奶牛, 替公司养牛]
        objects: [奶牛]
        acts: [代养]
"""
BROKEN = [
    ("wrong type", "no: 1", "no: 一", "no", 6),
    ("unknown field", "no: 1", "no: 1\n    nummer: 2", "nummer", 7),
    ("missing field", "    title: 代养奶牛\n", "", "title", 5),
    ("verdict not known", "verdict: forbidden", "verdict: verboten", "verdict", 3),
    ("bad id", "id: neg-01", "id: 负-1", "id", 5),
    ("list expected", "details: [替公司代养奶牛]", "details: 替公司代养奶牛", "details", 8),
    ("empty list", "entries:", "entries: []\nentries2:", "entries", 4),
]


@pytest.fixture
def town(tmp_path):
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "pack.yaml").write_text(HEADER, encoding="utf-8")
    (folder / "neg.yaml").write_text(LIST, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("old", "new", "field", "line"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_list_is_told_with_field_and_line(town, old, new, field, line):
    (town / "neg.yaml").write_text(LIST.replace(old, new), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(town)
    assert any(d.mark.line == line and field in d.message for d in caught.value.diagnostics)


def test_repeated_entry_ids_are_refused(town):
    body = LIST[LIST.index("  - id") :]
    (town / "neg.yaml").write_text(LIST + body, encoding="utf-8")
    with pytest.raises(PackError, match="重复"):
        load_pack(town)


def test_a_list_outside_the_folder_is_refused(town):
    (town / "pack.yaml").write_text(HEADER.replace("neg.yaml", "../neg.yaml"), encoding="utf-8")
    with pytest.raises(PackError, match=r"P001|文件"):
        load_pack(town)


def test_a_pack_of_ones_own_answers_by_its_vocabulary(town):
    verdict = Screener.from_packs([town]).screen("请村里替公司养牛，把奶牛代养起来")
    assert verdict.verdict == "forbidden"
    assert verdict.tasks[0].citations[0].entry == "neg-01"
    assert verdict.tasks[0].citations[0].quote == "替公司代养奶牛"


def test_a_changed_byte_changes_the_digest(town):
    before = load_pack(town).digest
    (town / "neg.yaml").write_text(LIST + "# 注\n", encoding="utf-8")
    assert load_pack(town).digest != before


def test_shipped_packs_and_what_they_build_on():
    assert "jinji" in shipped_packs()
    assert [pack.id for pack in resolve_packs(["jinji"])] == ["jinji", "chongqing", "national"]


def test_a_copy_elsewhere_finds_the_shipped_pack_below_it(tmp_path):
    shutil.copytree(ROOT / "rules/jinji", tmp_path / "jinji")
    loaded = resolve_packs([tmp_path / "jinji"])
    assert [pack.id for pack in loaded] == ["jinji", "chongqing", "national"]


@pytest.mark.parametrize("name", ["no-such-pack", "./nowhere", "/"])
def test_an_unknown_pack_is_told(name):
    with pytest.raises(UnknownPackError):
        resolve_packs([name])
