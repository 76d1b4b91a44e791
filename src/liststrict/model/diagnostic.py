"""A problem in a pack or lexicon file, with its place; every format can show it."""

from typing import NamedTuple

from liststrict.model.marks import Mark


class Diagnostic(NamedTuple):
    """`code` is stable; `message` and `tip` are Chinese and meant for the maintainer of the file."""

    code: str
    message: str
    mark: Mark
    tip: str = ""

    def __str__(self) -> str:
        tip = f"（{self.tip}）" if self.tip else ""
        return f"{self.mark}: {self.code} {self.message}{tip}"
