"""PDF files that carry text. Scans carry pictures only and are refused."""

import ctypes
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from liststrict.documents.archive import damaged, locked
from liststrict.documents.document import Document, assemble
from liststrict.documents.kinds import expect
from liststrict.documents.layout import Line, paragraphs
from liststrict.documents.outline import number_of
from liststrict.documents.ruled import Area, Box, table_rows
from liststrict.errors import DocumentError, MissingExtraError

MAX_BYTES: Final = 256 * 1024 * 1024
MAX_PAGES: Final = 2_000
MAX_PAGE_CHARACTERS: Final = 100_000
MAX_SHAPES: Final = 2_000
_PASSWORD_ERROR: Final = 4
_CHINESE: Final = "[\u4e00-\u9fff\u3001-\u301f\uff00-\uffef]"
_AUTOSPACE: Final = re.compile(
    rf"(?<={_CHINESE}) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z.%]) (?={_CHINESE})|(?<={_CHINESE}) (?={_CHINESE})"
)


def read_pdf(path: Path) -> Document:
    """Reads a .pdf file. Raises DocumentError or MissingExtraError."""
    expect(path, "pdf")
    if path.stat().st_size > MAX_BYTES:
        raise DocumentError(f"{path}：文件过大；请拆成几个文件")
    try:
        import pypdfium2
    except ImportError:
        raise MissingExtraError("读取 PDF 文件") from None
    try:
        book = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == _PASSWORD_ERROR or "password" in str(error).lower():
            raise locked(path) from None
        raise damaged(path) from None
    try:
        pages = len(book)
        if pages > MAX_PAGES:
            raise DocumentError(f"{path}：有 {pages} 页，超过 {MAX_PAGES} 页；请拆成几个文件")
        lines = [line for number in range(pages) for line in _page_lines(book, number, path)]
    except pypdfium2.PdfiumError:
        raise damaged(path) from None
    finally:
        book.close()
    document = assemble(paragraphs(lines), str(path))
    if not any("\u4e00" <= sign <= "\u9fff" or sign.isalpha() for sign in document.text):
        raise DocumentError(
            f"{path}：没有文字，可能是扫描件（图片）；请用文字版，或先识别成文字再审核"
        )
    return document


def _page_lines(book: Any, number: int, path: Path) -> list[Line]:
    page = book[number]
    try:
        text = page.get_textpage()
        try:
            count = text.count_chars()
            if count > MAX_PAGE_CHARACTERS:
                raise DocumentError(f"{path}：第 {number + 1} 页文字过多；请拆成几个文件")
            rows = table_rows(_shapes(page))
            height = page.get_height()
            lines = [
                *_lines(text, count, number + 1, height, rows),
                *_table_lines(text, number + 1, height, rows),
            ]
            # Words come in the order of drawing; rows of tables find their place by height.
            return sorted(lines, key=lambda line: line.top) if rows else lines
        finally:
            text.close()
    finally:
        page.close()


def _shapes(page: Any) -> list[Box]:
    """Boxes around everything that is drawn and neither words nor pictures."""
    from pypdfium2 import PdfiumError, raw

    found = []
    for shape in islice(page.get_objects([raw.FPDF_PAGEOBJ_PATH], max_depth=3), MAX_SHAPES):
        try:
            found.append(Box(*shape.get_bounds()))
        except PdfiumError:  # a shape without extent
            continue
    return found


def _table_lines(
    text: Any, page: int, height: float, rows: list[tuple[Box, ...]]
) -> Iterator[Line]:
    for row in rows:
        cells = tuple(_clean(text.get_text_bounded(*cell).replace("\r\n", "")) for cell in row)
        if any(cells):
            yield Line(
                " ".join(cells), page, row[0].left, row[-1].right, height - row[0].top, 0, cells
            )


def _clean(words: str) -> str:
    """Words without the blanks that typesetting puts between Chinese and figures.

    The blank behind a number of an outline (1 工作背景) stays.
    """
    text = words.replace("\ufffe", "").strip()
    number = number_of(text) if text[:1].isdecimal() else None
    end = number.end if number else 0
    return text[:end] + _AUTOSPACE.sub("", text[end:])


def _lines(
    text: Any, count: int, page: int, height: float, rows: list[tuple[Box, ...]]
) -> Iterator[Line]:
    """Lines as PDFium sees them outside of tables, each with the extent of its characters."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    tables = Area(rows)
    words: list[str] = []
    boxes: list[tuple[float, float, float]] = []
    sizes: list[float] = []

    def finished() -> Iterator[Line]:
        line = _clean("".join(words))
        if line and boxes:
            yield Line(
                line,
                page,
                min(box[0] for box in boxes),
                max(box[1] for box in boxes),
                height - max(box[2] for box in boxes),
                sorted(sizes)[len(sizes) // 2],
            )
        words.clear()
        boxes.clear()
        sizes.clear()

    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0x0A, 0x0D):
            yield from finished()
            continue
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
            continue
        visible = code > 0x20 and code != 0x3000
        # The box of a full stop is low; all characters of a line stand on one base line.
        if (
            visible
            and raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            and raw.FPDFText_GetCharOrigin(text, index, bottom, top)
        ):
            if tables.holds(left.value, top.value):
                continue
            boxes.append((left.value, right.value, top.value))
            sizes.append(raw.FPDFText_GetFontSize(text, index))
        words.append(chr(code))
    yield from finished()
