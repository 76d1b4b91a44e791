"""Where in a text a new task begins: learned from texts whose tasks are marked.

Two looks at each place where one may begin. The first sees only the form: the mark before it, how
the part begins and ends, what the whole text reads like; it costs next to nothing, and most places
fall out here. The second judges the remaining stretches each on its own and compares them. Both add
up weights of named features (`data/lexicon/boundaries.json`, made by `data/make/boundaries.py`).
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from math import exp
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.analysis.reading import Reading
from liststrict.decide.citations import bigrams
from liststrict.decide.situation import Decision, Situation
from liststrict.match.softmax import Ranking
from liststrict.match.thresholds import LOOK_FROM
from liststrict.text.clauses import Part

Judged = tuple[Situation, Decision]

# How strongly a mark divides; a comma most often does not.
_STRENGTH: Final = {
    "number": "strong",
    "connective": "strong",
    "line": "strong",
    "semicolon": "strong",
    "sentence": "sentence",
    "comma": "weak",
    "conjunction": "weak",
    "mark": "weak",
}
_BUCKETS: Final = (0.3, 0.6, 0.85)
_LENGTHS: Final = (8, 14, 22, 40)
# What goes on with something already named often points back at it.
_REFERRING: Final = re.compile(r"[它他她其该]|这[些个件份]?|那[些个件份]|上述")


class Linear(NamedTuple):
    """A logistic model of features that are there or not."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """What the features add up to, without the bias."""
        weights = self.weights
        return sum([weights[name] for name in features if name in weights])

    def probability(self, features: Iterable[str], known: float = 0.0) -> float:
        """Probability that a new task begins; `known` is a score that was added up before."""
        return 1 / (1 + exp(-self.bias - known - self.score(features)))


class Boundaries(NamedTuple):
    """Both looks."""

    form: Linear
    matter: Linear


def load_boundaries(file: Path) -> Boundaries:
    """Reads what was learned."""
    data = json.loads(file.read_text(encoding="utf-8"))
    return Boundaries(
        *(Linear(data[name]["bias"], data[name]["weights"]) for name in ("form", "matter"))
    )


class Outline(NamedTuple):
    """What the first look needs to know of the whole text, taken once.

    `named` are the places of names of entries, `acts` those of acts.
    """

    text: str
    named: list[int]
    acts: list[int]
    features: list[str]


def outline(text: str, count: int, whole: Judged) -> Outline:
    """`count` is the number of parts; `named` and `acts` are places of names of entries, and of acts."""
    situation, decision = whole
    reading = situation.reading
    order = situation.ranking.order
    second = order[1][0] if len(order) > 1 else 0.0
    return Outline(
        text,
        _named_at(reading),
        [act.start for act in reading.acts],
        [
            f"sure:{_bucket(decision.confidence)}",
            f"top:{_bucket(listed_share(whole))}",
            f"second:{_bucket(second)}",
            f"parts:{min(count, 6)}",
            f"length:{min(len(text), 200) // 30}",
            f"unlisted:{decision.outcome == 'unlisted'}",
        ],
    )


def form_features(about: Outline, before: Part, part: Part) -> list[str]:
    """Features of the first look at the boundary between two neighbouring parts."""
    return [*_setting(about, strength_of(part)), *_place(about, before, part)]


class FirstLook:
    """The first look at one text; what holds for the whole text is added up once per strength."""

    def __init__(self, about: Outline, form: Linear) -> None:
        self._about = about
        self._form = form
        self._known: dict[str, float] = {}

    def probability(self, before: Part, part: Part) -> float:
        """Probability that a new task begins with `part`."""
        strength = strength_of(part)
        if strength not in self._known:
            self._known[strength] = self._form.score(_setting(self._about, strength))
        return self._form.probability(_place(self._about, before, part), self._known[strength])


def strength_of(part: Part) -> str:
    """How strongly the mark before a part divides."""
    return _STRENGTH[part.boundary]


def _setting(about: Outline, strength: str) -> list[str]:
    return [*about.features, *[f"{name}@{strength}" for name in about.features]]


def _place(about: Outline, before: Part, part: Part) -> list[str]:
    strength = strength_of(part)
    acts = f"{_within(about.acts, before)}{_within(about.acts, part)}"
    names = f"{_within(about.named, before)}{_within(about.named, part)}"
    return [
        *_wording(about.text, before, part),
        f"acts:{acts}@{strength}",
        f"names:{names}@{strength}",
    ]


def stretches_of(found: list[Part], about: Outline, form: Linear) -> list[Part]:
    """Parts between which, by their form, no new task begins are one stretch; none for no parts."""
    look = FirstLook(about, form)
    stretches = found[:1]
    for before, part in pairwise(found):
        if look.probability(before, part) >= LOOK_FROM:
            stretches.append(part)
        else:
            stretches[-1] = stretches[-1]._replace(end=part.end)
    return stretches


def listed_share(judged: Judged) -> float:
    """Share of the likeliest entry of what was judged."""
    order = judged[0].ranking.order
    return next((share for share, candidate in order if candidate.entry), 0.0)


def matter_features(
    about: Outline, whole: Judged, before: tuple[Part, Judged], part: Part, judged: Judged
) -> list[str]:
    """Features of the second look; `before` is the surest stretch of the task so far."""
    strength = strength_of(part)
    earlier, (old, old_decision) = before
    new, decision = judged
    same = _likeness(old_decision, decision)
    tops = f"{_bucket(listed_share(before[1]))}{_bucket(listed_share(judged))}"
    unlisted = f"{_bucket(_unlisted(old.ranking))}{_bucket(_unlisted(new.ranking))}"
    shares = {candidate.name: share for share, candidate in whole[0].ranking.order}
    in_whole = "".join(
        str(_bucket(shares.get(d.candidate.name, 0.0) if d.candidate else 0.0))
        for d in (old_decision, decision)
    )
    found = [
        f"tops:{tops}",
        f"tops:{tops}/{same}",
        f"like:{same}",
        f"unlisted:{unlisted}",
        f"overlap:{_bucket(_overlap(old.ranking, new.ranking))}",
        f"whole:{in_whole}",
        f"kinds:{old.kind[0]}{new.kind[0]}/{same}",
        f"outcomes:{old_decision.outcome}/{decision.outcome}",
        f"top:{_bucket(listed_share(judged))}",
        f"turn:{whole[1].outcome}/{decision.outcome}",
        f"turn:{whole[1].outcome}/{decision.outcome}"
        f"/{_bucket(whole[1].confidence)}{_bucket(decision.confidence)}",
        f"acts:{bool(old.reading.acts)}{bool(new.reading.acts)}",
        f"names:{bool(_named_at(old.reading))}{bool(_named_at(new.reading))}",
    ]
    return [
        *_wording(about.text, earlier, part),
        *_ties(about.text, earlier, part),
        *about.features,
        *found,
        *[f"{name}@{strength}" for name in found],
        f"{part.boundary}/{same}",
        f"{part.boundary}/top:{_bucket(listed_share(judged))}",
    ]


def _wording(text: str, before: Part, part: Part) -> list[str]:
    """How a part begins and ends, and how the one before it ends."""
    last = text[max(0, part.start - 3) : part.start].rstrip("，、；。：！？\n ")[-1:]
    strength = strength_of(part)
    return [
        f"at:{part.boundary}",
        f"first:{text[part.start]}",
        f"first:{text[part.start : part.start + 2]}",
        f"last:{text[part.end - 1]}",
        f"after:{last}",
        f"after:{last}@{strength}",
        f"size:{_length(before)}{_length(part)}@{strength}",
    ]


def _ties(text: str, before: Part, part: Part) -> list[str]:
    """What ties a part to the one before it: the same words, or a word that points back."""
    behind = text[part.start : part.end]
    shared = min(len(bigrams(text[before.start : before.end]) & bigrams(behind)), 3)
    strength = strength_of(part)
    return [
        f"shared:{shared}@{strength}",
        f"refers:{bool(_REFERRING.search(behind))}@{strength}",
    ]


def _likeness(old: Decision, new: Decision) -> str:
    if old.candidate is new.candidate:
        return "same"
    return "outcome" if old.outcome == new.outcome else "other"


def _unlisted(ranking: Ranking) -> float:
    return ranking.outcomes.get("unlisted", 0.0)


def _overlap(old: Ranking, new: Ranking) -> float:
    """What two rankings of entries have in common, from 0 to 1."""
    shares = {candidate.name: share for share, candidate in old.order if candidate.entry}
    return sum(min(share, shares.get(candidate.name, 0.0)) for share, candidate in new.order)


def _named_at(reading: Reading) -> list[int]:
    return [
        start for start, _, meanings in reading.terms for sense in meanings if sense[0] == "names"
    ]


def _within(places: list[int], part: Part) -> int:
    """1 if a part holds one of the sorted places, else 0."""
    first = bisect_left(places, part.start)
    return int(first < len(places) and places[first] < part.end)


def _bucket(share: float) -> int:
    return bisect_right(_BUCKETS, share)


def _length(part: Part) -> int:
    return bisect_right(_LENGTHS, part.end - part.start)
