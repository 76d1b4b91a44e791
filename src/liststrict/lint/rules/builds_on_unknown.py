"""A pack below that cannot be found takes its entries, exceptions and conflicts with it.

Good: `builds_on: [chongqing]`. Bad: `builds_on: [chongqin]`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "builds-on-unknown"
TITLE: Final = "builds_on 指向的规则包找不到"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Names in `builds_on` that lead nowhere, or back to the pack itself."""
    for index, name in enumerate(subject.header.builds_on):
        mark = subject.files.header_document.mark(("builds_on", index))
        if name == subject.header.id:
            yield Problem("规则包不能以自己为基础", mark, "请删去这一项")
        elif name in subject.unknown_below:
            yield Problem(
                f"找不到规则包“{name}”，或者它读不出来", mark, "把它放在旁边的文件夹，或者检查编号"
            )
