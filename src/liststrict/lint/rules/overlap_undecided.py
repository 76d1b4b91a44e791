"""Two entries that name the same matter under different verdicts leave the answer to chance.

Good: one of them declares `conflicts_with`, `exception_to` or `overrides` and says what prevails.
Bad: 代收水费 as a title in the forbidden list and in the list of services, and nothing between them.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.relations import undecided
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Known, Subject
from liststrict.model.diagnostic import Related, Severity
from liststrict.text.normalize import normalize

ID: Final = "overlap-undecided"
TITLE: Final = "两条重叠、结论不同，没有先后规则"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Entries with the same title, alias or clause and another verdict."""
    named: dict[str, list[Known]] = {}
    for one in subject.all_entries:
        for wording in _wordings(one):
            named.setdefault(wording, []).append(one)
    for one in subject.all_entries:
        if one.at is None:
            continue
        rivals = {
            rival.entry.id: (rival, wording)
            for wording in sorted(_wordings(one))
            for rival in named[wording]
            if undecided(one, rival)
        }
        for rival, wording in rivals.values():
            yield Problem(
                f"{one.entry.id} 与 {rival.entry.id} 都列有“{wording}”，结论不同",
                one.at.mark(),
                "请用 conflicts_with 或 exception_to 写明以哪一条为准",
                (Related(rival.at.mark(), f"{rival.entry.id} 在这里"),) if rival.at else (),
            )


def _wordings(one: Known) -> set[str]:
    entry = one.entry
    texts = (entry.title, *(entry.aliases or ()), *(text for _, _, text in entry.clauses()))
    return {normalize(text).text.rstrip("。；") for text in texts}
