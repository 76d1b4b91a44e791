"""Near wording: the only module that imports rapidfuzz. Scores rank, they never decide."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from liststrict.match.thresholds import SEARCH_CUTOFF
from liststrict.model.entry import Entry


def rank_entries(words: str, entries: Sequence[Entry], most: int) -> list[tuple[Entry, float]]:
    """Entries whose wording or vocabulary is nearest to some words, best first, 0 to 100."""
    texts: list[str] = []
    owners: list[int] = []
    for index, entry in enumerate(entries):
        for text in _texts(entry):
            texts.append(text)
            owners.append(index)
    best: dict[int, float] = {}
    for _, score, position in process.extract(
        words, texts, scorer=_nearness, score_cutoff=SEARCH_CUTOFF, limit=None
    ):
        owner = owners[position]
        best[owner] = max(best.get(owner, 0.0), score)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(entries[index], round(score, 1)) for index, score in ranked[:most]]


def partial_nearness(one: str, other: str) -> float:
    """How nearly the shorter of two wordings stands in the longer one, 0 to 100."""
    return float(fuzz.partial_ratio(one, other))


# Looking for one long wording within another takes time that grows with the square of their length.
_LONG = 400


def wording_nearness(one: str, other: str) -> float:
    """How near two provisions are, 0 to 100: half for the whole, half for one within the other.

    So a provision that was lengthened or shortened is still found.
    """
    whole = fuzz.ratio(one, other)
    if min(len(one), len(other)) > _LONG:
        return float(whole)
    return 0.5 * (whole + fuzz.partial_ratio(one, other))


def _nearness(words: str, text: str, **_options: float | None) -> float:
    """Part of a long text counts, but a whole match of a short one counts more."""
    return 0.4 * fuzz.ratio(words, text) + 0.6 * fuzz.partial_ratio(words, text)


def _texts(entry: Entry) -> list[str]:
    vocabulary = [term for block in entry.match for term in (*block.names, *block.objects)]
    return [
        entry.title,
        *(entry.aliases or ()),
        *(text for _, _, text in entry.clauses()),
        *vocabulary,
    ]
