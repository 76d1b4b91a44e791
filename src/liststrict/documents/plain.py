"""Text files: the text stays as it is, blocks are its lines."""

import re
from typing import Final

from liststrict.documents.document import Block, Document

_LINE: Final = re.compile(r"[^\r\n]*")
_MARKUP: Final = re.compile(r"[ \t\u3000]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+)?(?:\*\*|__)?")
_RULE: Final = re.compile(r"[ \t]*[|:\- \t*_=]{3,}[ \t]*")
_ENDS_SENTENCE: Final = re.compile(r"[。；：！？…:;!?）)】”]\s*$")
_BEGINS: Final = re.compile(
    r"[ \t\u3000]{2,}|\u3000|第?[一二三四五六七八九十]+[、是]|[（(][一二三四五六七八九十\d]+[）)]"
    r"|\d+[.．、]|[①-⑳]|附件|联系|[-*#>|]"
)
# Texts that are broken by hand keep to about this width.
_WRAPPED: Final = range(20, 61)


def read_plain(text: str, markdown: bool = False) -> Document:
    """Blocks of a text as it was given; lines that were broken by hand are one block."""
    lines = [match.span() for match in _LINE.finditer(text)]
    widest = max((end - start for start, end in lines), default=0)
    blocks: list[Block] = []
    open_end: int | None = None
    for start, end in lines:
        if start == end and open_end is not None and text[start : start + 1] in "\r\n":
            continue_here = text[open_end:start] in ("", "\n", "\r\n", "\r")
            if continue_here:
                continue
        line = text[start:end]
        if not line.strip() or ((markdown or _is_row(line)) and _RULE.fullmatch(line)):
            open_end = None
            continue
        if open_end is not None and not _BEGINS.match(line):
            last = blocks.pop()
            block = last._replace(end=_trim(text, start, end)[1])
        else:
            block = _block(text, start, end, markdown)
        blocks.append(block)
        wrapped = (
            not markdown
            and widest in _WRAPPED
            and end - start >= widest - 2
            and not _ENDS_SENTENCE.search(line)
        )
        open_end = end if wrapped else None
    return Document(text, tuple(block for block in blocks if block.end > block.start))


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table: bars at both ends."""
    words = line.strip()
    return len(words) > 1 and words.startswith("|") and words.endswith("|")


def _block(text: str, start: int, end: int, markdown: bool) -> Block:
    if _is_row(text[start:end]) or (markdown and text[start:end].strip().startswith("|")):
        cells = []
        position = start
        for cell in text[start:end].split("|"):
            cells.append(_trim(text, position, position + len(cell)))
            position += len(cell) + 1
        inner = tuple(cells[1:-1] if len(cells) > 2 else cells)
        first, last = _trim(text, start, end)
        return Block(first, last, kind="row", cells=inner)
    if markdown:
        match = _MARKUP.match(text, start, end)
        start = match.end() if match else start
        if text[start:end].rstrip().endswith(("**", "__")):
            end = start + len(text[start:end].rstrip()) - 2
    first, last = _trim(text, start, end)
    return Block(first, last)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    return start, max(start, start + len(body.strip()))
