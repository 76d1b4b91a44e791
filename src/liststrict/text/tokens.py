"""Tokens: the only module that imports jieba.

The tokenizer works with a dictionary of our own (pack vocabulary, lexicon, common words), held in
memory: nothing is read from jieba's large dictionary, and no cache file is written anywhere.
"""

import sys
from collections.abc import Mapping
from math import log
from operator import itemgetter
from typing import Any, Final, Generic, NamedTuple, TypeVar

from liststrict.text.typos import TypoFinder

# Vocabulary terms that are no common words get this weight, which makes a known term win over
# its parts but not over a longer known word.
TERM_FREQUENCY: Final = 3000


def _import_tokenizer() -> Any:
    """jieba tries pkg_resources first, which is slow to import and warns of its removal."""
    missing = "pkg_resources" not in sys.modules
    if missing:
        sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        import jieba  # noqa: PLC0415  (see the docstring)
    finally:
        if missing:
            del sys.modules["pkg_resources"]
    return jieba.Tokenizer


Payload = TypeVar("Payload")


class Scan(NamedTuple, Generic[Payload]):
    """One reading of a text: the best segmentation, and every vocabulary term in line with it.

    `terms` are (start, end, what the vocabulary holds for the term).
    """

    tokens: list[tuple[int, int]]
    terms: list[tuple[int, int, Payload]]


class Tokens(Generic[Payload]):
    """Segments text by jieba and finds vocabulary terms on the way. Thread-safe after building."""

    def __init__(
        self, common: Mapping[str, int], vocabulary: Mapping[str, Payload], typos: TypoFinder
    ) -> None:
        frequency = dict(common)
        self._typos = typos
        self._vocabulary = vocabulary
        for term in vocabulary:
            frequency[term] = max(frequency.get(term, 0), TERM_FREQUENCY)
        total = sum(frequency.values())
        # One look-up per word tells its price on the route and what the vocabulary holds for it.
        # Unknown characters count as seen once, as in jieba's own search for the best route.
        self._words: dict[str, tuple[float, Payload | None]] = {
            word: (log(total) - log(count), vocabulary.get(word))
            for word, count in frequency.items()
        }
        self._unknown: tuple[float, Payload | None] = (log(total), None)
        for word in list(frequency):
            for end in range(1, len(word)):
                frequency.setdefault(word[:end], 0)
        tokenizer = _import_tokenizer()()
        tokenizer.FREQ = frequency
        tokenizer.total = total
        tokenizer.initialized = True
        self._graph_of = tokenizer.get_DAG

    def scan(self, text: str) -> Scan[Payload]:
        """Tokens of the best segmentation and terms that do not cross its boundaries.

        A term inside a longer token counts (违建 in 违建户), and so does one that spans whole
        tokens; a term that straddles a boundary does not (村上 in 本村上午).
        """
        next_at, met = self._route(text)
        length = len(text)
        tokens: list[tuple[int, int]] = []
        boundary = bytearray(length + 1)
        token_end = [0] * length
        start = 0
        while start < length:
            end = next_at[start]
            tokens.append((start, end))
            boundary[start] = 1
            token_end[start:end] = [end] * (end - start)
            start = end
        boundary[length] = 1
        terms = [
            found
            for found in reversed(met)
            if found[1] <= token_end[found[0]] or (boundary[found[0]] and boundary[found[1]])
        ]
        typos = self._typos.find(text, tokens)
        if typos:
            terms += [(start, end, self._vocabulary[term]) for start, end, term in typos]
            terms.sort(key=itemgetter(0, 1))
        return Scan(tokens, terms)

    def _route(self, text: str) -> tuple[list[int], list[tuple[int, int, Payload]]]:
        """Where the token at each position ends on the likeliest way, and all terms, last first.

        The search is the same as jieba's `calc` over the same graph, with the logarithms taken once
        when the dictionary is built, and terms collected on the way.
        """
        graph: dict[int, list[int]] = self._graph_of(text)
        look_up, unknown = self._words.get, self._unknown
        length = len(text)
        least = [0.0] * (length + 1)
        next_at = [0] * length
        met: list[tuple[int, int, Payload]] = []
        for start in range(length - 1, -1, -1):
            best = _NEVER
            for last in reversed(graph[start]):
                end = last + 1
                price, payload = look_up(text[start:end], unknown)
                if payload is not None:
                    met.append((start, end, payload))
                price += least[end]
                if price < best:
                    best = price
                    next_at[start] = end
            least[start] = best
        return next_at, met


_NEVER: Final = float("inf")
