"""PDF files that carry text. Scans carry pictures only and are refused."""

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from liststrict.documents.archive import damaged, locked
from liststrict.documents.document import Document, assemble
from liststrict.documents.kinds import expect
from liststrict.documents.layout import Line, paragraphs
from liststrict.errors import DocumentError, MissingExtraError

MAX_BYTES: Final = 256 * 1024 * 1024
MAX_PAGES: Final = 2_000
MAX_PAGE_CHARACTERS: Final = 100_000
_PASSWORD_ERROR: Final = 4


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


def _page_lines(book: Any, number: int, path: Path) -> Iterator[Line]:
    page = book[number]
    try:
        text = page.get_textpage()
        try:
            count = text.count_chars()
            if count > MAX_PAGE_CHARACTERS:
                raise DocumentError(f"{path}：第 {number + 1} 页文字过多；请拆成几个文件")
            yield from _lines(text, count, number + 1, page.get_height())
        finally:
            text.close()
    finally:
        page.close()


def _lines(text: Any, count: int, page: int, height: float) -> Iterator[Line]:
    """Lines as PDFium sees them, each with the box around its characters."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    words: list[str] = []
    boxes: list[tuple[float, float, float]] = []
    sizes: list[float] = []

    def finished() -> Iterator[Line]:
        line = "".join(words).rstrip()
        if line.strip() and boxes:
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
        words.append(chr(code))
        if code > 0x20 and code != 0x3000:
            ok = raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            # The box of a full stop is low; all characters of a line stand on one base line.
            if ok and raw.FPDFText_GetCharOrigin(text, index, bottom, top):
                boxes.append((left.value, right.value, top.value))
                sizes.append(raw.FPDFText_GetFontSize(text, index))
    yield from finished()
