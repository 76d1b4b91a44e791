"""An exception grants what another entry refuses; where nothing is refused, or nothing tells the two
apart, it can never be reached.

Good: an allowed entry with purposes of its own as exception to a forbidden one. Bad: an exception
to an entry of the same verdict, of the other kind of request, or to itself.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.files import EntryAt
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Known, Subject
from liststrict.model.diagnostic import Related, Severity

ID: Final = "exception-unreachable"
TITLE: Final = "例外永远用不上"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Exceptions that no request can reach."""
    for at in subject.entries:
        for index, granted in enumerate(at.entry.exception_to):
            for target in subject.known.get(granted.entry, ()):
                why = _unreachable(at, target)
                if why:
                    yield Problem(
                        f"{at.entry.id} 作为 {granted.entry} 的例外永远用不上：{why}",
                        at.mark("exception_to", index),
                        "请检查编号，或者写明这一条自己的用途词",
                        (Related(target.at.mark(), f"{granted.entry} 在这里"),)
                        if target.at
                        else (),
                    )


def _unreachable(at: EntryAt, target: Known) -> str:
    if target.entry.id == at.entry.id:
        return "指向了它自己"
    if target.rules.verdict == at.rules.verdict:
        return "两条的结论相同"
    if target.rules.kind != at.rules.kind:
        return "一条管工作事项，一条管证明"
    own, other = _words(at), _words(target)
    return "" if own - other else "它没有自己的匹配词"


def _words(known: EntryAt | Known) -> set[str]:
    return {
        word for block in known.entry.match for word in (*block.names, *block.purposes, *block.acts)
    }
