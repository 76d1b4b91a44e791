"""Word files: paragraphs with their automatic numbers, tables row by row, text boxes."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liststrict.documents.archive import open_archive, read_xml
from liststrict.documents.document import Document, Piece, assemble
from liststrict.documents.numbering import Numbering, W
from liststrict.errors import DocumentError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MAIN: Final = "word/document.xml"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Tables in tables in tables: deeper than this is no document of an office.
_MAX_DEPTH: Final = 100


def read_docx(path: Path) -> Document:
    """Reads a .docx file. Raises DocumentError or MissingExtraError."""
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if _MAIN not in names:
            raise DocumentError(f"{path}：不是 Word 文件（.docx）；请按真实类型改扩展名")
        parts = {
            name: read_xml(archive, name, path) if name in names else None
            for name in (_MAIN, "word/numbering.xml", "word/styles.xml")
        }
    root = parts[_MAIN]
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise DocumentError(f"{path}：文件里没有正文；请检查文件")
    numbering = Numbering(parts["word/numbering.xml"], parts["word/styles.xml"])
    return assemble(_Reader(numbering, _has_pages(body)).blocks(body, 0), str(path))


def _has_pages(body: "Element") -> bool:
    """Word notes where pages began when it last laid the document out; others do not."""
    return next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None or any(
        one.get(f"{W}type") == "page" for one in body.iter(f"{W}br")
    )


class _Reader:
    def __init__(self, numbering: Numbering, pages: bool) -> None:
        self._numbering = numbering
        self._page: int | None = 1 if pages else None

    def blocks(self, parent: "Element", depth: int) -> Iterator[Piece]:
        """Blocks of the body, of a text box or of a content control, in order."""
        if depth > _MAX_DEPTH:
            return
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, depth)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                yield from self.blocks(child, depth + 1)

    def _paragraph(self, paragraph: "Element", depth: int) -> Iterator[Piece]:
        boxes: list[Element] = []
        first = self._page
        text = "".join(self._texts(paragraph, boxes, depth))
        label = self._numbering.label(paragraph) if text.strip() else ""
        # A break before the first word belongs to the page before, the word does not.
        page = self._page if first != self._page and not text.strip() else first
        if text.startswith("\f"):
            page = self._page
        lines = text.replace("\f", "").split("\n")
        for number, line in enumerate(lines):
            yield Piece((label if number == 0 else "") + line.strip(), page)
        for box in boxes:
            for piece in self.blocks(box, depth + 1):
                yield piece._replace(kind="textbox") if piece.kind == "paragraph" else piece

    def _texts(self, node: "Element", boxes: "list[Element]", depth: int) -> Iterator[str]:
        if depth > _MAX_DEPTH:
            return
        for child in node:
            if child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag == f"{W}tab":
                yield "\t"
            elif child.tag == f"{W}lastRenderedPageBreak" or (
                child.tag == f"{W}br" and child.get(f"{W}type") == "page"
            ):
                if self._page is not None and not (
                    # Word notes the same page twice: the break, and where it was laid out.
                    child.tag == f"{W}lastRenderedPageBreak" and self._broken
                ):
                    self._page += 1
                self._broken = child.tag == f"{W}br"
                yield "\f"
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif child.tag == f"{W}txbxContent":
                boxes.append(child)
            elif child.tag not in (_FALLBACK, f"{W}del", f"{W}pPr", f"{W}rPr", f"{W}moveFrom"):
                yield from self._texts(child, boxes, depth + 1)

    _broken = False

    def _table(self, table: "Element", depth: int) -> Iterator[Piece]:
        for row in table.iterfind(f"{W}tr"):
            cells = []
            for cell in row.iterfind(f"{W}tc"):
                inner = [
                    piece.text or " ".join(piece.cells) for piece in self.blocks(cell, depth + 1)
                ]
                cells.append("\n".join(one for one in inner if one.strip()))
            yield Piece("", self._page, "row", tuple(cells))
