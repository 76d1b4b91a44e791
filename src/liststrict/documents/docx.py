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
_MAX_COLUMNS: Final = 63
_NOTES: Final = {
    f"{W}footnoteReference": "word/footnotes.xml",
    f"{W}endnoteReference": "word/endnotes.xml",
}


def read_docx(path: Path) -> Document:
    """Reads a .docx file. Raises DocumentError or MissingExtraError."""
    with open_archive(path) as archive:
        names = set(archive.namelist())
        if _MAIN not in names:
            raise DocumentError(f"{path}：不是 Word 文件（.docx）；请按真实类型改扩展名")
        parts = {
            name: read_xml(archive, name, path) if name in names else None
            for name in (_MAIN, "word/numbering.xml", "word/styles.xml", *_NOTES.values())
        }
    root = parts[_MAIN]
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise DocumentError(f"{path}：文件里没有正文；请检查文件")
    numbering = Numbering(parts["word/numbering.xml"], parts["word/styles.xml"])
    notes = {tag: _notes(parts[name]) for tag, name in _NOTES.items()}
    return assemble(_Reader(numbering, notes, _has_pages(body)).blocks(body, 0), str(path))


def _has_pages(body: "Element") -> bool:
    """Word notes where pages began when it last laid the document out; others do not."""
    return next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None or any(
        one.get(f"{W}type") == "page" for one in body.iter(f"{W}br")
    )


class _Reader:
    def __init__(
        self, numbering: Numbering, notes: "dict[str, dict[str, Element]]", pages: bool
    ) -> None:
        self._numbering = numbering
        self._notes = notes
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
            elif (box := self._aside(child)) is not None:
                boxes.append(box)
            elif child.tag not in (_FALLBACK, f"{W}del", f"{W}pPr", f"{W}rPr", f"{W}moveFrom"):
                yield from self._texts(child, boxes, depth + 1)

    _broken = False

    def _aside(self, child: "Element") -> "Element | None":
        """A text box, or a note, which is read where it is first referred to."""
        if child.tag == f"{W}txbxContent":
            return child
        return self._notes.get(child.tag, {}).pop(child.get(f"{W}id", ""), None)

    def _table(self, table: "Element", depth: int) -> Iterator[Piece]:
        rows = [row.findall(f"{W}tc") for row in table.iterfind(f"{W}tr")]
        if all(len(cells) <= 1 for cells in rows):
            # A frame around words is no table: notices are laid out so.
            for cell in (cell for cells in rows for cell in cells):
                yield from self.blocks(cell, depth + 1)
            return
        for cells in rows:
            said: list[str] = []
            for cell in cells:
                inner = [
                    piece.text or " ".join(piece.cells) for piece in self.blocks(cell, depth + 1)
                ]
                # A cell over several columns leaves the others empty, so that columns keep their place.
                said += ["\n".join(one for one in inner if one.strip())] + [""] * _more_columns(
                    cell
                )
            yield Piece("", self._page, "row", tuple(said))


def _more_columns(cell: "Element") -> int:
    """How many columns a cell takes besides its own."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = span.get(f"{W}val", "") if span is not None else ""
    return min(max(int(text) - 1, 0), _MAX_COLUMNS) if text.isdecimal() and len(text) < 4 else 0


def _notes(root: "Element | None") -> "dict[str, Element]":
    """Footnotes or endnotes by their number."""
    notes = root if root is not None else ()
    return {note.get(f"{W}id", ""): note for note in notes}
