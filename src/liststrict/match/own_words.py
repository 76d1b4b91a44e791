"""The own vocabulary of entries that the weights do not know: a town's new or changed list.

In a pack of ten thousand entries a hundred share a word. So the text has one cue for the word, and
who speaks by it is looked up here: for all entries at once by how many of their words are met, and
spelled out, as the cues of learned entries are, for the one that is shown.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain, islice
from typing import Final, NamedTuple

from liststrict.analysis.vocabulary import OWN_CUE, SLOTS, Slot
from liststrict.match.cues import Spans
from liststrict.match.thresholds import SLOT_PRIOR
from liststrict.model.entry import Entry

# Words of an entry that show that the request is about it and not only about something near it.
_TELLING: Final[tuple[Slot, ...]] = ("names", "purposes")

# Term -> numbers of the parts that have it in one slot.
_Postings = dict[str, list[int]]


class Met(NamedTuple):
    """Entries by how strongly the words of a text speak for them, and those that it names."""

    priors: dict[str, float]
    named: list[str]


class OwnWords:
    """Inverted index over the vocabulary of some entries. Read-only after building."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = dict(entries)
        self._names = tuple(entries)
        # A part is an entry, or a clause of it; words of one part and slot count once.
        self._entry_of: list[int] = []
        self._postings: dict[Slot, _Postings] = {slot: {} for slot in SLOTS}
        parts: dict[tuple[int, int | None], int] = {}
        for number, entry in enumerate(entries.values()):
            for block in entry.match:
                part = parts.setdefault((number, block.clause), len(self._entry_of))
                if part == len(self._entry_of):
                    self._entry_of.append(number)
                for slot, postings in self._postings.items():
                    for term in getattr(block, slot):
                        postings.setdefault(term, []).append(part)

    def met(self, cues: Spans) -> Met:
        """What the words of a text say, entries in the order of the packs."""
        terms = _terms(cues)
        counted = {slot: self._counted(slot, terms) for slot in SLOTS}
        priors: dict[int, float] = {}
        for slot, counts in counted.items():
            prior = SLOT_PRIOR[slot]
            for number, count in counts.items():
                priors[number] = priors.get(number, 0.0) + prior * count
        named = counted["names"].keys() - counted["excludes"].keys()
        return Met(
            {self._names[number]: priors[number] for number in sorted(priors)},
            [self._names[number] for number in sorted(named)],
        )

    def _counted(self, slot: Slot, terms: Iterable[str]) -> Counter[int]:
        """How many parts of each entry have one of the terms in a slot."""
        postings = self._postings[slot]
        parts = set(chain.from_iterable(postings[term] for term in terms if term in postings))
        return Counter(map(self._entry_of.__getitem__, parts))

    def spans(self, name: str, cues: Spans) -> Spans:
        """The cues by which an entry speaks, spelled out, with the places of their words."""
        blocks = self._entries[name].match
        found: Spans = {}
        for term in _terms(cues):
            for block in blocks:
                part = f"{name}.{block.clause}" if block.clause else name
                for slot in SLOTS:
                    if term in getattr(block, slot):
                        found.setdefault(f"{slot}:{part}", cues[OWN_CUE + term])
        return found

    def tells(self, name: str, cues: Spans) -> bool:
        """Whether the text speaks of an entry itself: by a name or a purpose, or by a matter and an act."""
        entry = self._entries.get(name)
        if entry is None:
            return False
        terms = set(_terms(cues))

        def has(slot: Slot) -> bool:
            return any(not terms.isdisjoint(getattr(block, slot)) for block in entry.match)

        return any(map(has, _TELLING)) or (has("objects") and has("acts"))


def strongest(near: dict[str, float], met: Mapping[str, float], most: int) -> dict[str, float]:
    """The sum of two sorts of priors, for the entries with the highest sums; earlier ones among equals."""
    priors = dict(near)
    for name, prior in met.items():
        priors[name] = priors.get(name, 0.0) + prior
    if len(priors) <= most:
        return priors
    floor = sorted(priors.values(), reverse=True)[most - 1]
    kept = {name: prior for name, prior in priors.items() if prior > floor}
    equal = (name for name, prior in priors.items() if prior == floor)
    kept.update(dict.fromkeys(islice(equal, most - len(kept)), floor))
    return kept


def _terms(cues: Spans) -> list[str]:
    start = len(OWN_CUE)
    return [cue[start:] for cue in cues if cue.startswith(OWN_CUE)]
