"""When a law is amended its articles move; each citation must be looked at again and say what it found.

Good: `status: in-force`, checked against the version of that day. Bad: no `status`, or a raw text
that cites （2018年修正） after a later version came into force.
"""

import re
from collections.abc import Iterator
from typing import Final

from liststrict.laws.citation import parse_citations
from liststrict.laws.register import starts
from liststrict.lint.bases import BasisAt, bases
from liststrict.lint.lawbook import version_on
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.basis import Law, LawVersion, LegalBasis
from liststrict.model.diagnostic import Severity

ID: Final = "version-superseded"
TITLE: Final = "法律已经修订，条款没有重新核对"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"

_YEAR: Final = re.compile(r"\d{4}")


def check(subject: Subject) -> Iterator[Problem]:
    """Provisions of amended laws that do not state their status, and years of older versions."""
    for located in bases(subject):
        law = subject.register.get(located.basis.law)
        version = version_on(law, subject.day) if law else None
        if law and version and version is not law.versions[0]:
            yield from _amended(located, law, version)


def _amended(located: BasisAt, law: Law, version: LawVersion) -> Iterator[Problem]:
    since = f"“{law.id}”自 {starts(version)} 起施行新版本"
    old = _cites_older(located.basis, version)
    for index, provision in enumerate(located.basis.provisions):
        mark = located.mark("provisions", index)
        if not located.states(index, "status"):
            yield Problem(f"{since}，这一条款没有写 status", mark, "请对照新版本核对后写明 status")
        elif old and provision.status == "in-force":
            yield Problem(
                f"{since}，引用的是旧版本，条款却标为有效",
                located.mark("provisions", index, "status"),
                "请把 status 改为 superseded，并用 now 写明现在的条文",
            )


def _cites_older(basis: LegalBasis, version: LawVersion) -> bool:
    """Whether the citation itself names an older version, by its date or the year behind the title."""
    if basis.version is not None and version.date is not None:
        return basis.version < version.date
    editions = [law.edition for law in parse_citations(basis.raw).laws if law.edition]
    years = [found.group() for edition in editions if (found := _YEAR.search(edition))]
    return bool(years) and (version.date or "")[:4] not in years
