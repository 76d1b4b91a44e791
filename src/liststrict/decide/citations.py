"""Citations: made once per clause when the packs are loaded, chosen per request."""

from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from liststrict.decide.reason import cited_in_words, notes_on_basis
from liststrict.match.cues import Spans
from liststrict.match.softmax import Candidate
from liststrict.model.basis import LegalBasis, ProvisionRef
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.verdict import Citation, CitedBasis
from liststrict.numerals import provision_in_words


class Prepared(NamedTuple):
    """A citation with the words for it in a reason, made once."""

    citation: Citation
    words: str
    notes: str


class ClauseChooser:
    """For one entry: its possible citations, and the words by which to choose among them."""

    def __init__(self, pack: Pack, rules: RuleList, entry: Entry, titles: dict[str, str]) -> None:
        shared = {
            "entry": entry.id,
            "pack": pack.id,
            "list": rules.list,
            "list_title": rules.title,
            "no": entry.no,
            "title": entry.title,
            "units": entry.units or (),
            "legal_basis": cited_bases(entry, titles),
        }
        whole = {"part": "title", "clause": None, "quote": entry.title}
        if entry.purpose:
            whole = {"part": "purpose", "clause": None, "quote": entry.purpose}
        self._whole = _prepared(Citation.model_validate({**shared, **whole}))
        self._clauses = [
            (
                number,
                bigrams(text),
                _prepared(
                    Citation.model_validate(
                        {**shared, "part": part, "clause": number, "quote": text}
                    )
                ),
            )
            for part, number, text in entry.clauses()
        ]
        self._by_number = {number: prepared for number, _, prepared in reversed(self._clauses)}

    def choose(self, text: str, numbers: Iterable[int]) -> Prepared:
        """The clause whose vocabulary was met most often, or whose wording is nearest to the text."""
        counted: dict[int, int] = {}
        for number in numbers:
            if number in self._by_number:
                counted[number] = counted.get(number, 0) + 1
        if counted:
            return self._by_number[max(counted, key=lambda number: (counted[number], -number))]
        best, nearest = self._whole, 0.0
        pairs = bigrams(text)
        for _, words, prepared in self._clauses:
            nearness = len(words & pairs) / (len(words) + 8.0)
            if nearness > nearest:
                best, nearest = prepared, nearness
        return best


def _prepared(citation: Citation) -> Prepared:
    return Prepared(citation, cited_in_words(citation), notes_on_basis(citation))


def bigrams(text: str) -> frozenset[str]:
    """Neighbouring characters, the measure of nearness between a request and a clause."""
    return frozenset(map(add, text, text[1:]))


def clause_numbers(candidate: Candidate, cues: Spans) -> list[int]:
    """Clauses of the candidate whose own vocabulary stands in the text."""
    name = f":{candidate.name}."
    return [int(cue.rpartition(".")[2]) for cue in cues if name in cue]


def _cited(basis: LegalBasis, titles: dict[str, str]) -> tuple[CitedBasis, ...]:
    title = titles.get(basis.law, basis.law) if basis.law else basis.raw
    if not basis.provisions:
        return (
            CitedBasis(
                law=title,
                article=None,
                paragraph=None,
                item=None,
                raw=basis.raw,
                origin=basis.origin,
                status="no-law-found" if basis.origin == "list" else "unverified",
                note=basis.note,
            ),
        )
    return tuple(
        CitedBasis(
            law=title,
            article=provision.article,
            paragraph=provision.paragraph,
            item=provision.item,
            raw=basis.raw,
            origin=basis.origin,
            status=provision.status,
            now="、".join(_place(place, titles) for place in provision.now) or None,
            note=provision.note,
        )
        for provision in basis.provisions
    )


def _place(place: ProvisionRef, titles: dict[str, str]) -> str:
    title = titles.get(place.law, place.law)
    words = provision_in_words(place.article, place.paragraph, place.item)
    return f"《{title.strip('《》')}》{words}"


def cited_bases(entry: Entry, titles: dict[str, str] | None = None) -> tuple[CitedBasis, ...]:
    """All legal basis of an entry, as it is shown; `titles` maps register ids to titles."""
    return tuple(base for basis in entry.legal_basis for base in _cited(basis, titles or {}))
