"""One text into parts: where a new task may begin. Whether it does is decided later, by its content."""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple, cast

Boundary = Literal[
    "start",
    "number",
    "connective",
    "line",
    "semicolon",
    "sentence",
    "comma",
    "conjunction",
    "and",
    "mark",
]

# A number begins an item at the start, after a mark of punctuation, or in a form that is used for
# nothing else (①).
_NUMBER: Final = (
    r"(?:^|(?<=[。；：，、！？\n]))[ ]?(?:"
    r"[（(]?[一二三四五六七八九十]{1,3}(?:是|要|、|[)）])"
    r"|第[一二三四五六七八九十][，、：]?(?=[^条款项届次名个季])|(?:头一?[件桩]|其[一二三四五六])[，、：]?"
    r"|\d{1,2}[.．、](?!\d)|[-•●*] ?)"
    r"|[（(]\d{1,2}[)）]|[①-⑳]"
)
_CONNECTIVE: Final = (
    "另外|此外|另有|另|还有|再有|再就是|顺便|顺带|顺路|顺手|同时|其次|再者|外加|加上"
    "|也请|还请|还要|还得|并请|连带|首先|最后|末了"
)
# Between two things of one act (残疾证明和收入证明), but not within a word (和谐, 涉及, 参与).
_AND: Final = "(?<![附饱缓总共温平谦人一])和(?![平谐解睦好气善尚])|(?<![涉普危顾遍以])及(?![时早格其])|(?<![参给赋])与(?!会)|跟(?![踪前进着到])|连同"
# Most characters begin nothing; one look at the first tells it several times as fast as the whole.
_OPENING: Final = "".join(sorted({word[0] for word in _CONNECTIVE.split("|")})) + "和及与跟连"
_BEGINS: Final = re.compile(
    rf"(?=[ （(\d①-⑳•●*\-一二三四五六七八九十第头以并{_OPENING}])(?:"
    rf"(?P<number>{_NUMBER})|(?P<connective>(?<=[，。；！？\n])(?:{_CONNECTIVE}))"
    r"|(?P<conjunction>以及|并且|(?<![合一])并(?![不非未列]))"
    rf"|(?P<and>{_AND}))"
)
_ENDS: Final = re.compile(
    r"(?=[；\n。！？：，、])(?:(?P<semicolon>；)|(?P<line>\n)|(?P<sentence>[。！？]+[”」』）]*|：(?=请|各村|村委会|村里))|(?P<comma>，)|(?P<mark>、))"
)
_CLOSING: Final = " ，。；：、！？\n"
# A stretch shorter than this is no task of its own; it belongs to what follows. An item, which has its
# number with it, may be shorter (③报灾).
_SHORTEST: Final = 4
_SHORTEST_ITEM: Final = 3


class Part(NamedTuple):
    """A stretch of the normalised text, and what kind of boundary stands before it."""

    start: int
    end: int
    boundary: Boundary


# What divides parts within a sentence.
_WITHIN: Final = frozenset(("comma", "conjunction", "and", "mark"))


def sentences(found: Sequence[Part]) -> list[Part]:
    """Parts of one sentence, or of one item, together."""
    together: list[Part] = []
    for part in found:
        if together and part.boundary in _WITHIN:
            together[-1] = together[-1]._replace(end=part.end)
        else:
            together.append(part)
    return together


def within(found: Sequence[Part], start: int, end: int) -> list[Part]:
    """The parts that stand in a stretch of the text."""
    return [part for part in found if start <= part.start and part.end <= end]


def parts(text: str) -> list[Part]:
    """Splits a normalised text into its parts, in order; a text without boundaries is one part."""
    cuts: dict[int, Boundary] = {0: "start"}
    marks: set[int] = set()
    for match in _BEGINS.finditer(text):
        cuts[match.start()] = cast(Boundary, match.lastgroup)
        marks.update(range(match.start(), match.end()))
    for match in _ENDS.finditer(text):
        if match.start() not in marks:  # the mark behind a number is part of the number
            cuts.setdefault(match.end(), cast(Boundary, match.lastgroup))
    starts = sorted(cuts)
    found: list[Part] = []
    pending: tuple[int, Boundary] | None = None
    last = 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end]
        lead = len(body) - len(body.lstrip(_CLOSING))
        trimmed = body.strip(_CLOSING)
        if not trimmed:
            continue
        begin, boundary = pending or (start + lead, cuts[start])
        stop = last = start + lead + len(trimmed)
        if body.rstrip().endswith("：") and cuts.get(end) == "number":
            pending = begin, boundary  # what leads to an item goes with it
        elif stop - begin >= (_SHORTEST_ITEM if boundary == "number" else _SHORTEST):
            found.append(Part(begin, stop, boundary))
            pending = None
        elif found and cuts.get(end) in ("number", "connective"):
            found[-1] = found[-1]._replace(end=stop)
            pending = None
        else:
            pending = begin, boundary
    if pending and found:  # the last words, too few for a part of their own (…，公证用)
        found[-1] = found[-1]._replace(end=last)
    return found
