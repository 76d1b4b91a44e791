"""A word that the tokenizer cuts through, or that a sentence mark cuts, speaks for nothing.

Good: 罚款, 拆除. Bad: 罚款。拆除 in one word, or 村上 that in all texts of its entry stands only in
本村｜上午.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.files import EntryAt
from liststrict.lint.occurrences import always_cut, is_cut_by_marks
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.lint.wording import terms, wordings
from liststrict.model.diagnostic import Severity
from liststrict.text.normalize import normalize

ID: Final = "term-never-matches"
TITLE: Final = "匹配词永远匹配不上"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Words that reach across a sentence mark, and words that are cut in all of their own texts."""
    normal = {
        term for at in subject.entries for _, _, term in terms(at) if normalize(term).text == term
    }
    for at in subject.entries:
        cut: dict[str, str] | None = None
        for path, _, term in terms(at):
            if is_cut_by_marks(term):
                yield Problem(
                    f"匹配词“{term}”会被断句拆开，永远匹配不上",
                    at.mark(*path),
                    "请去掉词里的标点，或者拆成两个词",
                )
                continue
            if cut is None:
                cut = _cut(subject, at, normal)
            if term in cut:
                yield Problem(
                    f"匹配词“{term}”在本条的文字里总被相邻的词吞没：{cut[term][:60]}",
                    at.mark(*path),
                    "请写长一些，或者加上被切开的那个词",
                )


def _cut(subject: Subject, at: EntryAt, normal: set[str]) -> dict[str, str]:
    """Looked for in the entry's own texts only: elsewhere the same characters may mean another thing."""
    own = {term for _, _, term in terms(at)} & normal
    texts = [*at.entry.examples, *(text for _, text in wordings(at.entry))]
    return always_cut(subject, texts, own)
