"""The encoding of a text file and its digest, in one pass that holds little in memory."""

import codecs
import hashlib
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.documents.kinds import container, read_head
from liststrict.errors import DocumentError

_PIECE: Final = 1 << 20


class TextFile(NamedTuple):
    """`encoding` decodes the file; broken bytes in it are left to the rows where they stand."""

    encoding: str
    digest: str


def digest_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def inspect(path: Path) -> TextFile:
    """UTF-8 with or without BOM, UTF-16 with BOM, or GB18030. Raises DocumentError."""
    head = read_head(path, 4096)
    if container(head) != "text":
        raise DocumentError(
            f"{path}：扩展名是 {path.suffix}，内容却不是文字；请按真实类型改扩展名，或用 Office 另存"
        )
    digest = digest_of(path)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return TextFile("utf-16", digest)
    if b"\x00" in head:
        raise DocumentError(f"{path}：不是文本文件；请另存为 UTF-8")
    if head.startswith(codecs.BOM_UTF8):
        return TextFile("utf-8-sig", digest)
    for encoding in ("utf-8", "gb18030"):
        if _decodes(path, encoding):
            return TextFile(encoding, digest)
    return TextFile(min(("utf-8", "gb18030"), key=lambda name: _broken(path, name)), digest)


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _broken(path: Path, encoding: str) -> int:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    count = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            count += decoder.decode(piece).count("\ufffd")
    return count
