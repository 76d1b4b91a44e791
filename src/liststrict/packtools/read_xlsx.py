"""Excel files to tables: one table per sheet."""

from typing import TYPE_CHECKING, Any

from liststrict.errors import InputError
from liststrict.packtools.grid import MAX_COLUMNS, MAX_ROWS, Cell, Line, Row, Table
from liststrict.packtools.office_zip import OfficeFile

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def read_xlsx(file: OfficeFile) -> list[Table]:
    """All visible sheets; a formula counts with the value that was stored with it."""
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError:
        raise InputError(
            "读 .xlsx 需要 office 组件；请先运行 pip install 'liststrict[office]'"
        ) from None
    try:
        book = load_workbook(file.content, data_only=True, keep_links=False)
    except Exception:  # a damaged file makes the library raise nearly anything
        raise InputError(f"{file.name}：Excel 内容已损坏，读不出来；请重新另存一份") from None
    return [
        Table(f"工作表“{sheet.title}”", (), _rows(sheet, file.name), soft=False)
        for sheet in book.worksheets
        if sheet.sheet_state == "visible"
    ]


def _rows(sheet: "Worksheet", name: str) -> tuple[Row, ...]:
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise InputError(
            f"{name}：工作表“{sheet.title}”超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列；"
            "请删去下方和右侧的空行空列"
        )
    below = _merged_below(sheet)
    return tuple(
        tuple(
            Cell(column, column + 1, _lines(value), (number, column) in below)
            for column, value in enumerate(values)
        )
        for number, values in enumerate(sheet.iter_rows(values_only=True))
    )


def _merged_below(sheet: "Worksheet") -> set[tuple[int, int]]:
    """Cells (row, column from 0) that are merged with the one above them."""
    return {
        (row - 1, area.min_col - 1)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _lines(value: Any) -> tuple[Line, ...]:
    if value is None:
        return ()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    date = getattr(value, "date", None)
    text = str(date()) if callable(date) else str(value)
    return tuple(Line(line) for line in text.splitlines())
