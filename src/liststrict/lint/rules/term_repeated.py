"""A word that stands twice in one block counts once; mostly another word was meant.

Good: `names: [代征税费, 代收税款]`. Bad: `names: [代征税费, 代征税费]`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.lint.wording import terms
from liststrict.model.diagnostic import Related, Severity
from liststrict.yaml_marks import Path_

ID: Final = "term-repeated"
TITLE: Final = "匹配词重复"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Words that were met before in the same block."""
    for at in subject.entries:
        first: dict[tuple[str | int, str], Path_] = {}
        for path, _, term in terms(at):
            before = first.setdefault((path[1], term), path)
            if before != path:
                yield Problem(
                    f"匹配词“{term}”在同一组里重复",
                    at.mark(*path),
                    "请删去一个",
                    (Related(at.mark(*before), "第一次写在这里"),),
                )
