"""Learned weights: how much each cue speaks for each entry. Data made by `data/make/weights.py`.

Two multinomial logistic models over the same cues, one that tells entries apart and one that tells
lists apart: the score of a class is its bias plus the weights of the cues that are present, and
scores become probabilities by softmax at a temperature fitted on the dev split. Either model knows
two further classes for what is on no list, tasks and certificates.

A row of weights is kept as one integer with a lane of 32 bits for each class, so that adding two
integers adds two rows. Each lane is raised by LIFT, which keeps it positive; since all lanes are
raised alike, the differences between classes stay what they are. This makes the sum over all cues of a text a few additions.
"""

import json
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Final

UNLISTED_TASK: Final = "unlisted:task"
UNLISTED_CERTIFICATE: Final = "unlisted:certificate"
UNLISTED: Final = (UNLISTED_TASK, UNLISTED_CERTIFICATE)

LIFT: Final = 1 << 16
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
    ) -> None:
        """`rows[cue]` is flat: class index, weight, class index, weight, … in steps of `unit`.

        The classes are the entries followed by the lists.
        """
        self.entries = tuple(entries)
        self.lists = tuple(lists)
        self.unit = unit
        self._width = len(self.entries) + len(self.lists)
        self._bias = self._packed([value for pair in enumerate(bias) for value in pair])
        self._flat = rows
        # Rows are made when they are first met: a short-lived process meets only a few.
        self._rows: dict[str, int] = {}
        self._single: dict[str, dict[int, int]] = {}

    def __contains__(self, cue: str) -> bool:
        return cue in self._flat

    def scores(self, cues: Iterable[str]) -> list[int]:
        """The score of each class for the cues that are present, in steps of `unit`.

        All scores are raised by the same amount; only their differences mean something.
        """
        rows, flat = self._rows, self._flat
        total = self._bias
        for cue in cues:
            if cue in rows:
                total += rows[cue]
            elif cue in flat:
                row = rows[cue] = self._packed(flat[cue])
                total += row
        return (
            memoryview(total.to_bytes(self._width * _LANE_BYTES, sys.byteorder)).cast("I").tolist()
        )

    def weights_for(self, entry: int, listed: int, cues: Iterable[str]) -> list[tuple[float, str]]:
        """What each cue adds for an entry and its list together, where that is positive."""
        single, flat, unit = self._single, self._flat, self.unit
        found = []
        for cue in cues:
            row = single.get(cue)
            if row is None:
                if cue not in flat:
                    continue
                pairs = flat[cue]
                row = single[cue] = dict(zip(pairs[::2], pairs[1::2], strict=True))
            weight = row.get(entry, 0) + row.get(listed, 0)
            if weight > 0:
                found.append((weight * unit, cue))
        return found

    def _packed(self, flat: list[int]) -> int:
        lanes = array("I", [LIFT]) * self._width
        for position in range(0, len(flat), 2):
            lanes[flat[position]] += flat[position + 1]
        return int.from_bytes(lanes.tobytes(), sys.byteorder)


def load_weights(file: Path) -> Weights:
    """Reads the weights; stored as integers of `unit`, already divided by the temperature."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Weights(data["entries"], data["lists"], data["unit"], data["bias"], data["cues"])
