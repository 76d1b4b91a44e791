"""What became of a provision: the same place, another place, or nowhere, told by its words."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from liststrict.laws.checks import Sources
from liststrict.laws.citation import Place
from liststrict.laws.lawtext import LawText
from liststrict.laws.register import starts
from liststrict.laws.report import Move, MovedPart, MoveKind
from liststrict.match.fuzzy import wording_nearness
from liststrict.model.basis import Law, LawVersion

# Nearness of wordings, 0 to 100. Provisions on other matters reach about 50 in the same law, since
# they share its terms; provisions that only changed some words stay above 60.
FOUND: Final = 60.0
LIKELY: Final = 52.0
# A place keeps its provision unless another place is clearly nearer to its old words.
_CLEARLY: Final = 15.0
# Longer paragraphs and articles are compared by their beginnings: the time for hostile texts is
# bounded.
_COMPARED: Final = 1500
_PARTS: Final = 20
_SHORTLIST: Final = 100


class _Part(NamedTuple):
    """One paragraph or item of the old provision, and where its words are now."""

    old: Place
    now: Place | None
    score: float
    same_law: bool

    def stays_in(self, cited: Place) -> bool:
        """Whether a citation finds it; one of a whole article finds it under any paragraph."""
        if not self.same_law or self.now is None:
            return False
        whole = cited.paragraph is None and cited.item is None
        same_article = (self.now.article, self.now.branch) == (self.old.article, self.old.branch)
        return self.now == self.old or (whole and same_article)


def trace(sources: Sources, law: Law, place: Place, version: LawVersion, on: str) -> Move | None:
    """What became of a place since one version; None if this version holds, or nothing replaced it."""
    target = _target(sources, law, version, on)
    if target is None:
        return None
    new_law, new_version = target
    old, new = sources.text(law, version), sources.text(new_law, new_version)
    parts: list[_Part] = []
    kind: MoveKind = "no-text"
    if old and new and old.at(place) is not None:
        parts = compare(old, place, new, same_law=new_law.id == law.id)
        kind = _kind(parts, place)
    return Move(
        kind=kind,
        from_version=version.date,
        law_id=new_law.id,
        law=new_law.title,
        to_version=new_version.date if new_version else None,
        parts=tuple(_plain(part) for part in parts),
        now=_now(parts, place) if kind in ("moved", "likely") else None,
    )


def _target(
    sources: Sources, law: Law, version: LawVersion, on: str
) -> tuple[Law, LawVersion | None] | None:
    """The law and version in which the words must be looked for."""
    ended = sources.register.ended(law)
    if ended and on >= ended:
        begun = [
            (successor, sources.version_on(successor, on))
            for successor in sources.register.successors(law)
            if successor.versions and (starts(successor.versions[0]) or "") <= on
        ]
        return begun[-1] if begun else None
    newest = sources.version_on(law, on)
    return (law, newest) if newest and newest.date != version.date else None


def compare(old: LawText, place: Place, new: LawText, same_law: bool = True) -> list[_Part]:
    """For each paragraph (or the item) of the old place: where its words stand in the new text."""
    candidates = list(new.paragraphs())
    if place.item is not None:
        candidates += list(new.items())
    texts = [text[:_COMPARED] for _, text in candidates]
    pairs = [_pairs(text) for text in texts]
    parts = []
    for old_place, whole in _old_parts(old, place)[:_PARTS]:
        words = whole[:_COMPARED]
        best, score = _nearest(words, texts, pairs)
        now = candidates[best][0] if score >= LIKELY else None
        same = new.at(old_place) if same_law else None
        if same is not None and now != old_place:
            kept = wording_nearness(words, same[:_COMPARED])
            if kept >= FOUND and score - kept < _CLEARLY:
                now, score = old_place, kept
        parts.append(_Part(old_place, now, round(score, 1), same_law))
    return parts


def _nearest(
    words: str, texts: Sequence[str], pairs: Sequence[frozenset[str]]
) -> tuple[int, float]:
    """The nearest text and its score; only those that share most pairs of characters are compared."""
    own = _pairs(words)
    shared = sorted(range(len(texts)), key=lambda index: (-len(own & pairs[index]), index))
    scored = [(wording_nearness(words, texts[index]), -index) for index in shared[:_SHORTLIST]]
    score, index = max(scored, default=(0.0, 1))
    return -index, score


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[index : index + 2] for index in range(len(text) - 1))


def _old_parts(old: LawText, place: Place) -> list[tuple[Place, str]]:
    place = place._replace(remark="")
    if place.item is not None or place.paragraph is not None:
        exact = old.exact(place)
        words = old.at(exact)
        return [(exact, words)] if words else []
    return [
        (found, text)
        for found, text in old.paragraphs()
        if (found.article, found.branch) == (place.article, place.branch)
    ]


def _kind(parts: Sequence[_Part], cited: Place) -> MoveKind:
    """The story of several paragraphs in one word: it stays where at least half of them stay."""
    if all(part.now is None for part in parts):
        return "gone"
    stayed = [part for part in parts if part.stays_in(cited)]
    if 2 * len(stayed) >= len(parts):
        return "same"
    moved = [part for part in parts if part.now and part not in stayed]
    if not moved:
        return "gone"
    return "moved" if max(part.score for part in moved) >= FOUND else "likely"


def _now(parts: Sequence[_Part], cited: Place) -> str:
    places = list(dict.fromkeys(part.now for part in parts if part.now))
    articles = list(dict.fromkeys((place.article, place.branch) for place in places))
    if cited.paragraph is None and cited.item is None and len(parts) > 1 and len(articles) == 1:
        return str(Place(articles[0][0], branch=articles[0][1]))
    return "、".join(map(str, places))


def _plain(part: _Part) -> MovedPart:
    now = part.now
    return MovedPart(
        old=str(part.old),
        now=str(now) if now else None,
        article=now.article if now else None,
        paragraph=now.paragraph if now else None,
        item=now.item if now else None,
        score=part.score,
    )
