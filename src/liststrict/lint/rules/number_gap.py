"""A gap in the numbers is mostly a row that was lost on the way from the table.

Good: no 1, 2, 3. Bad: no 1, 3, or 2 before 1.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity

ID: Final = "number-gap"
TITLE: Final = "序号不连续"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Rows whose number does not follow on the one before."""
    for file in subject.files.lists:
        before, row_before = 0, -1
        related: tuple[Related, ...] = ()
        for at in file.entries:
            number, mark = at.entry.no, at.mark("no")
            # Rows that could not be read are not missing.
            follows = before + at.row - row_before
            if number > follows:
                missing = "、".join(map(str, range(follows, number)[:5]))
                tip = "请对照原表补上"
                yield Problem(f"序号从 {before} 跳到 {number}，缺 {missing}", mark, tip, related)
            elif number < before:
                tip = "请按原表的顺序排列"
                yield Problem(f"序号 {number} 排在 {before} 之后", mark, tip, related)
            before, row_before = number, at.row
            related = (Related(mark, "上一条的序号"),)
