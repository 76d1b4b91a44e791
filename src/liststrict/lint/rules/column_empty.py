"""A cell that all other rows of the table have filled was probably lost.

Good: every entry of the list has `units`. Bad: one of ten has none.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity
from liststrict.model.entry import WORDING

ID: Final = "column-empty"
TITLE: Final = "整列都有的内容，这一条没有"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"

# Below this many rows a column is no pattern; one row in five may be without.
_ROWS: Final = 3
_FILLED: Final = 0.8


def check(subject: Subject) -> Iterator[Problem]:
    """Rows without a value in a column that nearly all rows have. An explicit null is an answer."""
    for file in subject.files.lists:
        rows = len(file.entries)
        filled = Counter(
            field for at in file.entries for field in WORDING if getattr(at.entry, field)
        )
        for field, count in filled.items():
            if rows < _ROWS or count == rows or count < rows * _FILLED:
                continue
            for at in file.entries:
                if not getattr(at.entry, field) and field not in at.raw:
                    yield Problem(
                        f"{at.entry.id} 没有“{field}”，同一清单的其他 {count} 条都有",
                        at.mark(),
                        f"请对照原表补上；原表确实空着的，写“{field}: null”",
                    )
