"""Any document to its text and blocks, by the kind that its name tells."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from liststrict.documents.document import MAX_CHARACTERS, Document
from liststrict.documents.docx import read_docx
from liststrict.documents.kinds import container, read_head
from liststrict.documents.ofd import read_ofd
from liststrict.documents.office import read_through_office
from liststrict.documents.pdf import read_pdf
from liststrict.documents.plain import read_plain
from liststrict.errors import DocumentError

READERS: Final[dict[str, Callable[[Path], Document]]] = {
    ".docx": read_docx,
    ".pdf": read_pdf,
    ".ofd": read_ofd,
    ".doc": read_through_office,
    ".wps": read_through_office,
}
_TABLES: Final = (".xlsx", ".xls", ".csv", ".et", ".jsonl")
_MAX_TEXT_BYTES: Final = 4 * MAX_CHARACTERS


def read_document(path: Path) -> Document:
    """Reads a document. Raises DocumentError or MissingExtraError, with one line that says why."""
    kind = path.suffix.lower()
    reader = READERS.get(kind)
    if reader is not None:
        document = reader(path)
    else:
        if kind in _TABLES:
            read_head(path)
            raise DocumentError(f"{path}：这是表格；请用 liststrict batch 逐行审核")
        document = read_plain(_decoded(path), markdown=kind in (".md", ".markdown"))
    if not document.blocks:
        raise DocumentError(f"{path}：没有内容；请检查文件")
    return document


def _decoded(path: Path) -> str:
    head = read_head(path)
    found = container(head)
    if found != "text" or b"\x00" in head:
        supported = "、".join((*READERS, ".txt", ".md"))
        raise DocumentError(f"{path}：不是文本文件，扩展名也不是 {supported}；请另存后再审核")
    if path.stat().st_size > _MAX_TEXT_BYTES:
        raise DocumentError(f"{path}：文字超过 {MAX_CHARACTERS} 个；请拆成几个文件")
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentError(f"{path}：认不出文字编码；请另存为 UTF-8")
