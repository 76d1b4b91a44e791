"""A raw citation that cannot be read cannot be checked against the law.

Good: 《中华人民共和国禁毒法》第十七条、第十九条第二款. Bad: 禁毒法第十七. Slips of the source are kept in
`raw` and explained in `errata`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.bases import bases
from liststrict.lint.citing import read_citation
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "basis-unparsable"
TITLE: Final = "依据原文读不懂"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Raw citations with parts that are neither title nor provision."""
    for located in bases(subject):
        if located.basis.origin == "list":
            continue
        cited = read_citation(located.basis.raw)
        tip = "请写成《法名》第…条第…款第（…）项；原文有误的，原样保留并写 errata"
        if cited.leftover:
            yield Problem(f"依据原文里的“{cited.leftover[:20]}”读不懂", located.mark("raw"), tip)
        elif not cited.titles:
            yield Problem("依据原文里没有法律名称", located.mark("raw"), tip)
