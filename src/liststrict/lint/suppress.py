"""Suppressions: problems that a pack accepts, with a reason and a last day."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from liststrict.lint.dates import is_day
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Diagnostic
from liststrict.model.lint_config import Suppression


class Sifted(NamedTuple):
    """Problems that remain, and which suppressions met one."""

    kept: tuple[Diagnostic, ...]
    used: frozenset[int]


def sift(subject: Subject, problems: Iterable[Diagnostic]) -> Sifted:
    """Takes out what is validly suppressed; without reason, or past its day, none is valid."""
    valid = [
        (index, one) for index, one in enumerate(subject.suppressions) if _is_valid(one, subject)
    ]
    kept: list[Diagnostic] = []
    used: set[int] = set()
    for problem in problems:
        met = {index for index, one in valid if _covers(one, problem, subject)}
        used |= met
        if not met:
            kept.append(problem)
    return Sifted(tuple(kept), frozenset(used))


def _is_valid(one: Suppression, subject: Subject) -> bool:
    if not (one.reason or "").strip():
        return False
    return one.until is None or (is_day(one.until) and one.until >= subject.today)


def _covers(one: Suppression, problem: Diagnostic, subject: Subject) -> bool:
    if one.rule != problem.code:
        return False
    if one.file is not None and problem.mark.file.rpartition("/")[2] != one.file:
        return False
    return one.entry is None or one.entry == _entry_at(problem, subject)


def _entry_at(problem: Diagnostic, subject: Subject) -> str | None:
    """The entry in which a problem stands."""
    for file in subject.files.lists:
        if file.document.file == problem.mark.file:
            path = file.document.path_at(problem.mark.line, problem.mark.column)
            value: Any = file.document.value
            row = value["entries"][path[1]] if path[:1] == ("entries",) and path[1:] else None
            return row.get("id") if isinstance(row, dict) else None
    return None
