"""The lock of a pack under lint."""

from liststrict.errors import PackError
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Diagnostic
from liststrict.packs.load import HEADER_FILE
from liststrict.packs.lock import LOCK_FILE, Lock, read_lock


def shown_beside(subject: Subject, name: str) -> str:
    """A file of the pack as places name it."""
    return subject.files.header_document.file.removesuffix(HEADER_FILE) + name


def lock_of(subject: Subject) -> Lock | tuple[Diagnostic, ...] | None:
    """The pack's lock, None if there is none, or what is wrong with its file."""
    try:
        return read_lock(subject.files.folder, shown_beside(subject, LOCK_FILE))
    except PackError as error:
        return error.diagnostics
