"""Rows of .xlsx (streamed) and .xls (at most 65,536 rows, held in memory)."""

import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from liststrict.batch.columns import Wanted
from liststrict.batch.encoding import digest_of
from liststrict.batch.header import Header, fit, no_header, take_header
from liststrict.batch.read import Source, without_blank_end
from liststrict.batch.rows import Cell, Row
from liststrict.batch.xlsx_guard import bounded, check_workbook, too_long
from liststrict.documents.archive import damaged, locked, open_archive
from liststrict.documents.kinds import expect, is_encrypted
from liststrict.errors import DocumentError, ListstrictError, MissingExtraError

# A sheet of a million rows unpacks to several hundred megabytes, and is streamed.
_MOST: Final = 4 * 1024 * 1024 * 1024
_MOST_XLS: Final = 256 * 1024 * 1024


class Sheet(NamedTuple):
    """The rows of a sheet, and how many it says it has."""

    rows: Iterator[tuple[Cell, ...]]
    height: int


def open_excel(path: Path, wanted: Wanted) -> Source:
    """The first sheet that has a header. Raises DocumentError or MissingExtraError."""
    return Xlsx(path, wanted) if path.suffix.lower() == ".xlsx" else Xls(path, wanted)


class Workbook(ABC):
    """What both kinds share: the header, the rows below it, and clear errors while reading.

    A kind of file only tells its sheets.
    """

    encoding = ""

    def __init__(self, path: Path, wanted: Wanted) -> None:
        self._path = path
        self._files = ExitStack()
        self._taken = 0
        try:
            found, self._sheet = self._open(wanted)
        except ListstrictError:
            self.close()
            raise
        except Exception:  # whatever the library stumbles over in a broken file
            self.close()
            raise damaged(path) from None
        self.header: tuple[str, ...] = found.names
        self.lead = found.lead
        self.digest = digest_of(path)

    def _open(self, wanted: Wanted) -> tuple[Header, Sheet]:
        first: tuple[Cell, ...] = ()
        for sheet in self._sheets():
            start = tuple(islice(sheet.rows, 1))
            first = first or next(iter(start), ())
            every = chain(start, sheet.rows)
            found = take_header(every, wanted, self._path)
            if found is not None:
                return found, Sheet(every, sheet.height)
        raise no_header(self._path, first, wanted)

    @abstractmethod
    def _sheets(self) -> Iterator[Sheet]:
        """The sheets in their order. May raise whatever the library raises for a broken file."""

    def records(self) -> Iterator[Row]:
        """Rows below the header."""
        return without_blank_end(self._fitted())

    def _fitted(self) -> Iterator[Row]:
        while True:
            try:
                cells = next(self._sheet.rows, None)
            except ListstrictError:
                raise
            except Exception:  # whatever the library stumbles over in a broken file
                raise damaged(self._path) from None
            if cells is None:
                return
            self._taken += 1
            row = fit(cells, len(self.header))
            yield row._replace(fault=row.fault or too_long(row.cells))

    def done(self) -> float:
        """Share of the rows that were read so far, as far as the sheet tells its height."""
        return min(1.0, self._taken / max(self._sheet.height, self._taken, 1))

    def close(self) -> None:
        """Closes the file."""
        self._files.close()


class Xlsx(Workbook):
    """A .xlsx file, streamed."""

    def _sheets(self) -> Iterator[Sheet]:
        try:
            from openpyxl import load_workbook
        except ImportError:
            raise MissingExtraError("读写 Excel 文件") from None
        with open_archive(self._path, _MOST) as archive:
            names = archive.namelist()
            if not any(name.startswith("xl/") for name in names):
                raise DocumentError(f"{self._path}：不是 Excel 文件；请按真实类型改扩展名")
            check_workbook(archive, self._path)
        # openpyxl warns of features that it does not keep; we only read values.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(self._path, read_only=True, data_only=True, keep_links=False)
        self._files.callback(book.close)
        for sheet in book.worksheets:
            height = sheet.max_row or 0
            # Some programs write a wrong extent, which would cut rows off.
            sheet.reset_dimensions()
            rows = bounded(_quiet(sheet.iter_rows(values_only=True)), self._path)
            yield Sheet(rows, height)


def _quiet(rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Cell, ...]]:
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            row = next(rows, None)
        if row is None:
            return
        yield tuple(row)


class Xls(Workbook):
    """A .xls file; the format itself bounds its rows."""

    def _sheets(self) -> Iterator[Sheet]:
        try:
            import xlrd
        except ImportError:
            raise MissingExtraError("读写 Excel 文件") from None
        expect(self._path, "ole")
        if is_encrypted(self._path):
            raise locked(self._path)
        if self._path.stat().st_size > _MOST_XLS:
            raise DocumentError(f"{self._path}：文件过大；请另存为 .xlsx")
        try:
            book = xlrd.open_workbook(str(self._path), on_demand=True, logfile=_Silent())
        except xlrd.XLRDError as error:
            if "encrypted" in str(error):
                raise locked(self._path) from None
            raise damaged(self._path) from None
        self._files.callback(book.release_resources)
        for number in range(book.nsheets):
            sheet = book.sheet_by_index(number)
            yield Sheet(_xls_rows(sheet, book.datemode), sheet.nrows)


class _Silent:
    """Takes what xlrd would print."""

    def write(self, _text: str) -> None:
        """Drops the text."""

    def flush(self) -> None:
        """Has nothing to flush."""


def _xls_rows(sheet: Any, datemode: int) -> Iterator[tuple[Cell, ...]]:
    for number in range(sheet.nrows):
        yield tuple(_xls_cell(cell, datemode) for cell in sheet.row(number))


def _xls_cell(cell: Any, datemode: int) -> Cell:
    import xlrd

    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            day: Cell = xlrd.xldate_as_datetime(cell.value, datemode)
        except (ValueError, OverflowError):
            return float(cell.value)
        return day
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    value: Cell = cell.value
    return int(value) if isinstance(value, float) and value.is_integer() else value
