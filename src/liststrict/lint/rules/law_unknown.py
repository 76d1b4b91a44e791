"""A law that the register does not know has no title, version or status to show.

Good: `law: 禁毒法`. Bad: `law: 禁读法`.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from liststrict.lint.bases import bases
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "law-unknown"
TITLE: Final = "登记册里没有这部法律"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Ids of laws, cited or given as the present place, that the register lacks."""
    for located in bases(subject):
        basis = located.basis
        if basis.law is not None and subject.register.get(basis.law) is None:
            yield Problem(
                f"法律登记册里没有“{basis.law}”", located.mark("law"), _tip(subject, basis.law)
            )
        for index, provision in enumerate(basis.provisions):
            for number, place in enumerate(provision.now):
                if subject.register.get(place.law) is None:
                    yield Problem(
                        f"法律登记册里没有“{place.law}”",
                        located.mark("provisions", index, "now", number, "law"),
                        _tip(subject, place.law),
                    )


def _tip(subject: Subject, name: str) -> str:
    known = [law.id for law in subject.register.laws]
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"是不是“{near[0]}”？" if near else "请在 pack.yaml 的 laws 里登记它"
