"""Which values are verbatim wording of a published document, and the texts that a pack holds."""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.files import EntryAt
from liststrict.model.entry import WORDING, Entry
from liststrict.yaml_marks import Path_

# Requests are written as people write them, spaces and all; slips quote the source.
_LIVE: Final = frozenset(("examples", "near_misses"))
_QUOTED: Final = frozenset(("raw", "source_has", "meant"))


def is_verbatim(path: Path_) -> bool:
    """Whether a value is someone else's wording, which is never repaired."""
    if path[:1] == ("entries",):
        field = path[2] if len(path) > 2 else ""
        return field in WORDING or field in _LIVE or path[-1] in _QUOTED
    return path[:1] == ("title",) or path[:1] == ("source",) or path[-1:] in (("raw",), ("units",))


def wordings(entry: Entry) -> Iterator[tuple[Path_, str]]:
    """All verbatim texts of an entry with their places inside it."""
    for field in WORDING:
        value = getattr(entry, field)
        if isinstance(value, str):
            yield (field,), value
        else:
            for index, text in enumerate(value or ()):
                yield (field, index), text


def terms(at: EntryAt) -> Iterator[tuple[Path_, str, str]]:
    """All vocabulary of an entry, as (place inside it, slot, term)."""
    for block_index, block in enumerate(at.entry.match):
        for slot in ("names", "objects", "acts", "purposes", "actors", "excludes"):
            for index, term in enumerate(getattr(block, slot)):
                yield ("match", block_index, slot, index), slot, term
