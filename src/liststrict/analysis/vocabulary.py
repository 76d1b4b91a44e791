"""All terms that mean something: the lexicon's concepts and the packs' vocabulary, by surface form."""

from collections.abc import Container, Iterable, Mapping
from typing import Final, Literal, NamedTuple

from liststrict.model.entry import Entry, Pack, RuleList, Vocabulary
from liststrict.text.lexicon import ConceptKind, Lexicon

Slot = Literal["names", "objects", "acts", "purposes", "actors", "excludes"]
SLOTS: Final[tuple[Slot, ...]] = ("names", "objects", "acts", "purposes", "actors", "excludes")


_COUNTED: Final[frozenset[Slot]] = frozenset(("names", "objects", "acts", "purposes"))
_ROLES: Final = frozenset(("act", "actor", "unit", "marker"))
_SOMEBODY: Final = frozenset(("actor", "unit"))
# The cue of a term by which entries speak that no weights know; `match/own_words.py` knows which.
OWN_CUE: Final = "own:"
_FEW: Final = 16


class Meaning(NamedTuple):
    """One sense of a term. `cue` names it for the weights.

    A pack's term knows its entry's key, and where several terms of its slot count for more than
    one, the cue for that (`again`).
    """

    kind: ConceptKind | Slot
    concept: str
    cue: str
    entry: str | None = None
    again: str | None = None


class Counted(NamedTuple):
    """A sense of which several terms of one entry say more than one."""

    slot: Slot
    entry: str
    again: str


class Senses(NamedTuple):
    """All senses of a term, sorted once by who asks for them.

    Those of entries that no weights know are left out: they have one cue together.
    `roles` are those that tell acts and who does them, `counted` those of packs of which several count
    for more than one. `entries` are the keys of the entries that speak so; `named` tells whether
    one of these is called by the term. `somebody` is the concept of who is named by it, empty for others.
    """

    meanings: tuple[Meaning, ...]
    cues: tuple[str, ...]
    roles: tuple[Meaning, ...]
    counted: tuple[Counted, ...]
    entries: frozenset[str]
    named: bool
    somebody: str = ""


Meanings = Mapping[str, Senses]


def entry_key(pack: Pack, entry: Entry) -> str:
    """Names an entry among all packs; two packs may number their entries alike."""
    return pack.reference(entry)


def list_key(pack: Pack, rules: RuleList) -> str:
    """Names a list among all packs."""
    return f"{pack.id}/{rules.list}"


def build_vocabulary(
    lexicon: Lexicon, packs: Iterable[Pack], learned: Container[str] | None = None
) -> Meanings:
    """Term -> its senses. Built once per set of packs. `learned` are the entries that weights know."""
    senses: dict[str, list[Meaning]] = {}
    others = _Others()
    for kind, concepts in lexicon.concepts.items():
        for concept, terms in concepts.items():
            meaning = Meaning(kind, concept, f"{kind}:{concept}")  # type: ignore[arg-type]
            for term in terms:
                senses.setdefault(term, []).append(meaning)
    for pack in packs:
        for rules in pack.lists:
            for entry in rules.entries:
                key = entry_key(pack, entry)
                for block in entry.match:
                    if learned is None or key in learned:
                        _add_block(senses, key, block)
                    else:
                        others.add(key, block)
    known = _all_sorted(senses)
    return {**known, **others.added_to(known)}


def _all_sorted(senses: Mapping[str, list[Meaning]]) -> dict[str, Senses]:
    """Most terms of an entry have one and the same sense, which is sorted once."""
    alike: dict[tuple[Meaning, ...], Senses] = {}
    known: dict[str, Senses] = {}
    for term, found in senses.items():
        meanings = tuple(dict.fromkeys(found))
        if meanings not in alike:
            alike[meanings] = sorted_senses(meanings)
        known[term] = alike[meanings]
    return known


def sorted_senses(meanings: Iterable[Meaning]) -> Senses:
    """The senses of one term, sorted by who asks for them."""
    meanings = tuple(meanings)
    counted = tuple(
        Counted(kind, entry, again)  # type: ignore[arg-type]
        for kind, _, _, entry, again in meanings
        if entry and again
    )
    return Senses(
        meanings,
        tuple(meaning.cue for meaning in meanings),
        tuple(meaning for meaning in meanings if meaning.kind in _ROLES),
        counted,
        frozenset(sense.entry for sense in counted),
        any(meaning.kind == "names" for meaning in meanings),
        next((meaning.concept for meaning in meanings if meaning.kind in _SOMEBODY), ""),
    )


class _Others:
    """The terms of entries that no weights know: who speaks by them, and which are names."""

    def __init__(self) -> None:
        self._entries: dict[str, list[str]] = {}
        self._names: set[str] = set()

    def add(self, entry: str, block: Vocabulary) -> None:
        """Takes the vocabulary of an entry; all blocks of an entry come one after the other."""
        self._names.update(block.names)
        for slot in SLOTS:
            for term in getattr(block, slot):
                entries = self._entries.setdefault(term, [])
                if slot in _COUNTED and entries[-1:] != [entry]:
                    entries.append(entry)

    def added_to(self, known: Mapping[str, Senses]) -> dict[str, Senses]:
        """The senses of these terms, with those that are known already."""
        nothing = sorted_senses(())
        # Most terms are of one entry alone, and share what tells so.
        shared: dict[frozenset[str], frozenset[str]] = {}
        return {
            term: self._added(known.get(term, nothing), term, entries, shared)
            for term, entries in self._entries.items()
        }

    def _added(
        self,
        senses: Senses,
        term: str,
        entries: list[str],
        shared: dict[frozenset[str], frozenset[str]],
    ) -> Senses:
        # What many entries say alike is of one matter only with itself.
        own = senses.entries.union(entries if len(entries) <= _FEW else (OWN_CUE + term,))
        return senses._replace(
            cues=(*senses.cues, OWN_CUE + term),
            entries=shared.setdefault(own, own),
            named=senses.named or term in self._names,
        )


def _add_block(senses: dict[str, list[Meaning]], entry: str, block: Vocabulary) -> None:
    part = f"{entry}.{block.clause}" if block.clause else entry
    for slot in SLOTS:
        again = f"{slot}2:{entry}" if slot in _COUNTED else None
        meaning = Meaning(slot, part, f"{slot}:{part}", entry, again)
        for term in getattr(block, slot):
            senses.setdefault(term, []).append(meaning)
