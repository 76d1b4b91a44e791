"""The law register: finding a law by any of its names, its version on a day, whether it holds."""

import re
from collections.abc import Iterator
from typing import Final

from liststrict.laws.citation import CitedLaw
from liststrict.model.basis import Law, LawRegister, LawVersion

_MARKS = re.compile(r"[《》〈〉“”\"\s　]|^中华人民共和国")
_BRACKETS: Final = str.maketrans("[［【(（", "〔〔〔〔〔") | str.maketrans("]］】)）", "〕〕〕〕〕")


def plain_title(title: str) -> str:
    """A title without marks, spaces and a leading 中华人民共和国, for comparing."""
    return _MARKS.sub("", _MARKS.sub("", title)).translate(_BRACKETS)


class Register:
    """The register with its questions. Dates are ISO text and compare as text."""

    def __init__(self, register: LawRegister) -> None:
        self.laws = register.laws
        self._by_id = register.by_id()
        self._by_name: dict[str, Law] = {}
        for law in register.laws:
            for name in (law.id, law.title, *law.aliases):
                self._by_name.setdefault(plain_title(name), law)

    def get(self, law_id: str | None) -> Law | None:
        """The law with this id."""
        return self._by_id.get(law_id) if law_id else None

    def find(self, name: str) -> Law | None:
        """The law with this id, title, short title or document number."""
        return self._by_name.get(plain_title(name))

    def resolve(self, cited: CitedLaw) -> Law | None:
        """The law that a citation means, by its document number or its title."""
        names = (name for name in (cited.number, cited.title) if name)
        return next((law for law in map(self.find, names) if law), None)

    def replaced_by(self, law: Law) -> Law | None:
        """The law that took the place of this one."""
        return self.get(law.replaced_by)

    def successors(self, law: Law) -> Iterator[Law]:
        """The laws that replaced this one, one after the other."""
        seen = {law.id}
        following = self.replaced_by(law)
        while following and following.id not in seen:
            yield following
            seen.add(following.id)
            following = self.replaced_by(following)

    def ended(self, law: Law) -> str | None:
        """Since when a repealed law no longer holds: its own date, or its replacement's first day.

        Where neither is known, the day on which the register saw it repealed is the latest possible.
        """
        if law.status != "repealed":
            return None
        replacement = self.replaced_by(law)
        first = starts(replacement.versions[0]) if replacement and replacement.versions else None
        return law.repealed or first or law.as_of

    def in_force(self, law: Law, on: str) -> bool | None:
        """Whether a law holds on a day; None where that is not known for sure."""
        if not law.status_verified:
            return None
        ended = self.ended(law)
        if ended and on >= ended:
            return False
        first = starts(law.versions[0]) if law.versions else None
        # The register keeps the versions that matter here; an amended law may be older than these.
        return None if first and on < first else True


def starts(version: LawVersion) -> str | None:
    """The first day of a version; the day it was made, where its first day is not recorded."""
    return version.effective or version.date
