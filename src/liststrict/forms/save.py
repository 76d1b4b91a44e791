"""Files appear whole or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from liststrict.errors import InputError
from liststrict.locks import take_lock

# What a run leaves that was killed while it wrote; the next run in the folder removes it.
_UNFINISHED: Final = ".liststrict.part"


def save(path: Path, content: bytes, overwrite: bool) -> None:
    """Writes beside the destination and renames. Raises InputError; leaves nothing behind."""
    refuse_destination(path, overwrite)
    _sweep(path.parent)
    temporary = path.parent / f".{secrets.token_hex(8)}{_UNFINISHED}"
    try:
        with temporary.open("xb") as file:
            take_lock(file)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            if os.name != "nt":  # under the lock, so that no other run takes it for left over
                temporary.replace(path)
        if os.name == "nt":  # an open file cannot be renamed there
            temporary.replace(path)
    except OSError:
        raise InputError(f"{path}：写不进去；请检查权限、磁盘空间和文件是否被打开") from None
    finally:
        temporary.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Removes what killed runs left; what a living run writes is locked and stays."""
    with suppress(OSError):
        for file in folder.glob(f".*{_UNFINISHED}"):
            with suppress(OSError):
                _remove_unless_locked(file)


def _remove_unless_locked(file: Path) -> None:
    if file.is_symlink() or not file.is_file():
        return
    if os.name == "nt":  # an open file cannot be removed there
        file.unlink()
        return
    held: IO[bytes]
    with file.open("rb") as held:
        take_lock(held)
        file.unlink()


def refuse_destination(path: Path, overwrite: bool) -> None:
    """Raises InputError where nothing can or should be written."""
    if path.is_dir():
        raise InputError(f"{path}：这是文件夹；请给出文件名")
    if not path.parent.is_dir():
        raise InputError(f"{path}：文件夹不存在；请先建好文件夹")
    if path.exists() and not overwrite:
        raise InputError(f"{path}：已经有这个文件；请换一个文件名，或者加 --force 覆盖")
