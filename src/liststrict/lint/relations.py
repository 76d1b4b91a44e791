"""How entries stand to each other: by what they declare, and by the rules of precedence."""

from liststrict.lint.subject import Known
from liststrict.packs.precedence import Claim, contradict, settle


def tied(one: Known, other: Known) -> bool:
    """Whether one of two entries says what holds between them: exception, conflict or override."""
    return _names(one, other) or _names(other, one)


def _names(one: Known, other: Known) -> bool:
    declared = (
        *(granted.entry for granted in one.entry.exception_to),
        *(conflict.entry for conflict in one.entry.conflicts_with),
        *(override.entry for override in one.entry.overrides),
    )
    return other.entry.id in declared or f"{other.pack}/{other.entry.id}" in declared


def undecided(one: Known, other: Known) -> bool:
    """Whether two entries contradict each other, and no declaration, level or date decides.

    What is left to strictness alone is undecided: there the makers of the lists have to speak.
    """
    if one.rules.kind != other.rules.kind:
        return False
    first, second = _claim(one), _claim(other)
    if not contradict(first, second) or tied(one, other):
        return False
    return settle(first, second).rule == "strictness"


def _claim(one: Known) -> Claim:
    return Claim(
        entry=f"{one.pack}/{one.entry.id}",
        level=one.level,
        verdict=one.rules.verdict,
        since=one.since,
    )
