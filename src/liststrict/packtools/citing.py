"""A cell of legal basis to single citations, each with its wording, its places and its doubts."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from liststrict.laws.citation import SLIPS, CitedLaw, Parsed, parse_citations
from liststrict.laws.register import Register, plain_title
from liststrict.model.basis import Law, LegalBasis, Provision
from liststrict.packtools.grid import Line
from liststrict.packtools.wording import clean

_TRAILING: Final = " \t\n；;、，,。：:和及"


class Found(NamedTuple):
    """One citation and what a person must look at (Chinese lines, empty if nothing).

    `law` is a draft for the pack's own register, where the shipped one lacks the law.
    """

    basis: LegalBasis
    doubts: tuple[str, ...]
    law: Law | None


def split_citations(lines: Sequence[Line], laws: Register) -> tuple[Found, ...]:
    """Every citation of a cell; its wording is kept, the separators around it are not."""
    return tuple(_read(raw, laws) for raw in _chunks(lines))


def _chunks(lines: Sequence[Line]) -> list[str]:
    """A chunk begins with a title; a line without one continues the chunk before it."""
    chunks: list[str] = []
    for line in lines:
        text = line.text.strip()
        starts = _starts(text)
        if chunks and (not starts or starts[0] > 0):
            end = starts[0] if starts else len(text)
            chunks[-1] += text[:end]
        elif text and (not starts or starts[0] > 0):
            starts = [0, *starts]
        chunks.extend(text[start:end] for start, end in pairwise([*starts, len(text)]))
    cleaned = (clean(chunk).rstrip(_TRAILING) for chunk in chunks)
    return [chunk for chunk in cleaned if chunk]


def _starts(text: str) -> list[int]:
    """Where titles begin: each outer 《, and a line that has lost its 《."""
    starts, depth = [], 0
    for at, character in enumerate(text):
        if character == "《":
            if depth == 0:
                starts.append(at)
            depth += 1
        elif character == "》":
            if depth == 0 and not starts:
                starts.append(0)
            depth = max(0, depth - 1)
    return starts


def _read(raw: str, laws: Register) -> Found:
    parsed = parse_citations(raw)
    cited = parsed.laws[0] if parsed.laws else CitedLaw("")
    law = laws.resolve(cited)
    draft = None if law else _draft(cited)
    known = law or draft
    basis = LegalBasis(
        law=known.id if known else raw,
        raw=raw,
        origin="source",
        provisions=_provisions(cited) or (Provision(status="unverified"),),
    )
    doubts = _doubts(raw, parsed)
    if draft:
        doubts.append("法律登记册里没有这部文件，已记入 pack.yaml 的 laws，请核对名称、层级和效力")
    if not cited.places:
        doubts.append("没有写明第几条")
    return Found(basis, tuple(doubts), draft)


def _draft(cited: CitedLaw) -> Law | None:
    """A law as its citation names it; all else is for a person to find out."""
    name = cited.title or cited.number
    if not name:
        return None
    aliases = (cited.number,) if cited.title and cited.number else ()
    return Law(
        id=plain_title(name), title=name, aliases=aliases, level="待核实", status="unverified"
    )


def _provisions(cited: CitedLaw) -> tuple[Provision, ...]:
    """Nobody has checked them yet, so they are all unverified."""
    return tuple(
        Provision(
            article=place.article, paragraph=place.paragraph, item=place.item, status="unverified"
        )
        for place in cited.places
    )


def _doubts(raw: str, parsed: Parsed) -> list[str]:
    doubts = [SLIPS[kind] for kind in dict.fromkeys(slip.kind for slip in parsed.slips)]
    for start, end in parsed.leftovers:
        doubts.append(f"“{raw[start:end]}”读不懂")
    if not parsed.laws or not (parsed.laws[0].title or parsed.laws[0].number):
        doubts.append("认不出法律名称")
    if len(parsed.laws) > 1:
        doubts.append("一处引用里有几部法律，请拆开")
    if any(place.branch for law in parsed.laws for place in law.places):
        doubts.append("“第几条之几”请写在说明（note）里")
    return doubts
