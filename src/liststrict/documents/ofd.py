"""OFD files (GB/T 33190): a zip of XML, where each page holds words with their places."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liststrict.documents.archive import open_archive, read_xml
from liststrict.documents.document import Document, assemble
from liststrict.documents.layout import Line, paragraphs
from liststrict.errors import DocumentError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_PAGES: Final = 2_000
_ROOT: Final = "OFD.xml"


def read_ofd(path: Path) -> Document:
    """Reads a .ofd file. Raises DocumentError or MissingExtraError."""
    with open_archive(path) as archive:
        if _ROOT not in archive.namelist():
            raise DocumentError(f"{path}：不是 OFD 文件；请按真实类型改扩展名")
        lines: list[Line] = []
        page = 0
        for document in _texts(read_xml(archive, _ROOT, path), "DocRoot"):
            name = _inside("", document)
            root = read_xml(archive, name, path)
            for location in _pages(root):
                page += 1
                if page > MAX_PAGES:
                    raise DocumentError(f"{path}：超过 {MAX_PAGES} 页；请拆成几个文件")
                content = read_xml(archive, _inside(posixpath.dirname(name), location), path)
                lines += _lines(content, page)
    if not lines:
        raise DocumentError(
            f"{path}：没有文字，可能是扫描件（图片）；请用文字版，或先识别成文字再审核"
        )
    return assemble(paragraphs(lines), str(path))


def _inside(folder: str, location: str) -> str:
    """A name in the archive; names from the root begin with a slash."""
    joined = location if location.startswith("/") else posixpath.join(folder, location)
    return posixpath.normpath(joined).lstrip("/")


def _local(node: "Element") -> str:
    return node.tag.rpartition("}")[2]


def _texts(root: "Element", name: str) -> Iterator[str]:
    return (node.text.strip() for node in root.iter() if _local(node) == name and node.text)


def _pages(root: "Element") -> Iterator[str]:
    for node in root.iter():
        if _local(node) == "Page" and node.get("BaseLoc"):
            yield str(node.get("BaseLoc"))


def _lines(page: "Element", number: int) -> list[Line]:
    """Words at the same height are one line; heights differ by less than half a character."""
    words = sorted(_words(page, number), key=lambda line: (line.top, line.left))
    lines: list[Line] = []
    for word in words:
        last = lines[-1] if lines else None
        if last is not None and abs(last.top - word.top) < last.size / 2 and word.left >= last.left:
            gap = "　" if word.left - last.right > word.size * 2 else ""
            lines[-1] = last._replace(
                text=last.text + gap + word.text, right=max(last.right, word.right)
            )
        else:
            lines.append(word)
    return lines


def _words(page: "Element", number: int) -> Iterator[Line]:
    for node in page.iter():
        if _local(node) != "TextObject":
            continue
        x, y, width, *_ = (*_numbers(node.get("Boundary", "")), 0.0, 0.0, 0.0)
        size = next(iter(_numbers(node.get("Size", ""))), 0.0) or 1.0
        for code in node:
            if _local(code) != "TextCode" or not (code.text or "").strip():
                continue
            text = str(code.text)
            down = next(iter(_numbers(code.get("Y", ""))), 0.0)
            along = next(iter(_numbers(code.get("X", ""))), 0.0)
            extent = sum(_deltas(code.get("DeltaX", ""))) or size * (len(text) - 1)
            start = x + along
            right = max(start + extent + size, 0.0) if extent else x + (width or size)
            yield Line(text, number, start, right, y + down, size)


def _numbers(text: str) -> list[float]:
    found = []
    for word in text.split()[:100_000]:
        try:
            found.append(float(word))
        except ValueError:
            return found
    return found


def _deltas(text: str) -> list[float]:
    """Distances between characters; `g 5 3.2` stands for five times 3.2."""
    words = text.split()[:100_000]
    found: list[float] = []
    position = 0
    while position < len(words):
        if words[position] == "g" and position + 2 < len(words):
            count, step = _numbers(" ".join(words[position + 1 : position + 3])) or (0.0, 0.0)
            found += [step] * min(int(count), 10_000)
            position += 3
        else:
            found += _numbers(words[position])
            position += 1
    return found
