"""Which entries decide a text, asked of the screener once for each text."""

from collections.abc import Iterator
from typing import NamedTuple

from liststrict.errors import InputError
from liststrict.lint.subject import Subject
from liststrict.model.outcome import LABELS


class Decided(NamedTuple):
    """Entries that are cited first, as `<pack>/<id>`, and the answer in words."""

    entries: frozenset[str]
    words: str


def answers(subject: Subject, text: str) -> Iterator[Decided]:
    """What a text is answered with: with each pack above, then by this pack and those below.

    A list is written to be used together with those that build on it, so an example or a near miss
    that holds in one of these uses is right. Nothing comes for a text that cannot be screened.
    """
    for one in (*subject.above, subject):
        try:
            first = one.decider.cited(text)
        except InputError:
            return
        words = "、".join(f"{cited.entry.id} {cited.entry.title}" for cited in first)
        names = frozenset(f"{cited.pack}/{cited.entry.id}" for cited in first)
        yield Decided(names, words or LABELS["unlisted"])
