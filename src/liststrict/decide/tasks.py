"""Which parts of a text are tasks of their own, and which are preamble, detail or closing."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from liststrict.decide.background import asked, is_background, without_background
from liststrict.decide.boundaries import Boundaries, probability, strength_of
from liststrict.decide.form import Outline, Stretch, outline, stretches_of
from liststrict.decide.matter import SecondLook
from liststrict.decide.rules import nothing_asked
from liststrict.decide.situation import Decision, Judge, Judged, Situation
from liststrict.match.thresholds import CUT_FROM, SEVERAL_FROM, SHORT
from liststrict.text.clauses import Part, parts, within


class Task(NamedTuple):
    """A task: where it stands in the normalised text, how it reads, what was decided."""

    start: int
    end: int
    situation: Situation
    decision: Decision


def separate(text: str, judge: Judge, boundaries: Boundaries) -> list[Task]:
    """Judges a normalised text as one task or as several."""
    span = asked(text, judge)
    if span is None:
        situation, _ = judge(0, len(text))
        return [Task(0, len(text), situation, nothing_asked(situation))]
    start, end = span
    whole = judge(start, end)
    one = [Task(start, end, *whole)]
    if end - start < SHORT and whole[0].ranking.several < SEVERAL_FROM:
        return one
    found = within(parts(text), start, end)
    if len(found) < _SEVERAL:
        return one
    about = outline(text, found, whole)
    stretches = stretches_of(about, boundaries.form)
    if len(stretches) < _SEVERAL:
        return one
    segments = _segments(stretches, about, whole, judge, boundaries)
    if len(segments) < _SEVERAL:
        return one
    # What stands between the tasks was taken into the one before it, or for a task of its own.
    trimmed = [_trimmed(segment, found, judge) for segment in segments]
    tasks = [Task(start, end, *judge(start, end)) for start, end in trimmed]
    return [task for task in tasks if not is_background(task.situation.ranking)] or tasks


_SEVERAL: Final = 2


def _trimmed(segment: tuple[int, int], found: Sequence[Part], judge: Judge) -> tuple[int, int]:
    """A task without background around it."""
    start, end = segment
    if end - start < SHORT:
        return segment
    whole = judge(start, end)[0].ranking
    kept = without_background(within(found, start, end), whole, judge)
    return (kept[0].start, kept[-1].end) if kept else segment


def _segments(
    stretches: list[Stretch], about: Outline, whole: Judged, judge: Judge, learned: Boundaries
) -> list[tuple[int, int]]:
    """Where tasks begin and end, by what the stretches say."""
    walk = SecondLook(about, whole, judge, stretches[0])
    first = stretches[0].part
    segments = [(first.start, first.end)]
    for stretch in stretches[1:]:
        strength = strength_of(stretch.part)
        model = learned.matter[strength]
        log_odds = model.bias + model.score(walk.features(stretch))
        log_odds += learned.words.score(walk.words(stretch))
        begins = probability(log_odds) >= CUT_FROM[strength]
        if begins:
            segments.append((stretch.part.start, stretch.part.end))
        else:
            segments[-1] = segments[-1][0], stretch.part.end
        walk.go_on(stretch, begins)
    return segments
