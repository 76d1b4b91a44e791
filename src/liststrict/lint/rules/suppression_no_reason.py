"""A suppression without a reason cannot be judged by the next maintainer; it takes no effect.

Good: `{rule: term-unused, reason: 本地口语，案例待补, until: 2027-06-30}`. Bad: `{rule: term-unused}`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "suppression-no-reason"
TITLE: Final = "屏蔽没有写理由"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Suppressions whose reason is missing or empty."""
    for index, ignored in enumerate(subject.suppressions):
        if not (ignored.reason or "").strip():
            yield Problem(
                f"屏蔽“{ignored.rule}”没有写理由，不起作用",
                subject.files.header_document.mark(("lint", "ignore", index)),
                "请写 reason，最好也写 until",
            )
