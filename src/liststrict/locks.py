"""Locks on open files: the system lets go of them when the process ends, however it ends."""

import os
from typing import IO


def take_lock(file: IO[bytes]) -> None:
    """Locks an open file for this process alone. Raises OSError if another one holds it."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415  (there is none elsewhere)

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl  # noqa: PLC0415  (there is none on Windows)

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
