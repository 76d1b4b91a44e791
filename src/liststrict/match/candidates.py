"""Ranking: one reading against all entries, by an inverted index from cue to entries."""

from collections.abc import Callable
from math import exp
from operator import itemgetter
from typing import Final, NamedTuple

from liststrict.match.cues import Spans
from liststrict.match.thresholds import SLOT_PRIOR
from liststrict.match.weights import LIFT, UNLISTED, Weights
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.outcome import Outcome, RequestKind

# Scores this far below the best weigh less than one in four hundred.
_FAR_BEHIND: Final = 6.0


class Candidate(NamedTuple):
    """One way to answer: an entry, or (entry None) that no list covers it."""

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


class Ranker:
    """Entries of all packs with their weights. Read-only after building."""

    def __init__(self, packs: tuple[Pack, ...], weights: Weights) -> None:
        found = {
            entry.id: Candidate(entry.id, rules.verdict, _kind_of(rules), entry, rules, pack)
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
        self._learned_of = {
            kind: _columns(
                [pair for pair in learned if kind is None or pair[1].kind in (None, kind)]
            )
            for kind in kinds
        }
        self._unlearned = {name: found[name] for name in found if name not in UNLISTED}
        for name in UNLISTED:
            assert name not in found, f"weights lack the class {name}"

    def rank(self, cues: Spans, kind: RequestKind | None = None) -> Ranking:
        """Ranks all candidates; `kind` leaves out those that cannot answer such a request."""
        indices, candidates = self._learned_of[kind]
        scores: list[float] = list(indices(self._weights.scores(cues)))
        if self._unlearned:
            names, priors = self._by_prior(cues)
            candidates = [*candidates, *names]
            scores += priors
        return _ranking(scores, candidates, self._weights.unit)

    def contributions(self, candidate: Candidate, cues: Spans) -> list[tuple[float, str]]:
        """What each present cue added for a candidate, strongest first."""
        index = self._index.get(candidate.name)
        if index is None:
            return _prior_contributions(candidate.name, cues)
        result = self._weights.weights_for(index, cues)
        result.sort(reverse=True)
        return result

    def _by_prior(self, cues: Spans) -> tuple[list[Candidate], list[float]]:
        """Entries that the weights do not know, by what their own vocabulary says."""
        scores: dict[str, float] = {}
        for cue in cues:
            slot, _, part = cue.partition(":")
            prior = SLOT_PRIOR.get(slot)
            if prior is not None:
                entry = part.partition(".")[0]
                if entry in self._unlearned:
                    scores[entry] = scores.get(entry, 0.0) + prior
        base = LIFT * (1 + sum(cue in self._weights for cue in cues))
        unit = self._weights.unit
        return (
            [self._unlearned[name] for name in scores],
            [base + score / unit for score in scores.values()],
        )


def _columns(
    learned: list[tuple[int, Candidate]],
) -> tuple[Callable[[list[int]], tuple[int, ...]], list[Candidate]]:
    """How to pick the scores of some candidates out of those of all classes."""
    return itemgetter(*(index for index, _ in learned)), [candidate for _, candidate in learned]


def _prior_contributions(entry: str, cues: Spans) -> list[tuple[float, str]]:
    found = []
    for cue in cues:
        slot, _, part = cue.partition(":")
        if slot in SLOT_PRIOR and part.partition(".")[0] == entry and SLOT_PRIOR[slot] > 0:
            found.append((SLOT_PRIOR[slot], cue))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _ranking(scores: list[float], candidates: list[Candidate], unit: float) -> Ranking:
    """Softmax over the candidates; those far behind the first have no share worth counting."""
    top = max(scores)
    floor = top - _FAR_BEHIND / unit
    order = [
        (exp((score - top) * unit), candidate)
        for score, candidate in zip(scores, candidates, strict=True)
        if score > floor
    ]
    total = sum(map(_share, order))
    outcomes: dict[Outcome, float] = {}
    shares = []
    for value, candidate in order:
        share = value / total
        shares.append((share, candidate))
        outcomes[candidate.outcome] = outcomes.get(candidate.outcome, 0.0) + share
    shares.sort(key=_share, reverse=True)
    return Ranking(shares, outcomes)


_share = itemgetter(0)


def _kind_of(rules: RuleList) -> RequestKind | None:
    """Lists of certificates answer certificates, the negative list tasks, the others both."""
    if rules.kind == "certificate":
        return "certificate"
    return "task" if rules.verdict == "forbidden" else None
