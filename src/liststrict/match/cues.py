"""Cues: the explainable features of a task, each with the span that carries it.

A cue is a string; what speaks for which entry is data (`weights.json`). The sorts:

`<kind>:<concept>`      a vocabulary sense (act:demolish, names:<entry>.<clause>, topic:anti-fraud-app)
`own:<term>`            a term of entries that no weights know (`match/own_words.py`)
`<slot>2:<entry>`       two or more terms of one slot of an entry
`topic+act:<entry>`     an object and an act of the same entry
`do:<act>/<doer>`       an act with its doer, `+assist` where the text says 协助、配合
`not:<cue>`             the same behind a negation (不是公证, 莫罚款)
`to:<doer>`             who is addressed (请派出所…, 喊村里…)
`head:<doer><mark>`     who is spoken to at the beginning, before a comma or colon (水务局：…, 王医生，…)
`by:<doer>`             who is named as the one to act (由水利局…, 归村里…)
`from:<unit>`           who asks; `from:<unit>&<act>` who asks for which act
`w:<word>`              a word of the best segmentation
`shape:<trait>`         a question mark, a numeral, the length in steps of eight characters, how many
                        marks of each sort, acts and terms

Single Chinese characters and neighbouring pairs of them count too (wordings and typos that no
vocabulary has), and the character behind a mark with that mark (，还, 。请); they are kept apart,
because they are never shown as evidence.
"""

import re
from operator import add
from typing import Final

from liststrict.analysis.reading import Reading, doer_named

Spans = dict[str, tuple[int, int]]

_RUN: Final = re.compile(r"[\u4e00-\u9fff]+")
_BEHIND_MARK: Final = re.compile(r"[，、。；：\n][\u4e00-\u9fff]")
# What is spoken to at the beginning ends here, after so many characters at most; behind the name there is
# room for a title (派出所的同志，).
_HEAD: Final = re.compile(r"[：，。！？]")
_HEAD_REACH: Final = 16
_TITLE_REACH: Final = 6
# Between 由 and who is named: what the name is of (由区水利局).
_BY: Final = re.compile("[由归][省市县区镇乡]?$")
_BY_REACH: Final = 2
_DIGIT: Final = re.compile(r"\d")
_NOWHERE: Final = (0, 0)


class _Scale:
    """The cues of a trait that is told in steps: the step of a size, cut off at the last one."""

    def __init__(self, trait: str, width: int, last: int) -> None:
        self._cues = [f"shape:{trait}{size // width}" for size in range(width * last)]
        self._last = f"shape:{trait}{last}"

    def __call__(self, size: int) -> str:
        return self._cues[size] if size < len(self._cues) else self._last


_LENGTH: Final = _Scale("length", width=8, last=12)
_ACTS: Final = _Scale("acts", width=1, last=5)
_TERMS: Final = _Scale("terms", width=3, last=8)
_MARKS: Final = [(mark, _Scale(mark, width=1, last=5)) for mark in "，、。；："]


def strokes(text: str) -> set[str]:
    """The Chinese characters of a task, their neighbouring pairs, and those behind a mark with it."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    found.update(_BEHIND_MARK.findall(text))
    return found


def cues(reading: Reading, requester: Reading | None) -> Spans:
    """Cue -> span of its first occurrence; (0, 0) for cues that the text itself does not carry."""
    found: Spans = {}
    _senses(reading, found)
    for start, end, concept, doer, assisting in reading.acts:
        cue = f"do:{concept}/{doer}+assist" if assisting else f"do:{concept}/{doer}"
        if cue not in found:
            found[cue] = start, end
    for start, end, senses in reading.denied:
        for cue in senses.cues:
            found.setdefault("not:" + cue, (start, end))
    for at, who in reading.addressed:
        found.setdefault(f"to:{who}", (at, at + 1))
    _named(reading, found)
    text = reading.text
    for span in reading.tokens:
        start, end = span
        if end - start > 1:
            found.setdefault("w:" + text[start:end], span)
    _shape(reading, found)
    if requester is not None:
        _asker(reading, requester, found)
    return found


def _named(reading: Reading, found: Spans) -> None:
    """Who is spoken to at the beginning, and who is named as the one to act."""
    text = reading.text
    mark = _HEAD.search(text, 0, _HEAD_REACH)
    head = mark.start() if mark else 0
    spoken_to = ""
    for start, end, senses in reading.terms:
        who = doer_named(senses)
        if who is None:
            continue
        if _BY.search(text, max(0, start - _BY_REACH), start):
            found.setdefault(f"by:{who}", (start, end))
        if end <= head <= end + _TITLE_REACH:
            spoken_to = who
    if spoken_to and mark and not any(act.start < head for act in reading.acts):
        found[f"head:{spoken_to}{mark.group()}"] = (0, head)


def _shape(reading: Reading, found: Spans) -> None:
    text = reading.text
    found[_LENGTH(len(text))] = _NOWHERE
    found[_ACTS(len(reading.acts))] = _NOWHERE
    found[_TERMS(len(reading.terms))] = _NOWHERE
    for mark, scale in _MARKS:
        found[scale(text.count(mark))] = _NOWHERE
    if "？" in text or "?" in text:
        found["shape:question"] = _NOWHERE
    if _DIGIT.search(text):
        found["shape:numeral"] = _NOWHERE


def _senses(reading: Reading, found: Spans) -> None:
    """Senses of all terms, and what several terms of one entry say together."""
    met: dict[str, int] = {}
    topics: set[str] = set()
    acts: dict[str, tuple[int, int]] = {}
    for start, end, senses in reading.terms:
        span = (start, end)
        for cue in senses.cues:
            if cue not in found:
                found[cue] = span
        for slot, entry, again in senses.counted:
            if met.setdefault(again, start) != start and again not in found:
                found[again] = span
            if slot == "objects":
                topics.add(entry)
            elif slot == "acts":
                acts.setdefault(entry, span)
    for entry in topics & acts.keys():
        found["topic+act:" + entry] = acts[entry]


def _asker(reading: Reading, requester: Reading, found: Spans) -> None:
    found["from:any"] = _NOWHERE
    for _, _, senses in requester.terms:
        for meaning in senses.roles:
            if meaning.kind == "unit":
                found["from:" + meaning.concept] = _NOWHERE
                for act in reading.acts:
                    found[f"from:{meaning.concept}&{act.concept}"] = (act.start, act.end)
            elif meaning.kind == "actor":
                found["from:" + meaning.concept] = _NOWHERE
