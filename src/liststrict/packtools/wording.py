"""From the lines of a cell to clauses, units, titles: layout goes, wording stays.

Word breaks lines where a column ends and pads with spaces; both are layout. Numbers before clauses
are layout too, they come back as the clause's number. Everything else is kept to the character.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from liststrict.packtools.grid import Line

_LAYOUT: Final = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES: Final = re.compile(r"\s+")
_NUMBER: Final = re.compile(r"\s*(\d{1,2})\s*[.．、](?:\s*[.．])?(?!\d)\s*")
_INLINE_NUMBER: Final = re.compile(r"(?<=[。；;：:])\s*(\d{1,2})\s*[.．、](?!\d)\s*")
_SECTION: Final = re.compile(r"\s*[一二三四五六七八九十]{1,3}\s*[.．、]\S.{0,38}[：:]\s*")
_CIRCLED: Final = re.compile(r"\s*[①-⑳]")
_SENTENCE_ENDS: Final = ("。", "；", ";", "：", ":", "！", "？")
_AND_SO_ON: Final = re.compile(r"等[。；;]?$")
_ALIASES: Final = re.compile(r"^(.+?)\s*[（(]([^（）()]+)[）)]$")
_UNIT_MARKS: Final = "、，,；;。"


class Clauses(NamedTuple):
    """Clauses of a cell; `guessed` if it had no numbers and was split by its punctuation."""

    texts: tuple[str, ...]
    guessed: bool = False


def clean(text: str) -> str:
    """Spaces between Chinese characters and beside Chinese punctuation are layout; others become one."""
    text = _LAYOUT.sub("", text).strip()

    def keep(found: re.Match[str]) -> str:
        before, after = text[found.start() - 1], text[found.end()]
        return "" if _is_chinese(before) and _is_chinese(after) else " "

    return _SPACES.sub(keep, text)


def joined(lines: Sequence[Line]) -> str:
    """One text; line breaks are layout."""
    return clean("".join(line.text.strip() for line in lines))


def clauses(lines: Sequence[Line], soft: bool) -> Clauses:
    """The clauses of a cell: by number; else by line where breaks are meant; else by punctuation."""
    pieces = _counted_out([piece for line in lines for piece in _pieces(line)])
    numbered = any(number for number, _ in pieces)
    found: list[str] = []
    expected = 1
    open_section = False
    for number, text in pieces:
        if number is None and numbered and _SECTION.fullmatch(text):
            found.append(clean(text))
            expected, open_section = 1, True
        elif number and open_section:
            found[-1] += "\n" + clean(text)
            expected, open_section = 2, False
        elif (number == expected and number) or not found:
            found.append(clean(text))
            expected = (number or 0) + 1
        elif _starts_anew(found[-1], text, numbered, soft):
            found.append(clean(text))
        else:
            found[-1] = _continued(found[-1], f"{number}." if number else "", text)
    texts = tuple(text for text in found if text)
    if len(texts) == 1 and not numbered:
        return _by_semicolons(texts[0])
    return Clauses(texts, guessed=len(texts) > 1 and not numbered and soft)


def units(lines: Sequence[Line]) -> tuple[str, ...]:
    """Names of units: one per line, or set apart by marks (then line breaks are layout)."""
    texts = [clean(line.text) for line in lines]
    if any("、" in text for text in texts):
        texts = ["".join(texts)]
    found = [unit for text in texts for unit in _outside_brackets(text, _UNIT_MARKS)]
    if found:
        found[-1] = _AND_SO_ON.sub("", found[-1])
    return tuple(dict.fromkeys(unit for unit in found if unit))


def title_and_aliases(title: str) -> tuple[str, tuple[str, ...]]:
    """A title that ends with other names in brackets, taken apart."""
    found = _ALIASES.match(title)
    if found is None:
        return title, ()
    names = re.split("[、，,；;]", _AND_SO_ON.sub("", found.group(2)))
    return found.group(1), tuple(name.strip() for name in names if name.strip())


def number_of(text: str) -> int | None:
    """The number in a cell of the number column."""
    digits = re.search(r"[0-9０-９]{1,4}", clean(text[:40]))
    return int(digits.group()) or None if digits else None


def _pieces(line: Line) -> list[tuple[int | None, str]]:
    """(number before it, text), one or several for a line; -1 stands for an automatic number."""
    if not line.text.strip():
        return []
    if line.numbered:
        return [(-1, line.text)]
    marks = [(m.start(), m.end(), int(m.group(1))) for m in _INLINE_NUMBER.finditer(line.text)]
    first = _NUMBER.match(line.text)
    start, number = (first.end(), int(first.group(1))) if first else (0, None)
    pieces = []
    for begin, end, following in marks:
        if begin < start or (number is not None and following != number + 1):
            continue
        if number is None and following != 1:
            continue
        pieces.append((number, line.text[start:begin]))
        start, number = end, following
    return [*pieces, (number, line.text[start:])]


def _counted_out(pieces: list[tuple[int | None, str]]) -> list[tuple[int | None, str]]:
    """Automatic numbers are counted out."""
    counted = 0
    result: list[tuple[int | None, str]] = []
    for number, text in pieces:
        if number == -1:
            counted += 1
            result.append((counted, text))
        else:
            result.append((number, text))
    return result


def _starts_anew(before: str, text: str, numbered: bool, soft: bool) -> bool:
    if numbered or _CIRCLED.match(text):
        return False
    return not soft or before.endswith(("。", "；", ";"))


def _continued(before: str, number: str, text: str) -> str:
    """A line that continues a clause; after a full stop the break is meant, so it stays."""
    meant = before.endswith(_SENTENCE_ENDS) and not _CIRCLED.match(text)
    return f"{before}{chr(10) if meant else ''}{number}{clean(text)}"


def _by_semicolons(text: str) -> Clauses:
    """`甲；乙；丙等`: a row of short clauses without full stops."""
    parts = _outside_brackets(text, "；;")
    if "。" in text or len(parts) < 2:
        return Clauses((text,))
    parts[-1] = _AND_SO_ON.sub("", parts[-1])
    return Clauses(tuple(part for part in parts if part), guessed=True)


def _outside_brackets(text: str, marks: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, character in enumerate(text):
        depth = max(0, depth + (character in "（(《") - (character in "）)》"))
        if character in marks and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in parts if part.strip()]


def _is_chinese(character: str) -> bool:
    wide = "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef"
    return wide or character in "“”‘’…—·" or "①" <= character <= "⑳"
