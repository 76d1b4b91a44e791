"""Which parts of a text are tasks of their own, and which are preamble, detail or closing."""

from collections.abc import Callable
from itertools import pairwise
from typing import Final, NamedTuple

from liststrict.decide.situation import Decision, Situation
from liststrict.match.thresholds import PART_ANNOUNCED, PART_CONFIDENCE, PART_UNLISTED, WHOLE_LONG
from liststrict.text.clauses import Part

Judge = Callable[[int, int], tuple[Situation, Decision]]


class Task(NamedTuple):
    """A task: where it stands in the normalised text, how it reads, what was decided."""

    start: int
    end: int
    situation: Situation
    decision: Decision


class _Segment(NamedTuple):
    """Neighbouring parts that belong together, and the one of them that speaks for them."""

    start: int
    end: int
    announced: bool
    spokesman: Decision


def separate(text: str, found: list[Part], judge: Judge) -> list[Task]:
    """Judges a text as one task or as several."""
    whole = Task(0, len(text), *judge(0, len(text)))
    if len(found) < _SEVERAL or not _promising(text, found, whole.situation):
        return [whole]
    segments = _segments([(part, judge(part.start, part.end)[1]) for part in found])
    if len(segments) == 1 and len(text) >= WHOLE_LONG:
        # One part of a long text says what is asked; the rest is preamble.
        segment = segments[0]
        return [Task(segment.start, segment.end, *judge(segment.start, segment.end))]
    if len(segments) < _SEVERAL:
        return [whole]
    tasks = [Task(s.start, s.end, *judge(s.start, s.end)) for s in segments]
    tasks = [task for task in tasks if task.decision.confidence >= PART_CONFIDENCE]
    return tasks if len(tasks) >= _SEVERAL else [whole]


_SEVERAL: Final = 2


def _promising(text: str, found: list[Part], situation: Situation) -> bool:
    """Whether a closer look may find several tasks: long, announced, or names that do not agree."""
    if len(text) >= WHOLE_LONG or any(part.boundary == "announced" for part in found):
        return True
    named: list[set[str]] = []
    for part in found:
        entries = {
            meaning.entry
            for term in situation.reading.terms
            if part.start <= term.start < part.end
            for meaning in term.meanings
            if meaning.kind == "names" and meaning.entry
        }
        if entries:
            named.append(entries)
    return any(not one & other for one, other in pairwise(named))


def _segments(judged: list[tuple[Part, Decision]]) -> list[_Segment]:
    """Parts that are sure of themselves, each with the unsure ones that follow it."""
    segments: list[_Segment] = []
    start: int | None = None
    for part, decision in judged:
        begin = part.start if start is None else start
        if not _sure(part, decision):
            if segments:
                segments[-1] = segments[-1]._replace(end=part.end)
            elif part.boundary != "sentence":
                start = begin
            else:
                start = part.start
            continue
        start = None
        if segments and _one_matter(segments[-1].spokesman, part, decision):
            segments[-1] = segments[-1]._replace(end=part.end)
        else:
            announced = part.boundary == "announced"
            segments.append(_Segment(begin, part.end, announced, decision))
    return segments


def _sure(part: Part, decision: Decision) -> bool:
    """Listed matters speak for themselves; what is on no list must also be announced as an item."""
    if decision.outcome == "unlisted":
        return part.boundary == "announced" and decision.confidence >= PART_UNLISTED
    needed = PART_ANNOUNCED if part.boundary == "announced" else PART_CONFIDENCE
    return decision.confidence >= needed


def _one_matter(before: Decision, part: Part, decision: Decision) -> bool:
    """Whether a part goes on with the matter before it.

    The same entry is one matter told in two steps. So are steps that only a comma divides, if they
    have the same outcome; certificates are counted one by one.
    """
    if before.candidate is decision.candidate:
        return True
    if part.boundary != "comma" or before.outcome != decision.outcome:
        return False
    return decision.candidate is not None and decision.candidate.kind != "certificate"
