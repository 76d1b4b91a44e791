"""The sentences of one item: where they are cut once more, and which of them ask for one thing together."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from liststrict.documents.outline import sentences
from liststrict.documents.sentences import ASKING, SET_ASIDE, Finding, bare_of
from liststrict.documents.subject import CONDITION, is_left_to_village, subject_of, unit_name
from liststrict.documents.wording import load_wording

# Where a sentence may be cut is looked for so often and so far, that none costs more than its length.
_CUTS_TRIED: Final = 6
_AHEAD: Final = 60


def clauses(text: str, judged: Callable[[str, bool], Finding]) -> Iterator[tuple[int, int]]:
    """Spans of sentences, cut again where they turn to another case, or from one unit to another.

    `judged` is asked about a part, and whether it is the first.
    """
    for start, end in sentences(text):
        position = start
        tried = 0
        for mark in re.finditer("[，；]", text[start:end]):
            after = start + mark.end()
            ahead = text[after : min(end, after + _AHEAD)]
            wanted = _expected_before(ahead)
            if not wanted and mark.group() == "；":
                wanted = _unlike(judged(ahead, False))
            before = text[position : after - 1]
            if not wanted or _only_leads(before):
                continue
            tried += 1
            if judged(text[position:after], position == 0) in wanted:
                yield position, after
                position = after
                tried = 0
            if tried == _CUTS_TRIED:
                break
        yield position, end


def _expected_before(words: str) -> tuple[Finding, ...]:
    """What must stand before these words for a cut: others before the village, a task before others."""
    wording = load_wording()
    if wording.turns.match(words):
        return (*ASKING, "superior")
    first = re.split("[，；]", words, maxsplit=1)[0]
    if wording.village_begins.match(words) or subject_of(first) == "village":
        return ("superior", "preamble")
    return ASKING if unit_name().match(words) else ()


def _only_leads(words: str) -> bool:
    """Whether a clause is no whole: a condition, what is to be dealt with, 会议强调."""
    wording = load_wording()
    if words.endswith(CONDITION) or wording.topic.match(words):
        return True
    reported = wording.reported.match(f"{words}，")
    return reported is not None and reported.end() > len(words)


def _unlike(found: Finding) -> tuple[Finding, ...]:
    """What a part must be to be cut from one that is `found`: a task from what is none."""
    return SET_ASIDE if found in ASKING else ASKING if found in SET_ASIDE else ()


def go_on(parts: list[str], judged: list[Finding]) -> list[Finding]:
    """A sentence that names nobody goes on with the unit of the one before it: 规建办牵头。负责验收。"""
    found = list(judged)
    wording = load_wording()
    for number in range(1, len(found)):
        bare = bare_of(parts[number])
        if (
            found[number] in ASKING
            and found[number - 1] == "superior"
            and subject_of(bare_of(parts[number - 1])) == "other"
            and subject_of(bare) is None
            and not wording.request.search(bare)
            and not wording.object_first.match(bare)
            and not is_left_to_village(bare)
        ):
            found[number] = "superior"
    return found


def tells_more(judged: list[Finding]) -> bool:
    """Whether the sentences behind a heading that runs into the text say who does what."""
    return any(found in (*ASKING, "superior") for found in judged)


def asking_runs(judged: list[Finding], begins: list[bool]) -> list[tuple[int, int]]:
    """First and last of each run that asks for one thing; quiet sentences do not end a run.

    A sentence that `begins` a task of its own ends the run before it.
    """
    runs: list[tuple[int, int]] = []
    broken = True
    for number, found in enumerate(judged):
        if found in ASKING:
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
    bare = bare_of(sentence)
    wording = load_wording()
    if wording.turns.match(bare) or wording.directive.search(bare):
        return True
    return subject_of(bare) == "village"
