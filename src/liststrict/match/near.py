"""Near wording for entries that the learned weights do not know: a town's new or changed list.

Clauses that share enough neighbouring characters with the text are looked up in an inverted index;
only for these is the wording compared. What comes out is a prior, one voice among the cues.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from liststrict.match.fuzzy import partial_nearness
from liststrict.match.thresholds import NEAR_PRIOR, NEAR_SHARED, NEAR_WORDING
from liststrict.model.entry import Entry


class NearWording:
    """Inverted index over the wording of some entries. Read-only after building."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._texts: list[tuple[str, str]] = []
        self._index: dict[str, list[int]] = defaultdict(list)
        for key, entry in entries.items():
            for text in _wordings(entry):
                number = len(self._texts)
                self._texts.append((key, text))
                for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
                    self._index[pair].append(number)

    def priors(self, text: str) -> dict[str, float]:
        """Key of each entry whose wording stands nearly so in the text -> its prior."""
        shared: Counter[int] = Counter()
        for pair in {text[i : i + 2] for i in range(len(text) - 1)}:
            shared.update(self._index.get(pair, ()))
        found: dict[str, float] = {}
        for number, count in shared.items():
            key, wording = self._texts[number]
            if count < NEAR_SHARED * min(len(wording), len(text)):
                continue
            nearness = partial_nearness(wording, text)
            if nearness >= NEAR_WORDING:
                found[key] = max(found.get(key, 0.0), NEAR_PRIOR * nearness / 100)
        return found


def _wordings(entry: Entry) -> Iterable[str]:
    return {
        entry.title,
        *(entry.aliases or ()),
        *(text for _, _, text in entry.clauses()),
    }
