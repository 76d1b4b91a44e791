"""One text into parts: where a new task may begin. Whether it does is decided later, by its content."""

import re
from typing import Final, NamedTuple

# A strong boundary announces a further item: numbering, a semicolon, or a word like 另外.
_NUMBERING: Final = (
    r"(?:^|(?<=[。；：，！？\n]))[ ]?(?:"
    r"[（(]?[一二三四五六七八九十]{1,3}(?:是|要|、|[)）])"
    r"|第[一二三四五六七八九十][，、：]?(?=[^条款项届次名个季])"
    r"|[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳]|[-•●*] ?)"
)
_CONNECTIVE: Final = r"(?<=[，。；！？\n])(?:另外|此外|另有|还有|再有|再就是|顺便|顺带|同时|其次|再者|以及|加上|也请|还请|再请|还要|并请|连同)"
_STRONG: Final = re.compile(rf"(?P<number>{_NUMBERING})|(?P<word>{_CONNECTIVE})|；|\n")
_SENTENCE: Final = re.compile(r"[。！？]+[”」』）]*")
_CLOSING: Final = " ，。；：、！？\n"


class Part(NamedTuple):
    """A stretch of the normalised text; `strong` if a further item was announced before it."""

    start: int
    end: int
    strong: bool


def parts(text: str) -> list[Part]:
    """Splits a normalised text into its parts, in order; a text without boundaries is one part."""
    cuts: dict[int, bool] = {0: False}
    for match in _STRONG.finditer(text):
        announced = match.lastgroup in ("number", "word")
        cuts[match.start() if announced else match.end()] = True
    for match in _SENTENCE.finditer(text):
        cuts.setdefault(match.end(), False)
    starts = sorted(cuts)
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        body = text[start:end]
        lead = len(body) - len(body.lstrip(_CLOSING))
        trimmed = body.strip(_CLOSING)
        if trimmed:
            found.append(Part(start + lead, start + lead + len(trimmed), cuts[start]))
    return found
