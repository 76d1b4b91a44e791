"""When a law is amended its articles move; each citation must be looked at again and say what it found.

Good: `status: in-force`, checked against the version of that day. Bad: no `status`, or a raw text
that cites （2018年修正） after a later version came into force.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.bases import BasisAt, bases
from liststrict.lint.citing import YEAR
from liststrict.lint.lawbook import begins, version_on
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.basis import Law, LawVersion
from liststrict.model.diagnostic import Severity

ID: Final = "version-superseded"
TITLE: Final = "法律已经修订，条款没有重新核对"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Provisions of amended laws that do not state their status, and years of older versions."""
    for located in bases(subject):
        law = subject.laws.get(located.basis.law or "")
        version = version_on(law, subject.day) if law else None
        if law and version and version is not law.versions[0]:
            yield from _amended(located, law, version)


def _amended(located: BasisAt, law: Law, version: LawVersion) -> Iterator[Problem]:
    since = f"“{law.id}”自 {begins(version)} 起施行新版本"
    year = YEAR.search(located.basis.raw)
    old = year is not None and year.group(1) != (version.date or "")[:4]
    for index, provision in enumerate(located.basis.provisions):
        mark = located.mark("provisions", index)
        if not located.states(index, "status"):
            yield Problem(f"{since}，这一条款没有写 status", mark, "请对照新版本核对后写明 status")
        elif old and provision.status == "in-force":
            yield Problem(
                f"{since}，原文引用的是旧版本，条款却标为有效",
                located.mark("provisions", index, "status"),
                "请把 status 改为 superseded，并用 now 写明现在的条文",
            )
