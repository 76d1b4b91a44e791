"""The header of a table: the row that names the text column, perhaps below a title."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.batch.columns import TEXT, Wanted, find_roles, missing
from liststrict.batch.rows import Cell, Fault, Row, words
from liststrict.errors import DocumentError

# Registers put a title, the unit and the date above the header; never more than a few rows.
_SEARCHED: Final = 20


class Header(NamedTuple):
    """Unique names of all columns, and the rows above them."""

    names: tuple[str, ...]
    lead: tuple[Row, ...]


def take_header(rows: Iterator[tuple[Cell, ...]], wanted: Wanted, path: Path) -> Header | None:
    """Reads up to the header row; None if there is none among the first rows."""
    lead: list[tuple[Cell, ...]] = []
    for cells in islice(rows, _SEARCHED):
        names = tuple(words(cell) for cell in cells)
        if find_roles(names, wanted) is not None:
            absent = missing(names, wanted)
            if absent is not None:
                raise DocumentError(f"{path}：没有“{absent}”这一列；{_known(names)}")
            named = _unique(_trimmed(names))
            return Header(named, tuple(fit(row, len(named)) for row in lead))
        lead.append(cells)
    return None


def no_header(path: Path, first: Iterable[Cell], wanted: Wanted) -> DocumentError:
    """The error for a table without text column; `first` is its first row."""
    names = tuple(words(cell) for cell in first)
    if not any(names):
        return DocumentError(f"{path}：表里没有内容；第一行应为表头，如：事项名称")
    sought = f"“{wanted.text}”" if wanted.text else "、".join(f"“{name}”" for name in TEXT[:5])
    return DocumentError(f"{path}：找不到{sought}列；{_known(names)}，请用 --column 指定")


def fit(cells: tuple[Cell, ...], width: int) -> Row:
    """A row as wide as the header; filled cells beyond it make the row faulty."""
    if len(cells) <= width:
        return Row(cells + (None,) * (width - len(cells)))
    if any(words(cell) for cell in cells[width:]):
        return Row(cells[:width], Fault("E403", "这一行的格数比表头多；请检查分隔符和引号"))
    return Row(cells[:width])


def _trimmed(names: tuple[str, ...]) -> tuple[str, ...]:
    while names and not names[-1]:
        names = names[:-1]
    return names


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names for columns without one, and different names for repeated ones."""
    seen: set[str] = set()
    unique = []
    for number, given in enumerate(names, 1):
        name = given or f"列{number}"
        again = 2
        while name in seen:
            name = f"{given or f'列{number}'}_{again}"
            again += 1
        seen.add(name)
        unique.append(name)
    return tuple(unique)


def _known(names: tuple[str, ...]) -> str:
    shown = [name[:20] for name in names if name][:12]
    return f"表里有：{'、'.join(shown)}" if shown else "表头是空的"
