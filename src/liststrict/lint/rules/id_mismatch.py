"""An id names its list and its number; swapped ids send every citation to the wrong row.

Good: `id: neg-02` with `no: 2` in the list neg. Bad: `id: neg-03` with `no: 2`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity

ID: Final = "id-mismatch"
TITLE: Final = "编号与清单名或序号不一致"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Ids whose parts differ from the list's name or the row's number."""
    for at in subject.entries:
        prefix, _, number = at.entry.id.rpartition("-")
        if prefix != at.rules.list:
            yield Problem(
                f"编号“{at.entry.id}”不以清单名“{at.rules.list}”开头",
                at.mark("id"),
                f"请写成 {at.rules.list}-{at.entry.no:02d}",
            )
        elif int(number) != at.entry.no:
            yield Problem(
                f"编号“{at.entry.id}”与序号 {at.entry.no} 不一致",
                at.mark("id"),
                f"请写成 {prefix}-{at.entry.no:02d}，或者改正序号",
                (Related(at.mark("no"), "序号在这里"),),
            )
