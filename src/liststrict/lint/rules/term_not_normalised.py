"""Requests are normalised before they are compared; a word in another form than that never matches.

Good: 代征税费. Bad: 代 征税费, ＡＢＣ等级, 代徵稅費.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.sources import edit_of, sources
from liststrict.lint.subject import Subject
from liststrict.lint.wording import terms
from liststrict.model.diagnostic import Severity
from liststrict.text.normalize import normalize

ID: Final = "term-not-normalised"
TITLE: Final = "匹配词写法会被规整掉"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Words that normalisation would change, with the form that matches."""
    files = {source.document.file: source for source in sources(subject)}
    for at in subject.entries:
        for path, _, term in terms(at):
            normal = normalize(term).text
            if normal != term:
                source = files[at.document.file]
                where = ("entries", at.row, *path)
                yield Problem(
                    f"匹配词“{term}”会被规整成“{normal}”，永远匹配不上",
                    at.mark(*path),
                    f"请写成“{normal}”" if normal else "请删去",
                    edits=edit_of(source, where, term, normal) if normal else (),
                )
