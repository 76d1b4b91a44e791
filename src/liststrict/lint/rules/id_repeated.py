"""Two entries with one id cannot be cited apart; the same holds for two lists with one name.

Good: neg-01, neg-02. Bad: neg-01 twice.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity
from liststrict.model.marks import Mark

ID: Final = "id-repeated"
TITLE: Final = "编号重复"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Ids and names of lists that were met before."""
    first: dict[str, Mark] = {}
    for at in subject.entries:
        mark = at.mark("id")
        if at.entry.id in first:
            related = (Related(first[at.entry.id], "第一次用在这里"),)
            yield Problem(f"编号“{at.entry.id}”重复", mark, "请改成未用过的编号", related)
        first.setdefault(at.entry.id, mark)
    lists: dict[str, Mark] = {}
    for file in subject.files.lists:
        if file.rules is None:
            continue
        mark = file.document.mark(("list",))
        if file.rules.list in lists:
            related = (Related(lists[file.rules.list], "第一次用在这里"),)
            yield Problem(f"清单名“{file.rules.list}”重复", mark, "请改成未用过的名字", related)
        lists.setdefault(file.rules.list, mark)
