"""Scores to shares: which list and which entry, each judged on its own, brought together.

The share of a list is the geometric mean of what the lists' model says and of what the entries'
model says of all entries of that list; within a list the entries' model decides. Two readings that
err in different ways must agree before an answer is sure.
"""

from collections.abc import Callable, Mapping, Sequence
from math import exp, sqrt
from operator import itemgetter
from typing import Final, NamedTuple

from liststrict.match.weights import Scores
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.outcome import Outcome, RequestKind

# Scores this far below the best weigh less than one in a thousand; a share is kept by name
# only from here on.
_FAR_BEHIND: Final = 7.0
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
    """Probability of each candidate, likeliest first, and of each outcome.

    The signs are logarithms of odds, as in `Scores`.
    """

    order: list[tuple[float, Candidate]]
    outcomes: dict[Outcome, float]
    several: float
    background: float
    request: float

    def best(self, outcome: Outcome) -> tuple[float, Candidate] | None:
        """The likeliest candidate of an outcome."""
        return next((pair for pair in self.order if pair[1].outcome == outcome), None)


class Field(NamedTuple):
    """The candidates for one kind of request, list by list, and how to pick their scores.

    `group_of` tells each candidate's list by its place in `groups`, which are (outcome, position of
    the list among the list scores or None), by name in `group_named`.
    """

    candidates: list[Candidate]
    pick: Callable[[Sequence[int]], Sequence[int]]
    pick_lists: Callable[[Sequence[int]], Sequence[int]]
    group_of: list[int]
    groups: list[tuple[Outcome, int | None]]
    group_named: dict[str, int]

    def with_added(self, added: Sequence[Candidate], first: int) -> "Field":
        """The field with some candidates more, whose scores stand from `first` on."""
        groups = list(self.groups)
        named = dict(self.group_named)
        for candidate in added:
            if candidate.list_name not in named:
                named[candidate.list_name] = len(groups)
                groups.append((candidate.outcome, None))
        return self._replace(
            candidates=[*self.candidates, *added],
            pick=lambda scores: (*self.pick(scores), *scores[first:]),
            group_of=[*self.group_of, *[named[candidate.list_name] for candidate in added]],
            groups=groups,
            group_named=named,
        )


def make_field(members: list[tuple[int, Candidate]], list_index: Mapping[str, int]) -> Field:
    """A field of candidates; `members` are (index of the score, candidate)."""
    members = sorted(members, key=lambda pair: (pair[1].list_name, pair[0]))
    outcomes = {candidate.list_name: candidate.outcome for _, candidate in members}
    names = list(outcomes)
    known = [name for name in names if name in list_index]
    return Field(
        [candidate for _, candidate in members],
        _picker([index for index, _ in members]),
        _picker([list_index[name] for name in known]),
        [names.index(candidate.list_name) for _, candidate in members],
        [
            (outcome, known.index(name) if name in list_index else None)
            for name, outcome in outcomes.items()
        ],
        {name: number for number, name in enumerate(names)},
    )


def make_ranking(field: Field, scores: Scores) -> Ranking:
    """Shares of all candidates of a field."""
    near, by_group = _near(field, scores)
    # No list is left out: where both readings disagree, the likeliest entries may be on one far behind.
    by_list = field.pick_lists(scores.lists)
    best = max(by_list, default=0)
    lists = [exp((score - best) * scores.list_unit) for score in by_list]
    of_entries, of_lists = sum(by_group), sum(lists)
    means = [
        sqrt(power * (power / of_entries if position is None else lists[position] / of_lists))
        for power, (_, position) in zip(by_group, field.groups, strict=True)
    ]
    total = sum(means)
    outcomes: dict[Outcome, float] = {}
    scale: list[float] = []
    for (outcome, _), mean, power in zip(field.groups, means, by_group, strict=True):
        share = mean / total
        if share:
            outcomes[outcome] = outcomes.get(outcome, 0.0) + share
        scale.append(share / power if share > _SHOWN_FROM else 0.0)
    candidates, group_of = field.candidates, field.group_of
    order = [
        (share, candidates[number])
        for number, power in near
        if (share := power * scale[group_of[number]]) >= _SHOWN_FROM
    ]
    order.sort(key=itemgetter(0), reverse=True)
    return Ranking(order, outcomes, scores.several, scores.background, scores.request)


def _near(field: Field, scores: Scores) -> tuple[list[tuple[int, float]], list[float]]:
    """What softmax sums up, before it is divided by its sum, for all that is not far behind the best,
    and the sums over lists."""
    picked, unit = field.pick(scores.entries), scores.unit
    top = max(picked, default=0)
    floor = top - _FAR_BEHIND / unit
    near = [
        (number, exp((score - top) * unit)) for number, score in enumerate(picked) if score > floor
    ]
    group_of = field.group_of
    by_group = [0.0] * len(field.groups)
    for number, power in near:
        by_group[group_of[number]] += power
    return near, by_group


def _picker(indices: list[int]) -> Callable[[Sequence[int]], Sequence[int]]:
    if indices and indices == list(range(indices[0], indices[-1] + 1)):
        return itemgetter(slice(indices[0], indices[-1] + 1))
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda scores: tuple(scores[index] for index in indices)
