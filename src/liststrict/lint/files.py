"""The files of a pack, read as far as they can be: broken parts become diagnostics and are left out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from liststrict.errors import PackError
from liststrict.model.diagnostic import Diagnostic
from liststrict.model.entry import Entry, PackHeader, PackSource, RuleList
from liststrict.model.marks import Mark
from liststrict.packs.load import HEADER_FILE
from liststrict.packs.schema import checked
from liststrict.yaml_marks import Document, Path_, Value, read_yaml

# Said of a field by its own rule; the general complaint would only repeat it.
_OWN_RULE: Final = (("overrides", "reason"), ("conflicts_with", "note"))


class EntryAt(NamedTuple):
    """An entry and where it stands."""

    entry: Entry
    rules: RuleList
    document: Document
    row: int

    def mark(self, *path: str | int) -> Mark:
        """Place of a value inside the entry; of the entry itself where the value is missing."""
        return self.document.mark(("entries", self.row, *path))

    @property
    def raw(self) -> dict[str, Value]:
        """The entry as it is written, before defaults are filled in."""
        value: Any = self.document.value
        entry: dict[str, Value] = value["entries"][self.row]
        return entry


class ListFile(NamedTuple):
    """One file of a pack; `rules` holds the readable entries, None if there are none."""

    name: str
    document: Document
    rules: RuleList | None
    entries: tuple[EntryAt, ...]


class PackFiles(NamedTuple):
    """A pack's folder as it was read. `broken` are the problems met on the way."""

    folder: Path
    header: PackHeader
    header_document: Document
    lists: tuple[ListFile, ...]
    broken: tuple[Diagnostic, ...]
    header_is_whole: bool


def read_pack(folder: Path, shown: str) -> PackFiles:
    """Reads a folder. `shown` is how the folder is named in places; never raises PackError."""
    broken: list[Diagnostic] = []
    document = _document(folder / HEADER_FILE, _join(shown, HEADER_FILE), broken)
    header = _header(document, broken)
    lists = []
    for name in (header or _stand_in(document, folder)).lists:
        if _is_plain_name(name) and (folder / name).is_file():
            read = _document(folder / name, _join(shown, name), broken)
            lists.append(_list(name, read, broken))
    return PackFiles(
        folder=folder,
        header=header or _stand_in(document, folder),
        header_document=document,
        lists=tuple(lists),
        broken=tuple(broken),
        header_is_whole=header is not None,
    )


def _is_plain_name(name: str) -> bool:
    return Path(name).name == name and name.endswith(".yaml")


def _join(shown: str, name: str) -> str:
    return name if shown in ("", ".") else f"{shown.rstrip('/')}/{name}"


def _document(file: Path, shown: str, broken: list[Diagnostic]) -> Document:
    try:
        return read_yaml(file, shown)
    except PackError as error:
        broken.extend(error.diagnostics)
    return Document(shown, None)


def _header(document: Document, broken: list[Diagnostic]) -> PackHeader | None:
    if broken:
        return None
    try:
        return checked(document, PackHeader)
    except PackError as error:
        broken.extend(error.diagnostics)
    return None


def _stand_in(document: Document, folder: Path) -> PackHeader:
    """Enough of a header to go on with; the list files are still found by their names."""
    value: Any = document.value if isinstance(document.value, dict) else {}
    named = value.get("lists")
    names = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
    names = names or sorted(file.name for file in folder.glob("*.yaml") if file.name != HEADER_FILE)
    return PackHeader.model_construct(
        id="unreadable",
        version="0.0.0",
        title="",
        jurisdiction="",
        level="town",
        source=PackSource(document=""),
        lists=tuple(names),
    )


def _list(name: str, document: Document, broken: list[Diagnostic]) -> ListFile:
    """The list with the entries that can be read; the problems of the others are kept."""
    value: Any = document.value
    try:
        rules = checked(document, RuleList)
        return _list_file(name, document, rules, range(len(rules.entries)))
    except PackError as error:
        if not any(one.mark.file == document.file for one in broken):
            broken.extend(d for d in error.diagnostics if not _is_said_elsewhere(document, d))
    if not isinstance(value, dict) or not isinstance(value.get("entries"), list):
        return ListFile(name, document, None, ())
    readable = [index for index, row in enumerate(value["entries"]) if _is_readable(row, document)]
    kept = {**value, "entries": [value["entries"][index] for index in readable]}
    try:
        rules = checked(Document(document.file, kept), RuleList)
    except PackError:
        return ListFile(name, document, None, ())
    return _list_file(name, document, rules, readable)


def _is_said_elsewhere(document: Document, diagnostic: Diagnostic) -> bool:
    """Missing reasons have a rule of their own; a list whose entries are all broken is not empty."""
    value: Any = document.value
    entries = value.get("entries") if isinstance(value, dict) else None
    if entries and diagnostic.message.startswith("“entries”至少"):
        return True
    return any(diagnostic.mark == document.mark(path) for path in _without_reason(entries))


def _without_reason(entries: Value) -> Iterator[Path_]:
    for index, row in enumerate(entries if isinstance(entries, list) else ()):
        for field, reason in _OWN_RULE:
            named = row.get(field) if isinstance(row, dict) else None
            for number, item in enumerate(named if isinstance(named, list) else ()):
                if isinstance(item, dict) and not item.get(reason):
                    yield ("entries", index, field, number)
                    yield ("entries", index, field, number, reason)


def _is_readable(row: Value, document: Document) -> bool:
    try:
        checked(Document(document.file, row), Entry)
    except PackError:
        return False
    return True


def _list_file(
    name: str, document: Document, rules: RuleList, indexes: "range | list[int]"
) -> ListFile:
    entries = tuple(
        EntryAt(entry, rules, document, index)
        for entry, index in zip(rules.entries, indexes, strict=True)
    )
    return ListFile(name, document, rules, entries)
