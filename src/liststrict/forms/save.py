"""Files appear whole or not at all."""

import os
import secrets
from pathlib import Path

from liststrict.errors import InputError


def save(path: Path, content: bytes, overwrite: bool) -> None:
    """Writes beside the destination and renames. Raises InputError; leaves nothing behind."""
    refuse_destination(path, overwrite)
    temporary = path.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        raise InputError(f"{path}：写不进去；请检查权限、磁盘空间和文件是否被打开") from None
    finally:
        temporary.unlink(missing_ok=True)


def refuse_destination(path: Path, overwrite: bool) -> None:
    """Raises InputError where nothing can or should be written."""
    if path.is_dir():
        raise InputError(f"{path}：这是文件夹；请给出文件名")
    if not path.parent.is_dir():
        raise InputError(f"{path}：文件夹不存在；请先建好文件夹")
    if path.exists() and not overwrite:
        raise InputError(f"{path}：已经有这个文件；请换一个文件名，或者加 --force 覆盖")
