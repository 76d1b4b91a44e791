"""Writes pack.lock."""

from pathlib import Path

from liststrict.model.entry import Pack
from liststrict.packs.load import HEADER_FILE, load_pack
from liststrict.packs.lock import LOCK_FILE, Lock, file_digest, wording_digest
from liststrict.packtools.folder import write_file


def lock_of(folder: Path, pack: Pack) -> Lock:
    """The lock of a pack as it stands in its folder."""
    names = (HEADER_FILE, *pack.header.lists)
    entries = (entry for rules in pack.lists for entry in rules.entries)
    return Lock(
        version=pack.header.version,
        files={name: file_digest(folder / name) for name in names},
        wording={entry.id: wording_digest(entry) for entry in entries},
    )


def write_lock(folder: Path) -> Lock:
    """Locks a pack as it stands. Raises UnknownPackError, PackError or InputError."""
    lock = lock_of(folder, load_pack(folder))
    text = lock.model_dump_json(indent=2) + "\n"
    write_file(folder / LOCK_FILE, text.encode("utf-8"))
    return lock
