"""Builds the samples: `python data/make/samples.py [FOLDER] [--no-pdf]`.

The .docx and .xlsx are the same bytes every time; the PDF are made from the .docx by LibreOffice.
"""

import io
import re
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from sample_texts import NOTICES, REGISTER, REGISTER_HEAD, REGISTER_WIDTHS, Notice
from word_style import (
    BODY,
    HEADING,
    SUBHEADING,
    TITLE,
    first_paragraph_gone,
    new_document,
    paragraph,
    row,
    save_bytes,
    table,
)

from liststrict.forms.package import repacked

FOLDER = Path(__file__).parents[1] / "samples"
REGISTER_NAME = "register.xlsx"
RED = RGBColor(0xD0, 0, 0)

# Free fonts in place of those that come with Windows, so that the pages look as they should.
FONT_CONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>{}</fontconfig>"""
FONT_ALIAS = (
    '<match target="pattern"><test name="family"><string>{}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>'
)
REPLACED = {
    TITLE: "Noto Serif CJK SC",
    BODY: "Noto Serif CJK SC",
    SUBHEADING: "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    HEADING: "Noto Sans CJK SC",
}


def notice(sample: Notice) -> bytes:
    document = new_document(f"{sample.title}（样例，内容为虚构）")
    size = 36 if len(sample.issuer) <= 12 else 30
    head = paragraph(
        document, sample.issuer, TITLE, size, "center", 0, line=50, before=20, after=24
    )
    head.runs[0].font.color.rgb = RED
    number = paragraph(document, sample.number, align="center", indent=0)
    _red_line(number)
    paragraph(document, sample.title, TITLE, 22, "center", 0, line=34, before=28, after=18)
    paragraph(document, sample.to, indent=0, align="left")
    cells = []
    for line in sample.body.splitlines():
        if line.startswith("| "):
            cells.append([cell.strip() for cell in line[2:].split("|")])
            continue
        if cells:
            _table(document, cells)
            cells = []
        if line.startswith("# "):
            paragraph(document, line[2:], HEADING, keep=True)
        elif line.startswith("## "):
            paragraph(document, line[3:], SUBHEADING, keep=True)
        else:
            paragraph(document, line)
    # A signature does not stand alone on a page.
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    for index, attachment in enumerate(sample.attachments, 1):
        several = len(sample.attachments) > 1
        label = "附件：" if index == 1 else "　　　"
        text = f"{label}{index}．{attachment}" if several else f"{label}{attachment}"
        paragraph(document, text, align="left", before=12 if index == 1 else 0, keep=True)
    paragraph(document, sample.signed, align="right", indent=0, before=36, right=2, keep=True)
    paragraph(document, sample.date, align="right", indent=0, right=4)
    return save_bytes(document)


def _table(document, rows: list[list[str]]) -> None:
    made = table(document, [82, 42, 32])
    for index, words in enumerate(rows):
        cells = row(made, unbroken=True, header=index == 0).cells
        for cell, text in zip(cells, words, strict=True):
            font = BODY if index else HEADING
            paragraph(cell, text, font, 14, "left" if index else "center", 0, line=20)
            first_paragraph_gone(cell)
    document.paragraphs[-1].paragraph_format.space_after = Pt(6)


def _red_line(made) -> None:
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "8"), ("color", "D00000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    properties = made._p.get_or_add_pPr()
    properties.insert_element_before(
        border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def register() -> bytes:
    book = Workbook()
    book.properties.creator = ""
    book.properties.title = "村级事项台账（样例，内容为虚构）"
    sheet = book.active
    sheet.title = "台账"
    sheet.append(REGISTER_HEAD)
    for number, (day, matter, unit, purpose) in enumerate(REGISTER, 1):
        handled = ("李某", "陈某", "周某")[number % 3]
        sheet.append((number, date.fromisoformat(day), matter, unit, purpose, handled))
    thin = Side(style="thin", color="BFBFBF")
    for cells in sheet.iter_rows():
        for cell in cells:
            first = cell.row == 1
            centred = first or cell.column in (1, 2, 6)
            cell.font = Font(name="宋体", size=11, bold=first)
            cell.alignment = Alignment(
                horizontal="center" if centred else "left", vertical="center", wrap_text=True
            )
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if first:
                cell.fill = PatternFill("solid", fgColor="DDEBF7")
            elif cell.column == 2:
                cell.number_format = "yyyy-mm-dd"
    for letter, width in zip("ABCDEF", REGISTER_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    target = io.BytesIO()
    book.save(target)
    return repacked(_without_time(target.getvalue()))


def _without_time(raw: bytes) -> bytes:
    """openpyxl writes the time of saving; the sample keeps one fixed time."""
    target = io.BytesIO()
    fixed = datetime(2026, 10, 20).isoformat() + "Z"  # noqa: DTZ001  (Z is written out)
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                pattern = rb"(<dcterms:(created|modified)[^>]*>)[^<]*"
                content = re.sub(pattern, rb"\g<1>" + fixed.encode(), content)
            copy.writestr(name, content)
    return target.getvalue()


def write_pdf(files: list[Path]) -> None:
    with tempfile.TemporaryDirectory() as home:
        config = Path(home, "fonts.conf")
        aliases = "".join(FONT_ALIAS.format(*pair) for pair in REPLACED.items())
        config.write_text(FONT_CONFIG.format(aliases), encoding="utf-8")
        # LibreOffice, wherever it is installed, over our own files only.
        subprocess.run(  # noqa: S603
            [  # noqa: S607
                "soffice",
                f"-env:UserInstallation={Path(home, 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                files[0].parent,
                *files,
            ],
            check=True,
            capture_output=True,
            env={
                "PATH": "/usr/bin:/bin",
                "HOME": home,
                "FONTCONFIG_FILE": str(config),
                "LANG": "C.UTF-8",
            },
        )


def build(folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for sample in NOTICES:
        made.append(folder / f"{sample.name}.docx")
        made[-1].write_bytes(notice(sample))
    (folder / REGISTER_NAME).write_bytes(register())
    return made


if __name__ == "__main__":
    places = [word for word in sys.argv[1:] if not word.startswith("--")]
    notices = build(Path(places[0]) if places else FOLDER)
    if "--no-pdf" not in sys.argv:
        write_pdf(notices)
