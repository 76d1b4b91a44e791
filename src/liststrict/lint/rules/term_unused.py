"""A word that no case uses is a guess about how people speak; it may also be misspelt.

Good: a word that at least one labelled case or example holds. Bad: 代証稅費 that nobody ever wrote.
Looked at only where cases are given (`--cases`).
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.occurrences import TermIndex
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.lint.wording import terms
from liststrict.model.diagnostic import Severity
from liststrict.text.normalize import normalize

ID: Final = "term-unused"
TITLE: Final = "没有案例用到的匹配词"
SEVERITY: Final[Severity] = "info"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Words that stand in no case, example or near miss."""
    if not subject.cases:
        return
    index = TermIndex({term for at in subject.entries for _, _, term in terms(at)})
    used: set[str] = set()
    for at in subject.entries:
        for text in (*at.entry.examples, *at.entry.near_misses):
            used.update(term for _, term in index.within(normalize(text).text))
    for text in subject.cases:
        used.update(term for _, term in index.within(normalize(text).text))
    for at in subject.entries:
        for path, _, term in terms(at):
            if term not in used:
                yield Problem(
                    f"没有案例用到匹配词“{term}”", at.mark(*path), "请补一个用到它的案例，或者删去"
                )
