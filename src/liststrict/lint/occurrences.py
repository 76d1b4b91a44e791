"""Where vocabulary stands in texts, and whether the tokenizer finds it there."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from liststrict.screen import Knowledge
from liststrict.text.normalize import normalize

# Requests are taken apart at these, so no term reaches across one.
_SENTENCE_MARK: Final = re.compile("[。！？；\n]")

# In fewer texts than this, chance may have cut a term each time.
ENOUGH: Final = 5


class TermIndex:
    """Finds terms as plain strings, by their first two characters."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        for term in terms:
            self._by_start.setdefault(term[:2], []).append(term)

    def within(self, text: str) -> Iterator[tuple[int, str]]:
        """All terms in a text, with their places."""
        for index in range(len(text)):
            for start in {text[index], text[index : index + 2]}:
                for term in self._by_start.get(start, ()):
                    if text.startswith(term, index):
                        yield index, term


def is_found_alone(knowledge: Knowledge, term: str) -> bool:
    """Whether a request that says nothing else would be read to contain the term."""
    if _SENTENCE_MARK.search(term):
        return False
    return (0, len(term)) in {(start, end) for start, end, _ in knowledge.tokens.scan(term).terms}


def always_cut(knowledge: Knowledge, texts: Iterable[str], terms: Iterable[str]) -> dict[str, str]:
    """Terms that stand in several of the texts and are found in none -> one such segmentation.

    A term inside a longer one says nothing about itself (重精 in 严重精神障碍): there it is not counted.
    """
    index = TermIndex(terms)
    met: set[str] = set()
    cut: dict[str, list[str]] = {}
    for text in dict.fromkeys(normalize(text).text for text in texts):
        standing = _outermost(index.within(text)) - met
        if not standing:
            continue
        scan = knowledge.tokens.scan(text)
        met.update(text[start:end] for start, end, _ in scan.terms)
        for term in standing - met:
            tokens = "｜".join(text[start:end] for start, end in scan.tokens)
            cut.setdefault(term, []).append(tokens)
    return {
        term: min(seen) for term, seen in cut.items() if len(seen) >= ENOUGH and term not in met
    }


def _outermost(found: Iterable[tuple[int, str]]) -> set[str]:
    spans = [(start, start + len(term), term) for start, term in found]
    return {
        term
        for start, end, term in spans
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in spans)
    }
