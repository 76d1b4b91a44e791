"""The wording of a published list is fixed; a later change of it must be seen.

Good: the wording that `pack lock` recorded. Bad: a character mended in the wording, instead of an erratum.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.locked import lock_of
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity
from liststrict.packs.lock import Lock, wording_digest

ID: Final = "lock-wording"
TITLE: Final = "原文与锁定文件不一致"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Entries whose wording is not the one that was locked, and locked entries that are gone."""
    lock = lock_of(subject)
    if not isinstance(lock, Lock) or not lock.wording:
        return
    tip = "原文不该改的，请恢复，更正写 errata；确要改的，提高 version 并重新 pack lock"
    for at in subject.entries:
        digest = lock.wording.get(at.entry.id)
        if digest is None:
            yield Problem(f"{at.entry.id} 不在 pack.lock 里", at.mark("id"), tip)
        elif digest != wording_digest(at.entry):
            yield Problem(f"{at.entry.id} 的原文与 pack.lock 不一致", at.mark(), tip)
    present = {at.entry.id for at in subject.entries}
    for gone in sorted(lock.wording.keys() - present):
        yield Problem(
            f"pack.lock 里的 {gone} 不见了", subject.files.header_document.mark(("lists",)), tip
        )
