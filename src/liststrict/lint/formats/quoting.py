"""The line in which a problem stands, and how far the value there reaches."""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.model.marks import Mark

# Widest part of a line that is shown, in columns of a terminal.
_WIDTH: Final = 96
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_PLAIN: Final = re.compile(r"[^\s,\[\]{}#]+(?: +[^\s,\[\]{}#]+)*")


class Quote(NamedTuple):
    """Part of a line, with the columns before the value and the columns of the value."""

    text: str
    before: int
    length: int


class Lines:
    """Lines of the files of a report, read once each."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._read: dict[str, list[str]] = {}

    def line(self, mark: Mark) -> str:
        """The line of a place; empty if the file cannot be read."""
        if mark.file not in self._read:
            file = self._files.get(mark.file)
            try:
                raw = file.read_bytes() if file else b""
            except OSError:
                raw = b""
            self._read[mark.file] = raw.decode("utf-8", "replace").split("\n")
        lines = self._read[mark.file]
        return lines[mark.line - 1].rstrip("\r") if 0 < mark.line <= len(lines) else ""

    def length(self, mark: Mark) -> int:
        """Characters of the value that begins at a place."""
        line = self.line(mark)
        start = mark.column - 1
        found = _QUOTED.match(line, start) or _PLAIN.match(line, start)
        return max(1, found.end() - start) if found else 1

    def quote(self, mark: Mark) -> Quote | None:
        """The part of the line around a place that fits on a screen."""
        line = visible(self.line(mark))
        if not line.strip():
            return None
        start = min(mark.column - 1, len(line))
        end = min(len(line), start + self.length(mark))
        left, columns = start, _columns(line[start:end])
        while left > 0 and (columns := columns + _columns(line[left - 1])) < _WIDTH // 2:
            left -= 1
        right, columns = left, 0
        while right < len(line) and (columns := columns + _columns(line[right])) <= _WIDTH:
            right += 1
        head, tail = "…" if left else "", "…" if right < len(line) else ""
        value = line[start : min(end, right)]
        before = _columns(head + line[left:start])
        return Quote(head + line[left:right] + tail, before, max(1, _columns(value)))


def visible(line: str) -> str:
    """Without characters that would steer a terminal."""
    return "".join(one if one.isprintable() else "·" for one in line)


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)
