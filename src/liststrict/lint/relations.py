"""How entries stand to each other by what they declare."""

from liststrict.lint.subject import Known


def tied(one: Known, other: Known) -> bool:
    """Whether one of two entries says what holds between them: exception, conflict or override."""
    return _names(one, other) or _names(other, one)


def _names(one: Known, other: Known) -> bool:
    declared = (
        *(granted.entry for granted in one.entry.exception_to),
        *(conflict.entry for conflict in one.entry.conflicts_with),
        *(override.entry for override in getattr(one.entry, "overrides", ())),
    )
    return other.entry.id in declared or f"{other.pack}/{other.entry.id}" in declared


def contradict(one: Known, other: Known) -> bool:
    """Whether two entries answer the same kind of request by different verdicts."""
    return one.rules.verdict != other.rules.verdict and one.rules.kind == other.rules.kind
