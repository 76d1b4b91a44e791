"""Which entries decide a text, asked of the screener once for each text."""

from collections import Counter
from collections.abc import Container, Iterator
from typing import Literal, NamedTuple

from liststrict.errors import InputError
from liststrict.lint.dates import is_in_force
from liststrict.lint.files import EntryAt
from liststrict.lint.subject import Subject
from liststrict.model.outcome import LABELS


class Decided(NamedTuple):
    """Entries that are cited first, as `<pack>/<id>`, and the answer in words."""

    entries: frozenset[str]
    words: str


class Told(NamedTuple):
    """A sentence of an entry; `place` is its number in the field, `answers` come as they are asked for."""

    at: EntryAt
    place: int
    answers: Iterator[Decided]

    def is_own(self, subject: Subject, decided: Decided) -> bool:
        """Whether the entry itself decides."""
        return f"{subject.header.id}/{self.at.entry.id}" in decided.entries


def sentences(subject: Subject, field: Literal["examples", "near_misses"]) -> Iterator[Told]:
    """The examples or near misses of all entries in force, with what each is answered with."""
    told = [
        (at, place, text)
        for at in subject.entries
        if is_in_force(at, subject.day)
        for place, text in enumerate(getattr(at.entry, field))
    ]
    often = {text for text, times in Counter(text for _, _, text in told).items() if times > 1}
    kept: dict[str, tuple[Decided, ...]] = {}
    for at, place, text in told:
        yield Told(at, place, _answers_kept(subject, text, often, kept))


def _answers_kept(
    subject: Subject, text: str, often: Container[str], kept: dict[str, tuple[Decided, ...]]
) -> Iterator[Decided]:
    """As `answers`; those of a sentence that stands under several entries are asked for once."""
    if text not in often:
        return answers(subject, text)
    if text not in kept:
        kept[text] = tuple(answers(subject, text))
    return iter(kept[text])


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
