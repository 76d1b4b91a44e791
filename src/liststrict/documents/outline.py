"""The numbering of Chinese documents: 一、（一）1.（1）①, and the headings above an item."""

import re
from typing import Final, NamedTuple

_NUMERAL: Final = "[一二三四五六七八九十百]{1,4}"
# Bullets, geometric shapes, dingbats and emoji.
_SIGN: Final = "[\u2022\u203b\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]"
_LEVELS: Final = (
    re.compile(rf"第{_NUMERAL}[章节部]分?[ 　]*|第{_NUMERAL}(?=[、，：:])[、，：:][ 　]*"),
    re.compile(rf"第{_NUMERAL}条[ 　]*"),
    re.compile(rf"(?:{_NUMERAL}|[甲乙丙丁戊己庚辛壬癸])、[ 　]*"),
    re.compile(
        rf"(?:议题|事项|专题|任务){_NUMERAL}[：:、][ 　]*|【[^】]{{0,3}}(?:{_NUMERAL}|\d{{1,2}})】[ 　]*"
    ),
    re.compile(rf"[（(]{_NUMERAL}[）)][、.．]?[ 　]*"),
    re.compile(
        r"\d{1,2}(?:[、．]|[.](?!\d))[ 　]*|\d{1,2}[ 　]+(?=[\u4e00-\u9fff])(?![个名月日年项人户万亿元亩号时点分])"
    ),
    # 1.1 and 1.1.1; 3.6万亩 is an amount.
    re.compile(
        r"\d{1,2}[.．]\d{1,2}[、.．]?(?=[ 　\u4e00-\u9fff])(?!\s*[万亿千百元亩吨米个公分倍户人%％])[ 　]*"
    ),
    re.compile(r"(?:\d{1,2}[.．]){2}\d{1,2}(?=[ 　\u4e00-\u9fff])[ 　]*"),
    re.compile(r"[（(]\d{1,2}[）)][、.．]?[ 　]*|\d{1,2}[）)][ 　]*"),
    re.compile(r"[①-⑳][ 　]*|\d\ufe0f?\u20e3[ 　]*"),
    # Signs that only mark an item: they have no label.
    re.compile(rf"{_SIGN}\ufe0f?[ 　]*"),
    re.compile(rf"{_NUMERAL}(?:是(?!否)|要)[，：:]?"),
)
# A heading without a number stands above all numbers.
UNNUMBERED: Final = -1

_SPOKEN: Final = len(_LEVELS) - 1
# Several items in one paragraph: 一是……；二是…… or ①……②…….
_INLINE: Final = (
    re.compile(rf"(?:(?<=[。；：，:;])|^){_NUMERAL}(?:是(?!否)|要)"),
    re.compile(
        r"(?:(?<=[。；：，:;])|^)(?:首先|其次|再次|然后|最后|第[一二三四五六七八九十])(?=[，、：:])"
    ),
    re.compile(r"[①-⑳]"),
    re.compile(rf"(?:(?<=[。；：:;])|^)[（(]{_NUMERAL}[）)]"),
    re.compile(r"(?:(?<=[。；：:;])|^)[（(]\d{1,2}[）)]"),
    re.compile(r"(?:(?<=[。；：:;])|^)\d{1,2}[.．、](?!\d)"),
)
_SENTENCE: Final = re.compile(r"[^。！？\n]*(?:[。！？]+[”」』）)]*|\n|$)")
_MAX_HEADING: Final = 40
_MAX_BARE: Final = 14


class Number(NamedTuple):
    """The number before a paragraph: its level (0 is the outermost), its text, where it ends."""

    level: int
    label: str
    end: int


def number_of(text: str) -> Number | None:
    """The number at the beginning of a paragraph."""
    for level, pattern in enumerate(_LEVELS):
        match = pattern.match(text)
        # 一是……；二是…… in one paragraph are items of it and no number before it.
        if match and not (level == _SPOKEN and inline_items(text)):
            return Number(level, _label(match.group()), match.end())
    return None


def _label(number: str) -> str:
    """A number as it is cited: 一、 keeps its sign, the comma of 第一， belongs to the sentence."""
    label = re.sub(rf"^{_SIGN}\ufe0f?$", "", number.strip().rstrip("，：:"))
    return label.rstrip("、") if label.startswith("第") else label


def inline_items(text: str) -> list[tuple[int, int, int, str]]:
    """Items inside one paragraph as (start of mark, start, end, label); fewer than two are none."""
    for pattern in _INLINE:
        marks = list(pattern.finditer(text))
        if len(marks) >= 2:
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            return [
                (mark.start(), mark.end(), end, mark.group())
                for mark, end in zip(marks, ends, strict=True)
            ]
    return []


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a paragraph."""
    return [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]


def is_heading(text: str) -> bool:
    """Whether a numbered text is short and whole enough to be a heading."""
    body = text.strip().rstrip("。：:")
    # What ends like a sentence is a heading only if it is as short as one.
    longest = 16 if text.strip().endswith("。") else _MAX_HEADING
    stops = r"[。；！？：，]" if text.strip().endswith("。") else r"[。；！？：]"
    return 0 < len(body) <= longest and not re.search(stops, body)


def is_bare_heading(text: str) -> bool:
    """Whether a paragraph without a number is a heading: a few words without any punctuation."""
    return 2 <= len(text) <= _MAX_BARE and re.fullmatch(r"[\w“”（）《》、 　]+", text) is not None


class Outline:
    """The headings above the current paragraph, kept while a document is walked through."""

    def __init__(self) -> None:
        self._stack: list[tuple[int, str, str]] = []

    def enter(self, number: Number, heading: str) -> None:
        """A numbered paragraph begins: everything at its level and below ends."""
        self.leave(number.level)
        self._stack.append((number.level, number.label, heading))

    def leave(self, level: int) -> None:
        """Ends everything at this level and below."""
        while self._stack and self._stack[-1][0] >= level:
            self._stack.pop()

    @property
    def labels(self) -> tuple[str, ...]:
        """Numbers from the outermost to the innermost."""
        return tuple(label for _, label, _ in self._stack if label)

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings from the outermost to the innermost; items without heading give none."""
        return tuple(heading for _, _, heading in self._stack if heading)
