"""Learned weights: how much the cues of a text speak for each entry. Data made by `data/make/weights.py`.

The score of an entry is the sum of what the cues of a text add to it. Lists are scored besides, apart
from their entries: by what the cues add to them, and by a layer of hidden units. A hidden unit adds up
cues of its own and takes part where the sum is above nought, so words count together (拆除 with 协助 is
another matter than either). Entries and lists each know two further classes for what is on no list,
tasks and certificates. Three more scores are signs of a text: that it holds several tasks, that it is
background, which asks nothing, and that it is a request as it stands, not a detail of one.

A row of weights is kept as one integer with a lane of 16 bits for each score and hidden unit, so
that adding two integers adds two rows. A weight is one byte, raised by LIFT, which keeps it positive;
one more lane counts the rows, which tells by how much a sum is raised. What the hidden units add to the
lists is a sum of integers with lanes of 32 bits, each times the unit's value. Rows are found in one
look-up: most of what a text costs here is waiting for memory, a little for each step of the way to a row.

A long text has more cues than a short one, but is no surer for it. So the scores of a text are
stretched by (LENGTH / n) ** 0.5, where n is the length of its cues' vector; the squares that make n
add up in a lane of their own.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any, Final, NamedTuple

UNLISTED_TASK: Final = "unlisted:task"
UNLISTED_CERTIFICATE: Final = "unlisted:certificate"
UNLISTED: Final = (UNLISTED_TASK, UNLISTED_CERTIFICATE)

LIFT: Final = 128
DEEP_LIFT: Final = 1 << 13
# Scores of lists are told in steps this much finer than those of direct weights.
FINER: Final = 64
# A hidden unit's value is cut off here, so that no lane of 32 bits can run over.
_MOST: Final = 4000
# The length of the cue vector of an ordinary request: its scores stay as they are.
LENGTH: Final = 12.0
# Squares are kept in these steps.
SQUARE_UNIT: Final = 0.04
# The cue of every text; it carries the biases.
CONSTANT_CUE: Final = ""
# What stands behind the lists.
SIGNS: Final = ("several", "background", "request")
# So much is kept of what was made for cues. A long batch meets nearly all of them, so rows that were not
# asked for since as many others were made are made anew.
_ROWS_KEPT: Final = 16_000
_SHOWN_KEPT: Final = 1_000
# So many rows of bytes can be added before a lane of 16 bits could run over.
_BLOCK: Final = 256
# Where the bytes of a row go when each is widened to a lane of two bytes.
_LOWER_BYTES: Final = slice(0 if sys.byteorder == "little" else 1, None, 2)


class Scores(NamedTuple):
    """Scores of entries in steps of `unit` and of lists in finer ones; the units hold the stretch.

    All entries are raised alike, by `nought`, and so are all lists; only differences mean something.
    The signs are logarithms of odds: that the text holds several tasks, that it asks nothing, and that
    it is a request as it stands.
    """

    entries: list[int]
    unit: float
    nought: int
    lists: list[int]
    list_unit: float
    several: float
    background: float
    request: float


class Weights:
    """Weights over entries and over lists. Its answers depend on nothing but the data."""

    def __init__(self, head: Mapping[str, Any], table: bytes) -> None:
        """`head` and `table` are what `data/make/weights.py` writes: names, and rows of bytes."""
        self.entries: tuple[str, ...] = tuple(head["entries"])
        self.lists: tuple[str, ...] = tuple(head["lists"])
        self.unit: float = head["unit"]
        self._classes = len(self.entries) + len(self.lists) + len(SIGNS)
        deep: Sequence[Sequence[int]] = head["deep"]
        self._rows = _Rows(head["cues"], table, self._classes + len(deep) + 1)
        # Behind the signs a lane adds up how often the lift was added.
        self._deep = [
            int.from_bytes(
                array("I", [*[weight + DEEP_LIFT for weight in weights], 1]).tobytes(),
                sys.byteorder,
            )
            for weights in deep
        ]
        self._deep_bytes = (len(self.lists) + len(SIGNS) + 1) * 4
        self._direct: dict[tuple[int, int | None], dict[str, int]] = {}

    def scores(self, cues: set[str]) -> Scores:
        """The scores for the cues that are present; unknown ones count for nothing."""
        *sums, square, count = self._sums(cues)
        entries, classes, raised = len(self.entries), self._classes, LIFT * count
        most = raised + _MOST
        total = sum(
            [
                (value - raised if value < most else _MOST) * weights
                for value, weights in zip(sums[classes:], self._deep, strict=True)
                if value > raised
            ]
        )
        *added, lifted = memoryview(total.to_bytes(self._deep_bytes, sys.byteorder)).cast("I")
        unit = self.unit * sqrt(LENGTH / sqrt(max(1.0, square * SQUARE_UNIT)))
        lists = [
            FINER * direct + deep for direct, deep in zip(sums[entries:classes], added, strict=True)
        ]
        nought, list_unit = FINER * raised + DEEP_LIFT * lifted, unit / FINER
        request = (lists.pop() - nought) * list_unit
        background = (lists.pop() - nought) * list_unit
        several = (lists.pop() - nought) * list_unit
        return Scores(sums[:entries], unit, raised, lists, list_unit, several, background, request)

    def weights_for(
        self, entry: int, listed: int | None, cues: Iterable[str]
    ) -> list[tuple[float, str]]:
        """What each cue adds directly for an entry and its list together, where that is positive."""
        unit = self.unit
        known = self._direct.setdefault((entry, listed), {})
        if len(known) > _SHOWN_KEPT:
            known.clear()
        found = []
        for cue in cues:
            weight = known.get(cue)
            if weight is None:
                row = self._rows.steps(cue)
                if row is None:
                    continue
                weight = row[entry] - LIFT
                if listed is not None:
                    weight += row[len(self.entries) + listed] - LIFT
                known[cue] = weight
            if weight > 0:
                found.append((weight * unit, cue))
        return found

    def _sums(self, cues: set[str]) -> list[int]:
        """Lane by lane, the sum of the constant's row and of the rows of some cues."""
        row_of = self._rows.__getitem__
        constant = row_of(CONSTANT_CUE)
        if len(cues) < _BLOCK:
            return self._rows.lanes(sum(map(row_of, cues), constant))
        rows = [constant, *map(row_of, cues)]
        blocks = [
            self._rows.lanes(sum(rows[start : start + _BLOCK]))
            for start in range(0, len(rows), _BLOCK)
        ]
        return [sum(lanes) for lanes in zip(*blocks, strict=True)]


class _Rows(dict[str, int]):
    """Cue -> row, a lane of 16 bits for each byte of its table row and one that counts; 0 for an
    unknown cue. A row is made when it is first asked for: a short-lived process meets only a few.
    Two generations are kept, so that what every text has is not made anew with what is rare.
    """

    def __init__(self, cues: Sequence[str], table: bytes, width: int) -> None:
        super().__init__()
        self._places = {cue: number * width for number, cue in enumerate(cues)}
        self._table = table
        self._width = width
        self._older: dict[str, int] = {}

    def __missing__(self, cue: str) -> int:
        if len(self) >= _ROWS_KEPT:
            self._older = dict(self)
            self.clear()
        row = self._older.get(cue)
        if row is None:
            row = self._made(cue)
        self[cue] = row
        return row

    def _made(self, cue: str) -> int:
        steps = self.steps(cue)
        if steps is None:
            return 0
        wide = bytearray(2 * self._width + 2)
        wide[_LOWER_BYTES] = steps + b"\1"
        return int.from_bytes(wide, sys.byteorder)

    def steps(self, cue: str) -> bytes | None:
        """A row as it stands in the table; None for an unknown cue."""
        start = self._places.get(cue)
        return None if start is None else self._table[start : start + self._width]

    def lanes(self, total: int) -> list[int]:
        """The lanes of a sum of rows, the count last."""
        return memoryview(total.to_bytes(2 * self._width + 2, sys.byteorder)).cast("H").tolist()


def load_weights(folder: Path) -> Weights:
    """Reads the weights of a folder, `weights.json` and `weights.bin`."""
    head = json.loads((folder / "weights.json").read_text(encoding="utf-8"))
    return Weights(head, (folder / "weights.bin").read_bytes())
