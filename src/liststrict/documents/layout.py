"""Lines on pages into paragraphs: formats that store places of words, not paragraphs."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from liststrict.documents.document import Piece

_PAGE_NUMBER: Final = re.compile(
    r"[—\-–－―一 ·.]*(?:第? ?\d{1,4} ?页?(?:[/，, ]*共? ?\d+ ?页)?)[—\-–－―一 ·.]*"
)
_BEGINS: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、](?!\d)"
    r"|[（(]\d{1,2}[）)]|[①-⑳]|附件[：:\d]|附件$"
)


_STOPS: Final = ("。", "；", "：", "！", "？")


class Line(NamedTuple):
    """One line as it stands on a page: `left`, `right` and `size` in points, `top` downwards.

    A row of a table is one line with `cells`.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float
    cells: tuple[str, ...] = ()


def paragraphs(lines: Sequence[Line]) -> list[Piece]:
    """Joins lines that were broken at the margin, also across pages; drops page numbers."""
    kept = [line for line in lines if not _is_page_number(line)]
    kept = _without_running_heads(kept)
    if not kept:
        return []
    plain = [line for line in kept if not line.cells] or kept
    size = _body_size(plain)
    left, right = _margins(plain)
    found: list[Piece] = []
    previous: Line | None = None
    for line in kept:
        if line.cells:
            found.append(Piece("", line.page, "row", line.cells))
            previous = None
            continue
        if previous is not None and _goes_on(previous, line, left, right, size):
            last = found.pop()
            found.append(last._replace(text=_joined(last.text, line.text)))
        else:
            found.append(Piece(line.text.strip(), line.page))
        previous = line
    return found


def _is_page_number(line: Line) -> bool:
    return len(line.text) < 20 and _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Drops what stands at the same height with the same words on most pages."""
    pages = len({line.page for line in lines})
    if pages < 4:
        return lines
    places = Counter((line.text.strip(), round(line.top)) for line in lines)
    return [
        line for line in lines if places[line.text.strip(), round(line.top)] < max(3, pages // 2)
    ]


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) or 1.0


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    longest = sorted(lines, key=lambda line: line.left - line.right)[: max(3, len(lines) // 3)]
    left, right = min(line.left for line in longest), max(line.right for line in longest)
    # Where most paragraphs are one line, only the few lines that go on stand at the margin.
    shared = Counter(round(line.left) for line in lines)
    outer = [line.left for line in lines if line.left < left and shared[round(line.left)] > 1]
    return min(outer, default=left), right


def _goes_on(previous: Line, line: Line, left: float, right: float, size: float) -> bool:
    """Whether this line continues the paragraph of the previous one."""
    if abs(previous.size - line.size) > 0.15 * size:
        return False
    middle = (left + right) / 2
    if line.size > 1.15 * size and previous.page == line.page:  # a title over several lines
        return (
            all(
                abs((one.left + one.right) / 2 - middle) < 1.5 * one.size
                for one in (previous, line)
            )
            and line.top - previous.top < 2.5 * line.size
        )
    if line.left > left + 1.2 * size:
        return False
    # A full line goes on; one that is a few characters short does so in the middle of a sentence.
    whole = previous.text.rstrip().endswith(_STOPS)
    if previous.right < right - (2.2 if whole else 5) * size:
        return False
    if previous.page == line.page and line.top - previous.top > 3.2 * size:
        return False
    # A number at the left margin may also be the middle of a sentence: “……共计\n3.5万元”.
    return not (_BEGINS.match(line.text) and previous.text.rstrip().endswith(("。", "；", "：")))


def _joined(before: str, after: str) -> str:
    """Latin words need a blank between them, Chinese does not."""
    first, second = before.rstrip(), after.strip()
    gap = (
        " "
        if first[-1:].isascii()
        and first[-1:].isalpha()
        and second[:1].isascii()
        and second[:1].isalpha()
        else ""
    )
    return first + gap + second
