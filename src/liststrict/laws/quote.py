"""The words of the cited law beside an answer: as cited, and where it stands now."""

from collections.abc import Iterator

from liststrict.laws.checks import Sources
from liststrict.laws.citation import CitedLaw, Place, parse_citations
from liststrict.model.basis import Law, LawVersion
from liststrict.model.verdict import (
    Citation,
    CitedBasis,
    ProvisionText,
    QuotedBasis,
    TaskVerdict,
    Verdict,
)

# A whole article of a code can fill pages; an answer shows its beginning.
_SHOWN = 1200


def with_quotes(verdict: Verdict, sources: Sources) -> Verdict:
    """The same answer with the words of each cited provision that the folder holds."""
    tasks = tuple(_quoted_task(task, sources, verdict.as_of) for task in verdict.tasks)
    return verdict.model_copy(update={"tasks": tasks})


def _quoted_task(task: TaskVerdict, sources: Sources, on: str) -> TaskVerdict:
    citations = tuple(_quoted_citation(one, sources, on) for one in task.citations)
    return task.model_copy(update={"citations": citations})


def _quoted_citation(citation: Citation, sources: Sources, on: str) -> Citation:
    bases = tuple(_quoted_basis(basis, sources, on) for basis in citation.legal_basis)
    return citation.model_copy(update={"legal_basis": bases})


def _quoted_basis(basis: CitedBasis, sources: Sources, on: str) -> QuotedBasis:
    texts: list[ProvisionText] = []
    place = Place(basis.article, basis.paragraph, basis.item)
    law = sources.register.find(basis.law)
    if law:
        texts += _cited(sources, law, place, on, outdated=basis.status == "superseded")
    if basis.now and basis.status != "in-force":
        for cited in parse_citations(basis.now).laws:
            texts += _present(sources, cited, on)
    return QuotedBasis(**basis.model_dump(exclude={"texts"}), texts=tuple(texts))


def _cited(
    sources: Sources, law: Law, place: Place, on: str, outdated: bool
) -> Iterator[ProvisionText]:
    """The provision in the version that holds; one that was moved since, in the first that has it."""
    present = sources.version_on(law, on)
    versions: tuple[LawVersion, ...] = (present,) if present else ()
    if outdated:
        versions = sources.versions(law)
    quoted = (_quote(sources, law, version, place, now=False) for version in versions)
    found = next((one for one in quoted if one), None)
    if found:
        yield found


def _present(sources: Sources, cited: CitedLaw, on: str) -> Iterator[ProvisionText]:
    law = sources.register.resolve(cited)
    version = sources.version_on(law, on) if law else None
    if law is None or version is None:
        return
    for place in cited.places:
        found = _quote(sources, law, version, place, now=True)
        if found:
            yield found


def _quote(
    sources: Sources, law: Law, version: LawVersion, place: Place, now: bool
) -> ProvisionText | None:
    text = sources.text(law, version)
    words = text.at(place) if text else None
    if words is None or version.date is None:
        return None
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……（以下略）"
    return ProvisionText(
        role="now" if now else "cited",
        law=law.title,
        place=str(place),
        version=version.date,
        text=shown,
    )
