"""Without an example nobody knows whether the entry is found at all.

Good: at least one request in `examples`. Bad: no `examples`.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "example-missing"
TITLE: Final = "没有例句"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Entries without examples."""
    for at in subject.entries:
        if not at.entry.examples:
            yield Problem(
                f"{at.entry.id} 没有例句",
                at.mark("examples"),
                "请在 examples 中写至少一句应当命中它的话",
            )
