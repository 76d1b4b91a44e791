"""The reading of one task: which acts are asked for, and who is to do each of them.

The topic alone cannot tell a duty from an imposition (发现违建劝阻上报 against 拆除违建); the act and
its doer can. The doer of an act is the nearest actor named before it; helping words between them
(配合、协助) are kept, since they say that another one leads.
"""

import re
from bisect import bisect_left
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple, TypeVar

from liststrict.analysis.vocabulary import Senses
from liststrict.text.tokens import Tokens

Doer = Literal["village", "unit", "resident", "unnamed"]

# How far before an act its doer and a helping word are looked for, in characters.
DOER_REACH: Final = 25
ASSIST_REACH: Final = 15
# How far behind a negation what it denies may begin; a mark of punctuation ends it sooner.
DENIED_REACH: Final = 7


# A vocabulary term in the text with its senses: start, end, senses.
Term = tuple[int, int, Senses]


class Act(NamedTuple):
    """An act in the text, who is to do it, and whether as a helper."""

    start: int
    end: int
    concept: str
    doer: Doer
    assisting: bool


class Reading(NamedTuple):
    """Everything that was found in one task; positions count in the normalised text.

    `addressed` are those named right behind a word of asking (请派出所…, 喊村里…), with their places.
    `denied` are the terms behind a negation (不是公证, 莫罚款).
    """

    text: str
    tokens: list[tuple[int, int]]
    terms: list[Term]
    acts: list[Act]
    addressed: list[tuple[int, Doer]]
    denied: list[Term]


def read(text: str, tokens: Tokens[Senses]) -> Reading:
    """Reads one normalised task."""
    scan = tokens.scan(text)
    acts: list[Act] = []
    doer: Doer = "unnamed"
    doer_at = -DOER_REACH
    assist_at = -ASSIST_REACH
    asked_at = -1
    addressed: list[tuple[int, Doer]] = []
    negations: list[tuple[int, int]] = []
    for start, end, senses in scan.terms:
        for kind, concept, *_ in senses.roles:
            if kind == "act":
                known: Doer = doer if start - doer_at < DOER_REACH else "unnamed"
                acts.append(Act(start, end, concept, known, start - assist_at < ASSIST_REACH))
            elif kind == "marker":
                if concept == "assist":
                    assist_at = start
                elif concept == "order":
                    asked_at = end
                elif concept == "negation":
                    negations.append((start, end))
            else:
                doer = _ACTORS.get(concept, "unit")
                doer_at = start
                if start == asked_at:
                    addressed.append((start, doer))
    denied = _denied(text, scan.tokens, scan.terms, negations) if negations else []
    return Reading(text, scan.tokens, scan.terms, acts, addressed, denied)


def _denied(
    text: str,
    tokens: list[tuple[int, int]],
    terms: list[Term],
    negations: list[tuple[int, int]],
) -> list[Term]:
    """Terms behind a negation that is a word of its own (no 不 in 不动产)."""
    found: dict[int, Term] = {}
    words = set(tokens)
    for negation in negations:
        if negation in words:
            start = negation[1]
            pause = _PAUSE.search(text, start, start + DENIED_REACH)
            end = pause.start() if pause else start + DENIED_REACH
            # Terms are sorted, so that a long text stays linear in its negations.
            for number in range(bisect_left(terms, start, key=itemgetter(0)), len(terms)):
                if terms[number][0] >= end:
                    break
                found[number] = terms[number]
    return [found[number] for number in sorted(found)]


def part_of(whole: Reading, start: int, end: int) -> Reading:
    """The reading of a stretch of a text that was read as a whole; positions count from `start`."""
    if start == 0 and end == len(whole.text):
        return whole
    # All lists are sorted by their first position, so that a long text stays linear in its parts.
    tokens = _between(whole.tokens, start, end)
    terms = _between(whole.terms, start, end)
    denied = _between(whole.denied, start, end)
    acts = _between(whole.acts, start, end)
    return Reading(
        whole.text[start:end],
        [(a - start, b - start) for a, b in tokens],
        [(a - start, b - start, senses) for a, b, senses in terms],
        [act._replace(start=act.start - start, end=act.end - start) for act in acts],
        [(at - start, who) for at, who in whole.addressed if start <= at < end],
        [(a - start, b - start, senses) for a, b, senses in denied],
    )


Placed = TypeVar("Placed", bound=tuple[Any, ...])


def _between(items: list[Placed], start: int, end: int) -> list[Placed]:
    """Items that lie wholly within a stretch."""
    first = bisect_left(items, start, key=itemgetter(0))
    last = bisect_left(items, end, lo=first, key=itemgetter(0))
    return [item for item in items[first:last] if item[1] <= end]


_PAUSE: Final = re.compile(r"[，。；：、！？,\n]")
_ACTORS: Final[dict[str, Doer]] = {
    "village": "village",
    "superior": "unit",
    "resident": "resident",
}
