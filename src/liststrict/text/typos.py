"""Typing errors: a stretch that sounds or looks like a known term stands for that term.

Chinese is typed by sound, so most errors are characters of the same sound; scanned texts confuse
characters of similar shape. Each group of such characters has one that stands for all, so that a
text folded in this way is compared character by character, with the places unchanged.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from liststrict.resources import lexicon_root

SHORTEST: Final = 2
LONGEST: Final = 6

Folding = dict[int, str]


def build_typo_finder(terms: Iterable[str]) -> "TypoFinder":
    """A finder with the shipped groups of characters."""
    folder = lexicon_root()
    foldings = [_folding(folder / name) for name in ("sounds.txt", "shapes.txt")]
    little = (folder / "little.txt").read_text(encoding="utf-8").splitlines()
    return TypoFinder(terms, foldings, "".join(line for line in little if line[:1] != "#"))


class TypoFinder:
    """Terms by their folded form. Read-only after building."""

    def __init__(
        self, terms: Iterable[str], foldings: Iterable[Folding], little: Iterable[str]
    ) -> None:
        """`little` are common characters that stand alone without being an error."""
        terms = frozenset(terms)
        self._unsuspicious = frozenset(little) | {term for term in terms if len(term) == 1}
        self._indexes: list[tuple[Folding, dict[str, str], dict[str, str], set[str]]] = []
        known = sorted(term for term in terms if SHORTEST <= len(term) <= LONGEST)
        for folding in foldings:
            index: dict[str, str] = {}
            for term in known:
                other = term.translate(folding)
                index.setdefault(term if other == term else other, term)
            pairs = {term[at : at + 2] for term in index for at in range(len(term) - 1)}
            folded = {chr(code): into for code, into in folding.items()}
            self._indexes.append((folding, folded, index, pairs))

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
        for folding, folded_as, index, pairs in self._indexes:
            # A term over a leftover has a pair of characters with it; most places have none.
            near = [at for at in leftover if _has_pair(text, at, folded_as, pairs)]
            if not near:
                continue
            folded = text.translate(folding)
            for at in near:
                hit = _longest(folded, index, at, len(text))
                if hit is not None:
                    start, end = hit
                    term = index[folded[start:end]]
                    wrong = sum(a != b for a, b in zip(text[start:end], term, strict=True))
                    if 0 < wrong <= max(1, (end - start) // 3):
                        found.append((start, end, term))
        return found


def _has_pair(text: str, at: int, folded_as: dict[str, str], pairs: set[str]) -> bool:
    """Whether a character and one beside it, folded, stand side by side in some term."""
    character = text[at]
    character = folded_as.get(character, character)
    if at:
        before = text[at - 1]
        if folded_as.get(before, before) + character in pairs:
            return True
    behind = text[at + 1 : at + 2]
    return character + folded_as.get(behind, behind) in pairs


def _longest(folded: str, index: dict[str, str], at: int, length: int) -> tuple[int, int] | None:
    """The longest stretch over the position `at` that folds to a known term."""
    for size in range(LONGEST, SHORTEST - 1, -1):
        for start in range(max(0, at - size + 1), min(at, length - size) + 1):
            if folded[start : start + size] in index:
                return start, start + size
    return None


def _folding(file: Path) -> Folding:
    table: Folding = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            group = line.strip()
            if not group.startswith("#"):
                for member in group[1:]:
                    table.setdefault(ord(member), group[0])
    return table
