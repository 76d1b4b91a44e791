"""Raw lists to a draft pack: plain data for the files, and what a person must look at."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from liststrict.laws.register import Register
from liststrict.model.basis import Law
from liststrict.model.outcome import LABELS
from liststrict.packtools.citing import split_citations
from liststrict.packtools.columns import Field
from liststrict.packtools.grid import Line
from liststrict.packtools.rows import RawEntry, RawList
from liststrict.packtools.wording import (
    clauses,
    joined,
    title_and_aliases,
    units,
)
from liststrict.text.normalize import normalize

_ONE_TEXT: Final[tuple[Field, ...]] = ("category", "purpose", "form", "alternative")
_CLAUSES: Final[tuple[Field, ...]] = ("duties", "details")
_UNITS: Final[tuple[Field, ...]] = ("requested_by", "units")
# The order in which an entry's fields are written.
_ORDER: Final = (
    "id", "no", "category", "title", "aliases", "duties", "details", "requested_by", "purpose",
    "form", "alternative", "units", "legal_basis", "match",
)  # fmt: skip


class Note(NamedTuple):
    """Something a person must look at: the entry (or list) and where it stood in the document."""

    where: str
    place: str
    words: str


class DraftList(NamedTuple):
    """One list as plain data, with its notes, and the laws that it cites and no register has."""

    slug: str
    data: dict[str, Any]
    notes: tuple[Note, ...]
    laws: tuple[Law, ...]


def draft_lists(lists: Iterable[RawList], laws: Register, document: str) -> tuple[DraftList, ...]:
    """One draft for each list that has entries; slugs are made unique."""
    taken: set[str] = set()
    drafts = []
    for raw in lists:
        if not raw.entries:
            continue
        slug = _free(raw.slug or raw.kind.slug, taken)
        taken.add(slug)
        drafts.append(_draft(raw, slug, laws, document))
    return tuple(drafts)


def _free(slug: str, taken: set[str]) -> str:
    """Slugs are letters only: neg, neg-b, neg-c, …"""
    if slug not in taken:
        return slug
    counter = 1
    while True:
        letters, rest = "", counter
        while True:
            letters = chr(97 + rest % 26) + letters
            rest = rest // 26 - 1
            if rest < 0:
                break
        if f"{slug}-{letters}" not in taken:
            return f"{slug}-{letters}"
        counter += 1


def _draft(raw: RawList, slug: str, laws: Register, document: str) -> DraftList:
    notes = [Note(slug, place, words) for place, words in raw.notes]
    notes.append(
        Note(slug, "", f"结论按标题定为“{LABELS[raw.kind.verdict]}”，请核对 verdict 和 kind")
    )
    if "legal_basis" not in raw.fields:
        words = "表里没有依据一列，各条暂以发布文件本身为依据（origin: list），请补充"
        notes.append(Note(slug, "", words))
    numbers = _numbers(raw.entries, slug, notes)
    missing: dict[str, Law] = {}
    entries = [
        _entry(raw, entry, number, f"{slug}-{number:02d}", _Context(laws, document, notes, missing))
        for entry, number in zip(raw.entries, numbers, strict=True)
    ]
    data = {
        "list": slug,
        "title": raw.title,
        "verdict": raw.kind.verdict,
        **({"kind": raw.kind.kind} if raw.kind.kind != "task" else {}),
        "entries": entries,
    }
    return DraftList(slug, data, tuple(notes), tuple(missing.values()))


def _numbers(entries: list[RawEntry], slug: str, notes: list[Note]) -> list[int]:
    """The numbers of the source; a row that lost its number counts on from the row before it."""
    if all(entry.number is None for entry in entries):
        notes.append(Note(slug, "", "全部各项都没有序号（可能是自动编号），已按出现的顺序编号"))
        return list(range(1, len(entries) + 1))
    numbers: list[int] = []
    taken: set[int] = set()
    for entry in entries:
        number = entry.number
        following = (numbers[-1] if numbers else 0) + 1
        if number is None:
            words = f"这一行没有序号，按顺序编为第{following}项"
        elif number in taken or number < following:
            words = f"序号 {number} 重复或者次序颠倒，改编为第{following}项"
            number = None
        elif number > following:
            words = f"序号从 {following - 1} 跳到 {number}，请核对中间是否缺项"
        else:
            words = ""
        while following in taken:
            following += 1
        numbers.append(number or following)
        taken.add(numbers[-1])
        if words:
            notes.append(Note(f"{slug}-{numbers[-1]:02d}", entry.place, words))
    return numbers


class _Context(NamedTuple):
    laws: Register
    document: str
    notes: list[Note]
    missing: dict[str, Law]


def _entry(
    raw: RawList, source: RawEntry, number: int, name: str, context: _Context
) -> dict[str, Any]:
    def note(words: str) -> None:
        context.notes.append(Note(name, source.place, words))

    data: dict[str, Any] = {"id": name, "no": number}
    data["title"] = joined(source.lines.get("title", ()))
    for field in raw.fields:
        lines = source.lines.get(field, [])
        if field in _ONE_TEXT:
            data[field] = joined(lines) or None
        elif field in _CLAUSES:
            data[field] = _clauses(field, lines, raw.soft, note)
        elif field in _UNITS:
            data[field] = list(units(lines))
            if not data[field]:
                note(f"{_WORDS[field]}是空的，请核对")
    _aliases(raw, source, data, note)
    data["legal_basis"] = _bases(raw, source, context, note)
    data["match"] = [{"names": _names(data["title"], *(data.get("aliases") or ()))}]
    return {key: data[key] for key in _ORDER if data.get(key) is not None}


def _clauses(field: Field, lines: list[Line], soft: bool, note: Any) -> list[str] | None:
    found = clauses(lines, soft)
    if found.guessed:
        note(f"{_WORDS[field]}没有编号，按标点分成 {len(found.texts)} 条，请核对")
    if not found.texts:
        note(f"{_WORDS[field]}是空的，请补上或者删去")
    return list(found.texts) or None


_WORDS: Final = {
    "duties": "协助内容（duties）",
    "details": "细化事项（details）",
    "units": "单位（units）",
    "requested_by": "要求单位（requested_by）",
}


def _aliases(raw: RawList, source: RawEntry, data: dict[str, Any], note: Any) -> None:
    if "aliases" in raw.fields:
        data["aliases"] = list(units(source.lines.get("aliases", ())))
    elif "alternative" in raw.fields:
        data["title"], names = title_and_aliases(data["title"])
        data["aliases"] = list(names)
        if names:
            note(f"括号里的“{'、'.join(names)}”当作别名（aliases），请核对")


def _bases(raw: RawList, source: RawEntry, context: _Context, note: Any) -> list[dict[str, Any]]:
    found = split_citations(source.lines.get("legal_basis", ()), context.laws)
    for citation in found:
        for doubt in citation.doubts:
            note(f"依据“{citation.basis.raw}”：{doubt}")
        if citation.law:
            context.missing.setdefault(citation.law.id, citation.law)
    if not found:
        if "legal_basis" in raw.fields:
            note("没有写明法律依据，暂以发布文件本身为依据（origin: list），请补充")
        return [{"raw": context.document, "origin": "list"}]
    return [
        {
            "law": citation.basis.law,
            "raw": citation.basis.raw,
            "origin": citation.basis.origin,
            "provisions": [
                provision.model_dump(mode="json", exclude_none=True, exclude={"now"})
                for provision in citation.basis.provisions
            ],
        }
        for citation in found
    ]


def _names(*wordings: str) -> list[str]:
    """Vocabulary to begin with: the titles themselves, in the form in which texts are compared."""
    terms = (normalize(wording).text for wording in wordings)
    return [term for term in dict.fromkeys(terms) if term]
