"""An exception or a conflict that names no entry is never shown to anybody.

Good: `exception_to: [{entry: nocert-01, when: …}]`. Bad: `entry: nocert-99`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "reference-unknown"
TITLE: Final = "指向的条目不存在"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Ids in exception_to, conflicts_with and overrides that lead nowhere."""
    if subject.unknown_below:
        return
    for at in subject.entries:
        for field in ("exception_to", "conflicts_with", "overrides"):
            for index, named in enumerate(getattr(at.entry, field, ())):
                if named.entry not in subject.known:
                    yield Problem(
                        f"没有条目“{named.entry}”",
                        at.mark(field, index, "entry"),
                        "请检查编号；在别的规则包里的，要先写进 builds_on",
                    )
