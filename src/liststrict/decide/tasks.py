"""Which parts of a text are tasks of their own, and which are preamble, detail or closing."""

from typing import Final, NamedTuple

from liststrict.decide.boundaries import Boundaries, Look, probability, strength_of
from liststrict.decide.form import Outline, Stretch, outline, stretches_of
from liststrict.decide.matter import SecondLook
from liststrict.decide.situation import Decision, Judge, Judged, Situation
from liststrict.match.thresholds import CUT_FROM, SEVERAL_FROM, SHORT
from liststrict.text.clauses import parts


class Task(NamedTuple):
    """A task: where it stands in the normalised text, how it reads, what was decided."""

    start: int
    end: int
    situation: Situation
    decision: Decision


def separate(text: str, judge: Judge, boundaries: Boundaries) -> list[Task]:
    """Judges a normalised text as one task or as several."""
    whole = judge(0, len(text))
    one = [Task(0, len(text), *whole)]
    if len(text) < SHORT and whole[0].ranking.several < SEVERAL_FROM:
        return one
    found = parts(text)
    if len(found) < _SEVERAL:
        return one
    about = outline(text, found, whole)
    stretches = stretches_of(about, boundaries.form)
    if len(stretches) < _SEVERAL:
        return one
    segments = _segments(stretches, about, whole, judge, boundaries.matter)
    if len(segments) < _SEVERAL:
        return one
    return [Task(start, end, *judge(start, end)) for start, end in segments]


_SEVERAL: Final = 2


def _segments(
    stretches: list[Stretch], about: Outline, whole: Judged, judge: Judge, matter: Look
) -> list[tuple[int, int]]:
    """Where tasks begin and end, by what the stretches say."""
    walk = SecondLook(about, whole, judge, stretches[0])
    first = stretches[0].part
    segments = [(first.start, first.end)]
    for stretch in stretches[1:]:
        features = walk.features(stretch)
        strength = strength_of(stretch.part)
        model = matter[strength]
        begins = probability(model.bias + model.score(features)) >= CUT_FROM[strength]
        if begins:
            segments.append((stretch.part.start, stretch.part.end))
        else:
            segments[-1] = segments[-1][0], stretch.part.end
        walk.go_on(stretch, begins)
    return segments
