"""An example that another entry wins shows vocabulary that is missing here or too wide there.

Good: the example is answered with its own entry. Bad: it is answered with another one, or with none.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.lint.verdicts import sentences
from liststrict.model.diagnostic import Severity

ID: Final = "example-lost"
TITLE: Final = "例句没有命中本条"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Examples that are answered otherwise."""
    for told in sentences(subject, "examples"):
        met = None
        for met in told.answers:
            if told.is_own(subject, met):
                break
        else:
            own = told.at.entry.id
            yield Problem(
                f"例句没有命中 {own}，得到的是：{met.words}" if met else "例句读不出来",
                told.at.mark("examples", told.place),
                "请补充匹配词，或者收窄得到的那一条",
            )
