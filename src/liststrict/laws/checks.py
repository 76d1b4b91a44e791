"""The mechanical checks of one cited place: is there such a law, article, paragraph, item?"""

from typing import NamedTuple

from liststrict.laws.citation import Place
from liststrict.laws.lawtext import LawText
from liststrict.laws.library import Library
from liststrict.laws.register import Register, starts
from liststrict.laws.report import PlaceCheck
from liststrict.model.basis import Law, LawVersion


class Sources(NamedTuple):
    """What citations are checked against; without a library only the register speaks."""

    register: Register
    library: Library | None = None

    def versions(self, law: Law) -> tuple[LawVersion, ...]:
        """Versions in the register and in the folder, oldest first."""
        dates = {version.date for version in law.versions}
        found = [
            LawVersion(date=file.date)
            for file in (self.library.versions(law.title) if self.library else ())
            if file.date not in dates
        ]
        known = [version for version in law.versions if version.date]
        return tuple(sorted((*known, *found), key=lambda version: version.date or ""))

    def version_on(self, law: Law, on: str) -> LawVersion | None:
        """The version that holds on a day; the oldest one for a day before all of them."""
        versions = self.versions(law)
        begun = [version for version in versions if (starts(version) or "") <= on]
        return begun[-1] if begun else next(iter(versions), None)

    def text(self, law: Law, version: LawVersion | None) -> LawText | None:
        """The text of a version, if the folder holds it."""
        return self.library.text(law.title, version.date) if self.library and version else None


def check_place(
    sources: Sources, law: Law | None, place: Place, version: LawVersion | None, on: str
) -> PlaceCheck:
    """All checks of one place against one version, and whether the law holds on a day."""
    if law is None:
        return PlaceCheck(version=None, law_known=False)
    text = sources.text(law, version)
    article = _article(place, text, version)
    paragraph = item = None
    if place.paragraph is not None:
        paragraph = _part(place._replace(item=None), article, text)
    if place.item is not None and place.article is not None:
        item = False if paragraph is False else _part(place, article, text)
    return PlaceCheck(
        version=version.date if version else None,
        law_known=True,
        article_exists=article,
        paragraph_exists=paragraph,
        item_exists=item,
        in_force=sources.register.in_force(law, on),
    )


def _article(place: Place, text: LawText | None, version: LawVersion | None) -> bool | None:
    if place.article is None or place.annex:
        return None
    if text and text.article(place.article, place.branch):
        return True
    count = version.articles if version else None
    if text and not (count and text.last < count):
        return False
    # No text, or only a part of it (a code whose books are files of their own).
    if count is None or place.branch:
        return None
    return place.article <= count


def _part(place: Place, article: bool | None, text: LawText | None) -> bool | None:
    """Whether the article has this paragraph or item."""
    if article is not True or place.article is None:
        return article
    if text is None or text.article(place.article, place.branch) is None:
        return None
    return text.at(place) is not None
