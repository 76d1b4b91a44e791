"""Near wording for entries that the learned weights do not know: a town's new or changed list.

Wordings that share enough neighbouring characters with the text are looked up in an inverted index;
only for these is the wording compared. What comes out is a prior, one voice among the cues.

How long a look-up takes must not grow with the number of entries, so common pairs (村民, 服务) are
left out where they cannot matter: a wording that must share five pairs with a text has at least two
of these among all its pairs but the three commonest. So it is looked for under its rarer pairs
only, and a text that is shorter than a wording is looked up by its own rarer pairs.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import ceil
from operator import add
from typing import Final

from liststrict.match.fuzzy import partial_nearness
from liststrict.match.thresholds import NEAR_PRIOR, NEAR_SHARED, NEAR_WORDING
from liststrict.model.entry import Entry

# So many of the rarer pairs must be shared; with one, too many wordings would have to be looked at.
_HITS: Final = 2

_Postings = dict[str, list[int]]


class NearWording:
    """Inverted index over the wording of some entries. Read-only after building."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._texts = [(key, text) for key, entry in entries.items() for text in _wordings(entry)]
        known: dict[str, str] = {}
        self._pairs = [
            tuple([known.setdefault(pair, pair) for pair in _pairs(text)])
            for _, text in self._texts
        ]
        self._holders = Counter(chain.from_iterable(self._pairs))
        # Wordings by their rarer pairs, by the others, and those for which a single pair is enough.
        self._rare: _Postings = {}
        self._common: _Postings = {}
        self._tiny: _Postings = {}
        self._longest = max((len(text) for _, text in self._texts), default=0)
        for number, (_, text) in enumerate(self._texts):
            pairs = self._by_rarity(self._pairs[number])
            needed = _needed(text)
            rarer = max(0, len(pairs) - needed + _HITS)
            _note(self._tiny if needed < _HITS else self._rare, pairs[:rarer], number)
            _note(self._common, pairs[rarer:], number)

    def priors(self, text: str) -> dict[str, float]:
        """Key of each entry whose wording stands nearly so in the text -> its prior."""
        pairs = _pairs(text)
        found: dict[str, float] = {}
        for number in sorted(self._promising(text, pairs)):
            key, wording = self._texts[number]
            shorter = wording if len(wording) < len(text) else text
            if len(pairs.intersection(self._pairs[number])) < _needed(shorter):
                continue
            nearness = partial_nearness(wording, text)
            if nearness >= NEAR_WORDING:
                found[key] = max(found.get(key, 0.0), NEAR_PRIOR * nearness / 100)
        return found

    def _promising(self, text: str, pairs: set[str]) -> set[int]:
        """Numbers of wordings, among them all that share enough pairs with the text."""
        found = _met((self._tiny,), pairs, 1) | _met((self._rare,), pairs, _HITS)
        if len(text) < self._longest:
            needed = _needed(text)
            rarer = self._by_rarity(pairs)[: max(0, len(pairs) - needed + _HITS)]
            found |= _met((self._rare, self._common), rarer, min(needed, _HITS))
        return found

    def _by_rarity(self, pairs: Iterable[str]) -> list[str]:
        return sorted(pairs, key=lambda pair: (self._holders[pair], pair))


def _met(indexes: Sequence[_Postings], pairs: Iterable[str], times: int) -> set[int]:
    """What stands under at least so many of the pairs, which is once or twice."""
    once: set[int] = set()
    twice: set[int] = set()
    for pair in pairs:
        for index in indexes:
            postings = index.get(pair)
            if postings:
                twice.update(once.intersection(postings))
                once.update(postings)
    return once if times == 1 else twice


def _note(index: _Postings, pairs: Iterable[str], number: int) -> None:
    for pair in pairs:
        index.setdefault(pair, []).append(number)


def _pairs(text: str) -> set[str]:
    return set(map(add, text, text[1:]))


def _needed(shorter: str) -> int:
    """How many pairs two texts must share at least, by the shorter of them."""
    return ceil(NEAR_SHARED * len(shorter))


def _wordings(entry: Entry) -> Iterable[str]:
    return {
        entry.title,
        *(entry.aliases or ()),
        *(text for _, _, text in entry.clauses()),
    }
