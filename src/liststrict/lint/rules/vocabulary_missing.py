"""An entry without vocabulary is found by no request, so a forbidden task passes as unlisted.

Good: `match` with names, or with objects and acts. Bad: no `match`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "vocabulary-missing"
TITLE: Final = "没有匹配词"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Entries that no word points to."""
    for at in subject.entries:
        blocks = at.entry.match
        if not any(
            block.names or block.objects or block.acts or block.purposes for block in blocks
        ):
            yield Problem(
                f"{at.entry.id} 没有匹配词，任何要求都找不到它",
                at.mark("match"),
                "请在 match 中写 names，或者 objects 和 acts",
            )
