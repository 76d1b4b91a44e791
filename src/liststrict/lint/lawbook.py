"""What is known about laws without their texts: versions on a day, articles, paragraphs of an article."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from liststrict.laws.register import starts
from liststrict.model.basis import Law, LawVersion, Provision, ProvisionStatus
from liststrict.resources import rules_root
from liststrict.yaml_marks import read_yaml

# A provision with one of these is cited as it stands today; the others are known to be stale.
CURRENT: Final[frozenset[ProvisionStatus]] = frozenset(("in-force", "unverified"))


def version_on(law: Law, day: str) -> LawVersion | None:
    """The version that holds on a day; the oldest one for a day before all of them."""
    begun = [version for version in law.versions if (starts(version) or "") <= day]
    return begun[-1] if begun else next(iter(law.versions), None)


def meant_versions(law: Law, provision: Provision, day: str) -> tuple[LawVersion, ...]:
    """The versions that a provision may speak of: today's, or any if it is known to be stale."""
    version = version_on(law, day)
    if provision.status in CURRENT:
        return (version,) if version else ()
    return law.versions


def has_article(versions: tuple[LawVersion, ...], article: int) -> bool:
    """Whether one of the versions has this article, as far as its length is known."""
    lengths = [version.articles for version in versions]
    return article > 0 and (None in lengths or not lengths or article <= max(filter(None, lengths)))


def has_paragraph(law: Law, versions: tuple[LawVersion, ...], article: int, paragraph: int) -> bool:
    """Whether the article has this paragraph in one of the versions, as far as that is known."""
    known = paragraphs().get(law.id, {})
    for version in versions:
        counts = known.get(version.date or "")
        if counts is None or not 0 < article <= len(counts) or paragraph <= counts[article - 1]:
            return True
    return not versions


@cache
def paragraphs() -> Mapping[str, Mapping[str, tuple[int, ...]]]:
    """Law -> version -> number of paragraphs of article 1, 2, …"""
    value: Any = read_yaml(rules_root() / "paragraphs.yaml").value
    return {
        law: {day: tuple(map(int, str(counts).split())) for day, counts in versions.items()}
        for law, versions in value["laws"].items()
    }
