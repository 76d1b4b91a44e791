"""Automatic numbers of Word paragraphs: what Word shows but does not store as text."""

from typing import TYPE_CHECKING, Final, NamedTuple

from liststrict.numerals import chinese_number

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE: Final = (
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCountingThousand",
    "taiwaneseCounting",
    "japaneseCounting",
    "ideographDigital",
    "chineseLegalSimplified",
)


class Level(NamedTuple):
    """One level of a list: format of the number, the text around it, where it starts."""

    style: str
    text: str
    start: int


class Numbering:
    """Counts numbered paragraphs in the order of the document."""

    def __init__(self, numbering: "Element | None", styles: "Element | None") -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[tuple[str, int], Level] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._styles = _style_lists(styles) if styles is not None else {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: "Element") -> None:
        for abstract in root.iterfind(f"{W}abstractNum"):
            name = abstract.get(f"{W}abstractNumId", "")
            for level in abstract.iterfind(f"{W}lvl"):
                depth = _number(level.get(f"{W}ilvl"))
                self._levels[name, depth] = Level(
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                    _number(_value(level, "start"), 1),
                )
        for number in root.iterfind(f"{W}num"):
            name = number.get(f"{W}numId", "")
            self._lists[name] = _value(number, "abstractNumId") or ""
            for override in number.iterfind(f"{W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    depth = _number(override.get(f"{W}ilvl"))
                    self._restarts[name, depth] = _number(start, 1)

    def label(self, paragraph: "Element") -> str:
        """The number that Word shows before this paragraph; empty for none or a bullet."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        name, depth = found
        abstract = self._lists.get(name)
        level = self._levels.get((abstract or "", depth))
        if abstract is None or level is None:
            return ""
        self._count(name, abstract, depth, level)
        text = level.text
        if level.style in ("bullet", "none"):
            return ""
        for upper in range(depth + 1):
            outer = self._levels.get((abstract, upper), level)
            value = self._counts.get((abstract, upper), outer.start)
            text = text.replace(f"%{upper + 1}", _shown(value, outer.style))
        return text

    def _list_of(self, paragraph: "Element") -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = properties.find(f"{W}numPr")
        if own is not None:
            name = _value(own, "numId")
            return (name, _number(_value(own, "ilvl"))) if name not in (None, "0") else None
        return self._styles.get(_value(properties, "pStyle") or "")

    def _count(self, name: str, abstract: str, depth: int, level: Level) -> None:
        restart = self._restarts.pop((name, depth), None)
        key = (abstract, depth)
        if restart is not None:
            self._counts[key] = restart
        else:
            self._counts[key] = self._counts.get(key, level.start - 1) + 1
        for deeper in [one for one in self._counts if one[0] == abstract and one[1] > depth]:
            del self._counts[deeper]


def _style_lists(styles: "Element") -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.iterfind(f"{W}style"):
        own = style.find(f"{W}pPr/{W}numPr")
        if own is not None:
            name = _value(own, "numId")
            if name:
                found[style.get(f"{W}styleId", "")] = (name, _number(_value(own, "ilvl")))
    return found


def _value(parent: "Element", name: str) -> str | None:
    child = parent.find(f"{W}{name}")
    return child.get(f"{W}val") if child is not None else None


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 6 else otherwise


def _shown(value: int, style: str) -> str:
    if style in _CHINESE and 0 < value < 10_000:
        return chinese_number(value)
    if style.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if style in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr(ord("a" if style == "lowerLetter" else "A") + value - 1)
    return str(value)
