"""The shared lexicon: concepts (acts, actors, units, markers, topics) with the ways to say them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from liststrict.model.basis import Frozen
from liststrict.packs.schema import checked
from liststrict.yaml_marks import read_yaml

ConceptKind = Literal["act", "actor", "unit", "marker", "topic", "purpose"]


class LexiconFile(Frozen):
    """One file of the lexicon: concepts of one kind, each with its terms."""

    kind: ConceptKind
    concepts: dict[str, tuple[str, ...]]


class Lexicon(NamedTuple):
    """`concepts[kind][name]` are terms; `common` are everyday words with their frequency."""

    concepts: Mapping[str, Mapping[str, tuple[str, ...]]]
    common: Mapping[str, int]


def load_lexicon(folder: Path) -> Lexicon:
    """Reads all lexicon files of a folder, in the order of their names. Raises PackError."""
    concepts: dict[str, dict[str, tuple[str, ...]]] = {}
    for file in sorted(folder.glob("*.yaml")):
        part = checked(read_yaml(file), LexiconFile)
        concepts.setdefault(part.kind, {}).update(part.concepts)
    return Lexicon(concepts, _common_words(folder / "words.txt"))


def _common_words(file: Path) -> dict[str, int]:
    words: dict[str, int] = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                word, count = line.split()
                words[word] = int(count)
    return words
