"""The journal: answered rows beside the output, so that a killed run can be finished.

`OUT.partial/run.json` tells what was begun, `OUT.partial/rows.jsonl` holds one line for each
answered row, in order. A line counts once its line break is there; what follows the last break
was cut off by the kill and is answered again.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from liststrict.errors import BatchError
from liststrict.locks import take_lock

_PIECE: Final = 1 << 20
_SYNC_EVERY: Final = 64 * 1024 * 1024


class Journal:
    """The folder of one run. Only one process may work in it at a time."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.folder = output.with_name(output.name + ".partial")
        self._rows = self.folder / "rows.jsonl"
        self._run = self.folder / "run.json"
        self._lock: IO[bytes] | None = None
        self._file: IO[bytes] | None = None
        self._unsynced = 0

    def begin(self, run: dict[str, Any], resume: bool) -> int:
        """Opens the journal; returns how many rows are answered already.

        Raises BatchError if another process works on the same output, or if what was begun
        is not what is asked for now.
        """
        self.folder.mkdir(exist_ok=True)
        self._take_lock()
        begun = self.begun()
        answered = 0
        if resume and begun is not None:
            if begun != run:
                raise BatchError(
                    f"{self.output}：{_difference(begun, run)}和上次不同，不能接着办；"
                    "请恢复原样，或去掉 --resume 重新开始"
                )
            answered = self._cut_to_whole_lines()
        else:
            self._clear()
            write_synced(self._run, json.dumps(run, ensure_ascii=False).encode())
        self._file = self._rows.open("ab")
        return answered

    def begun(self) -> dict[str, Any] | None:
        """What an earlier run wrote when it began; None if there was none."""
        try:
            run = json.loads(self._run.read_bytes())
        except (OSError, ValueError):
            return None
        return run if isinstance(run, dict) else None

    def add(self, lines: bytes) -> None:
        """Appends answered rows; after a power cut, at most the last few seconds are missing."""
        assert self._file is not None
        self._file.write(lines)
        self._file.flush()
        self._unsynced += len(lines)
        if self._unsynced > _SYNC_EVERY:
            os.fsync(self._file.fileno())
            self._unsynced = 0

    def close_rows(self) -> Path:
        """Ends writing; returns the file of all answered rows."""
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        return self._rows

    def rows(self) -> Iterator[Any]:
        """All answered rows, parsed."""
        with self._rows.open("rb") as lines:
            for line in lines:
                yield json.loads(line)

    def release(self) -> None:
        """Closes files and gives the lock back; the journal stays."""
        for file in (self._file, self._lock):
            if file is not None:
                with suppress(OSError):
                    file.close()
        self._file = self._lock = None

    def remove(self) -> None:
        """Removes the journal."""
        self.release()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _clear(self) -> None:
        # run.json goes first: without it the rest counts for nothing.
        for file in (self._run, *self.folder.iterdir()):
            if self._lock is not None and file.name == Path(self._lock.name).name:
                continue
            if file.is_dir():
                shutil.rmtree(file, ignore_errors=True)
            else:
                file.unlink(missing_ok=True)

    def _take_lock(self) -> None:
        # The system lets go of the lock when the process ends, however it ends.
        self._lock = (self.folder / "lock").open("ab")
        try:
            take_lock(self._lock)
        except OSError:
            self.release()
            raise BatchError(
                f"{self.output}：另一个程序正在写这个文件；请等它完成，或换一个输出文件名"
            ) from None

    def _cut_to_whole_lines(self) -> int:
        if not self._rows.exists():
            return 0
        count = end = position = 0
        with self._rows.open("r+b") as file:
            while piece := file.read(_PIECE):
                breaks = piece.count(b"\n")
                if breaks:
                    count += breaks
                    end = position + piece.rfind(b"\n") + 1
                position += len(piece)
            file.truncate(end)
            # After a power cut the end may hold zeros instead of what was written.
            while count and not _is_whole(file, end):
                end = _start_of_last_line(file, end)
                file.truncate(end)
                count -= 1
        return count


def write_synced(path: Path, raw: bytes) -> None:
    """Writes a file so that it is there whole or not at all."""
    beside = path.with_name(path.name + ".new")
    with beside.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _is_whole(file: IO[bytes], end: int) -> bool:
    start = _start_of_last_line(file, end)
    file.seek(start)
    try:
        json.loads(file.read(end - start))
    except ValueError:
        return False
    return True


def _start_of_last_line(file: IO[bytes], end: int) -> int:
    position = end - 1
    while position > 0:
        start = max(0, position - _PIECE)
        file.seek(start)
        found = file.read(position - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        position = start
    return 0


def _difference(begun: dict[str, Any], run: dict[str, Any]) -> str:
    names = {"input": "输入文件", "packs": "规则包", "engine": "程序版本"}
    return next((name for key, name in names.items() if begun.get(key) != run.get(key)), "选项")
