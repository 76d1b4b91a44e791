"""Writing: whole or not at all, beside the destination, nothing left behind."""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from liststrict.errors import InputError
from liststrict.packs.load import load_pack

SCHEMA_FILE: Final = "liststrict.schema.json"
SCHEMA_LINE: Final = f"# yaml-language-server: $schema=./{SCHEMA_FILE}\n"


def write_pack(folder: Path, files: Mapping[str, str]) -> None:
    """Makes a new folder with these files, which must load as a pack. Raises InputError."""
    refuse_used(folder)
    beside = folder.absolute().parent
    try:
        beside.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=beside))
    except OSError as error:
        raise _cannot(folder, error) from None
    try:
        for name, text in files.items():
            _write_synced(draft / name, text.encode("utf-8"))
        load_pack(draft)
        draft.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder.absolute())
    except OSError as error:
        raise _cannot(folder, error) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def refuse_used(folder: Path) -> None:
    """Raises InputError unless the folder is new or empty."""
    if folder.is_dir() and not any(folder.iterdir()):
        return
    if folder.exists() or folder.is_symlink():
        raise InputError(f"{folder}：已经存在，不会覆盖；请换一个新的文件夹名")


def write_file(file: Path, content: bytes | Callable[[Path], None]) -> None:
    """Replaces one file at once. Raises InputError if it cannot be written."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.absolute().parent)
        os.close(handle)
    except OSError as error:
        raise _cannot(file, error) from None
    draft = Path(name)
    try:
        if callable(content):
            content(draft)
            content = draft.read_bytes()
        _write_synced(draft, content)
        draft.chmod(0o644)
        draft.replace(file)
    except OSError as error:
        raise _cannot(file, error) from None
    finally:
        draft.unlink(missing_ok=True)


def to_yaml(data: Any) -> str:
    """Plain data as YAML, in the given order, with Chinese as it is."""
    text: str = yaml.dump(
        data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096, indent=2
    )
    return text


class _Dumper(yaml.SafeDumper):
    """No anchors (the reader refuses them), and lists set in from their key."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (the library's signature)
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        return super().increase_indent(flow, False)


def _write_synced(file: Path, content: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _cannot(path: Path, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return InputError(f"{path}：上一级文件夹不存在；请先建好，或者换一个地方")
    if isinstance(error, PermissionError):
        return InputError(f"{path}：没有写入权限；请换一个地方")
    return InputError(f"{path}：写不进去；请检查路径、权限和磁盘空间")
