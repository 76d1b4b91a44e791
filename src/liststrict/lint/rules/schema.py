"""Fields that are missing, unknown or of the wrong type leave the entry unread.

Good: `no: 1`. Bad: `no: 一`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "schema"
TITLE: Final = "字段或类型不合格式"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """What the models complained of."""
    for found in subject.files.broken:
        if not found.code.startswith("Y"):
            yield Problem(found.message, found.mark, found.tip)
