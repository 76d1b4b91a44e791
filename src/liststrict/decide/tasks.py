"""Which parts of a text are tasks of their own, and which are preamble, detail or closing."""

from collections.abc import Callable
from typing import Final, NamedTuple

from liststrict.decide.boundaries import (
    Boundaries,
    Judged,
    Outline,
    listed_share,
    matter_features,
    outline,
    stretches_of,
)
from liststrict.decide.situation import Decision, Situation
from liststrict.match.thresholds import CUT_FROM, PART_LISTED, PART_UNLISTED
from liststrict.text.clauses import Part

Judge = Callable[[int, int], Judged]


class Task(NamedTuple):
    """A task: where it stands in the normalised text, how it reads, what was decided."""

    start: int
    end: int
    situation: Situation
    decision: Decision


def separate(text: str, found: list[Part], judge: Judge, boundaries: Boundaries) -> list[Task]:
    """Judges a text as one task or as several."""
    whole = judge(0, len(text))
    one = [Task(0, len(text), *whole)]
    if len(found) < _SEVERAL:
        return one
    about = outline(text, len(found), whole)
    stretches = stretches_of(found, about, boundaries.form)
    if len(stretches) < _SEVERAL:
        return one
    segments = _segments(stretches, about, whole, judge, boundaries)
    if len(segments) < _SEVERAL:
        return one
    return _sure([Task(start, end, *judge(start, end)) for start, end in segments], judge) or one


_SEVERAL: Final = 2


def _segments(
    stretches: list[Part], about: Outline, whole: Judged, judge: Judge, boundaries: Boundaries
) -> list[tuple[int, int]]:
    """Where tasks begin and end, by what the stretches say."""
    first = stretches[0]
    speaker = first, judge(first.start, first.end)
    segments = [(first.start, first.end)]
    for part in stretches[1:]:
        judged = judge(part.start, part.end)
        features = matter_features(about, whole, speaker, part, judged)
        if boundaries.matter.probability(features) >= CUT_FROM:
            segments.append((part.start, part.end))
            speaker = part, judged
        else:
            segments[-1] = segments[-1][0], part.end
            if listed_share(judged) > listed_share(speaker[1]):
                speaker = part, judged
    return segments


def _sure(tasks: list[Task], judge: Judge) -> list[Task]:
    """Joins a task that is not sure of itself to the one before it; the first takes in the next."""
    kept: list[Task] = []
    for task in tasks:
        if kept and (_doubtful(task) or _doubtful(kept[-1])):
            start = kept.pop().start
            kept.append(Task(start, task.end, *judge(start, task.end)))
        else:
            kept.append(task)
    if len(kept) >= _SEVERAL and _doubtful(kept[-1]):
        end = kept.pop().end
        start = kept.pop().start
        kept.append(Task(start, end, *judge(start, end)))
    return kept if len(kept) >= _SEVERAL else []


def _doubtful(task: Task) -> bool:
    unlisted = task.decision.outcome == "unlisted"
    return task.decision.confidence < (PART_UNLISTED if unlisted else PART_LISTED)
