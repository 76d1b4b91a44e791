"""Where in a text a new task begins: learned from texts whose tasks are marked.

Two looks at each place where one may begin. The first sees only the form (`decide/form.py`); it costs
next to nothing, and most places fall out here. The second judges the remaining stretches each on its
own and compares them (`decide/matter.py`). Both add up weights of named features, apart for marks that
divide strongly and weakly (`data/lexicon/boundaries.json`, made by `data/make/boundaries.py`).
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from pathlib import Path
from typing import Final, Literal, NamedTuple

from liststrict.decide.situation import Judged
from liststrict.text.clauses import Boundary, Part

Strength = Literal["strong", "sentence", "weak"]
# A feature of a boundary: what is looked at, and what was seen.
Feature = tuple[str, str]
Table = Mapping[str, float]

# How strongly a mark divides; a comma most often does not.
STRENGTH: Final[Mapping[Boundary, Strength]] = {
    "start": "strong",
    "number": "strong",
    "connective": "strong",
    "line": "strong",
    "semicolon": "strong",
    "sentence": "sentence",
    "comma": "weak",
    "conjunction": "weak",
    "and": "weak",
    "mark": "weak",
}
_SHARES: Final = (0.3, 0.6, 0.85)
_NOTHING: Final[Table] = {}


class Linear:
    """A logistic model of features for boundaries of one strength."""

    def __init__(self, bias: float, tables: Mapping[str, Table]) -> None:
        self.bias = bias
        self._tables = tables
        self._in_order: dict[tuple[str, ...], list[Table]] = {}

    def score(self, features: Iterable[Feature]) -> float:
        """What the features add up to, without the bias."""
        tables = self._tables
        return sum([tables.get(group, _NOTHING).get(value, 0.0) for group, value in features])

    def score_of(self, groups: tuple[str, ...], values: Sequence[str]) -> float:
        """The same for what was seen of groups in a fixed order, whose tables are looked up once."""
        tables = self._in_order.get(groups)
        if tables is None:
            tables = [self._tables.get(group, _NOTHING) for group in groups]
            self._in_order[groups] = tables
        return sum([table.get(value, 0.0) for table, value in zip(tables, values, strict=True)])


Look = Mapping[Strength, Linear]


class Boundaries(NamedTuple):
    """Both looks, and what the second one makes of the words, which say the same behind every mark."""

    form: Look
    matter: Look
    words: Linear


def load_boundaries(file: Path) -> Boundaries:
    """Reads what was learned."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Boundaries(
        look_of(data["form"]), look_of(data["matter"]), Linear(bias=0.0, tables=data["words"])
    )


def look_of(data: Mapping[Strength, Mapping[str, object]]) -> Look:
    """One look from plain data: bias and tables for each strength."""
    return {strength: Linear(**model) for strength, model in data.items()}  # type: ignore[arg-type]


def strength_of(part: Part) -> Strength:
    """How strongly the mark before a part divides."""
    return STRENGTH[part.boundary]


def probability(log_odds: float) -> float:
    """From the logarithm of odds, of any size."""
    return 1 / (1 + exp(-log_odds)) if log_odds > -_MOST else 0.0


_MOST: Final = 500.0


def bucket(share: float) -> str:
    """A share in four steps."""
    return _STEPS[bisect_right(_SHARES, share)]


_STEPS: Final = ("0", "1", "2", "3")


def sign_step(log_odds: float) -> str:
    """The logarithm of odds in twelve steps, a letter each."""
    return _ODD_STEPS[bisect_right(_ODDS, log_odds)]


_ODDS: Final = (-7.0, -6.0, -5.0, -4.0, -3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)
_ODD_STEPS: Final = "abcdefghijkl"


def listed_share(judged: Judged) -> float:
    """Share of the likeliest entry of what was judged."""
    for share, candidate in judged[0].ranking.order:
        if candidate.entry:
            return share
    return 0.0


def unlisted_share(judged: Judged) -> float:
    """Share of "on no list"."""
    return judged[0].ranking.outcomes.get("unlisted", 0.0)
