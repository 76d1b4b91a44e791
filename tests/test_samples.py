"""The samples: what the script builds, small, and with every verdict among them."""

import io

import openpyxl
import pytest
from docx import Document

from conftest import ROOT
from docx_text import assert_sound, parts_of
from liststrict.resources import data_root

SAMPLES = data_root() / "samples"
NOTICES = ("environment", "safety", "services")


@pytest.fixture
def built(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "data/make"))
    import samples

    samples.build(tmp_path)
    return tmp_path


def test_shipped_samples_are_those_that_the_script_builds(built):
    for file in built.iterdir():
        made, shipped = parts_of(file.read_bytes()), parts_of((SAMPLES / file.name).read_bytes())
        name = "xl/worksheets/sheet1.xml" if file.suffix == ".xlsx" else "word/document.xml"
        assert made[name] == shipped[name], file.name
        assert b"2026-10-20" in made["docProps/core.xml"] or file.suffix == ".docx"


@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_has_all_parts_of_a_notice(name):
    raw = (SAMPLES / f"notice-{name}.docx").read_bytes()
    assert_sound(raw)
    document = Document(io.BytesIO(raw))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for part in ("文件", "〔2026〕", "关于", "各村（", "一、", "（一）", "2026年"):
        assert part in text
    assert 300 <= len(text) <= 3000
    assert "虚构" in document.core_properties.title
    pdf = (SAMPLES / f"notice-{name}.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert len(pdf) < 300_000


def test_the_register_holds_every_verdict(screener):
    sheet = openpyxl.load_workbook(SAMPLES / "register.xlsx").active  # read whole, and closed
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("序号", "收到日期", "事项名称", "来文单位", "用途", "经办人")
    assert len(rows) == 31
    verdicts = {
        screener.screen(matter, requester=unit, purpose=purpose).verdict
        for _, _, matter, unit, purpose, _ in rows[1:]
    }
    assert verdicts == {"forbidden", "unlisted", "assisting-duty", "self-governance", "allowed"}
