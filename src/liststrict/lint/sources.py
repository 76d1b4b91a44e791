"""Texts and values of a pack as they are written, for rules about characters."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from liststrict.lint.subject import Subject
from liststrict.lint.wording import is_verbatim
from liststrict.model.diagnostic import Edit
from liststrict.model.marks import Mark
from liststrict.packs.load import HEADER_FILE
from liststrict.yaml_marks import Document, Path_, Value


class Source:
    """A file that was parsed, with its lines, which are read when they are asked for."""

    def __init__(self, document: Document, file: Path) -> None:
        self.document = document
        self._file = file

    def each_line(self) -> Iterator[str]:
        """The lines one by one; a large file is not held."""
        with self._file.open(encoding="utf-8") as lines:
            for line in lines:
                yield line.removesuffix("\n")

    @cached_property
    def lines(self) -> list[str]:
        """All lines, to be looked up by their number."""
        return list(self.each_line())


def sources(subject: Subject) -> Iterator[Source]:
    """The header and the list files that could be parsed."""
    documents = [(HEADER_FILE, subject.files.header_document)]
    documents += [(file.name, file.document) for file in subject.files.lists]
    for name, document in documents:
        if document.value is not None:
            yield Source(document, subject.files.folder / name)


def own_texts(document: Document) -> Iterator[tuple[Path_, str]]:
    """Texts of the maintainer: no verbatim wording, and no vocabulary, which has its own rule."""
    for path, text in _texts(document.value, ()):
        if not is_verbatim(path) and not (len(path) > 2 and path[2] == "match"):
            yield path, text


def _texts(value: Value, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*path, index))


def edit_of(source: Source, path: Path_, old: str, new: str) -> tuple[Edit, ...]:
    """The repair of a value, if it stands within one line as it is; otherwise none."""
    mark = source.document.mark(path)
    line = source.lines[mark.line - 1]
    start = line.find(old, mark.column - 1)
    if not old or start not in (mark.column - 1, mark.column) or "\\" in old or "\n" in old:
        return ()
    return (Edit(Mark(mark.file, mark.line, start + 1), old, new),)
