"""Runs the examples and near misses of packs, and says what they leave uncovered."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, Literal, NamedTuple

from liststrict.analysis.vocabulary import SLOTS
from liststrict.api import Decider, Shipped, load_shipped_data
from liststrict.decide.tasks import Task
from liststrict.errors import InputError
from liststrict.evaluate import Case
from liststrict.model.entry import Entry, Pack
from liststrict.packs.catalog import DEFAULT_PACK, resolve_packs
from liststrict.packs.in_force import first_day, last_day
from liststrict.text.normalize import normalize

Kind = Literal["example", "near-miss"]
# An answer less ahead than this may turn when the weights are learned anew. On the shipped packs the
# near misses that turned at such times were all nearer.
MARGIN: Final = 0.2


class Failure(NamedTuple):
    """An example that missed its entry, or a near miss that hit it; `cited` is what was cited."""

    pack: str
    entry: str
    kind: Kind
    text: str
    cited: tuple[str, ...]
    problem: str


class Close(NamedTuple):
    """An example or near miss that passed by little; `margin` is how much its answer was ahead."""

    pack: str
    entry: str
    kind: Kind
    text: str
    margin: float


class Tested(NamedTuple):
    """The result for one pack; `bare` are its entries without an example.

    What is `close` passed, but may fail as soon as vocabulary or learned weights change a little.
    """

    pack: str
    checked: int
    failures: tuple[Failure, ...]
    close: tuple[Close, ...]
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


def check_packs(
    wanted: Sequence[str | Path], today: date | None = None, cases: Sequence[Case] = ()
) -> list[Tested]:
    """Tests each pack by itself, on top of the packs it builds on.

    Without a wish: the shipped default pack and each of those that it builds on. `cases` are further
    texts that use the vocabulary; they are not screened.
    """
    on = today or date.today()  # noqa: DTZ011  (the local day is meant)
    if not wanted:
        wanted = [pack.id for pack in resolve_packs([DEFAULT_PACK])]
    shipped = load_shipped_data()
    texts = _Texts(cases)
    return [_check(resolve_packs([name]), on, shipped, texts) for name in dict.fromkeys(wanted)]


class _Texts:
    """The normalised texts of labelled cases: those of an entry, and all."""

    def __init__(self, cases: Sequence[Case]) -> None:
        self._of_entry: dict[str, list[str]] = {}
        self.all = ""
        texts = []
        for case in cases:
            text = normalize(case.text).text
            texts.append(text)
            for entry in case.entries:
                self._of_entry.setdefault(entry, []).append(text)
        self.all = "\n".join(texts)

    def of(self, entry: Entry) -> str:
        """What is asked of an entry in the cases and in its own examples and near misses."""
        own = (normalize(text).text for text in (*entry.examples, *entry.near_misses))
        return "\n".join((*own, *self._of_entry.get(entry.id, ())))


def _check(loaded: Sequence[Pack], today: date, shipped: Shipped, texts: _Texts) -> Tested:
    """Tests the first pack. An entry that does not hold today is tested on the nearest day it does."""
    pack = loaded[0]
    entries = [entry for rules in pack.lists for entry in rules.entries]
    days = [_nearest_day(pack, entry, today) for entry in entries]
    deciders = {day: Decider(loaded, day, shipped) for day in dict.fromkeys(days)}
    failures: list[Failure] = []
    close: list[Close] = []
    checked = terms = met = 0
    for entry, day in zip(entries, days, strict=True):
        checked += len(entry.examples) + len(entry.near_misses)
        for row in _found(deciders[day], pack, entry):
            if isinstance(row, Failure):
                failures.append(row)
            elif row.margin < MARGIN:
                close.append(row)
        known, found = _terms(entry, texts)
        terms, met = terms + known, met + found
    bare = tuple(entry.id for entry in entries if not entry.examples)
    return Tested(
        pack=pack.id,
        checked=checked,
        failures=tuple(failures),
        close=tuple(sorted(close, key=lambda one: one.margin)),
        entries=len(entries),
        with_examples=len(entries) - len(bare),
        bare=bare,
        terms=terms,
        terms_met=met,
    )


def _nearest_day(pack: Pack, entry: Entry, today: date) -> date:
    first, last = first_day(pack, entry), last_day(pack, entry)
    day = max(today, date.fromisoformat(first)) if first else today
    return min(day, last) if last else day


def _found(decider: Decider, pack: Pack, entry: Entry) -> Iterator[Failure | Close]:
    """What became of each example and near miss of an entry."""
    rows: list[tuple[Kind, str]] = [("example", text) for text in entry.examples]
    rows += [("near-miss", text) for text in entry.near_misses]
    name = pack.reference(entry)
    for kind, text in rows:
        try:
            tasks = decider.tasks(text)
        except InputError as error:
            yield Failure(pack.id, entry.id, kind, text, (), str(error))
            continue
        decided = [task.decision.candidate for task in tasks]
        first = [found for found in decided if found is not None and found.entry is not None]
        if any(found.name == name for found in first) != (kind == "example"):
            cited = tuple(dict.fromkeys(found.entry.id for found in first if found.entry))
            yield Failure(pack.id, entry.id, kind, text, cited, _problem(kind, cited))
        else:
            yield Close(pack.id, entry.id, kind, text, _margin(tasks, name, kind))


def _margin(tasks: Sequence[Task], name: str, kind: Kind) -> float:
    """How far the entry is ahead of all others, or (near miss) behind the best of them."""
    ahead = []
    for task in tasks:
        shares = {candidate.name: share for share, candidate in task.situation.ranking.order}
        own = shares.pop(name, 0.0)
        ahead.append(own - max(shares.values(), default=0.0))
    return max(ahead) if kind == "example" else -max(ahead)


def _problem(kind: Kind, cited: tuple[str, ...]) -> str:
    if kind == "near-miss":
        return "不应命中，却命中了"
    return f"应当命中，却答为 {'、'.join(cited)}" if cited else "应当命中，却答为清单外"


def _terms(entry: Entry, texts: _Texts) -> tuple[int, int]:
    """Vocabulary terms of an entry, and how many are met in texts about it.

    Words that exclude stand in texts about something else, so any text of the cases counts for them.
    """
    own = texts.of(entry)
    terms = {term for block in entry.match for slot in SLOTS for term in getattr(block, slot)}
    excluding = {term for block in entry.match for term in block.excludes}
    met = sum(term in own or (term in excluding and term in texts.all) for term in terms)
    return len(terms), met
