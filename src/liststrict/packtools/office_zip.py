"""The gate for .docx and .xlsx: a file passes it whole, or is refused with one line.

Office files are zip archives of XML from strangers. Before any library sees one, sizes, ratios,
macros, document types (the way to external entities and entity bombs), depth and the number of
elements are checked here, on the bytes that are then handed on.
"""

import io
import zipfile
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple
from xml.parsers import expat

from liststrict.errors import InputError
from liststrict.zip_guard import BROKEN, Fault, Limits, fault_of

MAX_FILE_BYTES: Final = 32 * 1024 * 1024
MAX_XML_BYTES: Final = 24 * 1024 * 1024
# Word and Excel pack XML 10 to 60 fold; small members may pack better, and cannot do harm.
LIMITS: Final = Limits(members=4000, unpacked=160 * 1024 * 1024, ratio=150, ratio_free=1024 * 1024)
MAX_DEPTH: Final = 200
MAX_ELEMENTS: Final = 1_500_000
# A merged range or a link over whole columns makes a library create millions of cells.
MAX_RANGE_CELLS: Final = 20_000
MAX_ALL_RANGE_CELLS: Final = 200_000

_REFUSALS: Final[dict[Fault, str]] = {
    "too-many": f"压缩包里的文件超过 {LIMITS.members} 个，太多了；请只留清单表格",
    "locked": "压缩包加了密码；请去掉密码后再导入",
    "bomb": "内容的压缩比异常（疑似压缩炸弹），不予打开",
    "too-large": f"展开后超过 {LIMITS.unpacked // 1024 // 1024} MB；请删去图片，只留清单表格",
    "repeated": "压缩包里有重名的内容，可能被改动过；请重新另存一份",
}
_MAIN_PART: Final = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_XML_ENDINGS: Final = (".xml", ".rels", ".vml")
_RANGES: Final = frozenset(("mergeCell", "hyperlink"))
_MACRO_PARTS: Final = ("vbaproject.bin", "vbadata.xml")


class OfficeFile(NamedTuple):
    """A checked file: its name for messages, its ending, and its bytes."""

    name: str
    ending: str
    content: io.BytesIO


def open_office(path: Path) -> OfficeFile:
    """Reads and checks a .docx or .xlsx. Raises InputError with one clear line."""
    ending = path.suffix.lower()
    if ending not in _MAIN_PART:
        raise InputError(f"{path}：只能导入 .docx 和 .xlsx；旧格式请在 Word 或 Excel 里另存")
    raw = _bytes(path)
    if raw.startswith(_OLD_OFFICE):
        raise InputError(f"{path}：文件加了密码，或者是旧版格式；请去掉密码，另存为 {ending}")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check(archive, path, ending)
    except (*BROKEN, ValueError):
        raise InputError(f"{path}：文件已损坏，或者不是 {ending} 文件；请重新另存一份") from None
    return OfficeFile(str(path), ending, io.BytesIO(raw))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            what = "这是文件夹，请给出文件" if path.is_dir() else "没有这个文件，请检查文件名和路径"
            raise InputError(f"{path}：{what}")
        with path.open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    except OSError:
        raise InputError(f"{path}：文件读不出来；请检查权限和路径") from None
    if len(raw) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // 1024 // 1024
        raise InputError(f"{path}：文件超过 {limit} MB；请删去图片，只留清单表格")
    return raw


def _check(archive: zipfile.ZipFile, path: Path, ending: str) -> None:
    _check_sizes(archive, path)
    members = archive.infolist()
    names = [member.filename for member in members]
    _check_kind(archive, names, path, ending)
    ranges = _Ranges(path)
    for member in members:
        if member.filename.lower().endswith(_XML_ENDINGS):
            _Inspection(path, ranges).run(archive.read(member))


def _check_sizes(archive: zipfile.ZipFile, path: Path) -> None:
    fault = fault_of(archive, LIMITS)
    if fault:
        raise InputError(f"{path}：{_REFUSALS[fault]}")
    members = archive.infolist()
    parts = (member for member in members if member.filename.lower().endswith(_XML_ENDINGS))
    if any(part.file_size > MAX_XML_BYTES for part in parts):
        limit = MAX_XML_BYTES // 1024 // 1024
        raise InputError(f"{path}：其中一部分展开后超过 {limit} MB；请拆成几个文件")


def _check_kind(archive: zipfile.ZipFile, names: list[str], path: Path, ending: str) -> None:
    if any(PurePosixPath(name.lower()).name in _MACRO_PARTS for name in names):
        raise InputError(f"{path}：文件里有宏；请另存为不含宏的 {ending} 再导入")
    types = "[Content_Types].xml"
    if types not in names or _MAIN_PART[ending] not in names:
        raise InputError(f"{path}：内容不是 {ending} 文件；请用 Word 或 Excel 另存为 {ending}")
    if b"macroEnabled" in archive.read(types):
        raise InputError(f"{path}：这是带宏的文件改了扩展名；请另存为不含宏的 {ending}")


class _Ranges:
    """Adds up the cells of merged ranges and links over all sheets."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._all = 0

    def add(self, reference: str) -> None:
        cells = _area(reference)
        self._all += cells
        if cells > MAX_RANGE_CELLS or self._all > MAX_ALL_RANGE_CELLS:
            raise InputError(
                f"{self._path}：合并单元格“{reference[:40]}”范围过大；请取消整行整列的合并"
            )


class _Inspection:
    """One pass over an XML part: well-formed, no document type, bounded depth and size."""

    def __init__(self, path: Path, ranges: _Ranges) -> None:
        self._path = path
        self._ranges = ranges
        self._depth = 0
        self._elements = 0

    def run(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            parser.Parse(content, True)
        except expat.ExpatError:
            raise InputError(f"{self._path}：内容已损坏，读不出来；请重新另存一份") from None

    def _doctype(self, *_: object) -> None:
        raise InputError(f"{self._path}：内容里有外部实体或文档类型声明，不予打开")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH:
            raise InputError(f"{self._path}：内容嵌套超过 {MAX_DEPTH} 层；请重新另存一份")
        if self._elements > MAX_ELEMENTS:
            raise InputError(f"{self._path}：内容过多；请拆成几个文件")
        if name.rpartition(":")[2] in _RANGES and "ref" in attributes:
            self._ranges.add(attributes["ref"])

    def _end(self, _: str) -> None:
        self._depth -= 1


def _area(reference: str) -> int:
    """Cells of a range such as B2:D9; a range that cannot be read counts as too large."""
    corners = [_corner(part) for part in reference.replace("$", "").split(":")]
    if len(corners) == 1 and corners[0]:
        return 1
    if len(corners) != 2 or not corners[0] or not corners[1]:
        return MAX_RANGE_CELLS + 1
    (column, row), (last_column, last_row) = corners[0], corners[1]
    return (abs(last_column - column) + 1) * (abs(last_row - row) + 1)


def _corner(part: str) -> tuple[int, int] | None:
    letters = part.rstrip("0123456789")
    digits = part[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and digits):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return column, int(digits[:9])
