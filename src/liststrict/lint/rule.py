"""What a rule is: a module with a name, a severity, and a generator of problems."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Edit, Related, Severity
from liststrict.model.marks import Mark


class Problem(NamedTuple):
    """What a rule found; the runner adds the rule's code and severity."""

    message: str
    mark: Mark
    tip: str = ""
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()


class Rule(Protocol):
    """The shape of a module in `rules/`. `SINCE` is the version that brought the rule."""

    @property
    def ID(self) -> str:  # noqa: N802
        """The stable code."""

    @property
    def TITLE(self) -> str:  # noqa: N802
        """What is wrong, in a few Chinese words."""

    @property
    def SEVERITY(self) -> Severity:  # noqa: N802
        """How grave it is."""

    @property
    def SINCE(self) -> str:  # noqa: N802
        """The version that brought the rule."""

    def check(self, subject: Subject, /) -> Iterator[Problem]:
        """All problems of this kind in a pack."""
