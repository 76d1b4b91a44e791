"""A finished table as .xls, for offices that still need it: no filter and no chart exist for it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from liststrict.batch.rows import Cell
from liststrict.batch.sheet_layout import (
    ROWS_SHEET,
    SUMMARY_SHEET,
    bounded,
    outcome_rows,
    widths,
)
from liststrict.batch.table_answer import CODE_AT, LABEL_AT
from liststrict.errors import BatchError, MissingExtraError

if TYPE_CHECKING:
    from liststrict.batch.write import Table

MAX_ROWS: Final = 65_536
MAX_COLUMNS: Final = 256
# The format has a fixed palette; these are its nearest to the colours of .xlsx.
_COLOURS: Final = {
    "forbidden": "rose",
    "unlisted": "light_yellow",
    "assisting-duty": "pale_blue",
    "self-governance": "light_green",
    "allowed": "light_green",
}


def write_xls(table: "Table", path: Path) -> None:
    """Writes both sheets. Raises BatchError if the table is larger than the format allows."""
    try:
        import xlwt
    except ImportError:
        raise MissingExtraError("读写 Excel 文件") from None
    header = (*table.header, *table.added)
    if len(header) > MAX_COLUMNS:
        raise BatchError(f"超过 .xls 的 {MAX_COLUMNS} 列；请输出为 .xlsx")
    book = xlwt.Workbook(encoding="utf-8")
    styles = _Styles(xlwt)
    sheet = book.add_sheet(ROWS_SHEET, cell_overwrite_ok=True)
    for column, width in enumerate(widths(table.header)):
        sheet.col(column).width = 256 * width
    for number, lead in enumerate(table.lead):
        _write(sheet, number, lead.cells, styles, styles.title)
    top = len(table.lead)
    sheet.set_panes_frozen(True)
    sheet.set_horz_split_pos(top + 1)
    _write(sheet, top, header, styles, styles.head)
    for number, row in enumerate(table.rows, top + 1):
        if number >= MAX_ROWS:
            raise BatchError(f"超过 .xls 的 {MAX_ROWS} 行；请输出为 .xlsx")
        _write(sheet, number, (*row.cells, *row.added()), styles, styles.wrapped)
        if row.answer is not None:
            for column in (LABEL_AT, CODE_AT):
                style = styles.verdicts[row.answer[CODE_AT]]
                sheet.write(number, len(row.cells) + column, row.answer[column], style)
        if number % 1000 == 0:
            sheet.flush_row_data()
    _summary(book.add_sheet(SUMMARY_SHEET), table, styles)
    with path.open("wb") as file:
        book.save(file)


class _Styles:
    """Built once: the format allows only some 4,000 of them."""

    def __init__(self, xlwt: Any) -> None:
        base = "font: name 宋体, height 200; align: vert top, wrap on; borders: left thin, right thin, top thin, bottom thin"
        self.wrapped = xlwt.easyxf(base)
        self.title = xlwt.easyxf("font: name 黑体, bold on, height 240")
        fill = "pattern: pattern solid, fore_colour {}"
        self.head = xlwt.easyxf(
            f"{base.replace('font: ', 'font: bold on, ')}; {fill.format('gray25')}"
        )
        self.verdicts = {
            code: xlwt.easyxf(f"{base.replace('font: ', 'font: bold on, ')}; {fill.format(name)}")
            for code, name in _COLOURS.items()
        }
        self.dates = {
            datetime: xlwt.easyxf(base, num_format_str="yyyy-mm-dd hh:mm"),
            date: xlwt.easyxf(base, num_format_str="yyyy-mm-dd"),
            time: xlwt.easyxf(base, num_format_str="hh:mm"),
        }


def _write(sheet: Any, number: int, cells: "tuple[Cell, ...]", styles: _Styles, style: Any) -> None:
    for column, cell in enumerate(cells):
        value: Any = cell
        if isinstance(cell, str):
            value = bounded(cell.encode("utf-8", "replace").decode())
        elif isinstance(cell, int) and abs(cell) >= 10**15:
            value = str(cell)
        sheet.write(number, column, value, styles.dates.get(type(cell), style))


def _summary(sheet: Any, table: "Table", styles: _Styles) -> None:
    sheet.col(0).width = 256 * 44
    _write(sheet, 0, ("结论", "行数"), styles, styles.head)
    rows = [(label, count) for label, count, _ in outcome_rows(table.tally)]
    rows += [("合计", table.tally.rows), ("其中：请人工复核", table.tally.review)]
    for number, row in enumerate(rows, 1):
        _write(sheet, number, row, styles, styles.wrapped)
