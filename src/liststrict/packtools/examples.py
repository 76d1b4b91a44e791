"""Runs the examples and near misses of packs, and says what they leave uncovered."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal, NamedTuple

from liststrict.api import Screener
from liststrict.errors import InputError
from liststrict.model.entry import Entry, Pack
from liststrict.packs.catalog import DEFAULT_PACK
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
    """The result for one pack; `bare` are its entries without example, `unmet` counts by entry."""

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


def check_packs(wanted: Sequence[str | Path]) -> list[Tested]:
    """Tests each wanted pack on top of the packs it builds on.

    Without a wish: the shipped default pack, and all that it builds on, together.
    """
    if not wanted:
        screener = Screener.from_packs([DEFAULT_PACK])
        return [_check(screener, pack) for pack in screener.packs]
    results = []
    for name in dict.fromkeys(wanted):
        screener = Screener.from_packs([name])
        results.append(_check(screener, screener.packs[0]))
    return results


def _check(screener: Screener, pack: Pack) -> Tested:
    entries = [entry for rules in pack.lists for entry in rules.entries]
    failures: list[Failure] = []
    checked = terms = met = 0
    for entry in entries:
        checked += len(entry.examples) + len(entry.near_misses)
        failures.extend(_failures(screener, pack, entry))
        known, found = _terms(entry)
        terms, met = terms + known, met + found
    bare = tuple(entry.id for entry in entries if not entry.examples)
    return Tested(
        pack.id, checked, tuple(failures), len(entries), len(entries) - len(bare), bare, terms, met
    )


def _failures(screener: Screener, pack: Pack, entry: Entry) -> list[Failure]:
    rows: list[tuple[Kind, str]] = [("example", text) for text in entry.examples]
    rows += [("near-miss", text) for text in entry.near_misses]
    failures = []
    for kind, text in rows:
        try:
            verdict = screener.screen(text)
        except InputError as error:
            failures.append(Failure(pack.id, entry.id, kind, text, (), str(error)))
            continue
        first = [task.citations[0] for task in verdict.tasks if task.citations]
        hit = any(c.entry == entry.id and c.pack == pack.id for c in first)
        if hit != (kind == "example"):
            cited = tuple(dict.fromkeys(c.entry for c in first))
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
