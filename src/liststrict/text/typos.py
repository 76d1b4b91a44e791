"""Typing errors: a stretch that sounds or looks like a known term stands for that term.

Chinese is typed by sound, so most errors are characters of the same sound; scanned texts confuse
characters of similar shape. Each group of such characters has one that stands for all, so that a
text folded in this way is compared character by character, with the places unchanged.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.resources import lexicon_root

SHORTEST: Final = 2
LONGEST: Final = 6

Folding = dict[int, str]
# Characters of a term before a pair, and how many the term has.
Place = tuple[int, int]


def build_typo_finder(terms: Iterable[str]) -> "TypoFinder":
    """A finder with the shipped groups of characters."""
    folder = lexicon_root()
    foldings = [_folding(folder / name) for name in ("sounds.txt", "shapes.txt")]
    little = (folder / "little.txt").read_text(encoding="utf-8").splitlines()
    return TypoFinder(terms, foldings, "".join(line for line in little if line[:1] != "#"))


class _Index(NamedTuple):
    """Terms folded in one way. `places` tells where a pair of neighbouring characters stands in terms,
    the longest terms first."""

    folding: Folding
    terms: dict[str, str]
    places: dict[str, tuple[Place, ...]]


class TypoFinder:
    """Terms by their folded form. Read-only after building."""

    def __init__(
        self, terms: Iterable[str], foldings: Iterable[Folding], little: Iterable[str]
    ) -> None:
        """`little` are common characters that stand alone without being an error."""
        terms = frozenset(terms)
        self._unsuspicious = frozenset(little) | {term for term in terms if len(term) == 1}
        known = sorted(
            term for term in terms if SHORTEST <= len(term) <= LONGEST and "\n" not in term
        )
        self._indexes = [_index_of(known, folding) for folding in foldings]

    def find(self, text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
        """Stretches that stand for a term, as (start, end, term).

        Only stretches with a leftover are looked at: a token of one character that is neither a term
        nor one of the common little words, which is what a typing error leaves behind.
        """
        ordinary = self._unsuspicious
        leftover = [
            start
            for start, end in tokens
            if end - start == 1 and "一" <= text[start] <= "鿿" and text[start] not in ordinary
        ]
        if not leftover:
            return []
        found = []
        for index in self._indexes:
            folded = text.translate(index.folding)
            for at in leftover:
                hit = _longest(folded, at, index)
                if hit is not None:
                    start, end, term = hit
                    wrong = sum(a != b for a, b in zip(text[start:end], term, strict=True))
                    if 0 < wrong <= max(1, (end - start) // 3):
                        found.append((start, end, term))
        return found


def _index_of(known: list[str], folding: Folding) -> _Index:
    # All at once, which is several times as fast as one by one; no term has a line break.
    folded = "\n".join(known).translate(folding).split("\n")
    terms: dict[str, str] = {}
    for other, term in zip(folded, known, strict=True):
        terms.setdefault(term if other == term else other, term)
    of_size: dict[int, list[str]] = {}
    for term in terms:
        of_size.setdefault(len(term), []).append(term)
    # Pairs share few combinations of places, so each combination is kept once.
    known_places: dict[tuple[Place, ...], tuple[Place, ...]] = {}
    places: dict[str, tuple[Place, ...]] = {}
    for size in range(LONGEST, SHORTEST - 1, -1):
        for before in range(size - 1):
            for pair in {term[before : before + 2] for term in of_size.get(size, ())}:
                wider = (*places.get(pair, ()), (before, size))
                places[pair] = known_places.setdefault(wider, wider)
    return _Index(folding, terms, places)


def _longest(folded: str, at: int, index: _Index) -> tuple[int, int, str] | None:
    """The longest stretch over a position of a folded text that is a known term, and that term.

    A term over the position has a pair of characters with it; most places have none.
    """
    best: tuple[int, int, str] | None = None
    for first in (at - 1, at):
        if first < 0:
            continue
        for before, size in index.places.get(folded[first : first + 2], ()):
            if best is not None and size <= best[1] - best[0]:
                break
            start = first - before
            if start >= 0 and start + size <= len(folded):
                term = index.terms.get(folded[start : start + size])
                if term is not None:
                    best = start, start + size, term
    return best


def _folding(file: Path) -> Folding:
    table: Folding = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            group = line.strip()
            if not group.startswith("#"):
                for member in group[1:]:
                    table.setdefault(ord(member), group[0])
    return table
