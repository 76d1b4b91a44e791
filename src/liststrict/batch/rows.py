"""One row on its way: as it was read, and how its cells are kept in the journal."""

from datetime import date, datetime, time
from typing import Any, NamedTuple

Cell = str | int | float | bool | None | date | time


class Fault(NamedTuple):
    """Why a row cannot be screened; `code` is stable, `message` is Chinese."""

    code: str
    message: str


class Row(NamedTuple):
    """A row of a table, as wide as the header; `fault` if it was already broken when read."""

    cells: tuple[Cell, ...]
    fault: Fault | None = None

    @property
    def blank(self) -> bool:
        """Whether nothing stands in it."""
        return self.fault is None and not any(words(cell) for cell in self.cells)


# A line of a .jsonl file as it stands there, or a row of a table.
Record = bytes | Row | Fault


def words(cell: Cell) -> str:
    """A cell as text, without blanks around it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return str(cell).strip()


def to_plain(cell: Any) -> Any:
    """A cell as JSON can hold it; dates and times are marked."""
    if cell is None or isinstance(cell, str | int | float):
        return cell
    if isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, datetime):  # spreadsheets know a day only as its midnight
        return {"date": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    return {"time": cell.isoformat()} if isinstance(cell, time) else str(cell)


def from_plain(value: Any) -> Cell:
    """The inverse of `to_plain`."""
    if isinstance(value, dict):
        (name, iso), *_ = value.items()
        kinds: dict[str, type[date] | type[time]] = {
            "datetime": datetime,
            "date": date,
            "time": time,
        }
        return kinds[name].fromisoformat(iso)
    plain: Cell = value
    return plain
