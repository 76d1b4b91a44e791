"""A period that ends before it begins never holds; a day that does not exist orders nothing.

Good: effective_from 2026-01-01, effective_to 2027-12-31. Bad: the other way round, or 2026-02-30.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final

from liststrict.lint.dates import is_day
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity
from liststrict.model.marks import Mark

ID: Final = "dates-disordered"
TITLE: Final = "日期不存在或者先后颠倒"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Days that do not exist, where no schema tells, and periods that end before they begin."""
    header = subject.files.header_document
    value: Any = header.value if isinstance(header.value, dict) else {}
    yield from _period(value, lambda field: header.mark((field,)))
    source = value.get("source")
    published = source.get("published") if isinstance(source, dict) else None
    if isinstance(published, str) and not _is_date(published):
        yield Problem(
            f"没有“{published}”这一天",
            header.mark(("source", "published")),
            "写成 2026-01-01 的样子",
        )
    for index, ignored in enumerate(subject.suppressions):
        if ignored.until is not None and not is_day(ignored.until):
            mark = header.mark(("lint", "ignore", index, "until"))
            yield Problem(f"没有“{ignored.until}”这一天", mark, "写成 2026-01-01 的样子")
    for at in subject.entries:
        yield from _period(at.raw, at.mark)


def _period(value: Any, mark: Callable[[str], Mark]) -> Iterator[Problem]:
    first, last = value.get("effective_from"), value.get("effective_to")
    if isinstance(first, str) and isinstance(last, str) and first > last:
        yield Problem(
            f"{last} 失效，早于 {first} 生效",
            mark("effective_to"),
            "请检查 effective_from 和 effective_to",
        )


def _is_date(text: str) -> bool:
    """A year, a month or a day: older documents tell no more."""
    return is_day((text + "-01-01")[:10])
