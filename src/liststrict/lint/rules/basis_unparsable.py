"""A raw citation that cannot be read cannot be checked against the law.

Good: 《中华人民共和国禁毒法》第十七条、第十九条第二款. Bad: 禁毒法第十七. Slips of the source are kept in
`raw` and explained in `errata`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.laws.citation import SLIPS, parse_citations
from liststrict.lint.bases import bases
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "basis-unparsable"
TITLE: Final = "依据原文读不懂"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Raw citations with parts that cannot be read, or with slips that no erratum explains."""
    tip = "请写成《法名》第…条第…款第（…）项；来源有误的，原样保留并写 errata"
    for located in bases(subject):
        raw, mark = located.basis.raw, located.mark("raw")
        if located.basis.origin == "list":
            continue
        cited = parse_citations(raw)
        for start, end in cited.leftovers:
            yield Problem(f"依据原文里的“{raw[start:end][:20]}”读不懂", mark, tip)
        if not any(law.title or law.number for law in cited.laws):
            yield Problem("依据原文里没有法律名称", mark, tip)
        explained = any(one.field == "legal_basis" for one in located.errata)
        for slip in () if explained else cited.slips:
            yield Problem(f"依据原文{SLIPS[slip.kind]}，没有写更正", mark, tip)
