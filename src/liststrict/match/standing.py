"""Who answers for what was learned, and who yields to whom, when packs lie over each other.

The weights judge the entries that they know. Their shares then go to the entries that stand for
these, or to "on no list" where none does; and of two entries that contradict each other the one
that takes precedence has the share of both, since they speak of one matter.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from liststrict.match.cues import Spans
from liststrict.match.own_words import OwnWords
from liststrict.match.softmax import Candidate, Ranking
from liststrict.match.weights import UNLISTED_CERTIFICATE, UNLISTED_TASK
from liststrict.model.outcome import Outcome, RequestKind
from liststrict.packs.layers import Layers

# Words of an entry that show that the request is about it and not only about something near it.
_TELLING: Final = frozenset(("names", "purposes", "topic+act"))
_NEAR_SHARE: Final = 0.02


class Standing:
    """Moves shares between candidates; false where there is nothing to move."""

    def __init__(
        self,
        layers: Layers,
        own: Mapping[str, Candidate],
        learned: Mapping[str, Candidate],
        own_words: OwnWords,
    ) -> None:
        """`own` are the candidates that answer, `learned` those that the weights judge."""
        self._own_words = own_words
        answering = {name: own[by] for name, by in layers.answers_for.items() if name != by}
        for name, kind in layers.unlisted.items():
            answering[name] = own[UNLISTED_CERTIFICATE if kind == "certificate" else UNLISTED_TASK]
        self._moved = {name: by for name, by in answering.items() if name in learned}
        self._learned_by: dict[str, list[Candidate]] = {}
        for name, by in self._moved.items():
            self._learned_by.setdefault(by.name, []).append(learned[name])
        self._settlements = tuple(
            (settlement, own[settlement.prevails])
            for settlement in layers.settlements
            if settlement.prevails in own and settlement.yields in own
        )

    def __bool__(self) -> bool:
        return bool(self._moved or self._settlements)

    def learned_by(self, name: str) -> list[Candidate]:
        """The learned candidates for which one answers."""
        return self._learned_by.get(name, [])

    def applied(self, ranking: Ranking, cues: Spans, kind: RequestKind | None) -> Ranking:
        """The ranking among those who answer."""
        shares: dict[str, tuple[float, Candidate]] = {}
        outcomes = dict(ranking.outcomes)
        for share, candidate in ranking.order:
            answering = self._moved.get(candidate.name, candidate)
            _add(shares, answering, share)
            _move(outcomes, candidate, answering, share)
        if self._settlements:
            self._settle(shares, outcomes, cues, kind)
        return ranking._replace(order=_sorted(shares), outcomes=outcomes)

    def _settle(
        self,
        shares: dict[str, tuple[float, Candidate]],
        outcomes: dict[Outcome, float],
        cues: Spans,
        kind: RequestKind | None,
    ) -> None:
        """An override is often narrower than what it overrides, so it prevails only where the
        request speaks of it; the other rules settle one and the same matter.
        """
        met = _met(cues)
        for settlement, winner in self._settlements:
            if settlement.yields not in shares or (kind and winner.kind not in (None, kind)):
                continue
            own = shares[winner.name][0] if winner.name in shares else 0.0
            if settlement.rule == "override" and own < _NEAR_SHARE:
                told = winner.name in met or self._own_words.tells(winner.name, cues)
                if not told:
                    continue
            share, loser = shares.pop(settlement.yields)
            _add(shares, winner, share)
            _move(outcomes, loser, winner, share)


def named_over_unlisted(ranking: Ranking, named: Sequence[Candidate]) -> Ranking:
    """Hands the share of "on no list" to an entry that the weights do not know and the text names.

    The weights learned what is on no list before that list was there.
    """
    if not named:
        return ranking
    if all(candidate.entry for _, candidate in ranking.order):
        return ranking._replace(order=sorted(ranking.order, key=_by_share))
    own = {candidate.name: share for share, candidate in ranking.order}
    # The order of the packs decides between equals.
    best = max(named, key=lambda candidate: own.get(candidate.name, 0.0))
    shares: dict[str, tuple[float, Candidate]] = {}
    outcomes = dict(ranking.outcomes)
    for share, candidate in ranking.order:
        answering = best if candidate.entry is None else candidate
        _add(shares, answering, share)
        _move(outcomes, candidate, answering, share)
    return ranking._replace(order=_sorted(shares), outcomes=outcomes)


def _sorted(shares: dict[str, tuple[float, Candidate]]) -> list[tuple[float, Candidate]]:
    return sorted(shares.values(), key=_by_share)


def _by_share(pair: tuple[float, Candidate]) -> tuple[float, str]:
    return -pair[0], pair[1].name


def _met(cues: Spans) -> set[str]:
    """Entries of whose own words one is telling."""
    split = [cue.partition(":") for cue in cues]
    return {part.partition(".")[0] for slot, _, part in split if slot in _TELLING}


def _add(shares: dict[str, tuple[float, Candidate]], candidate: Candidate, share: float) -> None:
    before = shares[candidate.name][0] if candidate.name in shares else 0.0
    shares[candidate.name] = (before + share, candidate)


def _move(outcomes: dict[Outcome, float], old: Candidate, new: Candidate, share: float) -> None:
    if old.outcome != new.outcome:
        outcomes[old.outcome] = max(0.0, outcomes[old.outcome] - share)
        outcomes[new.outcome] = outcomes.get(new.outcome, 0.0) + share
