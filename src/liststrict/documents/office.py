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


def read_through_office(path: Path) -> Document:
    """Reads a .doc or .wps file. Raises DocumentError."""
    if container(read_head(path)) == "rtf" and path.suffix.lower() == ".rtf":
        pass
    else:
        expect(path, "ole")
        if is_encrypted(path):
            raise DocumentError(f"{path}：文件加了密码；请取消密码后再审核")
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise DocumentError(
            f"{path}：读取 {path.suffix} 需要安装 LibreOffice；请安装，或用 Word/WPS 另存为 .docx"
        )
    with tempfile.TemporaryDirectory(prefix="liststrict-") as private:
        folder = Path(private)
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
        _run(command, path)
        made = folder / "source.docx"
        if not made.exists():
            raise damaged(path)
        return read_docx(made)


def _run(command: list[str], path: Path) -> None:
    quiet = subprocess.DEVNULL
    try:
        # A session of its own: the program starts others, and all of them must end in time.
        process = subprocess.Popen(  # noqa: S603  (the command is ours, no shell is asked)
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
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
