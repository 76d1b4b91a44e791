"""A finished table as .csv, in the encoding and with the separator of the input."""

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liststrict.batch.rows import Cell, words

if TYPE_CHECKING:
    from liststrict.batch.write import Table

# Spreadsheets run a cell that begins like this as a formula; an apostrophe makes it text.
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_NUMBER: Final = re.compile(r"[+-]?\d[\d,.]*%?")


def write_csv(table: "Table", path: Path, encoding: str, separator: str) -> None:
    """Writes the table. Bytes that could not be decoded are written as they were."""
    with path.open("w", encoding=encoding, errors="surrogateescape", newline="") as file:
        writer = csv.writer(_Encodable(file, encoding), delimiter=separator, lineterminator="\r\n")
        writer.writerows(_safe(row.cells) for row in table.lead)
        writer.writerow(_safe((*table.header, *table.added)))
        for row in table.rows:
            writer.writerow(_safe((*row.cells, *row.added())))


class _Encodable:
    """Replaces what the encoding of the file cannot hold."""

    def __init__(self, file: "object", encoding: str) -> None:
        self._write = file.write  # type: ignore[attr-defined]
        self._encoding = encoding

    def write(self, text: str) -> None:
        """Writes a line."""
        try:
            self._write(text)
        except UnicodeEncodeError:
            self._write(
                "".join(
                    sign if "\udc80" <= sign <= "\udcff" or _fits(sign, self._encoding) else "?"
                    for sign in text
                )
            )


def _fits(sign: str, encoding: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _safe(cells: "tuple[Cell, ...]") -> list[str]:
    return [_as_text(cell) for cell in cells]


def _as_text(cell: Cell) -> str:
    if not isinstance(cell, str):
        return words(cell)
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
