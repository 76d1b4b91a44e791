"""Two rows of one list with the same title are one row copied twice, or a title pasted over.

Good: 两个不同的名称. Bad: the same name twice.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.dates import apart
from liststrict.lint.files import EntryAt
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity
from liststrict.text.normalize import normalize

ID: Final = "title-repeated"
TITLE: Final = "名称重复"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Titles that were met before in the same list."""
    for file in subject.files.lists:
        first: dict[str, EntryAt] = {}
        for at in file.entries:
            before = first.setdefault(normalize(at.entry.title).text, at)
            if before is not at and not apart(before, at):
                yield Problem(
                    f"名称“{at.entry.title}”重复",
                    at.mark("title"),
                    "请对照原表，删去重复的一条或者改正名称",
                    (Related(before.mark("title"), f"与 {before.entry.id} 相同"),),
                )
