"""A finished table as .xlsx that an office can hand on. Streamed: one row at a time is in memory."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from liststrict.batch.rows import Cell
from liststrict.batch.sheet_layout import (
    COLOURS,
    FAULT_COLOUR,
    HEADER_COLOUR,
    ROWS_SHEET,
    SUMMARY_SHEET,
    bounded,
    outcome_rows,
    row_height,
    widths,
)
from liststrict.batch.table_answer import CODE_AT, LABEL_AT
from liststrict.errors import BatchError, MissingExtraError

if TYPE_CHECKING:
    from liststrict.batch.write import Answered, Table

MAX_ROWS: Final = 1_048_576
_A3: Final = 8
_A4: Final = 9
_PAGES_WIDE: Final = 2
_REPEATED: Final = 3
_FONT: Final = {"font_name": "宋体", "font_size": 10, "valign": "top", "border": 1}


def write_xlsx(table: "Table", path: Path) -> None:
    """Writes the sheet of rows and the summary. Raises BatchError if there are too many rows."""
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtraError("读写 Excel 文件") from None
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        # Nothing in a cell is ever more than text: no formula, no link.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    book = xlsxwriter.Workbook(str(path), options)
    try:
        # The day of the answer, not the clock: the same rows give the same bytes.
        book.set_properties({"created": datetime.fromisoformat(table.as_of)})
        sheet = book.add_worksheet(ROWS_SHEET)
        summary = book.add_worksheet(SUMMARY_SHEET)
        _Rows(book, sheet).write(table)
        _summary(book, summary, table)
    finally:
        book.close()


class _Rows:
    """The sheet of rows."""

    def __init__(self, book: Any, sheet: Any) -> None:
        self._sheet = sheet
        self._widths: tuple[int, ...] = ()
        self._plain = book.add_format(_FONT)
        self._wrapped = book.add_format({**_FONT, "text_wrap": True})
        self._title = book.add_format({"font_name": "黑体", "font_size": 12, "bold": True})
        self._head = book.add_format(
            {**_FONT, "font_name": "黑体", "bold": True, "text_wrap": True,
             "align": "center", "valign": "vcenter", "bg_color": HEADER_COLOUR}
        )  # fmt: skip
        self._dates = {
            datetime: book.add_format({**_FONT, "num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format({**_FONT, "num_format": "yyyy-mm-dd"}),
            time: book.add_format({**_FONT, "num_format": "hh:mm"}),
        }
        self._verdicts = {
            code: book.add_format({**_FONT, "bold": True, "text_wrap": True, "bg_color": colour})
            for code, colour in COLOURS.items()
        }
        self._fault = book.add_format({**_FONT, "text_wrap": True, "bg_color": FAULT_COLOUR})

    def write(self, table: "Table") -> None:
        """Title rows, header, rows; frozen and filtered below the header."""
        header = (*table.header, *table.added)
        self._widths = widths(table.header)
        for column, width in enumerate(self._widths):
            self._sheet.set_column(column, column, width)
        for number, lead in enumerate(table.lead):
            for column, cell in enumerate(lead.cells):
                self._cell(number, column, cell, self._title)
        top = len(table.lead)
        self._sheet.freeze_panes(top + 1, 0)
        self._sheet.repeat_rows(top)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A3)
        # Twenty columns on one page could not be read; the first stand on each of the pages again.
        self._sheet.fit_to_pages(_PAGES_WIDE, 0)
        self._sheet.repeat_columns(0, min(_REPEATED, len(table.header)) - 1)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self._sheet.set_footer("&C第 &P 页，共 &N 页")
        for column, name in enumerate(header):
            self._sheet.write_string(top, column, bounded(name), self._head)
        number = top
        for number, row in enumerate(table.rows, top + 1):
            if number >= MAX_ROWS:
                raise BatchError(f"超过 .xlsx 的 {MAX_ROWS} 行；请输出为 .csv，或拆成几个文件")
            self._row(number, row)
        self._sheet.autofilter(top, 0, number, len(header) - 1)

    def _row(self, number: int, row: "Answered") -> None:
        added = row.added()
        self._sheet.set_row(number, row_height((*row.cells, *added), self._widths))
        for column, cell in enumerate(row.cells):
            self._cell(number, column, cell, self._wrapped)
        start = len(row.cells)
        for column, text in enumerate(added):
            style = self._wrapped
            if row.answer is None:
                style = self._fault
            elif column in (LABEL_AT, CODE_AT):
                style = self._verdicts[row.answer[CODE_AT]]  # type: ignore[index]
            self._sheet.write_string(number, start + column, bounded(text), style)

    def _cell(self, number: int, column: int, cell: Cell, style: Any) -> None:
        if cell is None or cell == "":
            self._sheet.write_blank(number, column, None, style)
        elif isinstance(cell, bool):
            self._sheet.write_boolean(number, column, cell, self._plain)
        elif isinstance(cell, int | float):
            if abs(cell) < 10**15:
                self._sheet.write_number(number, column, cell, self._plain)
            else:  # identity and account numbers would lose their last digits
                self._sheet.write_string(number, column, str(cell), style)
        elif isinstance(cell, str):
            self._sheet.write_string(number, column, bounded(_writable(cell)), style)
        else:
            self._sheet.write_datetime(number, column, cell, self._dates[type(cell)])


def _writable(text: str) -> str:
    """Half surrogates cannot be written in any encoding."""
    return text.encode("utf-8", "replace").decode()


def _summary(book: Any, sheet: Any, table: "Table") -> None:
    """Counts, a chart of them, and the entries cited most often."""
    tally = table.tally
    head = book.add_format(
        {**_FONT, "font_name": "黑体", "bold": True, "bg_color": HEADER_COLOUR, "align": "center"}
    )
    plain = book.add_format({**_FONT, "text_wrap": True})
    share = book.add_format({**_FONT, "num_format": "0.0%"})
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 72)
    sheet.set_column(1, 2, 10)
    sheet.write_row(0, 0, ("结论", "行数", "占比"), head)
    rows = outcome_rows(tally)
    total = max(1, tally.rows)
    for number, (label, count, colour) in enumerate(rows, 1):
        sheet.write_string(number, 0, label, book.add_format({**_FONT, "bg_color": colour}))
        sheet.write_number(number, 1, count, plain)
        sheet.write_number(number, 2, count / total, share)
    end = len(rows)
    for label, count in (("合计", tally.rows), ("其中：请人工复核", tally.review)):
        end += 1
        sheet.write_string(end, 0, label, head if label == "合计" else plain)
        sheet.write_number(end, 1, count, plain)
        sheet.write_number(end, 2, count / total, share)
    sheet.write_row(end + 2, 0, ("引用最多的条目", "行数"), head)
    # Equal counts in the order of their names, so that the sheet does not depend on chance.
    most = sorted(tally.entries.items(), key=lambda item: (-item[1], item[0]))[:15]
    for number, (entry, count) in enumerate(most, end + 3):
        sheet.write_string(number, 0, entry, plain)
        sheet.write_number(number, 1, count, plain)
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": "行数",
            "categories": [SUMMARY_SHEET, 1, 0, len(rows), 0],
            "values": [SUMMARY_SHEET, 1, 1, len(rows), 1],
            "points": [{"fill": {"color": colour}} for _, _, colour in rows],
            "data_labels": {"value": True},
        }
    )
    chart.set_title({"name": f"各结论行数（截至 {table.as_of}）"})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 560, "height": 340})
    sheet.insert_chart(0, 4, chart)
