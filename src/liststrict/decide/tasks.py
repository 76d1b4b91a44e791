"""Which parts of a text are tasks of their own, and which are preamble, detail or closing."""

from collections.abc import Callable
from typing import NamedTuple

from liststrict.decide.situation import Decision, Situation
from liststrict.match.thresholds import PART_CONFIDENCE
from liststrict.text.clauses import Part

Judge = Callable[[int, int], tuple[Situation, Decision]]


class Task(NamedTuple):
    """A task: where it starts in the normalised text, how it reads, what was decided."""

    start: int
    situation: Situation
    decision: Decision


def separate(text: str, found: list[Part], judge: Judge) -> list[Task]:
    """Judges a text as one task or as several.

    A part stands for itself only if it is sure of its answer and announced as a further item;
    everything else belongs to the task beside it.
    """
    if len(found) <= 1:
        return [Task(0, *judge(0, len(text)))]
    judged = [Task(part.start, *judge(part.start, part.end)) for part in found]
    telling = [
        (part, task)
        for part, task in zip(found, judged, strict=True)
        if task.decision.confidence >= PART_CONFIDENCE
    ]
    distinct = _distinct(telling)
    several = len(distinct) > 1
    return distinct if several else [Task(0, *judge(0, len(text)))]


def _distinct(telling: list[tuple[Part, Task]]) -> list[Task]:
    """Neighbouring parts with the same answer are one task."""
    result: list[Task] = []
    for _, task in telling:
        if result and _same(result[-1], task):
            continue
        result.append(task)
    return result


def _same(one: Task, other: Task) -> bool:
    return one.decision.candidate is other.decision.candidate
