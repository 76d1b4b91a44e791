"""Periods in which entries and packs hold; dates are ISO text and compare as text."""

from datetime import date

from liststrict.lint.files import EntryAt

Period = tuple[str, str]

_ALWAYS: Period = ("0001-01-01", "9999-12-31")


def is_day(text: str) -> bool:
    """Whether a text is a day of the calendar, written 2026-01-31."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def period(first: object, last: object) -> Period:
    """A period; what is missing, or no day at all, leaves it open."""
    start = first if isinstance(first, str) and is_day(first) else _ALWAYS[0]
    end = last if isinstance(last, str) and is_day(last) else _ALWAYS[1]
    return start, end


def entry_period(at: EntryAt) -> Period:
    """When an entry holds, as far as it says so itself."""
    return period(at.raw.get("effective_from"), at.raw.get("effective_to"))


def overlap(one: Period, other: Period) -> bool:
    """Whether two periods share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def apart(one: EntryAt, other: EntryAt) -> bool:
    """Whether two entries both say when they hold, so that one can follow the other."""
    periods = entry_period(one), entry_period(other)
    return _ALWAYS not in periods


def is_in_force(at: EntryAt, day: str) -> bool:
    """Whether an entry itself holds on a day."""
    first, last = entry_period(at)
    return first <= day <= last
