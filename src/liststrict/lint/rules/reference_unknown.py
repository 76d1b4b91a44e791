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
    for at in subject.entries:
        for field in ("exception_to", "conflicts_with", "overrides"):
            for index, named in enumerate(getattr(at.entry, field)):
                if named.entry not in subject.known and not subject.unknown_below:
                    yield Problem(
                        f"没有条目“{named.entry}”",
                        at.mark(field, index, "entry"),
                        "请检查编号；在别的规则包里的，要先写进 builds_on",
                    )
        for index, name in enumerate(at.entry.learned_as):
            if name not in subject.learned:
                yield Problem(
                    f"没有可以借用权重的条目“{name}”",
                    at.mark("learned_as", index),
                    "请写随程序提供的条目，如 包名/编号",
                )
