"""A document as readers hand it on: one text, and blocks that point into it."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from liststrict.errors import DocumentError

BlockKind = Literal["paragraph", "row", "textbox"]
# Longer texts are no notices; the bound keeps time and memory bounded.
MAX_CHARACTERS: Final = 2_000_000


class Block(NamedTuple):
    """A paragraph, a row of a table or a paragraph of a text box.

    `start` and `end` point into the document's text; `cells` are the spans of a row's cells;
    `page` counts from 1 and is None where the format has no pages.
    """

    start: int
    end: int
    page: int | None = None
    kind: BlockKind = "paragraph"
    cells: tuple[tuple[int, int], ...] = ()


class Document(NamedTuple):
    """The whole text and its blocks in reading order; blank blocks are left out."""

    text: str
    blocks: tuple[Block, ...]

    def words(self, block: Block) -> str:
        """The text of a block."""
        return self.text[block.start : block.end]


class Piece(NamedTuple):
    """What a reader found: the text of a block, or the cells of a row."""

    text: str
    page: int | None = None
    kind: BlockKind = "paragraph"
    cells: tuple[str, ...] = ()


def assemble(pieces: Iterable[Piece], name: str) -> Document:
    """One text out of pieces, a line for each. Raises DocumentError if it grows too long."""
    lines: list[str] = []
    blocks: list[Block] = []
    position = 0
    for piece in pieces:
        cells: list[tuple[int, int]] = []
        if piece.kind == "row":
            line = ""
            for cell in piece.cells:
                line += "\t" if cells else ""
                one = " ".join(cell.split())
                cells.append((position + len(line), position + len(line) + len(one)))
                line += one
        else:
            line = piece.text.strip()
        if not line.strip():
            continue
        blocks.append(Block(position, position + len(line), piece.page, piece.kind, tuple(cells)))
        lines.append(line)
        position += len(line) + 1
        if position > MAX_CHARACTERS:
            raise DocumentError(f"{name}：文字超过 {MAX_CHARACTERS} 个；请拆成几个文件")
    return Document("\n".join(lines), tuple(blocks))
