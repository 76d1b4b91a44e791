"""Rows of a .csv file in the encodings and with the separators that offices use."""

import csv
import io
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from liststrict.batch.columns import Wanted
from liststrict.batch.encoding import inspect
from liststrict.batch.header import fit, no_header, take_header
from liststrict.batch.read import without_blank_end
from liststrict.batch.rows import Cell, Fault, Row

MAX_FIELD: Final = 1_000_000
_SEPARATORS: Final = ",\t;"


class CsvTable:
    """A .csv file. Cells with broken bytes keep them, and make their row faulty."""

    def __init__(self, path: Path, wanted: Wanted) -> None:
        self.encoding, self.digest = inspect(path)
        self._size = path.stat().st_size or 1
        self._path = path
        self._bytes = path.open("rb")
        self._file = io.TextIOWrapper(
            self._bytes, self.encoding, errors="surrogateescape", newline=""
        )
        csv.field_size_limit(MAX_FIELD)
        try:
            first = self._file.readline(MAX_FIELD)
            self.separator = max(_SEPARATORS, key=first.count)
            lines = chain([first], iter(lambda: self._file.readline(MAX_FIELD), ""))
            self._rows = self._parsed(csv.reader(lines, delimiter=self.separator))
            found = take_header((row.cells for row in self._rows), wanted, path)
        except BaseException:
            self.close()
            raise
        if found is None:
            self.close()
            row = next(csv.reader([first], delimiter=self.separator), [])
            raise no_header(path, row, wanted)
        self.header: tuple[str, ...] = found.names
        self.lead = found.lead

    def _parsed(self, reader: "Iterator[list[str]]") -> Iterator[Row]:
        while True:
            try:
                cells: tuple[Cell, ...] = tuple(next(reader))
            except StopIteration:
                return
            except csv.Error:
                # The reader begins anew with the next line.
                yield Row((), Fault("E402", "这一行过长，或引号不成对；请检查"))
                continue
            if any("\udc80" <= sign <= "\udcff" for cell in cells for sign in str(cell)):
                yield Row(cells, Fault("E404", "这一行有认不出的文字编码；请检查"))
            else:
                yield Row(cells)

    def records(self) -> Iterator[Row]:
        """Rows below the header."""
        return without_blank_end(self._fitted())

    def _fitted(self) -> Iterator[Row]:
        for row in self._rows:
            fitted = fit(row.cells, len(self.header))
            yield fitted if row.fault is None else Row(fitted.cells, row.fault)

    def done(self) -> float:
        """Share of the file that was read so far."""
        return min(1.0, self._bytes.tell() / self._size)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
