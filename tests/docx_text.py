"""The text of a .docx in reading order, for golden files; checks on its XML."""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.table import Table
from lxml import etree


def text_of(raw: bytes) -> str:
    """Paragraphs as lines; a row of a table as `label | value`, merged cells once."""
    lines: list[str] = []
    for block in Document(io.BytesIO(raw)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell._tc for cell in row.cells)
                texts = {cell._tc: cell.text for cell in row.cells}
                lines.append(" | ".join(texts[cell] for cell in cells))
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"


def parts_of(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def assert_sound(raw: bytes) -> None:
    """Every part is strict XML, every cell holds a paragraph, and no template tag is left."""
    for name, content in parts_of(raw).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content, etree.XMLParser(resolve_entities=False, huge_tree=True))
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = etree.fromstring(parts_of(raw)["word/document.xml"])
    for cell in body.iter(f"{word}tc"):
        assert cell[-1].tag == f"{word}p"


def write_template(path: Path, *paragraphs: str) -> None:
    """A small Word file, as somebody might write one."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(str(path))
