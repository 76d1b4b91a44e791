"""Office files are zip archives from strangers: checked before anything is unpacked."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from liststrict.documents.kinds import expect
from liststrict.errors import DocumentError, MissingExtraError
from liststrict.zip_guard import BROKEN, Limits, fault_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Honest documents compress 5 to 50 times; a bomb 1000 times and more.
MAX_RATIO: Final = 200
MAX_MEMBERS: Final = 20_000
MAX_XML: Final = 128 * 1024 * 1024


@contextmanager
def open_archive(path: Path, most: int = 1024 * 1024 * 1024) -> Iterator[zipfile.ZipFile]:
    """An office file as a zip archive of bounded size.

    Raises DocumentError for what is damaged, locked or too large, also while members are read.
    """
    expect(path, "zip")
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path, most)
            yield archive
    except (*BROKEN, KeyError):
        raise damaged(path) from None
    except RuntimeError as error:
        if "password" in str(error) or "encrypted" in str(error):
            raise locked(path) from None
        raise


def _check(archive: zipfile.ZipFile, path: Path, most: int) -> None:
    fault = fault_of(archive, Limits(members=MAX_MEMBERS, unpacked=most, ratio=MAX_RATIO))
    if fault == "locked":
        raise locked(path)
    if fault == "bomb":
        raise DocumentError(f"{path}：压缩比异常，像是压缩炸弹，没有打开；请核实文件来源")
    if fault == "repeated":
        raise damaged(path)
    if fault:
        raise DocumentError(f"{path}：展开后过大，没有打开；请拆成几个文件")


def damaged(path: Path) -> DocumentError:
    """The error for a file that is cut off or broken."""
    return DocumentError(f"{path}：文件已损坏或不完整；请重新下载，或用 Office 打开后另存")


def locked(path: Path) -> DocumentError:
    """The error for a file that needs a password."""
    return DocumentError(f"{path}：文件加了密码；请取消密码后再审核")


def read_xml(archive: zipfile.ZipFile, name: str, path: Path) -> "Element":
    """One member as an XML tree, without external entities. Raises DocumentError."""
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    except ImportError:
        raise MissingExtraError("读取 Office 和 OFD 文件") from None
    if archive.getinfo(name).file_size > MAX_XML:
        raise DocumentError(f"{path}：内容过大，没有打开；请拆成几个文件")
    try:
        root: Element = fromstring(archive.read(name), forbid_dtd=True)
    except DefusedXmlException:
        raise DocumentError(
            f"{path}：文件含有外部实体或 DTD，不安全，没有打开；请核实文件来源"
        ) from None
    except (ParseError, ValueError, LookupError):
        raise damaged(path) from None
    return root
