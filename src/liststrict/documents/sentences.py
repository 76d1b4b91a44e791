"""Sentences of a notice: which of them ask for something, and why the others do not."""

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from liststrict.documents.outline import number_of, sentences
from liststrict.documents.subject import subject_of
from liststrict.documents.wording import load_wording

# `quiet` sentences say nothing by themselves and go with their neighbours.
Finding = Literal["asks", "formula", "superior", "preamble", "quiet", "heading"]

EDGE: Final = " 　，；：、:;\n\t"
_RUN_IN: Final = 24
_SET_ASIDE: Final[tuple[Finding, ...]] = ("formula", "superior", "preamble")


# Where a sentence may be cut is looked for so often and so far, that none costs more than its length.
_CUTS_TRIED: Final = 6
_AHEAD: Final = 60


def clauses(text: str, judged: Callable[[str], Finding]) -> Iterator[tuple[int, int]]:
    """Spans of sentences, cut again where the village takes over from another unit."""
    for start, end in sentences(text):
        position = start
        tried = 0
        for mark in re.finditer("[，；]", text[start:end]):
            after = start + mark.end()
            if not _village_from(text[after : min(end, after + _AHEAD)]):
                continue
            tried += 1
            if judged(text[position:after]) in ("superior", "preamble"):
                yield position, after
                position = after
                tried = 0
            if tried == _CUTS_TRIED:
                break
        yield position, end


def _village_from(words: str) -> bool:
    """Whether the village is named, or asked, at once."""
    first = re.split("[，；]", words, maxsplit=1)[0]
    return bool(load_wording().village_begins.match(words)) or subject_of(first) == "village"


class Setting(NamedTuple):
    """Where a sentence stands.

    `framed` documents have the shape of a notice; `soft` headings promise only exhortations, `still`
    ones what the sender arranges; `numbered` sentences stand below a number; `towns` are the only ones addressed.
    """

    framed: bool
    soft: bool = False
    still: bool = False
    numbered: bool = False
    towns: bool = False


def judge(sentence: str, setting: Setting) -> Finding:
    """What a sentence is."""
    wording = load_wording()
    bare = _bare(sentence)
    if not re.search(r"[\u4e00-\u9fff]", bare):
        return "quiet"
    if wording.consequence.search(bare):
        return "superior"
    subject = subject_of(bare, setting.towns)
    for name in _SET_ASIDE:
        found = getattr(wording, name).search(bare)
        # What others do behind the village's own act is a detail of it: 各村推荐，由司法所培训.
        if found and not (subject == "village" and name == "superior" and found.start()):
            return name
    if _exhorts(bare):
        return "quiet"
    if subject == "other":
        return "superior"
    return "asks" if _asks(sentence, bare, subject == "village", setting) else "quiet"


def _asks(sentence: str, bare: str, named: bool, setting: Setting) -> bool:
    """Whether a sentence about the village, `named` or meant, asks for something."""
    wording = load_wording()
    if setting.still:
        return named and bool(wording.directive.search(bare))
    if not setting.framed:
        return True
    if setting.soft:
        short = len(bare) <= _RUN_IN and "，" not in bare and sentence.strip().endswith("。")
        return bool(wording.concrete.search(bare)) and (named or not short)
    return setting.numbered or bool(wording.directive.search(bare))


def _exhorts(bare: str) -> bool:
    """Whether a sentence exhorts and does no more: 认真摸排，……于月底前报送 does more."""
    wording = load_wording()
    exhorting = False
    for segment in re.split("[，；]", bare):
        if wording.exhortation.search(segment):
            exhorting = True
        elif wording.concrete.search(segment):
            return False
        elif not wording.preamble.search(segment) and wording.directive.search(segment):
            return wording.exhortation.match(bare) is not None
    return exhorting


def is_labelled(paragraph: str) -> bool:
    """Whether a paragraph is a line of a form or of minutes: 承办单位：……."""
    return (
        re.match(rf"(?:{load_wording().label.pattern})[ 　]*[：:]", paragraph.strip()) is not None
    )


def runs_in(sentence: str) -> bool:
    """Whether a first sentence is a heading that runs into the text: 拆除违建。各村……"""
    bare = sentence.strip()
    if not bare.endswith("。") or len(bare) > _RUN_IN or "，" in bare:
        return False
    wording = load_wording()
    return not wording.no_heading.search(bare) and not wording.village.match(bare)


def asking_runs(judged: list[Finding], begins: list[bool]) -> list[tuple[int, int]]:
    """First and last of each run that asks for one thing; quiet sentences do not end a run.

    A sentence that `begins` a task of its own ends the run before it.
    """
    runs: list[tuple[int, int]] = []
    broken = True
    for number, found in enumerate(judged):
        if found == "asks":
            if broken or begins[number]:
                runs.append((number, number))
            else:
                runs[-1] = (runs[-1][0], number)
            broken = False
        elif found != "quiet":
            broken = True
    return runs


def begins_task(sentence: str) -> bool:
    """Whether a sentence asks for something by itself and does not only go on with the one before."""
    bare = _bare(sentence)
    return load_wording().directive.search(bare) is not None or subject_of(bare) == "village"


def _bare(sentence: str) -> str:
    """A sentence without numbers before it, words of a record, and marks around it."""
    text = sentence.strip(_MARKS)
    number = number_of(text)
    if number is not None:
        text = text[number.end :]
    text = re.sub(r"^[一二三四五六七八九十]{1,2}[是要]", "", text).strip(_MARKS)
    reported = load_wording().reported.match(text)
    text = text[reported.end() :] if reported else text
    # Emoji and other signs at the end say nothing.
    return re.sub(r"[^\w）)】”》]+$", "", text)


_MARKS: Final = " 　，。；：、:;！？\n\t"
