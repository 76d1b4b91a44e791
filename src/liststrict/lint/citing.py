"""Reads a raw citation: the titles it names, the places it cites, and what cannot be read.

This is the one place where lint takes citations apart.
"""

import re
from typing import Final, NamedTuple

from liststrict.model.basis import Law

Place = tuple[int | None, int | None, int | None]

_DIGITS: Final = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_N: Final = r"[〇零一二三四五六七八九十百千两\d]{1,9}"
_STEP: Final = re.compile(rf"(?:附件)?第?[（(]?({_N})[）)]?([条款项])")
_NUMBER: Final = re.compile(
    r"[（(][^（）()]{0,40}(?:[〔\[]\d{4}[〕\]]|\d{4}年第?|第)\d{1,5}号[）)]"
)
_EDITION: Final = re.compile(r"[（(]\d{4}[^（）()]{0,20}[）)]")
_JOINT: Final = re.compile(r"[、，,；;。：:\s]+|以及|[和及与]|的?规定|例外|等")
_MARKS: Final = re.compile(r"[《》〈〉“”\s]|中华人民共和国")
YEAR: Final = re.compile(r"[（(](\d{4})年?(?:修正|修订|公布|版)?[）)]")


class Cited(NamedTuple):
    """A raw citation taken apart; `leftover` is what could not be read."""

    titles: tuple[str, ...]
    places: tuple[Place, ...]
    leftover: str


def read_citation(raw: str) -> Cited:
    """Reads one raw citation; never fails."""
    titles, rest = _titles(raw)
    rest = _EDITION.sub("", _NUMBER.sub("", rest))
    places: list[list[int | None]] = []
    for found in _STEP.finditer(rest):
        _step(places, _value(found.group(1)), "条款项".index(found.group(2)))
    leftover = _JOINT.sub("", _STEP.sub("", rest))
    return Cited(titles, tuple((a, p, i) for a, p, i in places), leftover)


def names_law(cited: Cited, raw: str, law: Law) -> bool:
    """Whether the titles of a citation, or its document number, mean this law."""
    known = {plain(name) for name in (law.title, law.id, *law.aliases)}
    if any(plain(title) in known for title in cited.titles):
        return True
    numbers = [_digits(number) for number in _NUMBER.findall(raw)]
    return any(number and number in _digits(name) for number in numbers for name in known)


def plain(title: str) -> str:
    """A title without marks, spaces and 中华人民共和国, for comparing."""
    return _MARKS.sub("", title)


def _digits(text: str) -> str:
    return "-".join(re.findall(r"\d+", text))


def _titles(raw: str) -> tuple[tuple[str, ...], str]:
    """Titles within 《》, which may be nested, or before a 》 that was never opened."""
    titles = []
    rest = []
    start = depth = 0
    for index, character in enumerate(raw):
        if character == "《":
            if depth == 0:
                rest.append(raw[start:index])
                start = index + 1
            depth += 1
        elif character == "》":
            if depth <= 1:
                titles.append(raw[start:index])
                start = index + 1
            depth = max(0, depth - 1)
    rest.append(raw[start:])
    return tuple(titles), " ".join(rest)


def _step(places: list[list[int | None]], value: int | None, level: int) -> None:
    """An article begins a place; a paragraph or item completes it, or begins one beside it."""
    last = places[-1] if places else None
    if level == 0 or last is None or last[level] is not None or (level == 1 and last[2]):
        kept: list[int | None] = [None, None, None]
        if level and last is not None:
            kept[:level] = last[:level]
        places.append(kept)
    places[-1][level] = value


def _value(text: str) -> int | None:
    if text.isdecimal():
        return int(text)
    if not any(character in _UNITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = digit = 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        elif character.isdecimal():
            return None
        else:
            digit = _DIGITS[character]
    return total + digit
