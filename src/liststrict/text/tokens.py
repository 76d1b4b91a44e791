"""Tokens and vocabulary terms of a text, found in one pass.

The segmentation is that of jieba without its model for unknown words: of all ways to cut a text into
words of a dictionary, the one whose words are likeliest together. The dictionary is our own (pack
vocabulary, lexicon, common words): jieba's large one takes half a second to load. Written out here,
so that the same pass finds the vocabulary; tests compare it with jieba over the same dictionary.
"""

from collections.abc import Iterable, Mapping
from math import log
from operator import itemgetter
from typing import Final, Generic, NamedTuple, TypeVar

from liststrict.text.typos import TypoFinder

# Vocabulary terms that are no common words get this weight, which makes a known term win over
# its parts but not over a longer known word.
TERM_FREQUENCY: Final = 3000


Payload = TypeVar("Payload")


class Scan(NamedTuple, Generic[Payload]):
    """One reading of a text: the best segmentation, and every vocabulary term in line with it.

    `terms` are (start, end, what the vocabulary holds for the term).
    """

    tokens: list[tuple[int, int]]
    terms: list[tuple[int, int, Payload]]


class Tokens(Generic[Payload]):
    """Segments text and finds vocabulary terms on the way. Thread-safe after building."""

    def __init__(
        self, common: Mapping[str, int], vocabulary: Mapping[str, Payload], typos: TypoFinder
    ) -> None:
        self._typos = typos
        self._vocabulary = vocabulary
        frequency = word_frequencies(common, vocabulary)
        total = log(sum(frequency.values()))
        # One look-up per word tells its price on the route and what the vocabulary holds for it.
        price = {count: total - log(count) for count in set(frequency.values())}
        words: dict[str, tuple[float, Payload | None]] = {
            word: (price[count], vocabulary.get(word)) for word, count in frequency.items()
        }
        # Where a longer word may go on, the search must not end.
        for word in frequency:
            beginning = word[:-1]
            while beginning and beginning not in words:
                words[beginning] = _NO_WORD
                beginning = beginning[:-1]
        self._words = words
        # Unknown characters count as seen once.
        self._unknown = total

    def scan(self, text: str) -> Scan[Payload]:
        """Tokens of the best segmentation and terms that do not cross its boundaries.

        A term inside a longer token counts (违建 in 违建户), and so does one that spans whole
        tokens; a term that straddles a boundary does not (村上 in 本村上午).
        """
        come_from, met = self._route(text)
        tokens: list[tuple[int, int]] = []
        end = len(text)
        while end:
            start = come_from[end]
            tokens.append((start, end))
            end = start
        tokens.reverse()
        terms = _aligned(met, tokens) if met else []
        typos = self._typos.find(text, tokens)
        if typos:
            terms += [(start, end, self._vocabulary[term]) for start, end, term in typos]
            terms.sort(key=itemgetter(0, 1))
        return Scan(tokens, terms)

    def _route(self, text: str) -> tuple[list[int], list[tuple[int, int, Payload]]]:
        """Where the token that ends at each position begins on the likeliest way, and all terms met.

        A word's price is the negative logarithm of its frequency; the cheapest way to each position
        is known before the words from there are tried.
        """
        look_up, unknown = self._words.get, self._unknown
        length = len(text)
        cheapest = [_NEVER] * (length + 1)
        cheapest[0] = 0.0
        come_from = [0] * (length + 1)
        met: list[tuple[int, int, Payload]] = []
        for start in range(length):
            paid = cheapest[start]
            end = start + 1
            alone = True
            found = look_up(text[start])
            while found is not None:
                price, payload = found
                if payload is not None:
                    met.append((start, end, payload))
                if price < _NEVER:
                    alone = False
                    if paid + price < cheapest[end]:
                        cheapest[end] = paid + price
                        come_from[end] = start
                end += 1
                if end > length:
                    break
                found = look_up(text[start:end])
            if alone and paid + unknown < cheapest[start + 1]:
                cheapest[start + 1] = paid + unknown
                come_from[start + 1] = start
        return come_from, met


def word_frequencies(common: Mapping[str, int], vocabulary: Iterable[str]) -> dict[str, int]:
    """All words of the dictionary with their frequency."""
    frequency = dict(common)
    for term in vocabulary:
        frequency[term] = max(frequency.get(term, 0), TERM_FREQUENCY)
    return frequency


def _aligned(
    met: list[tuple[int, int, Payload]], tokens: list[tuple[int, int]]
) -> list[tuple[int, int, Payload]]:
    """Terms inside one token or over whole ones."""
    token_end: list[int] = []
    bounds = {0}
    for start, end in tokens:
        bounds.add(end)
        token_end += [end] * (end - start)
    return [
        found
        for found in met
        if found[1] <= token_end[found[0]] or (found[0] in bounds and found[1] in bounds)
    ]


_NEVER: Final = float("inf")
_NO_WORD: Final = (_NEVER, None)
