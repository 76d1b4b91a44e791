"""Ranking: one reading against all entries, by an inverted index from cue to entries."""

from collections.abc import Callable, Sequence
from itertools import chain, groupby
from math import exp
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from liststrict.analysis.reading import Reading
from liststrict.analysis.vocabulary import entry_key
from liststrict.match.cues import Spans, characters
from liststrict.match.near import NearWording
from liststrict.match.thresholds import SLOT_PRIOR
from liststrict.match.weights import LIFT, UNLISTED, Weights
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.outcome import Outcome, RequestKind, strictness

# Scores this far below the best weigh less than one in three thousand; a share is kept by name
# only from here on.
_FAR_BEHIND: Final = 8.0
_SHOWN_FROM: Final = 0.003


class Candidate(NamedTuple):
    """One way to answer: an entry, named by its key, or (entry None) that no list covers it."""

    name: str
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


class _Field(NamedTuple):
    """The candidates for one kind of request, by outcome, and how to pick their scores."""

    pick: Callable[[list[int]], tuple[int, ...]]
    candidates: list[Candidate]
    slices: list[tuple[Outcome, int, int]]


class Ranker:
    """Entries of all packs with their weights. Read-only after building."""

    def __init__(self, packs: tuple[Pack, ...], weights: Weights) -> None:
        found = {
            (key := entry_key(pack, entry)): Candidate(
                key, rules.verdict, _kind_of(rules), entry, rules, pack
            )
            for pack in packs
            for rules in pack.lists
            for entry in rules.entries
        }
        for name in UNLISTED:
            kind: RequestKind = "certificate" if name.endswith("certificate") else "task"
            found[name] = Candidate(name, "unlisted", kind, None, None, None)
        self._weights = weights
        # Classes whose entry is in none of the packs take no part.
        learned = [
            (index, found.pop(name)) for index, name in enumerate(weights.classes) if name in found
        ]
        self._index = {candidate.name: index for index, candidate in learned}
        kinds: tuple[RequestKind | None, ...] = (None, "task", "certificate")
        self._fields = {
            kind: _field_of([p for p in learned if kind is None or p[1].kind in (None, kind)])
            for kind in kinds
        }
        steps = int(_FAR_BEHIND / weights.unit)
        self._decay = [exp(-step * weights.unit) for step in range(steps)] + [0.0] * (9 * steps)
        self._unlearned = {name: found[name] for name in found if name not in UNLISTED}
        self._near = NearWording(
            {name: known.entry for name, known in self._unlearned.items() if known.entry}
        )
        for name in UNLISTED:
            assert name not in found, f"weights lack the class {name}"

    def rank(self, reading: Reading, cues: Spans, kind: RequestKind | None = None) -> Ranking:
        """Ranks all candidates; `kind` leaves out those that cannot answer such a request."""
        field = self._fields[kind]
        scores: Sequence[int] = field.pick(self._weights.scores(chain(cues, characters(reading))))
        if self._unlearned:
            names, priors = self._by_prior(reading, cues)
            candidates = [*field.candidates, *names]
            field = field._replace(candidates=candidates, slices=_slices(candidates))
            scores = [*scores, *priors]
        return _ranking(scores, field, self._decay)

    def contributions(self, candidate: Candidate, cues: Spans) -> list[tuple[float, str]]:
        """What each present cue added for a candidate, strongest first."""
        index = self._index.get(candidate.name)
        if index is None:
            return _prior_contributions(candidate.name, cues)
        result = self._weights.weights_for(index, cues)
        result.sort(reverse=True)
        return result

    def _by_prior(self, reading: Reading, cues: Spans) -> tuple[list[Candidate], list[int]]:
        """Entries that the weights do not know, by their own vocabulary and wording."""
        scores = self._near.priors(reading.text)
        for cue in cues:
            slot, _, part = cue.partition(":")
            prior = SLOT_PRIOR.get(slot)
            if prior is not None:
                entry = part.partition(".")[0]
                if entry in self._unlearned:
                    scores[entry] = scores.get(entry, 0.0) + prior
        base = LIFT * (1 + sum(cue in self._weights for cue in chain(cues, characters(reading))))
        unit = self._weights.unit
        return (
            [self._unlearned[name] for name in scores],
            [base + round(score / unit) for score in scores.values()],
        )


def _field_of(learned: list[tuple[int, Candidate]]) -> _Field:
    """Candidates sorted by outcome, and how to pick their scores out of those of all classes."""
    learned = sorted(learned, key=lambda pair: (strictness(pair[1].outcome), pair[0]))
    candidates = [candidate for _, candidate in learned]
    return _Field(itemgetter(*(index for index, _ in learned)), candidates, _slices(candidates))


def _slices(candidates: list[Candidate]) -> list[tuple[Outcome, int, int]]:
    found = []
    start = 0
    for outcome, group in groupby(candidates, key=attrgetter("outcome")):
        end = start + len(list(group))
        found.append((outcome, start, end))
        start = end
    return found


def _prior_contributions(entry: str, cues: Spans) -> list[tuple[float, str]]:
    found = []
    for cue in cues:
        slot, _, part = cue.partition(":")
        if slot in SLOT_PRIOR and part.partition(".")[0] == entry and SLOT_PRIOR[slot] > 0:
            found.append((SLOT_PRIOR[slot], cue))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _ranking(scores: Sequence[int], field: _Field, decay: Sequence[float]) -> Ranking:
    """Softmax over the candidates of a field; those far behind the first have no share.

    Scores are whole steps, so that their powers are looked up and not computed.
    """
    top = max(scores)
    try:
        powers = [decay[top - score] for score in scores]
    except IndexError:  # further behind than the table is long
        powers = [decay[min(top - score, len(decay) - 1)] for score in scores]
    total = sum(powers)
    outcomes: dict[Outcome, float] = {}
    for outcome, start, end in field.slices:
        share = sum(powers[start:end]) / total
        if share > 0:
            outcomes[outcome] = outcomes.get(outcome, 0.0) + share
    floor = total * _SHOWN_FROM
    order = [
        (power / total, candidate)
        for power, candidate in zip(powers, field.candidates, strict=True)
        if power >= floor
    ]
    order.sort(key=itemgetter(0), reverse=True)
    return Ranking(order, outcomes)


def _kind_of(rules: RuleList) -> RequestKind | None:
    """Lists of certificates answer certificates, the negative list tasks, the others both."""
    if rules.kind == "certificate":
        return "certificate"
    return "task" if rules.verdict == "forbidden" else None
