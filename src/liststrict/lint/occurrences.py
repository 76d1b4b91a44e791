"""Where vocabulary stands in texts, and whether the tokenizer finds it there."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from liststrict.analysis.vocabulary import Senses
from liststrict.lint.subject import Subject
from liststrict.text.normalize import normalize
from liststrict.text.tokens import Tokens

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


def is_cut_by_marks(term: str) -> bool:
    """Whether a term reaches across a mark at which requests are taken apart."""
    return _SENTENCE_MARK.search(term) is not None


def always_cut(subject: Subject, texts: Iterable[str], terms: Iterable[str]) -> dict[str, str]:
    """Terms that stand in several of the texts and are found in none -> one such segmentation.

    A term inside a longer one says nothing about itself (重精 in 严重精神障碍): there it is not counted.
    """
    terms, texts = set(terms), tuple(dict.fromkeys(texts))
    # Few terms stand so often; normalising may join texts, so they are counted too often at worst.
    whole = normalize("\n".join(texts)).text
    often = [term for term in terms if whole.count(term) >= ENOUGH]
    if not often:
        return {}
    index = TermIndex(term for term in terms if any(one in term for one in often))
    standing: dict[str, list[str]] = {}
    for text in dict.fromkeys(normalize(text).text for text in texts):
        for term in _outermost(index.within(text)):
            standing.setdefault(term, []).append(text)
    cut: dict[str, str] = {}
    for term, holders in standing.items():
        enough = len(holders) >= ENOUGH
        if enough and not any(_is_found(subject.tokens, text, term) for text in holders):
            first = holders[0]
            spans = subject.tokens.scan(first).tokens
            cut[term] = "｜".join(first[start:end] for start, end in spans)
    return cut


def _is_found(tokens: Tokens[Senses], text: str, term: str) -> bool:
    return any(text[start:end] == term for start, end, _ in tokens.scan(text).terms)


def _outermost(found: Iterable[tuple[int, str]]) -> set[str]:
    spans = [(start, start + len(term), term) for start, term in found]
    return {
        term
        for start, end, term in spans
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b, _ in spans)
    }
