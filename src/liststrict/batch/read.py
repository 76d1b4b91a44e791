"""Sources of rows: one class for each kind of file, all read lazily."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Protocol

from liststrict.batch.columns import Wanted
from liststrict.batch.encoding import inspect
from liststrict.batch.rows import Fault, Record, Row
from liststrict.errors import BatchError, DocumentError

KINDS: Final = (".jsonl", ".csv", ".xlsx", ".xls")
# No request is longer than the library screens; four bytes for each character, and other fields.
MAX_LINE: Final = 4 * 1024 * 1024


class Source(Protocol):
    """Rows of one file. `header` is None for rows that name their own fields.

    `lead` are rows above the header (a title), `encoding` is that of a text file.
    """

    @property
    def header(self) -> tuple[str, ...] | None: ...  # noqa: D102

    lead: tuple[Row, ...]
    encoding: str
    digest: str

    def records(self) -> Iterator[Record]:
        """All rows in order; empty rows at the end are left out."""
        ...

    def done(self) -> float:
        """Share of the file that was read so far."""
        ...

    def close(self) -> None:
        """Lets go of the file."""
        ...


def open_source(path: Path, wanted: Wanted) -> Source:
    """Opens a file by its kind. Raises DocumentError or BatchError."""
    kind = path.suffix.lower()
    if kind == ".jsonl":
        return JsonLines(path)
    if kind == ".csv":
        from liststrict.batch.read_csv import CsvTable

        return CsvTable(path, wanted)
    if kind in (".xlsx", ".xls"):
        from liststrict.batch.read_excel import open_excel

        return open_excel(path, wanted)
    raise BatchError(f"{path}：不支持这种文件；请给出 {'、'.join(KINDS)} 之一")


class JsonLines:
    """A .jsonl file; its lines are parsed by the workers."""

    header = None
    lead: tuple[Row, ...] = ()

    def __init__(self, path: Path) -> None:
        text = inspect(path)
        if text.encoding == "utf-16":
            raise DocumentError(f"{path}：文件是 UTF-16 编码；请另存为 UTF-8")
        self.encoding, self.digest = text
        self._size = path.stat().st_size or 1
        self._file = path.open("rb")
        self._read = 0

    def records(self) -> Iterator[Record]:
        """Lines without their ends. An empty line is a row, except at the end of the file."""
        if self.encoding == "utf-8-sig":
            self._read += len(self._file.read(len(codecs.BOM_UTF8)))
        blank = 0
        while line := self._file.readline(MAX_LINE + 1):
            self._read += len(line)
            if len(line) > MAX_LINE and not line.endswith(b"\n"):
                self._skip_line()
                record: bytes | Fault = Fault("E402", "这一行过长；请检查是否缺少换行")
            else:
                record = line.strip(b" \t\r\n")
                if not record:
                    blank += 1
                    continue
            for _ in range(blank):
                yield b""
            blank = 0
            yield record

    def _skip_line(self) -> None:
        while piece := self._file.readline(MAX_LINE):
            self._read += len(piece)
            if piece.endswith(b"\n"):
                return

    def done(self) -> float:
        """Share of the file that was read so far."""
        return min(1.0, self._read / self._size)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def without_blank_end(rows: Iterator[Row]) -> Iterator[Row]:
    """Rows without the empty ones at the end, which spreadsheets often carry by the thousand."""
    blank: list[Row] = []
    count = 0
    for row in rows:
        if row.blank:
            # One stands for all: empty rows are alike, and their number may be large.
            blank = [row]
            count += 1
            continue
        for _ in range(count):
            yield blank[0]
        count = 0
        yield row
