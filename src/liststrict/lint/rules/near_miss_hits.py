"""A near miss that hits shows vocabulary that is too wide.

Good: the near miss is answered with another entry, or with none. Bad: it is answered with this one.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.lint.verdicts import sentences
from liststrict.model.diagnostic import Severity

ID: Final = "near-miss-hits"
TITLE: Final = "反例命中了本条"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Near misses that are answered with their own entry."""
    for told in sentences(subject, "near_misses"):
        met = None
        for met in told.answers:
            if not told.is_own(subject, met):
                break
        else:
            yield Problem(
                f"反例命中了 {told.at.entry.id}" if met else "反例读不出来",
                told.at.mark("near_misses", told.place),
                "请收窄匹配词，或者在 excludes 中写上区别所在的词",
            )
