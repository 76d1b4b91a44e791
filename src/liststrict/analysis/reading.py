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
# How far behind a word of asking the one who is asked may begin (请区税务局).
ASKED_REACH: Final = 1


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
    terms = _outermost_actors(scan.terms)
    acts: list[Act] = []
    doer: Doer = "unnamed"
    doer_at = -DOER_REACH
    assist_at = -ASSIST_REACH
    asked_at = len(text)
    named_until = 0
    addressed: list[tuple[int, Doer]] = []
    negations: list[tuple[int, int]] = []
    for start, end, senses in terms:
        for kind, concept, *_ in senses.roles:
            if kind == "act":
                if end <= named_until:
                    continue  # 登记 in 婚姻登记处 is no act
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
                named_until = max(named_until, end)
                if 0 <= start - asked_at <= ASKED_REACH:
                    addressed.append((start, doer))
    denied = _denied(text, scan.tokens, terms, negations) if negations else []
    return Reading(text, scan.tokens, terms, acts, addressed, denied)


def doer_named(senses: Senses) -> Doer | None:
    """Who acts where a term names somebody."""
    return _ACTORS.get(senses.somebody, "unit") if senses.somebody else None


def _outermost_actors(terms: list[Term]) -> list[Term]:
    """The terms without those that name somebody else than the longer name that they stand in (大队 in
    执法大队 and 社区 in 社区矫正机构 are not the village's)."""
    names = [term for term in terms if term[2].somebody]
    dropped = [
        name
        for number, name in enumerate(names)
        if (longer := _longer_name(names, number)) and doer_named(longer[2]) != doer_named(name[2])
    ]
    return [term for term in terms if term not in dropped] if dropped else terms


def _longer_name(names: list[Term], number: int) -> Term | None:
    """The name nearest to another one that it stands in; names are sorted by start and end."""
    start, end, _ = names[number]
    for longer in (names[number - 1] if number else None, *names[number + 1 : number + 2]):
        if longer and longer[0] <= start and end <= longer[1] and longer[:2] != (start, end):
            return longer
    return None


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
