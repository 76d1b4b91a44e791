"""All terms that mean something: the lexicon's concepts and the packs' vocabulary, by surface form."""

from collections.abc import Iterable, Mapping
from typing import Final, Literal, NamedTuple

from liststrict.model.entry import Pack, Vocabulary
from liststrict.text.lexicon import ConceptKind, Lexicon

Slot = Literal["names", "objects", "acts", "purposes", "actors", "excludes"]
SLOTS: Final[tuple[Slot, ...]] = ("names", "objects", "acts", "purposes", "actors", "excludes")


class Meaning(NamedTuple):
    """One sense of a term. `cue` names it for the weights; pack terms know entry and clause."""

    kind: ConceptKind | Slot
    concept: str
    cue: str
    entry: str | None = None
    clause: int | None = None


Meanings = Mapping[str, tuple[Meaning, ...]]


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
                    _add_block(senses, entry.id, block)
    return {term: tuple(dict.fromkeys(found)) for term, found in senses.items()}


def _add_block(senses: dict[str, list[Meaning]], entry: str, block: Vocabulary) -> None:
    part = f"{entry}.{block.clause}" if block.clause else entry
    for slot in SLOTS:
        meaning = Meaning(slot, part, f"{slot}:{part}", entry, block.clause)
        for term in getattr(block, slot):
            senses.setdefault(term, []).append(meaning)
