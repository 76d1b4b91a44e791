"""Tables to lists of rows that belong together: which rows are headings, entries, continuations."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from liststrict.errors import InputError
from liststrict.packtools.columns import (
    UNKNOWN_KIND,
    Columns,
    Field,
    ListKind,
    columns_of,
    kind_of_list,
)
from liststrict.packtools.grid import MAX_CHARACTERS, MAX_LINES, Cell, Line, Row, Table
from liststrict.packtools.wording import clean, joined, number_of

_SLUG: Final = re.compile(r"[a-z]+(-[a-z]+)*")
_TITLE_WORDS: Final = ("清单", "目录", "事项", "一览表")
# Fields whose text belongs to one entry; a cell merged over several entries holds for each of them.
_TEXT_FIELDS: Final[frozenset[Field]] = frozenset(("duties", "details", "legal_basis"))
_UNTITLED: Final = Cell(0, 1, (Line("名称待补"),))


class RawEntry:
    """The lines of one entry by field, as they stood in the rows that belong to it."""

    def __init__(self, place: str, number: int | None) -> None:
        self.place = place
        self.number = number
        self.lines: dict[Field, list[Line]] = {}
        self._sizes: dict[Field, int] = {}

    def add(self, field: Field, lines: Iterable[Line]) -> None:
        """Puts lines after those that the field already has."""
        more = [line for line in lines if line.text.strip() or line.numbered]
        kept = self.lines.setdefault(field, [])
        kept.extend(more)
        self._sizes[field] = self._sizes.get(field, 0) + sum(len(line.text) for line in more)
        if len(kept) > MAX_LINES or self._sizes[field] > MAX_CHARACTERS:
            raise InputError(f"{self.place}：一个事项的内容太多，不像清单；请检查合并的单元格")


class RawList(NamedTuple):
    """One list: what is known about it, its entries, and the notes for a person (place, words)."""

    kind: ListKind
    title: str
    slug: str | None
    soft: bool
    fields: frozenset[Field]
    entries: list[RawEntry]
    notes: list[tuple[str, str]]


def lists_of(tables: Iterable[Table]) -> tuple[list[RawList], list[tuple[str, str]]]:
    """All lists in order, and notes on tables that are none."""
    lists: list[RawList] = []
    skipped: list[tuple[str, str]] = []
    columns: Columns = {}
    for table in tables:
        head = _find_heading(table)
        title, facts = _title(table, head)
        goes_on = bool(lists) and not title and not facts
        if head is None and not (goes_on and columns):
            if any(cell.text.strip() for row in table.rows for cell in row):
                skipped.append((table.place, "没有认出“序号”“事项名称”这样的表头，没有导入"))
            continue
        if head is not None:
            found = columns_of(table.rows[head])
            assert found is not None
            same = frozenset(found[0].values()) == (lists[-1].fields if lists else None)
            columns, unknown = found
            if not (goes_on and same):
                lists.append(_new_list(table, title, facts, columns))
            lists[-1].notes.extend(
                (table.place, f"不认识“{name}”这一列，没有导入") for name in unknown
            )
        start = 0 if head is None else head + 1
        _Reader(table, lists[-1], columns).read(start)
    return lists, skipped


def _find_heading(table: Table) -> int | None:
    return next((at for at, row in enumerate(table.rows) if columns_of(row)), None)


def _title(table: Table, head: int | None) -> tuple[str, dict[str, str]]:
    """The list's title, from the lines above the table or from its first rows; and stated facts."""
    facts: dict[str, str] = {}
    above = list(table.above)
    for row in table.rows[: head or 0]:
        texts = [joined(cell.lines) for cell in row if cell.text.strip()]
        if len(texts) == 2:
            facts[texts[0].rstrip("：:")] = texts[1]
        elif texts:
            above.append(" ".join(texts))
    if "清单名称" in facts:
        return facts["清单名称"], facts
    likely = [line for line in above if any(word in line for word in _TITLE_WORDS)]
    return clean((likely or above or [""])[-1]), facts


def _new_list(table: Table, title: str, facts: dict[str, str], columns: Columns) -> RawList:
    kind = kind_of_list(title)
    if kind is UNKNOWN_KIND:
        kind = kind_of_list(table.place)
    notes = []
    if kind is UNKNOWN_KIND:
        words = f"从标题“{title}”看不出是哪一种清单，结论暂写 unlisted，请改成应有的结论（verdict）"
        notes.append((table.place, words))
    slug = facts.get("清单编号")
    if slug and not _SLUG.fullmatch(slug):
        notes.append((table.place, f"清单编号“{slug}”不合规定（只用小写字母），没有采用"))
        slug = None
    fields = frozenset(columns.values())
    return RawList(kind, title or table.place, slug, table.soft, fields, [], notes)


class _Reader:
    """Reads the rows of one table into a list."""

    def __init__(self, table: Table, into: RawList, columns: Columns) -> None:
        self._table = table
        self._into = into
        self._columns = columns
        self._width = max(columns, default=0) + 1
        self._pending: RawEntry | None = None
        self._above: dict[Field, tuple[Line, ...]] = {}
        if into.entries:  # a list that goes on in the next table
            self._above = {f: tuple(lines) for f, lines in into.entries[-1].lines.items()}

    def read(self, start: int) -> None:
        for at, row in enumerate(self._table.rows[start:], start + 1):
            again = columns_of(row)
            if again:
                self._columns = again[0]
                self._width = max(self._columns) + 1
            elif any(cell.text.strip() or cell.above for cell in row):
                self._row(f"{self._table.place}第{at}行", row)
        if self._pending is not None:
            self._note(self._pending.place, "有内容，但没有事项名称，没有导入")

    def _row(self, place: str, row: Row) -> None:
        if self._lost_first_cell(row):
            row = tuple(cell._replace(start=cell.start + 1, end=cell.end + 1) for cell in row)
            self._note(place, "这一行少一格，当作缺了序号那一格，请核对各列")
        cells = self._by_field(row)
        filled = [cell for cell in row if cell.text.strip()]
        title = cells.get("title", [])
        if len(filled) == 1 and len(row) == 1 and len(self._columns) > 1:
            self._above["category"] = filled[0].lines
            self._note(place, f"整行只有“{joined(filled[0].lines)}”，当作以下各项的类别")
        elif _text(title) and not title[0].above:
            self._entry(place, cells)
        elif not any(cell.above for cell in title) and self._is_numbered_anew(cells):
            self._note(
                place, "有序号，没有事项名称，没有并入上一项；名称暂写“名称待补”，请对照原文件"
            )
            self._entry(place, {**cells, "title": [_UNTITLED]})
        else:
            self._continuation(place, cells)

    def _is_numbered_anew(self, cells: dict[Field, list[Cell]]) -> bool:
        """A row of words with a number of its own, which is not that of the entry above."""
        numbers = [cell for cell in cells.get("no", []) if not cell.above]
        number = number_of(_text(numbers))
        above = self._into.entries[-1].number if self._into.entries else None
        words = (cell for field, own in cells.items() if field != "no" for cell in own)
        return number not in (None, above) and bool(_text(words))

    def _lost_first_cell(self, row: Row) -> bool:
        """A row one cell short that begins with words where the number should be."""
        return (
            self._columns.get(0) == "no"
            and len(row) > 1
            and row[0].start == 0
            and row[-1].end == self._width - 1
            and bool(_text(row[:1]))
            and number_of(row[0].text) is None
        )

    def _by_field(self, row: Row) -> dict[Field, list[Cell]]:
        cells: dict[Field, list[Cell]] = {}
        for cell in row:
            field = self._columns.get(cell.start)
            if field:
                cells.setdefault(field, []).append(cell)
        return cells

    def _entry(self, place: str, cells: dict[Field, list[Cell]]) -> None:
        entry = RawEntry(place, number_of(_text(cells.get("no", []))))
        pending, self._pending = self._pending, None
        if pending is not None:
            for field, lines in pending.lines.items():
                entry.add(field, lines)
            self._note(place, "上面没有序号和名称的几行，并入了这一项，请核对分界")
        for field in self._into.fields - {"no"}:
            own = cells.get(field, [])
            here = tuple(line for cell in own for line in cell.lines)
            merged = any(cell.above for cell in own)
            if merged or (field == "category" and not _text(own)):
                here = self._above.get(field, ())
            entry.add(field, here)
            self._above[field] = here
        self._into.entries.append(entry)

    def _continuation(self, place: str, cells: dict[Field, list[Cell]]) -> None:
        """A row without a title: the rest of the entry above, or the start of the next one."""
        texts: dict[Field, list[Line]] = {
            field: [line for cell in own if not cell.above for line in cell.lines]
            for field, own in cells.items()
            if field not in ("no", "title", "category")
        }
        texts = {field: lines for field, lines in texts.items() if _any(lines)}
        if not texts:
            return
        current = self._into.entries[-1] if self._into.entries else None
        if self._pending is None and (current is None or _begins_anew(current, texts)):
            self._pending = RawEntry(place, None)
        target = self._pending or current
        assert target is not None
        for field, lines in texts.items():
            target.add(field, lines)
        if self._pending is None:
            self._note(place, "没有序号和名称，当作上一项的续行并入，请核对分界")

    def _note(self, place: str, words: str) -> None:
        self._into.notes.append((place, words))


def _text(cells: Iterable[Cell]) -> str:
    return "".join(clean(cell.text) for cell in cells)


def _any(lines: Iterable[Line]) -> bool:
    return any(line.text.strip() for line in lines)


def _begins_anew(current: RawEntry, texts: dict[Field, list[Line]]) -> bool:
    """A clause number 1 where the entry above already has clauses belongs to the next entry."""
    return any(
        number_of(lines[0].text[:3]) == 1 and _any(current.lines.get(field, ()))
        for field, lines in texts.items()
        if field in _TEXT_FIELDS and lines and lines[0].text.strip()[:2].rstrip(".．、") == "1"
    )
