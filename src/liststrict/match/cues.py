"""Cues: the explainable features of a task, each with the span that carries it.

A cue is a string; what speaks for which entry is data (`weights.json`). The sorts:

`<kind>:<concept>`      a vocabulary sense (act:demolish, names:neg-02.2, topic:anti-fraud-app)
`<slot>2:<entry>`       two or more terms of one slot of an entry
`topic+act:<entry>`     an object and an act of the same entry
`do:<act>/<doer>`       an act with its doer, `+assist` where the text says 协助、配合
`from:<unit>`           who asks; `from:<unit>&<act>` who asks for which act
`w:<word>`, `c:<字>`    a word, a character: wordings and typos that no vocabulary has
"""

from typing import Final

from liststrict.analysis.reading import Reading

Spans = dict[str, tuple[int, int]]

_NOWHERE: Final = (0, 0)
_SLOTS_COUNTED: Final = frozenset(("names", "objects", "acts", "purposes"))


def cues(reading: Reading, requester: Reading | None) -> Spans:
    """Cue -> span of its first occurrence; (0, 0) for cues that the text itself does not carry."""
    found: Spans = {}
    _senses(reading, found)
    for act in reading.acts:
        helper = "+assist" if act.assisting else ""
        found.setdefault(f"do:{act.concept}/{act.doer}{helper}", (act.start, act.end))
    text = reading.text
    for start, end in reading.tokens:
        if end - start > 1:
            found.setdefault("w:" + text[start:end], (start, end))
    for index, character in enumerate(text):
        if "一" <= character <= "鿿":
            found.setdefault("c:" + character, (index, index + 1))
    if requester is not None:
        _asker(reading, requester, found)
    return found


def _senses(reading: Reading, found: Spans) -> None:
    """Senses of all terms, and what several terms of one entry say together."""
    first: dict[str, tuple[int, int]] = {}
    slots: dict[str, set[str]] = {}
    for start, end, meaning in reading.terms:
        found.setdefault(meaning.cue, (start, end))
        entry = meaning.entry
        if entry is None or meaning.kind not in _SLOTS_COUNTED:
            continue
        slot = f"{meaning.kind}2:{entry}"
        if slot in first:
            if first[slot][0] != start:
                found.setdefault(slot, (start, end))
        else:
            first[slot] = (start, end)
            slots.setdefault(entry, set()).add(meaning.kind)
    for entry, kinds in slots.items():
        if "objects" in kinds and "acts" in kinds:
            found["topic+act:" + entry] = first[f"acts2:{entry}"]


def _asker(reading: Reading, requester: Reading, found: Spans) -> None:
    found["from:any"] = _NOWHERE
    for term in requester.terms:
        meaning = term.meaning
        if meaning.kind == "unit":
            found["from:" + meaning.concept] = _NOWHERE
            for act in reading.acts:
                found[f"from:{meaning.concept}&{act.concept}"] = (act.start, act.end)
        elif meaning.kind == "actor":
            found["from:" + meaning.concept] = _NOWHERE
