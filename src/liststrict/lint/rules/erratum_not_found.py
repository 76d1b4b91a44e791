"""A correction of words that the wording does not have corrects nothing.

Good: `source_has: 切身利的` where the clause has these words. Bad: words that were mended in the
wording itself, or that stand in another clause.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity
from liststrict.model.entry import Entry, Erratum

ID: Final = "erratum-not-found"
TITLE: Final = "更正所指的文字不在原文里"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Errata whose words are not in their field and clause, and errata that change nothing."""
    for at in subject.entries:
        for index, erratum in enumerate(at.entry.errata):
            mark = at.mark("errata", index, "source_has")
            texts = _texts(at.entry, erratum)
            if not any(erratum.source_has in text for text in texts):
                where = f"第 {erratum.clause} 项" if erratum.clause else ""
                yield Problem(
                    f"{erratum.field}{where}里没有“{erratum.source_has}”",
                    mark,
                    "原文要照录；请检查字句、字段和分项号",
                )
            elif erratum.source_has == erratum.meant:
                yield Problem("更正前后相同", mark, "请改正 meant，或者删去这一条更正")


def _texts(entry: Entry, erratum: Erratum) -> tuple[str, ...]:
    if erratum.field == "legal_basis":
        return tuple(basis.raw for basis in entry.legal_basis)
    value = getattr(entry, erratum.field)
    if isinstance(value, str):
        return (value,)
    texts: tuple[str, ...] = value or ()
    if erratum.clause is None:
        return texts
    return texts[erratum.clause - 1 : erratum.clause] if erratum.clause > 0 else ()
