"""Word files that look like published lists, and broken or hostile ones."""

import io
import random
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEADINGS = {
    "power": ("序号", "细化事项", "指导单位"),
    "self": ("序号", "类别", "自治事项", "细化事项", "指导单位"),
    "assist": (
        "序号", "事项名称", "依法协助政府工作具体内容", "协助工作细化事项", "依\t据", "主管单位",
    ),
    "cert": ("序号", "事项名称", "要求提供证明单位", "证明用途", "相关依据", "证明方式"),
    "nocert": ("序号", "证明名称", "办事途径"),
    "service": ("序号", "细化事项", "指导单位"),
    "neg": ("序号", "工作事项类别", "涉及部门", "具体工作内容"),
}
FIELDS = {
    "power": ("no", "title", "units"),
    "self": ("no", "category", "title", "details", "units"),
    "assist": ("no", "title", "duties", "details", "legal_basis", "units"),
    "cert": ("no", "title", "requested_by", "purpose", "legal_basis", "form"),
    "nocert": ("no", "title", "alternative"),
    "service": ("no", "title", "units"),
    "neg": ("no", "title", "units", "details"),
}
ROWS_ON_A_PAGE = 6


def source_like_docx(file: Path, entries: list[dict], titles: dict[str, str]) -> None:
    """The lists as such documents have them: merged categories, headings again on each page, lost
    numbers, broken lines and padding, clauses in one cell, rows cut by a page, slips in marks.
    """
    document = Document()
    document.add_paragraph("附件2")
    document.add_paragraph("金鸡镇村级“六张清单”工作事项")
    for name, title in titles.items():
        document.add_paragraph(title)
        _table(document, name, [entry for entry in entries if entry["list"] == name])
        document.add_paragraph("")
    document.save(str(file))


def _table(document: Any, name: str, entries: list[dict]) -> None:
    chance = random.Random(name)
    table = document.add_table(rows=0, cols=len(HEADINGS[name]))
    category = None
    for at, entry in enumerate(entries):
        if at % ROWS_ON_A_PAGE == 0:
            _fill(table.add_row(), HEADINGS[name])
        cells = [_cell(entry, field, chance) for field in FIELDS[name]]
        if name == "assist" and at % 4 == 2:
            cells[0] = ""  # the number is lost
        row = table.add_row()
        again = "category" in FIELDS[name] and entry["category"] == category
        category = entry.get("category")
        if again:
            cells[1] = ""
        rest = _cut(cells, FIELDS[name], chance) if at % 5 == 3 else None
        _fill(row, cells)
        if "category" in FIELDS[name]:
            _merge(row.cells[1], "continue" if again else "restart")
        if rest:
            _fill(table.add_row(), rest)


def _cell(entry: dict, field: str, chance: random.Random) -> str:
    value = entry.get(field)
    if field == "title" and entry.get("aliases"):
        return f"{entry['title']}\n（{'、'.join(entry['aliases'])}）"
    if field in ("duties", "details"):
        if entry["list"] == "neg":
            return "；".join(value) + "等"
        return _numbered(value, chance)
    if field == "legal_basis":
        return "；\n".join(value) + "。" if entry["list"] == "cert" else "\n".join(value)
    joints = {"requested_by": "\n", "units": "、"}
    if field in joints:
        return joints[field].join(value) + ("等" if entry["list"] == "neg" else "")
    return _broken(str(value), chance)


def _numbered(clauses: list[str], chance: random.Random) -> str:
    if len(clauses) == 1:
        return _broken(clauses[0], chance)
    lines, number = [], 0
    mark = chance.choice(("{}.", "{}．", "{}. "))
    for clause in clauses:
        heading, _, text = clause.rpartition("：\n")  # a clause that has a heading of its own
        if heading and heading[1] in ".、":
            lines.append(heading + "：")
            number = 0
        else:
            text = clause
        number += 1
        lines.append(mark.format(number) + _broken(text, chance))
    return "\n".join(lines)


def _broken(text: str, chance: random.Random) -> str:
    """A line break or two spaces inside, where only Chinese characters are near."""
    places = [
        at
        for at in range(3, len(text) - 3)
        if all("一" <= one <= "鿿" for one in text[at - 2 : at + 2])
    ]
    if not places or chance.random() < 0.5:
        return text
    at = chance.choice(places)
    return text[:at] + chance.choice(("\n", "  ", " ")) + text[at:]


def _cut(cells: list[str], fields: Iterable[str], chance: random.Random) -> list[str] | None:
    """Cuts the longest list of clauses in two; the second half comes in a row of its own."""
    rest = [""] * len(cells)
    for at, field in enumerate(fields):
        lines = cells[at].split("\n")
        if field in ("details", "duties") and len(lines) > 2:
            cut = chance.randrange(1, len(lines))
            cells[at], rest[at] = "\n".join(lines[:cut]), "\n".join(lines[cut:])
    return rest if any(rest) else None


def _fill(row: Any, texts: Iterable[str]) -> None:
    for cell, text in zip(row.cells, texts, strict=True):
        first, *others = text.split("\n")
        cell.paragraphs[0].add_run(first)
        for line in others:
            cell.add_paragraph(line)


def _merge(cell: Any, how: str) -> None:
    merge = OxmlElement("w:vMerge")
    merge.set(qn("w:val"), how)
    cell._tc.get_or_add_tcPr().append(merge)


def small_docx(rows: list[list[str]], title: str = "负面事项清单") -> bytes:
    document = Document()
    document.add_paragraph(title)
    table = document.add_table(rows=0, cols=len(rows[0]))
    for texts in rows:
        _fill(table.add_row(), texts)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed_zip(content: bytes, change: dict[str, bytes | None]) -> bytes:
    """The archive with members replaced, added, or (None) left out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            data = change.get(member, old.read(member))
            if data is not None:
                new.writestr(member, data)
        for name, data in change.items():
            if name not in old.namelist() and data is not None:
                new.writestr(name, data)
    return stream.getvalue()
