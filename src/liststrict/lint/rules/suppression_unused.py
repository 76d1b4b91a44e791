"""A suppression that hides nothing any more would hide the next problem of its kind.

Good: a suppression with a problem behind it. Bad: one whose problem was mended, or whose rule is misspelt.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "suppression-unused"
TITLE: Final = "屏蔽没有用到"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Suppressions of unknown rules, and those that met no problem although their rule ran."""
    outcome = subject.outcome
    for index, ignored in enumerate(subject.suppressions):
        mark = subject.files.header_document.mark(("lint", "ignore", index))
        if ignored.rule not in outcome.known:
            yield Problem(f"没有规则“{ignored.rule}”", mark, "请检查拼写，规则见 docs/lint")
        elif ignored.rule in outcome.ran and index not in outcome.used and _is_live(subject, index):
            yield Problem(f"屏蔽“{ignored.rule}”没有对应的问题", mark, "请删去")


def _is_live(subject: Subject, index: int) -> bool:
    """Those without reason or past their day are told by other rules."""
    ignored = subject.suppressions[index]
    return bool(ignored.reason) and not (ignored.until and ignored.until < subject.today)
