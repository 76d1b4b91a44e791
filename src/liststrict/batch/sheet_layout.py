"""What both kinds of Excel sheet share: widths, colours, the lines of the summary."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from liststrict.model.outcome import LABELS, Outcome

if TYPE_CHECKING:
    from liststrict.batch.write import Tally

ROWS_SHEET: Final = "审核结果"
SUMMARY_SHEET: Final = "汇总"
# Background colours; text stays black, so that a black and white print can be read.
COLOURS: Final[dict[Outcome, str]] = {
    "forbidden": "#F8CBAD",
    "unlisted": "#FFE699",
    "assisting-duty": "#BDD7EE",
    "self-governance": "#C6E0B4",
    "allowed": "#E2EFDA",
}
FAULT_COLOUR: Final = "#D9D9D9"
HEADER_COLOUR: Final = "#D6DCE4"
MAX_TEXT: Final = 32_767
# Heights of rows: points of a line, lines at most, and how much of a cell is looked at.
_LINE: Final = 13.0
_MOST_LINES: Final = 16
_READ: Final = 1000
_CUT: Final = "…（过长，已截断）"
_ADDED_WIDTHS: Final = (16, 14, 10, 14, 7, 9, 30, 40, 36, 48, 40, 40, 30, 40, 30)


def widths(header: Sequence[str]) -> tuple[int, ...]:
    """Widths in characters of the table's own columns (by their names), then of the added ones."""
    own = tuple(40 if _holds_text(name) else max(10, min(24, 2 * len(name) + 4)) for name in header)
    return own + _ADDED_WIDTHS


def row_height(cells: Sequence[object], columns: Sequence[int]) -> float:
    """Points that a row needs so that its wrapped texts can be read, up to a bound.

    Not every program finds the height itself when it opens a file.
    """
    most = 1
    for cell, width in zip(cells, columns, strict=False):
        if isinstance(cell, str) and len(cell) * 2 > width:
            # A Chinese character is as wide as two digits, and as long in this encoding.
            wide = len(cell[:_READ].encode("gb18030", "replace"))
            most = max(most, cell.count("\n", 0, _READ) + -(-wide // max(1, width - 1)))
    return _LINE * min(most, _MOST_LINES) + 2


def _holds_text(name: str) -> bool:
    return any(word in name for word in ("事项", "内容", "text", "要求", "说明", "备注"))


def bounded(text: str) -> str:
    """A text that fits into one cell."""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - len(_CUT)] + _CUT


def outcome_rows(tally: "Tally") -> list[tuple[str, int, str]]:
    """Label, count and colour for every outcome and for faults."""
    rows = [(label, tally.outcomes[code], COLOURS[code]) for code, label in LABELS.items()]
    return [*rows, ("出错（未审核）", tally.faults, FAULT_COLOUR)]
