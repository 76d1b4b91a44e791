"""Which packs are meant by the paths that were given."""

import os
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.errors import InputError
from liststrict.packs.catalog import shipped_packs
from liststrict.packs.load import HEADER_FILE
from liststrict.resources import rules_root

_DEPTH: Final = 5
# Folders of other programs; what is in them is not the maintainer's.
_FOREIGN: Final = frozenset(
    ("node_modules", "venv", "site-packages", "__pycache__", "build", "dist")
)
# Packs in these are broken on purpose. They are checked if the path names them.
_TESTS: Final = frozenset(("test", "tests", "testdata", "fixtures"))


class Target(NamedTuple):
    """A pack's folder, and how it is named in places."""

    folder: Path
    shown: str


def find_targets(paths: Sequence[str]) -> list[Target]:
    """Packs in the given folders and files, none twice. Raises InputError if there are none.

    Without a path: all packs below the current folder, but not those that tests are made with.
    """
    found: dict[Path, Target] = {}
    passed_by = _FOREIGN if paths else _FOREIGN | _TESTS
    for path in paths or (".",):
        targets = list(_targets(path, passed_by))
        if not targets:
            raise InputError(f"{path} 里没有规则包（没有 {HEADER_FILE}）；请给出规则包的文件夹")
        for target in targets:
            found.setdefault(target.folder.resolve(), target)
    return list(found.values())


def _targets(given: str, passed_by: Set[str]) -> Iterator[Target]:
    path = Path(given)
    if path.is_dir():
        yield from _below(path, passed_by)
    elif path.is_file():
        if (path.parent / HEADER_FILE).is_file():
            yield Target(path.parent, _shown(path.parent))
    elif given in shipped_packs():
        yield Target(rules_root() / given, given)
    else:
        known = "、".join(shipped_packs())
        raise InputError(f"{given}：没有这个文件夹；请检查路径，随程序提供的规则包有：{known}")


def _below(path: Path, passed_by: Set[str]) -> Iterator[Target]:
    """The folder itself, or all packs a few levels below it, in the order of their names."""
    for parent, folders, files in os.walk(path):
        depth = len(Path(parent).relative_to(path).parts)
        if HEADER_FILE in files:
            yield Target(Path(parent), _shown(Path(parent)))
            folders.clear()
        folders[:] = sorted(
            name
            for name in folders
            if depth < _DEPTH and not name.startswith(".") and name not in passed_by
        )


def _shown(folder: Path) -> str:
    return folder.as_posix()
