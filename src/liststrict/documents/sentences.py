"""Sentences of a notice: which of them ask for something, and why the others do not."""

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal

from liststrict.documents.outline import number_of, sentences
from liststrict.documents.wording import load_wording

# `quiet` sentences say nothing by themselves and go with their neighbours.
Finding = Literal["asks", "formula", "superior", "preamble", "quiet", "heading"]

EDGE: Final = " 　，；：、:;\n\t"
_RUN_IN: Final = 24
_SET_ASIDE: Final[tuple[Finding, ...]] = ("formula", "superior", "preamble")


def clauses(text: str, judged: Callable[[str], Finding]) -> Iterator[tuple[int, int]]:
    """Spans of sentences, cut again where the village takes over from another unit."""
    village = load_wording().village_begins
    for start, end in sentences(text):
        position = start
        for mark in re.finditer("[，；]", text[start:end]):
            after = start + mark.end()
            if village.match(text, after, end) and judged(text[position:after]) in (
                "superior",
                "preamble",
            ):
                yield position, after
                position = after
        yield position, end


def judge(sentence: str, framed: bool, soft: bool, numbered: bool) -> Finding:
    """What a sentence is.

    `framed` documents have the shape of a notice, `soft` headings promise only exhortations,
    `numbered` sentences stand below a number.
    """
    wording = load_wording()
    bare = _bare(sentence)
    if not re.search(r"[\u4e00-\u9fff]", bare):
        return "quiet"
    for name in _SET_ASIDE:
        if getattr(wording, name).search(bare):
            return name
    if wording.exhortation.search(bare):
        # 认真摸排，……于月底前报送 is more than an exhortation.
        later = re.split(r"[，；]", bare)[1:]
        return "asks" if any(wording.concrete.search(one) for one in later) else "quiet"
    if not framed:
        return "asks"
    if soft:
        short = len(bare) <= _RUN_IN and "，" not in bare and sentence.strip().endswith("。")
        return "asks" if wording.concrete.search(bare) and not short else "quiet"
    return "asks" if numbered or wording.directive.search(bare) else "quiet"


def runs_in(sentence: str) -> bool:
    """Whether a first sentence is a heading that runs into the text."""
    bare = sentence.strip()
    return bare.endswith("。") and len(bare) <= _RUN_IN and "，" not in bare


def asking_runs(judged: list[Finding]) -> list[tuple[int, int]]:
    """First and last of each run that asks for something; quiet sentences do not end a run."""
    runs: list[tuple[int, int]] = []
    broken = True
    for number, found in enumerate(judged):
        if found == "asks":
            if broken:
                runs.append((number, number))
            else:
                runs[-1] = (runs[-1][0], number)
            broken = False
        elif found != "quiet":
            broken = True
    return runs


def _bare(sentence: str) -> str:
    """A sentence without numbers before it and marks around it."""
    text = sentence.strip(" 　，。；：、:;！？\n\t")
    number = number_of(text)
    if number is not None:
        text = text[number.end :]
    return re.sub(r"^[一二三四五六七八九十]{1,2}[是要]", "", text).strip(" 　，。；：、")
