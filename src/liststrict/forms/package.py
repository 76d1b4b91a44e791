"""A .docx as a zip: checked before it is opened, written so that equal content is equal bytes."""

import io
import zipfile
from pathlib import Path
from typing import Final

from liststrict.errors import InputError
from liststrict.zip_guard import BROKEN, Limits, fault_of

# A template holds a few pages and perhaps a seal; anything beyond is a mistake or an attack.
MAX_FILE: Final = 20 * 1024 * 1024
LIMITS: Final = Limits(members=2000, unpacked=60 * 1024 * 1024)
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def read_template(path: Path) -> bytes:
    """The bytes of a .docx that is safe to open. Raises InputError."""
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if size <= MAX_FILE else b""
    except FileNotFoundError:
        raise InputError(
            f"{path}：没有这个模板；可用 liststrict form init 文件夹 导出全部模板"
        ) from None
    except OSError:
        raise InputError(f"{path}：模板读不出来；请检查路径和权限") from None
    if size > MAX_FILE:
        raise InputError(f"{path}：模板超过 {MAX_FILE // 1024 // 1024} MB；请删去大图片")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if "word/document.xml" not in archive.namelist():
                raise InputError(f"{path}：不是 Word 文档；请在 Word 里另存为 .docx")
            fault = fault_of(archive, LIMITS)
    except (*BROKEN, ValueError):
        fault = "locked"
    if fault in ("locked", "repeated"):
        raise InputError(f"{path}：不是 .docx 文件，或者已损坏、已加密；请在 Word 里另存为 .docx")
    if fault:
        raise InputError(f"{path}：模板展开后太大；请换用导出的模板重新修改")
    return raw


def repacked(raw: bytes) -> bytes:
    """The same parts without the time of writing, so that the same input gives the same bytes."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(raw)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for part in source.infolist():
            info = zipfile.ZipInfo(part.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            copy.writestr(info, source.read(part))
    return target.getvalue()
