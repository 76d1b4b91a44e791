"""What the decision rules look at, and what a rule that fires leaves behind."""

from collections.abc import Callable
from typing import NamedTuple

from liststrict.analysis.reading import Reading
from liststrict.match.cues import Spans
from liststrict.match.softmax import Candidate, Ranking
from liststrict.model.outcome import Outcome, RequestKind


class Situation(NamedTuple):
    """One task, read and ranked."""

    reading: Reading
    cues: Spans
    ranking: Ranking
    cheapest: Outcome
    kind: RequestKind
    requester: str | None


class Decision(NamedTuple):
    """The outcome a rule settled on; `finding` says in Chinese what it saw."""

    rule: str
    outcome: Outcome
    candidate: Candidate | None
    confidence: float
    finding: str


Judged = tuple[Situation, Decision]
# Judges a stretch of the text at hand, by its start and end.
Judge = Callable[[int, int], Judged]
