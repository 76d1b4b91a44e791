"""A repealed law carries no duty. What the source cites stays, but its status must say so.

Good: `status: superseded` with `now`. Bad: `status: in-force` under a repealed law.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.bases import bases
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "law-repealed"
TITLE: Final = "依据的法律已经废止"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Provisions that are said to hold though their law does not."""
    for located in bases(subject):
        law = subject.register.get(located.basis.law)
        if law is None or subject.register.in_force(law, subject.day) is not False:
            continue
        later = f"，现为“{law.replaced_by}”" if law.replaced_by else ""
        tip = "请把 status 改为 superseded，并用 now 写明现在的条文"
        if not located.basis.provisions:
            yield Problem(f"“{law.id}”已经废止{later}", located.mark("law"), tip)
        for index, provision in enumerate(located.basis.provisions):
            if provision.status in ("in-force", "misnumbered"):
                mark = located.mark("provisions", index, "status")
                yield Problem(f"“{law.id}”已经废止{later}，条款却标为有效", mark, tip)
