"""A name that points to two verdicts decides nothing, unless something says which of them holds.

Good: the name stands under one entry, or one entry declares `exception_to`, `conflicts_with` or
`overrides` the other, or excludes the word, or level or date decide. Bad: 代收费用 as a name of a forbidden and an allowed entry.
Entries that the learned weights both know are told apart by these.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.relations import undecided
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Known, Subject
from liststrict.lint.wording import terms
from liststrict.model.diagnostic import Related, Severity

ID: Final = "term-two-verdicts"
TITLE: Final = "同一个词指向两种结论"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Names under two verdicts without a rule between them."""
    holders: dict[str, list[Known]] = {}
    for one in subject.all_entries:
        for name in {name for block in one.entry.match for name in block.names}:
            holders.setdefault(name, []).append(one)
    for one in subject.all_entries:
        if one.at is None:
            continue
        for path, slot, term in terms(one.at):
            rivals = holders[term] if slot == "names" and len(holders[term]) > 1 else ()
            rival = next((other for other in rivals if _undecided(subject, one, other, term)), None)
            if rival:
                yield Problem(
                    f"匹配词“{term}”同时指向 {rival.entry.id}，两条结论不同",
                    one.at.mark(*path),
                    "请只留在一条里，或者写明 exception_to、conflicts_with，或者在另一条写 excludes",
                    (Related(rival.at.mark("match"), f"{rival.entry.id} 在这里"),)
                    if rival.at
                    else (),
                )


def _undecided(subject: Subject, one: Known, other: Known, term: str) -> bool:
    if not undecided(one, other):
        return False
    names = {f"{known.pack}/{known.entry.id}" for known in (one, other)}
    excluded = {
        word for known in (one, other) for block in known.entry.match for word in block.excludes
    }
    return term not in excluded and not names <= subject.learned
