"""Whoever sets aside a list of a higher level must be able to say on what ground.

Good: `overrides: [{entry: chongqing/nocert-01, reason: 县里另有规定…}]`. Bad: the same without
`reason`, or a conflict without `note`.
"""

from collections.abc import Iterator
from typing import Any, Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "override-no-reason"
TITLE: Final = "推翻上级清单没有写理由"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Overrides and conflicts whose reason is missing or empty."""
    for file in subject.files.lists:
        value: Any = file.document.value
        rows = value.get("entries") if isinstance(value, dict) else None
        for index, row in enumerate(rows if isinstance(rows, list) else ()):
            if not isinstance(row, dict):
                continue
            for field, reason in (("overrides", "reason"), ("conflicts_with", "note")):
                named = row.get(field)
                for number, item in enumerate(named if isinstance(named, list) else ()):
                    if isinstance(item, dict) and not str(item.get(reason) or "").strip():
                        yield Problem(
                            f"对“{item.get('entry')}”的不同规定没有写理由",
                            file.document.mark(("entries", index, field, number)),
                            f"请在 {reason} 中写明依据什么、差别多大",
                        )
