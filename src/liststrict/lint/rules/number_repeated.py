"""A number that stands twice in a table cannot be quoted; rows lose theirs when tables are copied.

Good: no 1, 2, 3. Bad: no 1, 2, 2. Rows that hold at different times may share a number.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.dates import apart
from liststrict.lint.files import EntryAt
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity

ID: Final = "number-repeated"
TITLE: Final = "序号重复"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Numbers that were met before in the same list."""
    for file in subject.files.lists:
        first: dict[int, EntryAt] = {}
        for at in file.entries:
            before = first.setdefault(at.entry.no, at)
            if before is not at and not apart(before, at):
                yield Problem(
                    f"序号 {at.entry.no} 重复",
                    at.mark("no"),
                    "请对照原表改正",
                    (Related(before.mark("no"), "第一次用在这里"),),
                )
