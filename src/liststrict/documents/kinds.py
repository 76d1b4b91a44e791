"""What a file really is, by its first bytes; the name alone is not believed."""

from pathlib import Path
from typing import Final

from liststrict.errors import DocumentError

_MAGIC: Final = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG", "image"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
_NAMES: Final = {
    "zip": "压缩包（或 .docx、.xlsx、.ofd）",
    "ole": "旧版 Office 文件（.doc、.xls、.wps），或者加了密码的文件",
    "pdf": "PDF",
    "rtf": "RTF",
    "image": "图片",
    "archive": "压缩包",
    "text": "文字",
}
# Names of streams in an OLE directory are UTF-16.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_head(path: Path, size: int = 1024) -> bytes:
    """First bytes of a file. Raises DocumentError with the reason in words."""
    try:
        if path.is_dir():
            raise DocumentError(f"{path}：这是文件夹；请给出文件")
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise DocumentError(f"{path}：不是普通文件；请给出文件")
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError:
        raise DocumentError(f"{path}：没有这个文件；请检查文件名和路径") from None
    except PermissionError:
        raise DocumentError(f"{path}：没有读取权限；请检查文件权限") from None
    except OSError:
        raise DocumentError(f"{path}：文件读不出来；请检查磁盘和路径") from None


def container(head: bytes) -> str:
    """`zip`, `ole`, `pdf`, …, or `text` for everything that is not known as binary."""
    # A PDF may carry a little rubbish before its mark.
    if b"%PDF-" in head:
        return "pdf"
    return next((name for magic, name in _MAGIC if head.startswith(magic)), "text")


def expect(path: Path, wanted: str) -> None:
    """Raises DocumentError unless the file is what its name says."""
    head = read_head(path)
    if not head:
        raise DocumentError(f"{path}：文件是空的，没有内容；请检查文件")
    found = container(head)
    if found == wanted:
        return
    if found == "ole" and is_encrypted(path):
        raise DocumentError(f"{path}：文件加了密码；请在 Office 里取消密码后再审核")
    raise DocumentError(
        f"{path}：扩展名是 {path.suffix}，内容却是{_NAMES[found]}；请按真实类型改扩展名，或用 Office 打开后另存"
    )


def is_encrypted(path: Path) -> bool:
    """Whether an OLE file is an Office document locked with a password."""
    overlap = b""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            if _ENCRYPTED in overlap + piece:
                return True
            overlap = piece[-len(_ENCRYPTED) :]
    return False
