"""All legal bases of a pack with their places: those of entries, and those shared by a list."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from liststrict.lint.subject import Subject
from liststrict.model.basis import LegalBasis
from liststrict.model.entry import Erratum
from liststrict.model.marks import Mark
from liststrict.yaml_marks import Document, Path_


class BasisAt(NamedTuple):
    """A legal basis and where it stands; `raw` is the mapping as it is written."""

    basis: LegalBasis
    document: Document
    path: Path_
    errata: tuple[Erratum, ...] = ()

    def mark(self, *path: str | int) -> Mark:
        """Place of a value inside the basis."""
        return self.document.mark((*self.path, *path))

    def states(self, index: int, field: str) -> bool:
        """Whether a provision writes a field, instead of leaving it to its default."""
        value: Any = self.document.value
        for step in (*self.path, "provisions", index):
            value = value[step]
        return field in value


def bases(subject: Subject) -> Iterator[BasisAt]:
    """Bases in the order of the files."""
    for file in subject.files.lists:
        if file.rules is None:
            continue
        for index, basis in enumerate(file.rules.legal_basis):
            yield BasisAt(basis, file.document, ("legal_basis", index))
        for at in file.entries:
            for index, basis in enumerate(at.entry.legal_basis):
                path = ("entries", at.row, "legal_basis", index)
                yield BasisAt(basis, file.document, path, at.entry.errata)
