"""What of a long text asks nothing: situation and significance before a task, closing words behind it.

The words of a text are weighed together, whichever sentence they stand in. In a notice with two hundred
characters of situation before its one task, the situation would outweigh the task. So the sentences of
a long text are judged one by one, and those before and behind that read like background are left out.
"""

from collections.abc import Sequence

from liststrict.decide.situation import Judge
from liststrict.match.softmax import Ranking
from liststrict.match.thresholds import (
    BACKGROUND_APART,
    BACKGROUND_FROM,
    NOTHING_FROM,
    ONE_TASK_BELOW,
    SHORT,
)
from liststrict.text.clauses import Part, parts, sentences, within


def asked(text: str, judge: Judge) -> tuple[int, int] | None:
    """Where in a normalised text something is asked: start and end of a stretch without background
    around it, None if nothing is. A short text is judged as a whole, a longer one by its sentences, since
    much background would speak louder than the one that asks."""
    together = judge(0, len(text))[0].ranking
    if len(text) < SHORT:
        return None if together.background >= NOTHING_FROM else (0, len(text))
    found = parts(text)
    kept = without_background(found, together, judge)
    if found and not kept:
        return None
    start = 0 if kept[:1] == found[:1] else kept[0].start
    end = len(text) if kept[-1:] == found[-1:] else kept[-1].end
    return start, end


def without_background(found: Sequence[Part], together: Ranking, judge: Judge) -> Sequence[Part]:
    """The parts from the first sentence that asks something to the last; `together` is what all are
    as a whole."""
    told = sentences(found)
    rankings = [judge(one.start, one.end)[0].ranking for one in told]
    least = min([ranking.background for ranking in rankings], default=0.0)
    from_here = BACKGROUND_FROM
    if together.several < ONE_TASK_BELOW:
        from_here = min(from_here, least + BACKGROUND_APART)
    asking = [
        one for one, ranking in zip(told, rankings, strict=True) if ranking.background < from_here
    ]
    return within(found, asking[0].start, asking[-1].end) if asking else []


def is_background(ranking: Ranking) -> bool:
    """Whether a stretch reads like background, whatever stands beside it."""
    return ranking.background >= BACKGROUND_FROM
