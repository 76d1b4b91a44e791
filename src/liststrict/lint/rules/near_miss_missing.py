"""Without a near miss nobody knows whether the entry catches too much.

Good: at least one request in `near_misses` that must not hit. Bad: no `near_misses`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "near-miss-missing"
TITLE: Final = "没有反例"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Entries without near misses."""
    for at in subject.entries:
        if not at.entry.near_misses:
            yield Problem(
                f"{at.entry.id} 没有反例",
                at.mark("near_misses"),
                "请在 near_misses 中写至少一句相近、但不应命中它的话",
            )
