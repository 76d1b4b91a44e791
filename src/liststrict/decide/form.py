"""The first look at where tasks begin: by the mark, by how the parts begin and end, by their words.

Nothing is judged again for it. What the whole text reads like is told once, what is said of a place
are values in a fixed order, so that a look is a few look-ups.
"""

from bisect import bisect_right
from typing import Final, NamedTuple

from liststrict.analysis.reading import Reading
from liststrict.decide.boundaries import (
    Feature,
    Look,
    Strength,
    bucket,
    listed_share,
    probability,
    sign_step,
    strength_of,
)
from liststrict.decide.situation import Judged
from liststrict.match.thresholds import LOOK_FROM
from liststrict.text.clauses import Part

WHOLE: Final = ("sure", "top", "second", "parts", "length", "outcome", "several")
PLACE: Final = (
    "at",
    "first",
    "begins",
    "last",
    "after",
    "closes",
    "size",
    "acts",
    "names",
    "kin",
    "kin-before",
)
_SIZES: Final = (8, 14, 22, 40)
_MOST_PARTS: Final = 6
_CLOSING: Final = "，、；。：！？\n "


class Said(NamedTuple):
    """What one part says: whether it has acts and names of entries, and which entries it speaks of."""

    acts: bool
    named: bool
    entries: frozenset[str]


class Outline(NamedTuple):
    """What is needed of the whole text, taken once; `said` goes with `parts`, `before` is what all
    parts before one speak of."""

    text: str
    parts: list[Part]
    said: list[Said]
    before: list[frozenset[str]]
    whole: tuple[str, ...]


def outline(text: str, parts: list[Part], whole: Judged) -> Outline:
    """Takes together what holds for the whole text, and what each part says."""
    situation, decision = whole
    order = situation.ranking.order
    said = _said(parts, situation.reading)
    before: list[frozenset[str]] = []
    so_far: frozenset[str] = frozenset()
    for one in said:
        before.append(so_far)
        so_far |= one.entries
    return Outline(
        text,
        parts,
        said,
        before,
        (
            bucket(decision.confidence),
            bucket(listed_share(whole)),
            bucket(order[1][0] if len(order) > 1 else 0.0),
            str(min(len(parts), _MOST_PARTS)),
            str(min(len(situation.reading.text), 200) // 30),
            decision.outcome,
            sign_step(situation.ranking.several),
        ),
    )


def _said(parts: list[Part], reading: Reading) -> list[Said]:
    """What each part says; terms and acts are sorted, so that one walk serves all parts."""
    acts = [False] * len(parts)
    named = [False] * len(parts)
    entries: list[set[str]] = [set() for _ in parts]
    starts = [part.start for part in parts]
    for act in reading.acts:
        acts[max(0, bisect_right(starts, act.start) - 1)] = True
    for start, _, senses in reading.terms:
        if senses.entries:
            number = max(0, bisect_right(starts, start) - 1)
            entries[number] |= senses.entries
            named[number] |= senses.named
    return [
        Said(does, calls, frozenset(of))
        for does, calls, of in zip(acts, named, entries, strict=True)
    ]


def place(about: Outline, number: int) -> tuple[str, ...]:
    """What is seen at the boundary before a part, in the order of PLACE."""
    text = about.text
    before, part = about.parts[number - 1], about.parts[number]
    old, new = about.said[number - 1], about.said[number]
    closing = text[max(0, part.start - 5) : part.start].rstrip(_CLOSING)
    start = part.start
    return (
        part.boundary,
        text[start],
        text[start : start + 2],
        text[part.end - 1],
        closing[-1:],
        closing[-2:],
        _PAIRS[bisect_right(_SIZES, before.end - before.start)][
            bisect_right(_SIZES, part.end - start)
        ],
        _PAIRS[old.acts][new.acts],
        _PAIRS[old.named][new.named],
        _kin(old.entries, new.entries),
        _kin(about.before[number], new.entries),
    )


_PAIRS: Final = tuple(
    tuple(f"{one}{other}" for other in range(len(_SIZES) + 1)) for one in range(len(_SIZES) + 1)
)


def _kin(old: frozenset[str], new: frozenset[str]) -> str:
    """Whether two stretches speak of the same entries."""
    if not new:
        return "silent" if old else "both-silent"
    if not old:
        return "new"
    return "apart" if old.isdisjoint(new) else "same" if new <= old else "shared"


def form_features(about: Outline, number: int) -> list[Feature]:
    """All features of the first look by name, as they are learned."""
    return [
        *zip(WHOLE, about.whole, strict=True),
        *zip(PLACE, place(about, number), strict=True),
    ]


class FirstLook:
    """The first look at one text; what holds for the whole text is added up once per strength."""

    def __init__(self, about: Outline, form: Look) -> None:
        self._about = about
        self._form = form
        self._known: dict[Strength, float] = {}

    def probability(self, number: int) -> float:
        """Probability that a new task begins with a part."""
        strength = strength_of(self._about.parts[number])
        model = self._form[strength]
        known = self._known.get(strength)
        if known is None:
            known = model.bias + model.score_of(WHOLE, self._about.whole)
            self._known[strength] = known
        return probability(known + model.score_of(PLACE, place(self._about, number)))


class Stretch(NamedTuple):
    """Parts that are judged together; `number` is that of the first one."""

    number: int
    part: Part


def stretches_of(about: Outline, form: Look) -> list[Stretch]:
    """Parts between which, by their form, no new task begins are one stretch; none for no parts."""
    look = FirstLook(about, form)
    stretches = [Stretch(0, part) for part in about.parts[:1]]
    for number, part in enumerate(about.parts[1:], 1):
        if look.probability(number) >= LOOK_FROM:
            stretches.append(Stretch(number, part))
        else:
            first, begun = stretches[-1]
            stretches[-1] = Stretch(first, begun._replace(end=part.end))
    return stretches
