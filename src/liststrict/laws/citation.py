"""Citations as sources write them, into structure and back.

Sources drop a 《 or a 第, run two laws together, put several articles behind one title, or cite a
document by its number. Each such slip is read as it is meant, and named, so that a maintainer can
be told; what cannot be read at all is kept as a leftover and never guessed.
"""

import re
from typing import Final, Literal, NamedTuple

from liststrict.model.marks import Span
from liststrict.numerals import NUMERAL_CHARACTERS, chinese_number, number_in, provision_in_words

SlipKind = Literal[
    "no-opening-mark", "no-closing-mark", "no-marks", "no-ordinal", "no-separator", "run-together"
]

SLIPS: Final[dict[SlipKind, str]] = {
    "no-opening-mark": "法名前缺“《”",
    "no-closing-mark": "法名后缺“》”",
    "no-marks": "法名没有加书名号",
    "no-ordinal": "条、款、项前缺“第”",
    "no-separator": "两处条文之间缺顿号",
    "run-together": "两部法之间没有分隔",
}

# Longest title that is looked for; it bounds the search for a closing mark that is missing.
_TITLE: Final = 160
# A range like 第三条至第五条 is written out; a longer one is an error of the source.
_RANGE: Final = 60

_N = rf"[{NUMERAL_CHARACTERS}]{{1,9}}"
_ARTICLE = re.compile(rf"(第)?\s*({_N})\s*条(?:\s*之\s*([一二三四五六七八九十]{{1,3}}))?")
_PARAGRAPH = re.compile(rf"(第)?\s*({_N})\s*款")
_ITEM = re.compile(rf"(第)?\s*(?:[（(]\s*({_N})\s*[）)]\s*项?|({_N})\s*项)")
_ANNEX = re.compile(r"附件")
_REMARK = re.compile(r"例外规定|但书|[前后]段")
_FILLER = re.compile(r"(?:之|的)?规定")
_JOINT = re.compile(r"[、，,；;。：:\s]+|以及|和|及|与|或")
_RANGE_MARK = re.compile(r"\s*(?:至|到|－|—|-|~|～)\s*(?=第)")
_AFTER_TITLE = re.compile(r"\s*[（(]([^（）()《》]{1,60})[）)]")
_NUMBER = re.compile(r"[一-鿿]{1,20}[〔\[（(【]\d{4}[〕\]）)】]第?\d{1,5}号")
_UNOPENED = re.compile(rf"([^《》：；;。]{{2,{_TITLE}}})》")
_BARE = re.compile(rf"([一-鿿〈〉]{{2,{_TITLE}}}?)(?=第\s*{_N}\s*条)")


class Place(NamedTuple):
    """One place in a law: 第…条（之…）第…款第（…）项, or an item of its annex.

    `remark` is the part of it that is meant, as written (例外规定).
    """

    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    branch: int | None = None
    annex: bool = False
    remark: str = ""

    def __str__(self) -> str:
        words = provision_in_words(self.article, self.paragraph, self.item)
        if self.branch:
            words = words.replace("条", f"条之{chinese_number(self.branch)}", 1)
        return f"{'附件' if self.annex else ''}{words}{self.remark}"


class CitedLaw(NamedTuple):
    """One law or document with the places cited in it; `number` is the number of the document."""

    title: str
    places: tuple[Place, ...] = ()
    number: str | None = None
    edition: str | None = None

    def __str__(self) -> str:
        title = f"《{self.title}》" if self.title else ""
        number = f"（{self.number}）" if self.number and title else self.number or ""
        edition = f"（{self.edition}）" if self.edition else ""
        return f"{title}{number}{edition}{'、'.join(map(str, self.places))}"


class Slip(NamedTuple):
    """A slip of the source that did not hinder reading."""

    kind: SlipKind
    span: Span


class Parsed(NamedTuple):
    """All that a text cites. `leftovers` are spans that could not be read as a citation."""

    laws: tuple[CitedLaw, ...]
    slips: tuple[Slip, ...] = ()
    leftovers: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return "；".join(map(str, self.laws))


def parse_citations(text: str) -> Parsed:
    """Reads one cell or line of legal basis. Never fails; time grows linearly with the text."""
    reader = _Reader(text)
    while reader.at < len(text):
        if not (reader.joint() or reader.law() or reader.place()):
            reader.skip()
    return reader.done()


class _Reader:
    """Reads from left to right; `at` is the place reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._laws: list[CitedLaw] = []
        self._places: list[Place] = []
        self._open: Place | None = None
        self._joined = True
        self._range_from: int | None = None
        self._slips: list[Slip] = []
        self._leftovers: list[Span] = []

    def joint(self) -> bool:
        """A separator, an empty word, or the mark of a range."""
        found = _RANGE_MARK.match(self.text, self.at)
        if found and self._open and self._open.article:
            self._range_from = self._open.article
        else:
            found = _JOINT.match(self.text, self.at) or _FILLER.match(self.text, self.at)
        if found is None:
            return False
        self._joined = True
        self.at = found.end()
        return True

    def law(self) -> bool:
        """A title with or without its marks, or a bare document number."""
        start = self.at
        title, slip = self._title()
        number = None
        if title is None:
            found = _NUMBER.match(self.text, self.at)
            if found is None:
                return False
            title, number, self.at = "", found.group(), found.end()
        if slip:
            self._slips.append(Slip(slip, Span(start, self.at)))
        if self._laws and not self._joined:
            self._slips.append(Slip("run-together", Span(start, start)))
        self._close_law()
        self._laws.append(self._with_brackets(CitedLaw(title, number=number)))
        # Places follow a title without a separator.
        self._joined = True
        return True

    def _title(self) -> tuple[str | None, SlipKind | None]:
        if self.text[self.at] == "《":
            end = self._closing()
            if end is not None:
                title = self.text[self.at + 1 : end]
                self.at = end + 1
                return title.strip(), None
            found = _BARE.match(self.text, self.at + 1)
            slip: SlipKind = "no-closing-mark"
        elif self._place_ahead():
            return None, None
        else:
            found = _UNOPENED.match(self.text, self.at)
            slip = "no-opening-mark"
            bare = _BARE.match(self.text, self.at)
            if bare and (found is None or bare.end() < found.end(1)):
                found, slip = bare, "no-marks"
        if found is None:
            return None, None
        self.at = found.end()
        return found.group(1).strip(), slip

    def _closing(self) -> int | None:
        """Where the 》 stands that belongs to this 《; titles may hold titles."""
        depth = 0
        for index in range(self.at, min(len(self.text), self.at + _TITLE)):
            depth += {"《": 1, "》": -1}.get(self.text[index], 0)
            if depth == 0:
                return index
        return None

    def _with_brackets(self, law: CitedLaw) -> CitedLaw:
        """（民发〔2020〕20号） and （2018年修正） behind a title."""
        for _ in range(2):
            found = _AFTER_TITLE.match(self.text, self.at)
            if found is None or number_in(found.group(1)) is not None:
                break
            words = found.group(1).strip()
            if words.endswith("号") and law.number is None and law.title:
                law = law._replace(number=words)
            elif law.edition is None and words:
                law = law._replace(edition=words)
            else:
                break
            self.at = found.end()
        return law

    def _place_ahead(self) -> bool:
        patterns = (_ARTICLE, _PARAGRAPH, _ITEM, _ANNEX)
        return any(pattern.match(self.text, self.at) for pattern in patterns)

    def place(self) -> bool:
        """One step of a place: article, paragraph, item, annex, or a remark on it."""
        remark = _REMARK.match(self.text, self.at)
        if remark and self._open:
            self._open = self._open._replace(remark=remark.group())
            self.at = remark.end()
            return True
        if _ANNEX.match(self.text, self.at):
            self._close_place()
            self._open = Place(annex=True)
            self.at += 2
            self._joined = False
            return True
        return self._article() or self._paragraph() or self._item()

    def _article(self) -> bool:
        found = _ARTICLE.match(self.text, self.at)
        number = number_in(found.group(2)) if found else None
        if found is None or number is None:
            return False
        if not self._joined and self._open:
            self._slips.append(Slip("no-separator", Span(self.at, self.at)))
        first, self._range_from = self._range_from, None
        self._close_place()
        if first and first < number <= first + _RANGE:
            self._places += [Place(between) for between in range(first + 1, number)]
        branch = number_in(found.group(3)) if found.group(3) else None
        return self._opened(Place(number, branch=branch), found)

    def _paragraph(self) -> bool:
        found = _PARAGRAPH.match(self.text, self.at)
        number = number_in(found.group(2)) if found else None
        if found is None or number is None:
            return False
        inherited = self._open or Place()
        if inherited.paragraph or inherited.item:
            self._close_place()
        return self._opened(inherited._replace(paragraph=number, item=None, remark=""), found)

    def _item(self) -> bool:
        found = _ITEM.match(self.text, self.at)
        number = number_in(found.group(2) or found.group(3)) if found else None
        if found is None or number is None:
            return False
        inherited = self._open or Place()
        if inherited.item:
            self._close_place()
        return self._opened(inherited._replace(item=number, remark=""), found)

    def _opened(self, place: Place, found: re.Match[str]) -> bool:
        # 第一款第（一）、（二）项: a bracketed number that continues a list needs no 第 of its own.
        bracketed = found.re is _ITEM and found.group(2) is not None
        if not found.group(1) and not bracketed:
            self._slips.append(Slip("no-ordinal", Span(found.start(), found.end())))
        self._open = place
        self._joined = False
        self.at = found.end()
        return True

    def skip(self) -> None:
        """Passes over what cannot be read, up to the next mark that may begin something."""
        start = self.at
        self.at += 1
        while self.at < len(self.text) and self.text[self.at] not in "《第附、，；;。：: \n\t":
            self.at += 1
        if self._leftovers and self._leftovers[-1].end == start:
            start = self._leftovers.pop().start
        self._leftovers.append(Span(start, self.at))

    def _close_place(self) -> None:
        if self._open:
            self._places.append(self._open)
        self._open = None
        self._range_from = None

    def _close_law(self) -> None:
        self._close_place()
        if not self._places:
            return
        # Places before any title belong to a law that the text does not name.
        law = self._laws.pop() if self._laws else CitedLaw("")
        self._laws.append(law._replace(places=tuple(self._places)))
        self._places = []

    def done(self) -> Parsed:
        """Everything that was read."""
        self._close_law()
        return Parsed(tuple(self._laws), tuple(self._slips), tuple(self._leftovers))
