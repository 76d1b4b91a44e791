"""Old formats (.doc, .wps) through LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from liststrict.documents.archive import damaged
from liststrict.documents.document import Document
from liststrict.documents.docx import read_docx
from liststrict.documents.kinds import container, expect, is_encrypted, read_head
from liststrict.errors import DocumentError

_PROGRAMS: Final = ("soffice", "libreoffice")
_SECONDS: Final = 120
# The stream of an old Word file begins at a sector with this mark, flags stand 10 bytes behind.
_WORD: Final = b"\xec\xa5"
_SECTOR: Final = 512
_ENCRYPTED: Final = 0x0100
_SEARCHED: Final = 16 * 1024 * 1024


def read_through_office(path: Path) -> Document:
    """Reads a .doc or .wps file. Raises DocumentError."""
    if container(read_head(path)) == "rtf" and path.suffix.lower() == ".rtf":
        pass
    else:
        expect(path, "ole")
        if is_encrypted(path) or _is_locked_word(path):
            raise DocumentError(f"{path}：文件加了密码；请取消密码后再审核")
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError(
            f"{path}：读取 {path.suffix} 需要安装 LibreOffice；请安装，或用 Word/WPS 另存为 .docx"
        )
    with tempfile.TemporaryDirectory(prefix="liststrict-") as private:
        folder = Path(private)
        _careful_profile(folder / "profile")
        copy = folder / f"source{path.suffix.lower()}"
        shutil.copyfile(path, copy)
        command = [
            program,
            # A profile of its own: an open LibreOffice would otherwise take the file over.
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx",
            "--outdir",
            private,
            str(copy),
        ]
        _run(command, path, private)
        made = folder / "source.docx"
        if not made.exists():
            raise damaged(path)
        return read_docx(made)


def _is_locked_word(path: Path) -> bool:
    """Whether an old Word file says in its first block that it is encrypted."""
    with path.open("rb") as file:
        while block := file.read(_SECTOR):
            if block.startswith(_WORD):
                return bool(int.from_bytes(block[10:12], "little") & _ENCRYPTED)
            if file.tell() > _SEARCHED:
                break
    return False


def _careful_profile(folder: Path) -> None:
    """A profile that runs no macros and fetches nothing that a document points to."""
    (folder / "user").mkdir(parents=True)
    settings = "".join(
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>true</value></prop></item>'
        for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks")
    )
    (folder / "user/registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{settings}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], path: Path, home: str) -> None:
    quiet = subprocess.DEVNULL
    # Caches of fonts and settings go with the private folder, not into the user's home.
    own = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"), home)
    try:
        # A session of its own: the program starts others, and all of them must end in time.
        process = subprocess.Popen(  # noqa: S603  (the command is ours, no shell is asked)
            command,
            stdin=quiet,
            stdout=quiet,
            stderr=quiet,
            start_new_session=True,
            env={**os.environ, **own},
        )
    except OSError:
        raise DocumentError(f"{path}：LibreOffice 无法运行；请检查安装") from None
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        raise DocumentError(f"{path}：LibreOffice 转换超时；请用 Word/WPS 另存为 .docx") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
