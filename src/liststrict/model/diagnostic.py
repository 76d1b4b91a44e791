"""A problem in a pack or lexicon file, with its place; every format can show it."""

from typing import Final, Literal, NamedTuple

from liststrict.model.marks import Mark

Severity = Literal["error", "warning", "info"]

# Gravest first; `--fail-level` counts a problem from its level upwards.
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")


class Related(NamedTuple):
    """Another place that has to do with a problem, and what it has to do with it."""

    mark: Mark
    note: str


class Edit(NamedTuple):
    """A safe repair within one line: `old` stands at the mark and becomes `new`."""

    mark: Mark
    old: str
    new: str


class Diagnostic(NamedTuple):
    """`code` is stable; `message` and `tip` are Chinese and meant for the maintainer of the file."""

    code: str
    message: str
    mark: Mark
    tip: str = ""
    severity: Severity = "error"
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        tip = f"（{self.tip}）" if self.tip else ""
        return f"{self.mark}: {self.code} {self.message}{tip}"
