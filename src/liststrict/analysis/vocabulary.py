"""All terms that mean something: the lexicon's concepts and the packs' vocabulary, by surface form."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from liststrict.model.entry import Entry, Pack, RuleList, Vocabulary
from liststrict.text.lexicon import ConceptKind, Lexicon

Slot = Literal["names", "objects", "acts", "purposes", "actors", "excludes"]
SLOTS: Final[tuple[Slot, ...]] = ("names", "objects", "acts", "purposes", "actors", "excludes")


_COUNTED: Final[frozenset[Slot]] = frozenset(("names", "objects", "acts", "purposes"))


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


Senses = tuple[Meaning, ...]
Meanings = Mapping[str, Senses]


def entry_key(pack: Pack, entry: Entry) -> str:
    """Names an entry among all packs; two packs may number their entries alike."""
    return pack.reference(entry)


def list_key(pack: Pack, rules: RuleList) -> str:
    """Names a list among all packs."""
    return f"{pack.id}/{rules.list}"


def build_vocabulary(lexicon: Lexicon, packs: Iterable[Pack]) -> Meanings:
    """Term -> its senses. Built once per set of packs."""
    senses: dict[str, list[Meaning]] = {}
    for kind, concepts in lexicon.concepts.items():
        for concept, terms in concepts.items():
            meaning = Meaning(kind, concept, f"{kind}:{concept}")  # type: ignore[arg-type]
            for term in terms:
                senses.setdefault(term, []).append(meaning)
    for pack in packs:
        for rules in pack.lists:
            for entry in rules.entries:
                for block in entry.match:
                    _add_block(senses, entry_key(pack, entry), block)
    return {term: tuple(dict.fromkeys(found)) for term, found in senses.items()}


def _add_block(senses: dict[str, list[Meaning]], entry: str, block: Vocabulary) -> None:
    part = f"{entry}.{block.clause}" if block.clause else entry
    for slot in SLOTS:
        again = f"{slot}2:{entry}" if slot in _COUNTED else None
        meaning = Meaning(slot, part, f"{slot}:{part}", entry, again)
        for term in getattr(block, slot):
            senses.setdefault(term, []).append(meaning)
