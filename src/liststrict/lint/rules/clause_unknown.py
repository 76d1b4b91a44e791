"""Vocabulary and errata that name a clause beyond the last one speak of wording that is not there.

Good: `clause: 2` in an entry with two details. Bad: `clause: 3` there.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "clause-unknown"
TITLE: Final = "所指的分项不存在"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Numbers of clauses without a clause."""
    for at in subject.entries:
        clauses = max((number for _, number, _ in at.entry.clauses()), default=0)
        for index, block in enumerate(at.entry.match):
            if block.clause is not None and not 0 < block.clause <= clauses:
                yield Problem(
                    f"{at.entry.id} 共 {clauses} 个分项，没有第 {block.clause} 个",
                    at.mark("match", index, "clause"),
                    "请对照 details、duties 改正",
                )
