"""Tables on a page, by their ruled lines: rows between horizontal rules, cells between vertical ones."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

# Rules are drawn as strokes or as thin boxes; nothing thicker than this is a rule.
_THIN: Final = 3.0
# Ends of rules that meet may miss each other by this much.
_NEAR: Final = 2.5
_MAX_RULES: Final = 2_000


class Box(NamedTuple):
    """A rectangle in points; `top` is above `bottom`, as PDF counts."""

    left: float
    bottom: float
    right: float
    top: float


def table_rows(shapes: Sequence[Box]) -> list[tuple[Box, ...]]:
    """Cells of every row that rules enclose, from top to bottom."""
    across, down = _rules(shapes[:_MAX_RULES])
    heights = _merged([(box.bottom + box.top) / 2 for box in across])
    rows = []
    for high, low in pairwise(reversed(heights)):
        middle = (high + low) / 2
        # Only what stands below the rule: a frame around the page is no wall of a table in it.
        above = [box for box in across if abs((box.bottom + box.top) / 2 - high) <= 2 * _NEAR]
        left = min(box.left for box in above) - 2 * _NEAR
        right = max(box.right for box in above) + 2 * _NEAR
        walls = _merged(
            [
                (box.left + box.right) / 2
                for box in down
                if box.bottom - _NEAR <= middle <= box.top + _NEAR
                and left <= box.left <= box.right <= right
            ]
        )
        # A single cell is a frame around words, not a row.
        if len(walls) >= 3:
            cells = pairwise(walls)
            rows.append(tuple(Box(left, low, right, high) for left, right in cells))
    return rows


class Area:
    """All that rows cover, asked for every character of a page."""

    def __init__(self, rows: Sequence[tuple[Box, ...]]) -> None:
        self._rows = sorted((row[0].bottom, row[0].top, row[0].left, row[-1].right) for row in rows)
        self._bottoms = [row[0] for row in self._rows]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in a row."""
        number = bisect_right(self._bottoms, y) - 1
        if number < 0:
            return False
        _, top, left, right = self._rows[number]
        return y <= top and left <= x <= right


def _rules(shapes: Sequence[Box]) -> tuple[list[Box], list[Box]]:
    across, down = [], []
    for box in shapes:
        width, height = box.right - box.left, box.top - box.bottom
        if height <= _THIN < width:
            across.append(box)
        elif width <= _THIN < height:
            down.append(box)
        elif width > _THIN and height > _THIN:  # a frame: four rules at once
            left, bottom, right, top = box
            across += [Box(left, bottom, right, bottom), Box(left, top, right, top)]
            down += [Box(left, bottom, left, top), Box(right, bottom, right, top)]
    return across, down


def _merged(places: Sequence[float]) -> list[float]:
    """Places in order, those that nearly meet taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > 2 * _NEAR:
            found.append(place)
    return found
