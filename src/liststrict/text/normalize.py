"""Normalisation with a map back: width, traditional characters, spaces and line breaks inside words.

Every step keeps one character for one character or drops it, so that a span of the normalised text
can always be told in code points of the text as it was given.
"""

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from liststrict.resources import lexicon_root

# A line break ends a thought only where the line is finished or a new item begins; elsewhere it
# is layout (a wrapped line, or a break inside a word) and is dropped.
_ITEM_START: Final = r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]|[①-⑳]|[-•●*])"
_HARD_BREAK: Final = re.compile(
    rf"(?<=[。；！？!?;:：])[ \t]*\n|\n[ \t]*\n|\n(?=[ \t]*{_ITEM_START})"
)
_DROPPED: Final = re.compile(
    r"[\s\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufe00-\ufe0f\ufeff\x00-\x1f\x7f-\x9f]"
)
_ASCII_GAP: Final = re.compile(r"(?<=[A-Za-z0-9]) (?=[A-Za-z])")
BREAK: Final = "\n"


class Normalized(NamedTuple):
    """Normalised text; `offsets[i]` is where its i-th character stood (None: nothing was dropped)."""

    text: str
    offsets: tuple[int, ...] | None
    original: str

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of `text[start:end]` in the text as it was given."""
        if self.offsets is None or start >= end:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def normalize(text: str) -> Normalized:
    """Normalises one request; never fails, whatever the text holds."""
    translated = text.translate(_table())
    if not _DROPPED.search(translated):
        return Normalized(translated, None, text)
    kept_breaks = {
        match.start() + match.group().index("\n") for match in _HARD_BREAK.finditer(translated)
    }
    gaps = {match.start() for match in _ASCII_GAP.finditer(translated)}
    kept = [
        index
        for index, character in enumerate(translated)
        if index in kept_breaks or index in gaps or not _DROPPED.match(character)
    ]
    return Normalized("".join(translated[index] for index in kept), tuple(kept), text)


@cache
def _table() -> dict[int, str]:
    """One character to one character: full width to half width, traditional to simplified."""
    table = {
        code: folded
        for code in (*range(0xFF01, 0xFF5F), 0x3000, *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))
        if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
    }
    # Chinese marks of punctuation keep one form each, the full-width one.
    for ascii_mark, mark in (
        ",，",
        ";；",
        ":：",
        "!！",
        "?？",
        "(（",
        ")）",
        "﹐，",
        "｡。",
        "､、",
        "﹔；",
    ):
        table[ord(ascii_mark)] = mark
        table.pop(ord(mark), None)
    table[ord("\r")] = "\n"
    with (lexicon_root() / "traditional.txt").open(encoding="utf-8") as lines:
        table.update((ord(line[0]), line[1]) for line in lines if not line.startswith("#"))
    return table
