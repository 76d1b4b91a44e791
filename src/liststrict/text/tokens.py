"""Tokens: the only module that imports jieba.

The tokenizer works with a dictionary of our own (pack vocabulary, lexicon, common words), held in
memory: nothing is read from jieba's large dictionary, and no cache file is written anywhere.
"""

import sys
from collections.abc import Iterable, Mapping
from math import log
from typing import Any, Final, NamedTuple

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


class Scan(NamedTuple):
    """One reading of a text: the best segmentation, and every vocabulary term in line with it.

    `terms` are (start, end, term); the term differs from the text where that holds a typing error.
    """

    tokens: list[tuple[int, int]]
    terms: list[tuple[int, int, str]]


class Tokens:
    """Segments text by jieba and finds vocabulary terms on the way. Thread-safe after building."""

    def __init__(self, common: Mapping[str, int], terms: Iterable[str], typos: TypoFinder) -> None:
        frequency = dict(common)
        self._terms = frozenset(terms)
        self._typos = typos
        for term in self._terms:
            frequency[term] = max(frequency.get(term, 0), TERM_FREQUENCY)
        total = sum(frequency.values())
        for word in list(frequency):
            for end in range(1, len(word)):
                frequency.setdefault(word[:end], 0)
        tokenizer = _import_tokenizer()()
        tokenizer.FREQ = frequency
        tokenizer.total = total
        tokenizer.initialized = True
        self._graph_of = tokenizer.get_DAG
        # Unknown characters count as seen once, as in jieba's own search for the best route.
        self._cost = {word: log(total) - log(count or 1) for word, count in frequency.items()}
        self._unknown = log(total)

    def scan(self, text: str) -> Scan:
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
            terms = sorted({*terms, *typos})
        return Scan(tokens, terms)

    def _route(self, text: str) -> tuple[list[int], list[tuple[int, int, str]]]:
        """Where the token at each position ends on the likeliest way, and all terms, last first.

        The search is the same as jieba's `calc` over the same graph, with the logarithms taken once
        when the dictionary is built, and terms collected on the way.
        """
        graph: dict[int, list[int]] = self._graph_of(text)
        price_of, unknown, known = self._cost.get, self._unknown, self._terms
        length = len(text)
        least = [0.0] * (length + 1)
        next_at = [0] * length
        met: list[tuple[int, int, str]] = []
        for start in range(length - 1, -1, -1):
            best = _NEVER
            for last in reversed(graph[start]):
                end = last + 1
                word = text[start:end]
                if word in known:
                    met.append((start, end, word))
                price = price_of(word, unknown) + least[end]
                if price < best:
                    best = price
                    next_at[start] = end
            least[start] = best
        return next_at, met


_NEVER: Final = float("inf")
