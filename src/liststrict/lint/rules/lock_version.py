"""Answers name the version of a pack; two contents under one version cannot be told apart later.

Good: a changed file and a higher `version`. Bad: a changed file under the version that was locked.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from liststrict.lint.locked import lock_of, shown_beside
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity
from liststrict.model.marks import Mark
from liststrict.packs.lock import LOCK_FILE, Lock, file_digest

ID: Final = "lock-version"
TITLE: Final = "文件改了，版本号没有改"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Files that differ from those that were locked under the same version."""
    lock = lock_of(subject)
    if not isinstance(lock, Lock):
        for found in lock or ():
            yield Problem(found.message, found.mark, found.tip)
        return
    mark = subject.files.header_document.mark(("version",))
    if lock.version != subject.header.version:
        yield Problem(
            f"版本是 {subject.header.version}，{LOCK_FILE} 还是 {lock.version} 的",
            mark,
            "请用 liststrict pack lock 重新生成",
        )
        return
    for name, digest in sorted(lock.files.items()):
        file = subject.files.folder / name
        # A lock may come from anywhere: only files of the folder itself are opened.
        own = Path(name).name == name and file.is_file()
        if not own or file_digest(file) != digest:
            yield Problem(
                f"{name} 与 {LOCK_FILE} 不一致，版本号仍是 {lock.version}",
                mark,
                "请提高 version，再用 liststrict pack lock 重新生成",
                (Related(Mark(shown_beside(subject, name), 1, 1), "改过的文件"),),
            )
