"""A verdict without a legal basis cannot be cited.

Good: at least one item in `legal_basis`; where no law was found, origin `list` and the name of the
published document. Bad: no `legal_basis` at all.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.bases import bases
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "basis-missing"
TITLE: Final = "没有法律依据"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Entries without a basis of their own or of their list, and bases that name no law."""
    for at in subject.entries:
        if not at.entry.legal_basis and not at.rules.legal_basis:
            yield Problem(
                f"{at.entry.id} 没有法律依据",
                at.mark("legal_basis"),
                "请补上；未查到法律的，写 origin: list 和发布文件的名称",
            )
    for located in bases(subject):
        basis = located.basis
        if basis.law is None and basis.origin != "list":
            yield Problem(
                "依据没有写明是哪一部法律（law）",
                located.mark(),
                "请补上 law；未查到法律的，写 origin: list",
            )
