"""Values for Word: what XML cannot hold and what would turn a line around is dropped."""

import re
from typing import Final

# XML 1.0 allows no other characters; a surrogate can come from a broken argument.
_ILLEGAL: Final = re.compile("[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that reverse the reading direction could make a letter say something else than it holds;
# a byte order mark is invisible rubbish. Zero-width joiners stay, emoji are built with them.
_INVISIBLE: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NEW_LINE: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_EMPTY_LINES: Final = re.compile(r"\n(?:[ \u3000]*\n)+")


def clean(text: str) -> str:
    """The text with every character that a document can hold; empty lines fall away."""
    text = _NEW_LINE.sub("\n", text).replace("\t", " ")
    return _EMPTY_LINES.sub("\n", _INVISIBLE.sub("", _ILLEGAL.sub("", text))).strip(" \n\u3000")


def clean_line(text: str) -> str:
    """The same on one line, for names and numbers."""
    return " ".join(clean(text).split("\n"))


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a note on how long the whole is."""
    if len(text) <= most:
        return text
    return f"{text[:most]}……（以下略，全文共{len(text)}字）"
