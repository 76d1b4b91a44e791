"""Scores to shares: which list and which entry, each judged on its own, brought together.

The share of a list is the geometric mean of what the lists' model says and of what the entries'
model says of all entries of that list; within a list the entries' model decides. Two readings that
err in different ways must agree before an answer is sure.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from math import exp, sqrt
from operator import itemgetter
from typing import Final, NamedTuple

from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.outcome import Outcome, RequestKind

# Scores this far below the best weigh less than one in three thousand; a share is kept by name
# only from here on.
_FAR_BEHIND: Final = 8.0
_SHOWN_FROM: Final = 0.003


class Candidate(NamedTuple):
    """One way to answer: an entry, or (entry None) that no list covers it.

    `name` and `list_name` are keys that hold over all packs.
    """

    name: str
    list_name: str
    outcome: Outcome
    kind: RequestKind | None
    entry: Entry | None
    rules: RuleList | None
    pack: Pack | None


class Ranking(NamedTuple):
    """Probability of each candidate, likeliest first, and of each outcome."""

    order: list[tuple[float, Candidate]]
    outcomes: dict[Outcome, float]

    def best(self, outcome: Outcome) -> tuple[float, Candidate] | None:
        """The likeliest candidate of an outcome."""
        return next((pair for pair in self.order if pair[1].outcome == outcome), None)


class Field(NamedTuple):
    """The candidates for one kind of request, list by list, and how to pick their scores.

    `groups` are (outcome, first, end, position of the list among the list scores or None).
    """

    members: list[tuple[int, Candidate]]
    candidates: list[Candidate]
    pick: Callable[[Sequence[int]], tuple[int, ...]]
    pick_lists: Callable[[Sequence[int]], tuple[int, ...]]
    groups: list[tuple[Outcome, int, int, int | None]]


def make_field(members: list[tuple[int, Candidate]], list_index: Mapping[str, int]) -> Field:
    """A field of candidates; `members` are (index of the score, candidate)."""
    members = sorted(members, key=lambda pair: (pair[1].list_name, pair[0]))
    known = [name for name in dict.fromkeys(c.list_name for _, c in members) if name in list_index]
    position = {name: number for number, name in enumerate(known)}
    groups = []
    start = 0
    for name, group in groupby(members, key=lambda pair: pair[1].list_name):
        size = len(rows := list(group))
        groups.append((rows[0][1].outcome, start, start + size, position.get(name)))
        start += size
    return Field(
        members,
        [candidate for _, candidate in members],
        _picker([index for index, _ in members]),
        _picker([list_index[name] for name in known]),
        groups,
    )


class Softmax:
    """Makes rankings; scores are whole steps of `unit`, so that powers are looked up."""

    def __init__(self, unit: float) -> None:
        self._unit = unit
        self._tables: dict[int, list[float]] = {}

    def ranking(self, field: Field, scores: Sequence[int], stretch: float = 1.0) -> Ranking:
        """Shares of all candidates of a field; `stretch` is the factor of all scores."""
        decay = self._decay(stretch)
        entries = _powers(field.pick(scores), decay)
        lists = _powers(field.pick_lists(scores), decay)
        of_entries, of_lists = sum(entries), sum(lists) or 1.0
        joint: list[tuple[float, float, int, int, Outcome]] = []
        total = 0.0
        for outcome, start, end, position in field.groups:
            by_entries = sum(entries[start:end])
            if by_entries > 0:
                share = by_entries / of_entries
                by_list = lists[position] / of_lists if position is not None else share
                mean = sqrt(share * by_list)
                total += mean
                joint.append((mean, by_entries, start, end, outcome))
        outcomes: dict[Outcome, float] = {}
        order: list[tuple[float, Candidate]] = []
        for mean, by_entries, start, end, outcome in joint:
            share = mean / total
            outcomes[outcome] = outcomes.get(outcome, 0.0) + share
            if share >= _SHOWN_FROM:
                scale = share / by_entries
                floor = _SHOWN_FROM / scale
                order += [
                    (power * scale, candidate)
                    for power, candidate in zip(
                        entries[start:end], field.candidates[start:end], strict=True
                    )
                    if power >= floor
                ]
        order.sort(key=itemgetter(0), reverse=True)
        return Ranking(order, outcomes)

    def _decay(self, stretch: float) -> list[float]:
        """Powers by how many steps a score is behind the best, for one of few levels of stretch."""
        level = round(stretch * _LEVELS)
        table = self._tables.get(level)
        if table is None:
            unit = self._unit * level / _LEVELS
            steps = int(_FAR_BEHIND / unit)
            table = [exp(-step * unit) for step in range(steps)] + [0.0] * (9 * steps)
            self._tables[level] = table
        return table


# Stretches are told apart to a thirty-second.
_LEVELS: Final = 32


def _powers(scores: Sequence[int], decay: Sequence[float]) -> list[float]:
    """What softmax sums up, before it is divided by its sum."""
    top = max(scores, default=0)
    try:
        return [decay[top - score] for score in scores]
    except IndexError:  # further behind than the table is long
        return [decay[min(top - score, len(decay) - 1)] for score in scores]


def _picker(indices: list[int]) -> Callable[[Sequence[int]], tuple[int, ...]]:
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda scores: tuple(scores[index] for index in indices)
