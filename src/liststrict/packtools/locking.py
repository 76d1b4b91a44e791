"""Writes pack.lock."""

from pathlib import Path

from liststrict.packs.load import load_pack
from liststrict.packs.lock import LOCK_FILE, Lock, lock_of
from liststrict.packtools.folder import write_file


def write_lock(folder: Path) -> Lock:
    """Locks a pack as it stands. Raises UnknownPackError, PackError or InputError."""
    lock = lock_of(folder, load_pack(folder))
    text = lock.model_dump_json(indent=2) + "\n"
    write_file(folder / LOCK_FILE, text.encode("utf-8"))
    return lock
