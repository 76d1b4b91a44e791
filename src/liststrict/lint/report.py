"""What a run of lint found; formats and the command read it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from liststrict.model.diagnostic import SEVERITIES, Diagnostic, Severity


class PackReport(NamedTuple):
    """One pack: its problems in the order of its files, and the rules that were run on it."""

    id: str
    version: str
    shown: str
    problems: tuple[Diagnostic, ...]
    suppressed: int
    ran: tuple[str, ...]


class Report(NamedTuple):
    """All packs of a run; `files` tells where a file named in a place lies."""

    packs: tuple[PackReport, ...]
    files: Mapping[str, Path]

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The problems of all packs."""
        return tuple(problem for pack in self.packs for problem in pack.problems)

    def count(self, severity: Severity) -> int:
        """How many problems have this severity."""
        return sum(problem.severity == severity for problem in self.problems)

    def reaches(self, level: Severity) -> bool:
        """Whether a problem is as grave as `level`, or graver."""
        grave = SEVERITIES[: SEVERITIES.index(level) + 1]
        return any(problem.severity in grave for problem in self.problems)
