"""A cell of legal basis to single citations. Small on purpose: it reads titles and places, no more.

`split_citations` is the only way in, so that a fuller reader can take its place.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from liststrict.model.basis import LawRegister, LegalBasis, Provision
from liststrict.packtools.grid import Line
from liststrict.packtools.wording import clean

_NUMERAL: Final = r"[一二三四五六七八九十百零〇\d]{1,9}"
_ARTICLE: Final = re.compile(rf"第?({_NUMERAL})条")
_PARAGRAPH: Final = re.compile(rf"第?({_NUMERAL})款")
_ITEM: Final = re.compile(rf"第?[（(]?({_NUMERAL})[）)]?项")
_TITLE: Final = re.compile(r"《?((?:[^《》]|《[^《》]*》)+)》")
_DOCUMENT_NUMBER: Final = re.compile(r"^[（(]([^（）()]*号)[）)]")
_TRAILING: Final = " \t\n；;、，,。：:和及"
_STATE: Final = "中华人民共和国"


class Found(NamedTuple):
    """One citation and what a person must look at (Chinese lines, empty if nothing)."""

    basis: LegalBasis
    doubts: tuple[str, ...]


class Laws:
    """Register ids by title, short name and document number."""

    def __init__(self, register: LawRegister) -> None:
        self._ids: dict[str, str] = {}
        for law in register.laws:
            for name in (law.title, *law.aliases, law.id):
                self._ids.setdefault(_key(name), law.id)

    def id_of(self, title: str, number: str | None) -> str | None:
        """The law's id, or None if the register does not have it."""
        return self._ids.get(_key(title)) or (self._ids.get(_key(number)) if number else None)


def split_citations(lines: Sequence[Line], laws: Laws) -> tuple[Found, ...]:
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


def _read(raw: str, laws: Laws) -> Found:
    doubts = []
    found = _TITLE.match(raw)
    title, rest = (found.group(1), raw[found.end() :]) if found else (raw, "")
    if found is None:
        doubts.append("没有书名号，认不出法律名称")
    elif not raw.startswith("《"):
        doubts.append("书名号不成对")
    numbered = _DOCUMENT_NUMBER.match(rest)
    number = numbered.group(1) if numbered else None
    provisions = _provisions(rest[numbered.end() :] if numbered else rest)
    law = laws.id_of(title, number)
    if law is None and found is not None:
        doubts.append("法律登记册里没有这部文件，请登记后改用它的编号")
    if not provisions:
        doubts.append("没有写明第几条")
    basis = LegalBasis(
        law=law or title,
        raw=raw,
        origin="source",
        provisions=provisions or (Provision(status="unverified"),),
    )
    return Found(basis, tuple(doubts))


def _provisions(text: str) -> tuple[Provision, ...]:
    """第…条第…款第…项 in order; 款 and 项 belong to the article before them."""
    marks = sorted(
        (found.start(), kind, number)
        for kind, pattern in (("article", _ARTICLE), ("paragraph", _PARAGRAPH), ("item", _ITEM))
        for found in pattern.finditer(text)
        if (number := _value(found.group(1)))
    )
    places: list[dict[str, int]] = []
    for _, kind, number in marks:
        if kind == "article" or not places:
            places.append({kind: number})
        elif kind in places[-1]:
            kept = {"article", "paragraph"} if kind == "item" else {"article"}
            places.append({k: v for k, v in places[-1].items() if k in kept} | {kind: number})
        else:
            places[-1][kind] = number
    return tuple(Provision.model_validate({**place, "status": "unverified"}) for place in places)


_DIGITS: Final[Mapping[str, int]] = {
    digit: at for at, digit in enumerate("零一二三四五六七八九")
} | {"〇": 0}


def _value(numeral: str) -> int | None:
    """1 to 9999, in Arabic or Chinese numerals; None for what is no number."""
    if numeral.isdecimal():
        return int(numeral) or None
    total, digit = 0, None
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in ("十", "百"):
            total += (1 if digit is None else digit) * (10 if character == "十" else 100)
            digit = 0
        else:
            return None
    return total + (digit or 0) or None


def _key(name: str) -> str:
    return clean(name).strip("《》").removeprefix(_STATE).replace("〈", "《").replace("〉", "》")
