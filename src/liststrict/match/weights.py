"""Learned weights: how much each cue speaks for each entry. Data made by `data/make/weights.py`.

A multinomial logistic model: the score of a class is its bias plus the weights of the cues that
are present, and scores become probabilities by softmax at a temperature fitted on the dev split.
Classes are entry ids and two kinds of "on no list".

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
    """Rows of weights over classes. Read-only after building."""

    def __init__(
        self, classes: Iterable[str], unit: float, bias: Iterable[int], rows: dict[str, list[int]]
    ) -> None:
        """`rows[cue]` is flat: class index, weight, class index, weight, … in steps of `unit`."""
        self.classes = tuple(classes)
        self.unit = unit
        self._width = len(self.classes)
        self._bias = _packed(self._lanes([value for pair in enumerate(bias) for value in pair]))
        self._single = {cue: self._lanes(flat) for cue, flat in rows.items()}
        self._rows = {cue: _packed(lanes) for cue, lanes in self._single.items()}

    def __contains__(self, cue: str) -> bool:
        return cue in self._rows

    def scores(self, cues: Iterable[str]) -> list[int]:
        """The score of each class for the cues that are present, in steps of `unit`.

        All scores are raised by the same amount; only their differences mean something.
        """
        rows = self._rows
        total = sum([rows[cue] for cue in cues if cue in rows], self._bias)
        return (
            memoryview(total.to_bytes(self._width * _LANE_BYTES, sys.byteorder)).cast("I").tolist()
        )

    def weights_for(self, index: int, cues: Iterable[str]) -> list[tuple[float, str]]:
        """What each cue adds for the class at `index`, where that is positive."""
        single = self._single
        return [
            ((weight - LIFT) * self.unit, cue)
            for cue in cues
            if cue in single and (weight := single[cue][index]) > LIFT
        ]

    def _lanes(self, flat: list[int]) -> "array[int]":
        lanes = array("I", [LIFT]) * self._width
        for position in range(0, len(flat), 2):
            lanes[flat[position]] += flat[position + 1]
        return lanes


def _packed(lanes: "array[int]") -> int:
    return int.from_bytes(lanes.tobytes(), sys.byteorder)


def load_weights(file: Path) -> Weights:
    """Reads the weights; stored as integers of `unit`, already divided by the temperature."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Weights(data["classes"], data["unit"], data["bias"], data["cues"])
