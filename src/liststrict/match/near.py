"""Near wording for entries that the learned weights do not know: a town's new or changed list.

Wordings that share enough neighbouring characters with the text are looked up in an inverted index;
only for these is the wording compared. What comes out is a prior, one voice among the cues.

How long a look-up takes must not grow with the number of entries, so common pairs (村民, 服务) are
left out where they cannot matter: a wording that must share five pairs with a text has at least three
of these among all its pairs but the two commonest. So it is looked for under its rarer pairs
only, and a text that is shorter than a wording is looked up by its own rarer pairs.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import ceil
from operator import add
from typing import Final, TypeAlias

from liststrict.match.fuzzy import partial_nearness
from liststrict.match.thresholds import NEAR_PRIOR, NEAR_SHARED, NEAR_WORDING
from liststrict.model.entry import Entry

# So many of the rarer pairs must be shared, or all that a short wording must share; with fewer, too
# many wordings would have to be looked at.
_HITS: Final = 3

# Pair -> numbers of the wordings that have it, in rising order.
_Row: TypeAlias = "array[int]"
_Postings: TypeAlias = "dict[str, _Row]"


class NearWording:
    """Inverted index over the wording of some entries. Read-only after building."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        texts = [
            (number, text)
            for number, entry in enumerate(entries.values())
            for text in _wordings(entry)
        ]
        # The shortest first, so that longer ones than a text are the rest of each row of numbers.
        texts.sort(key=lambda pair: (len(pair[1]), pair))
        self._names = tuple(entries)
        self._texts = texts
        self._lengths = array("I", [len(text) for _, text in texts])
        holders = Counter(chain.from_iterable(_pairs(text) for _, text in texts))
        by_rarity = sorted(holders, key=lambda pair: (holders[pair], pair))
        self._rank = {pair: rank for rank, pair in enumerate(by_rarity)}
        # Wordings by their rarer pairs, apart by how many of these must be met, and by the others.
        self._rare: dict[int, _Postings] = {hits: {} for hits in range(1, _HITS + 1)}
        self._common: _Postings = {}
        for number, (_, text) in enumerate(texts):
            pairs = sorted(_pairs(text), key=self._rank.__getitem__)
            rarer, hits = _rarer(len(pairs), _needed(text))
            _note(self._rare[hits], pairs[:rarer], number)
            _note(self._common, pairs[rarer:], number)

    def priors(self, text: str) -> dict[str, float]:
        """Key of each entry whose wording stands nearly so in the text -> its prior."""
        pairs = _pairs(text)
        known = [pair for pair in pairs if pair in self._rank]
        best: dict[int, float] = {}
        for number in self._promising(text, known, len(pairs)):
            entry, wording = self._texts[number]
            needed = _needed(wording if len(wording) < len(text) else text)
            # Counting pairs as often as they come is quick, and settles nearly all.
            often = sum(map(pairs.__contains__, map(add, wording, wording[1:])))
            if often < needed or len(pairs & _pairs(wording)) < needed:
                continue
            nearness = partial_nearness(wording, text)
            if nearness >= NEAR_WORDING:
                best[entry] = max(best.get(entry, 0.0), NEAR_PRIOR * nearness / 100)
        return {self._names[entry]: best[entry] for entry in sorted(best)}

    def _promising(self, text: str, pairs: list[str], of: int) -> set[int]:
        """Numbers of wordings, among them all that share enough pairs with the text.

        `pairs` are those that stand in some wording; the text has so many in all, `of`.
        """
        found: set[int] = set()
        for hits, index in self._rare.items():
            found |= _met([index[pair] for pair in pairs if pair in index], hits)
        longer = bisect_right(self._lengths, len(text))
        if longer < len(self._texts):
            rarer, hits = _rarer(of, _needed(text))
            rarer = max(0, rarer - (of - len(pairs)))  # pairs that stand nowhere are the rarest
            indexes = (*self._rare.values(), self._common)
            rows = [
                index[pair][bisect_left(index[pair], longer) :]
                for pair in sorted(pairs, key=self._rank.__getitem__)[:rarer]
                for index in indexes
                if pair in index
            ]
            found |= _met(rows, hits)
        return found


def _met(rows: Sequence[_Row], times: int) -> set[int]:
    """The numbers that stand in at least so many of the rows."""
    if times == 1:
        return set().union(*rows)
    counted = Counter(chain.from_iterable(rows))
    return {number for number, count in counted.items() if count >= times}


def _rarer(pairs: int, needed: int) -> tuple[int, int]:
    """Of so many pairs, of which so many must be shared: how many rarer ones, and hits among them."""
    hits = max(1, min(needed, _HITS))
    return max(0, pairs - needed + hits), hits


def _note(index: _Postings, pairs: Iterable[str], number: int) -> None:
    for pair in pairs:
        if pair in index:
            index[pair].append(number)
        else:
            index[pair] = array("I", (number,))


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
