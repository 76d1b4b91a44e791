"""A file that YAML cannot read says nothing; repeated keys, anchors and tags are refused as well.

Good: `title: 代征税费`. Bad: `title:代征税费` (no space after the colon).
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "yaml-syntax"
TITLE: Final = "YAML 写法有误"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """What the YAML reader complained of."""
    for found in subject.files.broken:
        if found.code.startswith("Y"):
            yield Problem(found.message, found.mark, found.tip)
