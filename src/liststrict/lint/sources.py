"""Texts and values of a pack as they are written, for rules about characters."""

from collections.abc import Iterator
from typing import NamedTuple

from liststrict.lint.subject import Subject
from liststrict.lint.wording import is_verbatim
from liststrict.model.diagnostic import Edit
from liststrict.model.marks import Mark
from liststrict.packs.load import HEADER_FILE
from liststrict.yaml_marks import Document, Path_, Value


class Source(NamedTuple):
    """A file that was parsed, with its lines."""

    document: Document
    lines: list[str]


def sources(subject: Subject) -> Iterator[Source]:
    """The header and the list files that could be parsed."""
    documents = [(HEADER_FILE, subject.files.header_document)]
    documents += [(file.name, file.document) for file in subject.files.lists]
    for name, document in documents:
        if document.value is not None:
            text = (subject.files.folder / name).read_text(encoding="utf-8")
            yield Source(document, text.split("\n"))


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
