"""The own vocabulary of entries that the weights do not know: a town's new or changed list.

In a pack of ten thousand entries a hundred share a word. So the text has one cue for the word, and
who speaks by it is looked up here: for all entries at once by how many of their words are met, and
spelled out, as the cues of learned entries are, for the one that is shown.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple, TypeAlias

from liststrict.analysis.vocabulary import OWN_CUE, SLOTS, Slot
from liststrict.match.cues import Spans
from liststrict.match.thresholds import SLOT_PRIOR
from liststrict.model.entry import Vocabulary

# Words of an entry that show that the request is about it and not only about something near it.
_TELLING: Final[tuple[Slot, ...]] = ("names", "purposes")

# Slots whose words only suggest an entry; all weigh the same.
_WEAK: Final[tuple[Slot, ...]] = ("objects", "acts", "purposes")
_WEAK_PRIOR: Final = SLOT_PRIOR["objects"]

# Term -> numbers of the voices that have it.
_Postings: TypeAlias = "dict[str, array[int]]"


class Met(NamedTuple):
    """Entries by how strongly the words of a text speak for them, and those that it names."""

    priors: dict[str, float]
    named: list[str]


class OwnWords:
    """Inverted index over the vocabulary of some entries. Read-only after building."""

    def __init__(self, entries: Mapping[str, Sequence[Vocabulary]]) -> None:
        self._blocks = entries
        self._names = tuple(entries)
        # A voice is a slot of an entry, or of a clause of it; all of its words together count once.
        self._entry_of = array("I")
        weak: _Postings = {}
        self._postings: dict[Slot, _Postings] = {
            slot: weak if slot in _WEAK else {} for slot in SLOTS
        }
        voices: dict[tuple[int, int | None, Slot], int] = {}
        for number, blocks in enumerate(entries.values()):
            for block in blocks:
                for slot, postings in self._postings.items():
                    voice = voices.setdefault((number, block.clause, slot), len(self._entry_of))
                    if voice == len(self._entry_of):
                        self._entry_of.append(number)
                    for term in getattr(block, slot):
                        if term in postings:
                            postings[term].append(voice)
                        else:
                            postings[term] = array("I", (voice,))

    def met(self, cues: Spans, most: int) -> Met:
        """What the words of a text say, entries in the order of the packs.

        Where many are met, those that are only suggested are left out but for `most`.
        """
        terms = _terms(cues)
        names = self._counted("names", terms)
        suggested = self._counted("objects", terms)
        actors, excluded = self._counted("actors", terms), self._counted("excludes", terms)
        found = {*names, *_most_often(suggested, most)}
        if len(suggested) <= most:
            found.update(actors, excluded)
        own = self._names
        priors = dict.fromkeys(sorted(found), 0.0)
        for counted, prior in (
            (names, SLOT_PRIOR["names"]),
            (suggested, _WEAK_PRIOR),
            (actors, SLOT_PRIOR["actors"]),
            (excluded, SLOT_PRIOR["excludes"]),
        ):
            for number in priors.keys() & counted.keys():
                priors[number] += prior * counted[number]
        return Met(
            {own[number]: prior for number, prior in priors.items()},
            [own[number] for number in sorted(names.keys() - excluded.keys())],
        )

    def _counted(self, slot: Slot, terms: Iterable[str]) -> Mapping[int, int]:
        """How many voices of each entry, of the slot's sort, have one of the terms."""
        postings = self._postings[slot]
        rows = [postings[term] for term in terms if term in postings]
        if not rows:
            return {}
        voices = set(chain.from_iterable(rows))
        return Counter(map(self._entry_of.__getitem__, voices))

    def spans(self, name: str, cues: Spans) -> Spans:
        """The cues by which an entry speaks, spelled out, with the places of their words."""
        blocks = self._blocks[name]
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
        blocks = self._blocks.get(name, ())
        terms = set(_terms(cues))

        def has(slot: Slot) -> bool:
            return any(not terms.isdisjoint(getattr(block, slot)) for block in blocks)

        return any(map(has, _TELLING)) or (has("objects") and has("acts"))


def _most_often(counted: Mapping[int, int], most: int) -> Iterable[int]:
    """The numbers that were counted most often, smaller ones among equals; so many at most."""
    if len(counted) <= most:
        return counted
    found: list[int] = []
    for times in sorted(set(counted.values()), reverse=True):
        level = [number for number, count in counted.items() if count == times]
        if len(found) + len(level) > most:
            return [*found, *sorted(level)[: most - len(found)]]
        found += level
    return found


def _terms(cues: Spans) -> list[str]:
    start = len(OWN_CUE)
    return [cue[start:] for cue in cues if cue.startswith(OWN_CUE)]
