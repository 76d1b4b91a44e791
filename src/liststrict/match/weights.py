"""Learned weights: how much each cue speaks for each entry. Data made by `data/make/weights.py`.

Two multinomial logistic models over the same cues, one that tells entries apart and one that tells
lists apart: the score of a class is its bias plus the weights of the cues that are present, and
scores become probabilities by softmax at a temperature fitted on the dev split. Either model knows
two further classes for what is on no list, tasks and certificates.

A row of weights is kept as one integer with a lane of 32 bits for each class, so that adding two
integers adds two rows. Each lane is raised by LIFT, which keeps it positive; since all lanes are
raised alike, the differences between classes stay what they are. This makes the sum over all cues
of a text a few additions.

A long text has more cues than a short one, but is no surer for it. So the scores of a text are
stretched by (LENGTH / n) ** 0.5, where n is the length of its cues' vector; the squares that make n
add up in a lane of their own, and one more lane stays empty, to read off how far all are raised.
"""

import json
import sys
from array import array
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import Final

UNLISTED_TASK: Final = "unlisted:task"
UNLISTED_CERTIFICATE: Final = "unlisted:certificate"
UNLISTED: Final = (UNLISTED_TASK, UNLISTED_CERTIFICATE)

LIFT: Final = 1 << 16
# The length of the cue vector of an ordinary request: its scores stay as they are.
LENGTH: Final = 12.0
# Squares are kept in hundredths.
SQUARE_UNIT: Final = 0.01
_LANE_BYTES: Final = 4


class Weights:
    """Rows of weights over entries and over lists. Its answers depend on nothing but the data."""

    def __init__(
        self,
        entries: Iterable[str],
        lists: Iterable[str],
        unit: float,
        bias: Iterable[int],
        rows: dict[str, list[int]],
        squares: dict[str, int],
    ) -> None:
        """`rows[cue]` is flat: class index, weight, class index, weight, … in steps of `unit`.

        The classes are the entries followed by the lists. `squares[cue]`, in steps of SQUARE_UNIT, is
        what the cue adds to the square of the length.
        """
        self.entries = tuple(entries)
        self.lists = tuple(lists)
        self.unit = unit
        self._classes = len(self.entries) + len(self.lists)
        self._width = self._classes + 2
        self._flat = rows
        self._squares = squares
        self._bias = self._packed([value for pair in enumerate(bias) for value in pair], 0)
        # Rows are made when they are first met: a short-lived process meets only a few.
        self._rows: dict[str, int] = {}
        self._pairs: dict[tuple[int, int], dict[str, int]] = {}

    def __contains__(self, cue: str) -> bool:
        return cue in self._squares

    def scores(self, cues: Iterable[str]) -> tuple[list[int], float]:
        """The score of each class for the cues that are present, in steps of `unit`, and the stretch.

        All scores are raised by the same amount; only their differences mean something.
        """
        rows, squares = self._rows, self._squares
        total = self._bias
        get = rows.get
        for cue in cues:
            row = get(cue)
            if row is not None:
                total += row
            elif cue in squares:
                rows[cue] = row = self._packed(self._flat.get(cue, ()), squares[cue])
                total += row
        lanes = memoryview(total.to_bytes(self._width * _LANE_BYTES, sys.byteorder)).cast("I")
        scores = lanes.tolist()
        square = (scores[self._classes] - scores[-1]) * SQUARE_UNIT
        return scores, (LENGTH / max(1.0, sqrt(square))) ** 0.5

    def weights_for(self, entry: int, listed: int, cues: Iterable[str]) -> list[tuple[float, str]]:
        """What each cue adds for an entry and its list together, where that is positive."""
        flat, unit = self._flat, self.unit
        known = self._pairs.setdefault((entry, listed), {})
        found = []
        for cue in cues:
            weight = known.get(cue)
            if weight is None:
                if cue not in flat:
                    continue
                pairs = flat[cue]
                row = dict(zip(pairs[::2], pairs[1::2], strict=True))
                weight = known[cue] = row.get(entry, 0) + row.get(listed, 0)
            if weight > 0:
                found.append((weight * unit, cue))
        return found

    def _packed(self, flat: Sequence[int], square: int) -> int:
        lanes = array("I", [LIFT]) * self._width
        lanes[self._classes] += square
        for position in range(0, len(flat), 2):
            lanes[flat[position]] += flat[position + 1]
        return int.from_bytes(lanes.tobytes(), sys.byteorder)


def load_weights(file: Path) -> Weights:
    """Reads the weights; stored as integers of `unit`, already divided by the temperature."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Weights(
        data["entries"], data["lists"], data["unit"], data["bias"], data["cues"], data["squares"]
    )
