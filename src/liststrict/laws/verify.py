"""Checks every citation of some packs against the register and, where there is one, a library."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from liststrict.laws.checks import Sources, check_place
from liststrict.laws.citation import Place
from liststrict.laws.moves import trace
from liststrict.laws.register import starts
from liststrict.laws.report import (
    Finding,
    FindingOutcome,
    Move,
    PlaceCheck,
    Report,
    UnregisteredText,
)
from liststrict.laws.wording import existence_problems, move_problem, status_problem
from liststrict.model.basis import Law, LawVersion, LegalBasis, Provision
from liststrict.model.entry import Entry, Pack

# Statuses by which a pack itself says that a citation must not be relied on as it stands.
_RECORDED: Final = ("superseded", "misnumbered", "contrary", "unsupported", "unverified")


def verify_packs(sources: Sources, packs: Sequence[Pack], on: str) -> Report:
    """Every citation of law in the packs, as it stands on a day."""
    findings = tuple(
        finding for pack in packs for finding in _Verifier(sources, pack, on).findings()
    )
    counts = Counter(finding.outcome for finding in findings)
    return Report(
        as_of=on,
        library=str(sources.library.folder) if sources.library else None,
        packs=tuple(f"{pack.id} {pack.header.version}" for pack in packs),
        counts=dict(counts),
        unrecorded=sum(not_holding(finding) and not finding.recorded for finding in findings),
        findings=findings,
        unregistered=tuple(_unregistered(sources)),
    )


def not_holding(finding: Finding) -> bool:
    """Whether a citation was found not to hold."""
    return finding.outcome in ("stale", "broken")


class _Verifier:
    """Checks the citations of one pack on one day."""

    def __init__(self, sources: Sources, pack: Pack, on: str) -> None:
        self._sources = sources
        self._pack = pack
        self._on = on
        # A source that does not say when it was made may cite any version that the register has.
        self._made = pack.header.source.published or pack.header.effective_from

    def findings(self) -> Iterator[Finding]:
        """One finding for each cited place, in the order of the pack."""
        for rules in self._pack.lists:
            for entry in rules.entries:
                for basis in entry.legal_basis:
                    if basis.law is None:
                        continue
                    for provision in basis.provisions or (Provision(status="unverified"),):
                        yield self._finding(entry, basis, provision)

    def _finding(self, entry: Entry, basis: LegalBasis, provision: Provision) -> Finding:
        place = Place(provision.article, provision.paragraph, provision.item)
        law = self._sources.register.get(basis.law)
        now = self._check(law, place, self._version_now(law), self._on)
        then, move, doubtful = self._history(law, basis, place)
        problems = [
            *(existence_problems(law, place, now, then) if not _found(move) else ()),
            *status_problem(self._sources.register, law, now),
            *move_problem(move, law),
        ]
        outcome = _outcome(place, now, then, move, doubtful)
        misled = list(self._wrong_targets(provision))
        if misled and outcome not in ("stale", "broken"):
            outcome = "broken"
        return Finding(
            pack=self._pack.id,
            entry=entry.id,
            origin=basis.origin,
            raw=basis.raw,
            law_id=basis.law or "",
            law=law.title if law else basis.law or "",
            place=str(place),
            article=place.article,
            paragraph=place.paragraph,
            item=place.item,
            status=provision.status,
            outcome=outcome,
            recorded=provision.status in _RECORDED and not misled,
            then=then,
            now=now,
            move=move,
            problems=(*problems, *misled),
        )

    def _wrong_targets(self, provision: Provision) -> Iterator[str]:
        """Places that the pack gives as the present ones, and that do not exist."""
        for ref in provision.now:
            law = self._sources.register.get(ref.law)
            place = Place(ref.article, ref.paragraph, ref.item)
            check = self._check(law, place, self._version_now(law), self._on)
            if check.place_missing or not check.law_known:
                title = law.title if law else ref.law
                yield f"规则包所记的现行条款《{title}》{place}不存在；请改正 now"

    def _version_now(self, law: Law | None) -> LawVersion | None:
        return self._sources.version_on(law, self._on) if law else None

    def _check(
        self, law: Law | None, place: Place, version: LawVersion | None, on: str
    ) -> PlaceCheck:
        return check_place(self._sources, law, place, version, on)

    def _history(
        self, law: Law | None, basis: LegalBasis, place: Place
    ) -> tuple[PlaceCheck | None, Move | None, bool]:
        """The cited version, what became of the place since, and whether an older one was meant."""
        if law is None:
            return None, None, False
        candidates = self._cited_versions(law, basis)
        cited = next((one for one in candidates if self._has(law, one, place)), None)
        cited = cited or next(iter(candidates), None)
        if cited is None:
            return None, None, False
        then = self._check(law, place, cited, starts(cited) or self._on)
        if place.article is None or then.place_missing:
            return then, None, False
        move = trace(self._sources, law, place, cited, self._on)
        if move is None or move.kind == "same":
            older = [one for one in candidates if (one.date or "") < (cited.date or "")]
            for version in older:
                earlier = trace(self._sources, law, place, version, self._on)
                if earlier and earlier.kind in ("moved", "gone"):
                    return then, earlier, True
        return then, move, False

    def _has(self, law: Law, version: LawVersion, place: Place) -> bool:
        text = self._sources.text(law, version)
        return text is not None and text.at(place) is not None

    def _cited_versions(self, law: Law, basis: LegalBasis) -> list[LawVersion]:
        """Versions that may be meant, the likeliest first."""
        versions = [
            version
            for version in self._sources.versions(law)
            if (starts(version) or "") <= self._on
        ]
        named = [version for version in versions if version.date == basis.version]
        if named:
            return named
        if basis.origin == "editorial":
            return versions[-1:]
        if not self._made:
            return versions
        begun = [version for version in versions if (starts(version) or "") <= self._made]
        return begun[::-1] or versions


def _found(move: Move | None) -> bool:
    """Whether the new place is known; then it need not be said that the old one is empty."""
    return move is not None and move.kind in ("moved", "likely")


def _outcome(
    place: Place, now: PlaceCheck, then: PlaceCheck | None, move: Move | None, doubtful: bool
) -> FindingOutcome:
    if not now.law_known or (then and then.place_missing):
        return "broken"
    if now.in_force is False:
        return "stale"
    if now.place_missing or (move and move.kind in ("moved", "likely", "gone")):
        return "doubtful" if doubtful else "stale"
    cited_and_checked = (
        (place.article, now.article_exists),
        (place.paragraph, now.paragraph_exists),
        (place.item, now.item_exists),
    )
    unread = any(cited is not None and found is None for cited, found in cited_and_checked)
    unread = unread or (move is not None and move.kind == "no-text")
    return "unknown" if unread or now.in_force is None else "holds"


def _unregistered(sources: Sources) -> Iterator[UnregisteredText]:
    """Texts that a maintainer should enter into the register."""
    for file in sources.library.files if sources.library else ():
        law = sources.register.find(file.title)
        if law is None or file.date not in [version.date for version in law.versions]:
            yield UnregisteredText(title=file.title, date=file.date, law_id=law.id if law else None)
