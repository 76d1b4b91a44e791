"""A Word or Excel file to a draft pack with a report of what needs a person."""

import re
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

from liststrict.errors import InputError
from liststrict.laws.register import Register
from liststrict.packs.catalog import law_register
from liststrict.packtools.draft import DraftList, Note, draft_lists
from liststrict.packtools.folder import SCHEMA_FILE, SCHEMA_LINE, refuse_used, to_yaml, write_pack
from liststrict.packtools.grid import Table
from liststrict.packtools.office_zip import open_office
from liststrict.packtools.read_docx import read_docx
from liststrict.packtools.read_xlsx import read_xlsx
from liststrict.packtools.report import report_text
from liststrict.packtools.rows import lists_of
from liststrict.packtools.schema import schema_text
from liststrict.packtools.wording import clean

REPORT_FILE: Final = "import-report.md"
# Longer lines before a table are sentences, not titles.
_LONGEST_TITLE: Final = 60
_ID: Final = re.compile(r"[a-z][a-z0-9-]*")
_LEVELS: Final = {
    "全国": "country", "省": "province", "直辖市": "province", "市": "province", "县": "county",
    "区": "county", "区县": "county", "乡镇": "town", "镇": "town", "乡": "town", "街道": "town",
    "村": "village",
}  # fmt: skip
# Facts of the sheet 规则包 of our own template -> where they go.
_FACTS: Final = {
    "规则包编号": "id", "规则包名称": "title", "适用地方": "jurisdiction", "层级": "level",
    "来源文件": "document", "发布单位": "issuer", "发布日期": "published",
    "生效日期": "effective_from",
}  # fmt: skip


class Imported(NamedTuple):
    """What was made: the folder, lists with their numbers of entries, and the number of notes."""

    folder: Path
    lists: tuple[tuple[str, str, int], ...]
    notes: int


def import_office(file: Path, folder: Path, wanted: dict[str, str]) -> Imported:
    """Reads `file`, writes a draft pack to `folder`. `wanted` holds facts that the user states.

    Raises InputError; then nothing has been written.
    """
    refuse_used(folder)
    office = open_office(file)
    if office.ending == ".docx":
        tables, below = read_docx(office)
    else:
        tables, below = read_xlsx(office), ()
    facts = {**_facts(tables, file), **wanted}
    lists, skipped = lists_of(table for table in tables if not _states_facts(table))
    laws = Register(law_register())
    drafts = draft_lists(lists, laws, facts["document"])
    if not drafts:
        if lists:
            raise InputError(f"{file}：表头下面还没有填写事项；请在表头的下一行填起，一行一项")
        raise InputError(
            f"{file}：没有找到清单表格；表头要有“序号”“事项名称”这样的列，"
            "可用 liststrict pack template 得到样表"
        )
    notes = [Note("", place, words) for place, words in skipped]
    notes.extend(_left_over(below))
    header = _header(facts, folder, drafts, notes)
    write_pack(folder, _files(header, drafts, notes, file.name))
    counts = tuple((d.slug, str(d.data["title"]), len(d.data["entries"])) for d in drafts)
    return Imported(folder, counts, len(notes) + sum(len(draft.notes) for draft in drafts))


def _files(
    header: dict[str, Any], drafts: tuple[DraftList, ...], notes: list[Note], source: str
) -> dict[str, str]:
    files = {f"{draft.slug}.yaml": SCHEMA_LINE + to_yaml(draft.data) for draft in drafts}
    return {
        "pack.yaml": SCHEMA_LINE + to_yaml(header),
        **files,
        SCHEMA_FILE: schema_text(),
        REPORT_FILE: report_text(source, drafts, notes),
    }


def _left_over(lines: tuple[str, ...]) -> list[Note]:
    """Text after the last table; only the first lines are quoted."""
    notes = [Note("", "表格之后", f"文字“{line[:60]}”没有导入") for line in lines[:10]]
    if len(lines) > 10:
        notes.append(Note("", "表格之后", f"另有 {len(lines) - 10} 行文字没有导入"))
    return notes


def _states_facts(table: Table) -> bool:
    return any(
        clean(cell.text).rstrip("：:") == "规则包编号" for row in table.rows for cell in row[:1]
    )


def _facts(tables: list[Table], file: Path) -> dict[str, str]:
    """What the document says about itself: our template's first sheet, or a Word file's first lines."""
    stated = {
        _FACTS[key]: clean(row[1].text)
        for table in tables
        if _states_facts(table)
        for row in table.rows
        if len(row) > 1
        and (key := clean(row[0].text).rstrip("：:")) in _FACTS
        and clean(row[1].text)
    }
    above = [clean(line) for line in (tables[0].above[:-1] if tables else ())]
    lines = [line for line in above if 0 < len(line) <= _LONGEST_TITLE][-2:]
    title = lines[-1] if lines else file.stem
    return {"title": title, "document": " ".join(lines) or file.stem, **stated}


def _header(
    facts: dict[str, str], folder: Path, drafts: tuple[DraftList, ...], notes: list[Note]
) -> dict[str, Any]:
    name = facts.get("id") or re.sub(r"[^a-z0-9-]+", "-", folder.name.lower()).strip("-0123456789")
    if not _ID.fullmatch(name):
        if "id" in facts:
            raise InputError(f"规则包编号“{name}”不合规定；只能用小写字母、数字和连字符，如 jinji")
        name = "draft"
        notes.append(Note("pack.yaml", "", "规则包编号（id）暂写 draft，请改成拼音"))
    level = facts.get("level", "")
    level = _LEVELS.get(level, level)
    if level not in _LEVELS.values():
        level = "town"
        notes.append(Note("pack.yaml", "", "层级（level）暂写 town（乡镇），请核对"))
    words = f"来源文件（source.document）记为“{facts['document']}”，请核对"
    notes.append(Note("pack.yaml", "", words))
    if "jurisdiction" not in facts:
        notes.append(Note("pack.yaml", "", "没有写明适用的地方，请填写 jurisdiction"))
    source = {"document": facts["document"]}
    source.update({key: facts[key] for key in ("issuer", "published") if key in facts})
    header: dict[str, Any] = {
        "id": name,
        "version": "0.1.0",
        "title": facts["title"],
        "jurisdiction": facts.get("jurisdiction", "待填写"),
        "level": level,
        "source": source,
    }
    if "effective_from" in facts:
        day = _day(facts["effective_from"])
        if day:
            header["effective_from"] = day
        else:
            notes.append(
                Note("pack.yaml", "", f"生效日期“{facts['effective_from']}”认不出，请填写")
            )
    laws = {law.id: law for draft in drafts for law in draft.laws}
    if laws:
        header["laws"] = [
            law.model_dump(mode="json", exclude_defaults=True) for law in laws.values()
        ]
    return {**header, "lists": [f"{draft.slug}.yaml" for draft in drafts]}


def _day(text: str) -> str | None:
    """2026-01-01 from a date as people write it; None for what is no date."""
    parts = re.findall(r"\d+", text)
    try:
        year, month, day = (int(part) for part in parts[:3])
        return date(year, month, day).isoformat()
    except ValueError:
        return None
