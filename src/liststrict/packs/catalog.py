"""Which packs there are, and which of them stand behind a request."""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from liststrict.errors import UnknownPackError
from liststrict.model.basis import LawRegister
from liststrict.model.entry import Pack
from liststrict.packs.load import HEADER_FILE, laws_of, load_pack, load_register
from liststrict.resources import rules_root

DEFAULT_PACK: Final = "jinji"
# The lists that are shown where no pack is named: those of the transcribed document, and not the
# base below them, which says the same in general words.
SHOWN_BY_DEFAULT: Final = ("jinji", "chongqing")


def shipped_packs() -> tuple[str, ...]:
    """Ids of the packs that come with the product."""
    return tuple(sorted(file.parent.name for file in rules_root().glob(f"*/{HEADER_FILE}")))


@cache
def load_shipped(name: str) -> Pack:
    """A shipped pack by its id, read once: the installation does not change. Raises UnknownPackError."""
    if name not in shipped_packs():
        raise UnknownPackError(
            f"没有随程序提供的规则包“{name}”；可用：{'、'.join(shipped_packs())}"
        )
    return load_pack(rules_root() / name)


def law_register(packs: Iterable[Pack] = ()) -> LawRegister:
    """The shipped register of laws, with what some packs register themselves. Raises PackError."""
    return load_register(rules_root() / "laws.yaml").with_laws(laws_of(packs))


def resolve_packs(wanted: Sequence[str | Path]) -> tuple[Pack, ...]:
    """Loads packs by id or folder, each followed by those it builds on, none twice."""
    loaded: dict[str, Pack] = {}
    queue: list[tuple[str | Path, Path | None]] = [(name, None) for name in wanted]
    while queue:
        name, beside = queue.pop(0)
        if str(name) in loaded:
            continue
        pack = load_pack(_folder(name, beside))
        if pack.id in loaded:
            continue
        loaded[pack.id] = pack
        home = _folder(name, beside).parent
        queue.extend((below, home) for below in pack.header.builds_on)
    return tuple(loaded.values())


def _folder(name: str | Path, beside: Path | None) -> Path:
    """A folder as given, a pack beside the one that names it, or a shipped pack."""
    if isinstance(name, Path) or "/" in name or "\\" in name or name.startswith("."):
        return Path(name)
    for parent in (beside, rules_root()):
        if parent is not None and (parent / name / HEADER_FILE).is_file():
            return parent / name
    if Path(name).is_dir():
        return Path(name)
    known = "、".join(shipped_packs())
    raise UnknownPackError(f"没有名为“{name}”的规则包；可用：{known}，或者给出规则包的文件夹")
