"""What the packs of a run share: the packs that they build on and the installation's own data."""

from functools import cached_property
from pathlib import Path

from liststrict.api import Shipped, load_shipped_data
from liststrict.errors import ListstrictError
from liststrict.lint.files import PackFiles
from liststrict.model.entry import Pack
from liststrict.packs.catalog import load_shipped
from liststrict.packs.load import HEADER_FILE, load_pack
from liststrict.resources import rules_root


class Shelf:
    """Loads packs and keeps them; those that cannot be had are kept as None."""

    def __init__(self) -> None:
        self._packs: dict[Path, Pack | None] = {}

    @cached_property
    def shipped(self) -> Shipped:
        """Lexicon, weights and law register, read when a rule first asks for them."""
        return load_shipped_data()

    def below(self, pack: PackFiles) -> tuple[tuple[Pack, ...], tuple[str, ...]]:
        """All packs that a pack builds on, and the names of those that cannot be had."""
        found: dict[str, Pack] = {}
        unknown: dict[str, None] = {}
        home = pack.folder.resolve().parent
        queue = [(name, home) for name in pack.header.builds_on]
        while queue:
            name, beside = queue.pop(0)
            folder = beside / name
            if not (folder / HEADER_FILE).is_file():
                folder = rules_root() / name
            loaded = self._load(folder)
            if loaded is None:
                unknown[name] = None
            elif loaded.id != pack.header.id and loaded.id not in found:
                found[loaded.id] = loaded
                queue.extend((further, folder.parent) for further in loaded.header.builds_on)
        return tuple(found.values()), tuple(unknown)

    def _load(self, folder: Path) -> Pack | None:
        if folder not in self._packs:
            try:
                shipped = folder.parent == rules_root()
                self._packs[folder] = load_shipped(folder.name) if shipped else load_pack(folder)
            except (ListstrictError, OSError):
                self._packs[folder] = None
        return self._packs[folder]
