"""Runs the examples and near misses of packs, and says what they leave uncovered."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal, NamedTuple

from liststrict.api import Decider, Shipped, load_shipped_data
from liststrict.errors import InputError
from liststrict.model.entry import Entry, Pack
from liststrict.packs.catalog import DEFAULT_PACK, resolve_packs
from liststrict.packs.in_force import first_day, last_day
from liststrict.text.normalize import normalize

Kind = Literal["example", "near-miss"]
_SLOTS: Final = ("names", "objects", "acts", "purposes", "actors", "excludes")


class Failure(NamedTuple):
    """An example that missed its entry, or a near miss that hit it; `cited` is what was cited."""

    pack: str
    entry: str
    kind: Kind
    text: str
    cited: tuple[str, ...]
    problem: str


class Tested(NamedTuple):
    """The result for one pack; `bare` are its entries without an example."""

    pack: str
    checked: int
    failures: tuple[Failure, ...]
    entries: int
    with_examples: int
    bare: tuple[str, ...]
    terms: int
    terms_met: int

    @property
    def entry_share(self) -> float:
        """Share of entries with at least one example."""
        return self.with_examples / self.entries if self.entries else 1.0

    @property
    def term_share(self) -> float:
        """Share of vocabulary terms that stand in an example or near miss of their entry."""
        return self.terms_met / self.terms if self.terms else 1.0


def check_packs(wanted: Sequence[str | Path], today: date | None = None) -> list[Tested]:
    """Tests each pack by itself, on top of the packs it builds on.

    Without a wish: the shipped default pack and each of those that it builds on.
    """
    on = today or date.today()  # noqa: DTZ011  (the local day is meant)
    if not wanted:
        wanted = [pack.id for pack in resolve_packs([DEFAULT_PACK])]
    shipped = load_shipped_data()
    return [_check(resolve_packs([name]), on, shipped) for name in dict.fromkeys(wanted)]


def _check(loaded: Sequence[Pack], today: date, shipped: Shipped) -> Tested:
    """Tests the first pack. An entry that does not hold today is tested on the nearest day it does."""
    pack = loaded[0]
    entries = [entry for rules in pack.lists for entry in rules.entries]
    days = [_nearest_day(pack, entry, today) for entry in entries]
    deciders = {day: Decider(loaded, day, shipped) for day in dict.fromkeys(days)}
    failures: list[Failure] = []
    checked = terms = met = 0
    for entry, day in zip(entries, days, strict=True):
        checked += len(entry.examples) + len(entry.near_misses)
        failures.extend(_failures(deciders[day], pack, entry))
        known, found = _terms(entry)
        terms, met = terms + known, met + found
    bare = tuple(entry.id for entry in entries if not entry.examples)
    return Tested(
        pack.id, checked, tuple(failures), len(entries), len(entries) - len(bare), bare, terms, met
    )


def _nearest_day(pack: Pack, entry: Entry, today: date) -> date:
    first, last = first_day(pack, entry), last_day(pack, entry)
    day = max(today, date.fromisoformat(first)) if first else today
    return min(day, last) if last else day


def _failures(decider: Decider, pack: Pack, entry: Entry) -> list[Failure]:
    rows: list[tuple[Kind, str]] = [("example", text) for text in entry.examples]
    rows += [("near-miss", text) for text in entry.near_misses]
    failures = []
    for kind, text in rows:
        try:
            first = decider.cited(text)
        except InputError as error:
            failures.append(Failure(pack.id, entry.id, kind, text, (), str(error)))
            continue
        hit = any(cited.entry.id == entry.id and cited.pack == pack.id for cited in first)
        if hit != (kind == "example"):
            cited = tuple(dict.fromkeys(cited.entry.id for cited in first))
            failures.append(Failure(pack.id, entry.id, kind, text, cited, _problem(kind, cited)))
    return failures


def _problem(kind: Kind, cited: tuple[str, ...]) -> str:
    if kind == "near-miss":
        return "不应命中，却命中了"
    return f"应当命中，却答为 {'、'.join(cited)}" if cited else "应当命中，却答为清单外"


def _terms(entry: Entry) -> tuple[int, int]:
    """Vocabulary terms of an entry, and how many stand in its examples and near misses."""
    texts = "\n".join(normalize(text).text for text in (*entry.examples, *entry.near_misses))
    terms = {term for block in entry.match for slot in _SLOTS for term in getattr(block, slot)}
    return len(terms), sum(term in texts for term in terms)
