"""Tables as they stand in an office file, before anybody has asked what they mean."""

from typing import Final, NamedTuple

MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 64
# What one entry may hold in one column; more is no list, and would cost time.
MAX_LINES: Final = 1000
MAX_CHARACTERS: Final = 50_000


class Line(NamedTuple):
    """One paragraph of a cell; `numbered` if the word processor puts a number before it."""

    text: str
    numbered: bool = False


class Cell(NamedTuple):
    """Columns `start` to `end` (half-open) of a row; `above` if merged with the cell above."""

    start: int
    end: int
    lines: tuple[Line, ...]
    above: bool = False

    @property
    def text(self) -> str:
        """All lines, joined."""
        return "\n".join(line.text for line in self.lines)


Row = tuple[Cell, ...]


class Table(NamedTuple):
    """Rows, the lines that stand above them, and where it is, in words.

    `soft` says that line breaks inside a cell may be mere layout (Word); in Excel they are meant.
    """

    place: str
    above: tuple[str, ...]
    rows: tuple[Row, ...]
    soft: bool
