"""Precedence: of two entries that contradict each other, which one prevails and by which rule.

Both are kept and shown. The rules, in their order: an entry of a lower level that overrides with a
reason; the higher level; the later one in force; and where all this is equal, the stricter one.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, get_args

from liststrict.model.entry import Level
from liststrict.model.outcome import Outcome, strictness

Rule = Literal["override", "level", "date", "strictness"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)

RULES: Final[dict[Rule, str]] = {
    "override": "下级清单写明理由另作规定的，从其规定",
    "level": "下级清单与上级清单不一致而没有写明理由的，以上级清单为准",
    "date": "同级清单不一致的，以后施行的为准",
    "strictness": "层级和施行日期分不出先后的，从严掌握，并请制定机关明确",
}


class Claim(NamedTuple):
    """What one entry says on a matter, and with what standing; `since` is ISO text or empty."""

    entry: str
    level: Level
    verdict: Outcome
    since: str = ""
    overrides: Mapping[str, str] = {}


class Settlement(NamedTuple):
    """Which of two entries prevails, which yields, by which rule; the reason of an override."""

    prevails: str
    yields: str
    rule: Rule
    reason: str = ""


def contradict(one: Claim, other: Claim) -> bool:
    """One forbids what the other lets or makes the village do.

    Lists of what is allowed, the village's own and a duty overlap by their nature; who asks decides.
    """
    return (one.verdict == "forbidden") != (other.verdict == "forbidden")


def overrides(one: Claim, other: Claim) -> bool:
    """One overrides the other; a higher level cannot be overridden from above."""
    return other.entry in one.overrides and LEVELS.index(one.level) >= LEVELS.index(other.level)


def settle(one: Claim, other: Claim) -> Settlement:
    """Which of the two prevails. The order in which they are given makes no difference."""
    first, second = sorted((one, other), key=lambda claim: claim.entry)
    for lower, upper in ((first, second), (second, first)):
        if overrides(lower, upper) and not overrides(upper, lower):
            reason = lower.overrides[upper.entry]
            return Settlement(lower.entry, upper.entry, "override", reason)
    if first.level != second.level:
        return _ordered(
            first, second, "level", LEVELS.index(first.level), LEVELS.index(second.level)
        )
    if first.since != second.since:
        later = first.since > second.since
        return _ordered(first, second, "date", 0 if later else 1, 1 if later else 0)
    return _ordered(
        first, second, "strictness", strictness(first.verdict), strictness(second.verdict)
    )


def _ordered(one: Claim, other: Claim, rule: Rule, rank: int, other_rank: int) -> Settlement:
    """The lower rank prevails; the first one where they are equal."""
    if other_rank < rank:
        one, other = other, one
    return Settlement(one.entry, other.entry, rule)
