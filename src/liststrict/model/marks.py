"""Places: where something stands in a file, or in the text of a request."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Span(NamedTuple):
    """A half-open range of Unicode code points in a text."""

    start: int
    end: int
