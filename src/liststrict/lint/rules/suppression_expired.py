"""A suppression past its day takes no effect; what it hid must be mended or given a new day.

Good: an `until` that lies ahead. Bad: one that has passed.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.dates import is_day
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "suppression-expired"
TITLE: Final = "屏蔽已经过期"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Suppressions whose last day has passed."""
    for index, ignored in enumerate(subject.suppressions):
        if ignored.until and is_day(ignored.until) and ignored.until < subject.today:
            yield Problem(
                f"对“{ignored.rule}”的屏蔽在 {ignored.until} 过期，不再起作用",
                subject.files.header_document.mark(("lint", "ignore", index, "until")),
                "请改正它屏蔽的问题，或者重新说明理由并延期",
            )
