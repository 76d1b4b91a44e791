"""The lock of a pack under lint."""

from liststrict.errors import PackError
from liststrict.lint.subject import Subject
from liststrict.packs.lock import Lock, read_lock


def lock_of(subject: Subject) -> Lock | None:
    """The pack's lock; None if there is none, or none that can be read."""
    try:
        return read_lock(subject.files.folder)
    except PackError:
        return None
