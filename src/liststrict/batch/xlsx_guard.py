"""Workbooks from strangers: parts that must be held in memory, and texts that many cells share."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from liststrict.batch.rows import Cell, Fault
from liststrict.batch.sheet_layout import MAX_TEXT
from liststrict.errors import DocumentError

# Sheets are streamed; everything else is held in memory.
_STREAMED: Final = "xl/worksheets/"
_MOST_HELD: Final = 256 * 1024 * 1024
# A sheet of a million rows with three columns of different texts stays below this.
_MOST_TEXTS: Final = 3_000_000
_TEXT: Final = re.compile(rb"<(?:\w{1,20}:)?si[ />]")
_PIECE: Final = 1 << 20
_LONGEST_MARK: Final = 24
# A text that a million cells share is small in the file and endless in the answers.
_MOST_SAID: Final = 1_000_000_000


def check_workbook(archive: zipfile.ZipFile, path: Path) -> None:
    """Raises DocumentError for a workbook that would need too much memory."""
    held = [
        member
        for member in archive.infolist()
        if member.filename.lower().endswith((".xml", ".rels"))
        and not member.filename.startswith(_STREAMED)
    ]
    if sum(member.file_size for member in held) > _MOST_HELD:
        raise _too_much(path)
    # Whatever a part is called, it may be declared to hold the shared texts.
    if sum(_count_texts(archive, member) for member in held) > _MOST_TEXTS:
        raise _too_much(path)


def bounded(rows: Iterator[tuple[Cell, ...]], path: Path) -> Iterator[tuple[Cell, ...]]:
    """Rows whose cells are no longer than Excel allows. Raises DocumentError if all say too much."""
    said = 0
    for row in rows:
        lengths = [len(cell) for cell in row if isinstance(cell, str)]
        said += sum(min(length, MAX_TEXT) for length in lengths)
        if said > _MOST_SAID:
            raise _too_much(path)
        yield _cut(row) if lengths and max(lengths) > MAX_TEXT else row


def _cut(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """One character more than allowed tells that something is missing."""
    return tuple(cell[: MAX_TEXT + 1] if isinstance(cell, str) else cell for cell in row)


def too_long(cells: tuple[Cell, ...]) -> Fault | None:
    """The fault of a row with a cell that had to be cut."""
    if any(isinstance(cell, str) and len(cell) > MAX_TEXT for cell in cells):
        return Fault("E402", f"有一格超过 {MAX_TEXT} 字；请拆成几行")
    return None


def _count_texts(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    count, rest = 0, b""
    with archive.open(member) as file:
        while piece := file.read(_PIECE):
            text = rest + piece
            ends = [mark.end() for mark in _TEXT.finditer(text)]
            count += len(ends)
            # A mark may be cut in two by the end of a piece; one that was counted is not seen again.
            rest = text[max(ends[-1] if ends else 0, len(text) - _LONGEST_MARK) :]
            if count > _MOST_TEXTS:
                break
    return count


def _too_much(path: Path) -> DocumentError:
    return DocumentError(f"{path}：文字过多，像是压缩炸弹；请核实来源，或拆成几个文件、另存为 .csv")
