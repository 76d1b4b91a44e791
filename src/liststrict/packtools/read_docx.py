"""Word files to tables. Walks the XML once: cells merged in either direction, tracked changes."""

from typing import Any, Final

from liststrict.errors import InputError
from liststrict.packtools.grid import MAX_COLUMNS, MAX_ROWS, Cell, Line, Row, Table
from liststrict.packtools.office_zip import OfficeFile

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS: Final = (f"{_W}br", f"{_W}cr")


def read_docx(file: OfficeFile) -> tuple[list[Table], tuple[str, ...]]:
    """All tables with the paragraphs above each, and the paragraphs after the last one."""
    try:
        from docx import Document
    except ModuleNotFoundError:
        raise InputError(
            "读 .docx 需要 office 组件；请先运行 pip install 'liststrict[office]'"
        ) from None
    try:
        body: Any = Document(file.content).element.body
    except Exception:  # a damaged file makes the library raise nearly anything
        raise InputError(f"{file.name}：Word 内容已损坏，读不出来；请重新另存一份") from None
    tables: list[Table] = []
    above: list[str] = []
    for block in _blocks(body):
        if block.tag == f"{_W}p":
            above.extend(line.text for line in _lines(block) if line.text.strip())
            continue
        place = f"第{len(tables) + 1}个表格"
        tables.append(Table(place, tuple(above), _rows(block, file.name, place), soft=True))
        above = []
    return tables, tuple(above)


def _blocks(body: Any) -> "list[Any]":
    """Paragraphs and tables in order; content controls are looked into."""
    found: list[Any] = []
    for child in body:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            found.append(child)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            found.extend([] if content is None else _blocks(content))
    return found


def _rows(table: Any, name: str, place: str) -> tuple[Row, ...]:
    rows = []
    for row in table.iter(f"{_W}tr"):
        if _table_of(row) is not table:
            continue  # a row of a table inside a cell: its text belongs to that cell
        rows.append(_row(row, name, place))
        if len(rows) > MAX_ROWS:
            raise InputError(f"{name}：{place}超过 {MAX_ROWS} 行；请拆成几个文件")
    return tuple(rows)


def _table_of(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and parent.tag != f"{_W}tbl":
        parent = parent.getparent()
    return parent


def _row(row: Any, name: str, place: str) -> Row:
    at = _number(row.find(f"{_W}trPr/{_W}gridBefore"))
    cells = []
    for cell in _cells(row):
        span = max(_number(cell.find(f"{_W}tcPr/{_W}gridSpan")), 1)
        if at + span > MAX_COLUMNS:
            raise InputError(f"{name}：{place}超过 {MAX_COLUMNS} 列；请检查合并的单元格")
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        above = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
        lines = tuple(line for paragraph in cell.iter(f"{_W}p") for line in _lines(paragraph))
        cells.append(Cell(at, at + span, lines, above))
        at += span
    return tuple(cells)


def _cells(row: Any) -> "list[Any]":
    found: list[Any] = []
    for child in row:
        if child.tag == f"{_W}tc":
            found.append(child)
        elif child.tag == f"{_W}sdt":
            content = child.find(f"{_W}sdtContent")
            found.extend([] if content is None else _cells(content))
    return found


def _number(element: Any) -> int:
    value = "0" if element is None else element.get(f"{_W}val", "0")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0


def _lines(paragraph: Any) -> "list[Line]":
    """Text that stands in the document now: inserted text counts, deleted text does not."""
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab" and node.getparent().tag == f"{_W}r":
            parts.append("\t")
        elif node.tag in _BREAKS:
            parts.append("\n")
    number = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
    numbered = number is not None and number.get(f"{_W}val") != "0"
    first, *others = "".join(parts).split("\n")
    return [Line(first, numbered), *(Line(text) for text in others)]
