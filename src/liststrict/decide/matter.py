"""The second look at where tasks begin: two stretches, each judged on its own, compared."""

import re
from typing import Final

from liststrict.decide.boundaries import (
    Feature,
    bucket,
    listed_share,
    sign_step,
    unlisted_share,
)
from liststrict.decide.citations import bigrams
from liststrict.decide.form import Outline, Stretch, form_features
from liststrict.decide.situation import Decision, Judge, Judged
from liststrict.match.cues import strokes
from liststrict.match.softmax import Ranking
from liststrict.text.clauses import Part

# So many characters before and behind a boundary are read word by word: words of a whole long stretch would
# add up to more than all else.
_WORDS_REACH: Final = 20
# What goes on with something already named often points back at it.
_REFERRING: Final = re.compile(r"[它他她其该]|这[些个件份]?|那[些个件份]|上述")


class SecondLook:
    """Walks over the stretches of one text; knows the surest stretch of the task so far."""

    def __init__(self, about: Outline, whole: Judged, judge: Judge, first: Stretch) -> None:
        self._about = about
        self._whole = whole
        self._judge = judge
        self._surest = first.part, judge(first.part.start, first.part.end)

    def features(self, stretch: Stretch) -> list[Feature]:
        """Features of the boundary before a stretch."""
        part = stretch.part
        return [
            *form_features(self._about, stretch.number),
            *_compared(self._whole, self._surest[1], self._judge(part.start, part.end), part),
            *_ties(self._about.text, self._surest[0], part),
        ]

    def words(self, stretch: Stretch) -> list[Feature]:
        """How the surest stretch of the task so far ends and how a stretch begins, word by word."""
        text, before, behind = self._about.text, self._surest[0], stretch.part
        ends = text[max(before.start, before.end - _WORDS_REACH) : before.end]
        begins = text[behind.start : min(behind.end, behind.start + _WORDS_REACH)]
        return [
            *(("before", word) for word in strokes(ends)),
            *(("behind", word) for word in strokes(begins)),
        ]

    def go_on(self, stretch: Stretch, begins: bool) -> None:
        """Takes a stretch as the beginning of a new task, or into the one so far."""
        judged = self._judge(stretch.part.start, stretch.part.end)
        if begins or listed_share(judged) > listed_share(self._surest[1]):
            self._surest = stretch.part, judged


def _compared(whole: Judged, old: Judged, judged: Judged, part: Part) -> list[Feature]:
    """What the judgements of the task so far, of a stretch and of the whole say beside each other."""
    same = _likeness(old[1], judged[1])
    top = bucket(listed_share(judged))
    tops = bucket(listed_share(old)) + top
    old_outcome, outcome, all_outcome = old[1].outcome, judged[1].outcome, whole[1].outcome
    old_ranking, ranking = old[0].ranking, judged[0].ranking
    shares = {candidate.name: share for share, candidate in whole[0].ranking.order}
    in_whole = "".join(
        bucket(shares.get(decision.candidate.name, 0.0) if decision.candidate else 0.0)
        for decision in (old[1], judged[1])
    )
    sure = bucket(whole[1].confidence) + bucket(judged[1].confidence)
    kinds = old[0].kind[0] + judged[0].kind[0]
    return [
        ("tops", tops),
        ("tops-like", tops + same),
        ("like", same),
        ("unlisted", bucket(unlisted_share(old)) + bucket(unlisted_share(judged))),
        ("background", sign_step(old_ranking.background) + sign_step(ranking.background)),
        ("request", sign_step(ranking.request)),
        ("requests", sign_step(old_ranking.request) + sign_step(ranking.request)),
        ("overlap", bucket(_overlap(old_ranking, ranking))),
        ("whole", in_whole),
        ("kinds", kinds + same),
        ("outcomes", f"{old_outcome}/{outcome}"),
        ("top", top),
        ("turn", f"{all_outcome}/{outcome}"),
        ("turn-sure", f"{all_outcome}/{outcome}/{sure}"),
        ("mark-like", f"{part.boundary}/{same}"),
        ("mark-top", f"{part.boundary}/{top}"),
    ]


def _ties(text: str, before: Part, part: Part) -> list[Feature]:
    """What ties a part to the one before it: the same words, or a word that points back."""
    behind = text[part.start : part.end]
    shared = min(len(bigrams(text[before.start : before.end]) & bigrams(behind)), 3)
    return [("shared", str(shared)), ("refers", str(bool(_REFERRING.search(behind))))]


def _likeness(old: Decision, new: Decision) -> str:
    if old.candidate is new.candidate:
        return "same"
    return "outcome" if old.outcome == new.outcome else "other"


def _overlap(old: Ranking, new: Ranking) -> float:
    """What two rankings of entries have in common, from 0 to 1."""
    shares = {candidate.name: share for share, candidate in old.order if candidate.entry}
    return sum(min(share, shares.get(candidate.name, 0.0)) for share, candidate in new.order)
