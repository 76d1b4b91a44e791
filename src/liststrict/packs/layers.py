"""Layers: what several packs say together on one day.

An entry of a higher pack that the lower packs restate takes no part, so that the nearer, more
specific list is cited. Where the learned entries themselves are not loaded, entries that are
`learned_as` these stand in for them; what nobody stands for is on no list.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import combinations
from typing import NamedTuple

from liststrict.errors import UnknownEntryError
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.outcome import RequestKind
from liststrict.packs.catalog import load_shipped
from liststrict.packs.in_force import first_day, in_force
from liststrict.packs.precedence import (
    LEVELS,
    Claim,
    Settlement,
    contradict,
    overrides,
    settle,
)


class Layers(NamedTuple):
    """Packs in force, and how their entries stand to each other.

    `borrowed` are the whole packs in whose place entries stand. `answers_for` maps a learned entry
    to the one that answers for it, and `unlisted` to the kind of request where none does. Entries
    in `idle` take no part. The vocabulary is read from `words`.
    """

    packs: tuple[Pack, ...]
    on: date
    words: tuple[Pack, ...]
    borrowed: tuple[Pack, ...]
    answers_for: Mapping[str, str]
    unlisted: Mapping[str, RequestKind]
    idle: frozenset[str]
    settlements: tuple[Settlement, ...]
    left_out: tuple[Pack, ...]


class _Row(NamedTuple):
    pack: Pack
    rules: RuleList
    entry: Entry
    claim: Claim


def build_layers(loaded: Sequence[Pack], on: date) -> Layers:
    """Lays packs over each other. Raises NotInForceError, UnknownPackError, UnknownEntryError."""
    packs = in_force(loaded, on)
    rows = {row.claim.entry: row for row in _rows(packs)}
    borrowed = _borrowed(loaded, packs)
    _refuse_unknown(loaded, borrowed)
    claims = _claims(rows)
    answers_for: dict[str, str] = {}
    settlements: dict[Settlement, None] = {}
    for learned, claimants in claims.items():
        answers_for[learned], found = _prevailing(claimants)
        settlements.update(dict.fromkeys(found))
    answering = set(answers_for.values())
    idle = {
        name
        for name, row in rows.items()
        if (row.entry.learned_as or name in claims) and name not in answering
    } | _replaced_fallbacks(rows.values())
    active = [row for name, row in rows.items() if name not in idle]
    settlements.update(dict.fromkeys(_contradictions(active)))
    if not any(row.entry.learned_as for row in active):
        borrowed = ()
    return Layers(
        packs=packs,
        on=on,
        words=_words(active, borrowed, answers_for),
        borrowed=borrowed,
        answers_for=answers_for,
        unlisted=_unlisted(borrowed, answers_for.keys() | rows.keys()),
        idle=frozenset(idle),
        settlements=tuple(settlements),
        left_out=tuple(pack for pack in loaded if pack.id not in {kept.id for kept in packs}),
    )


def _rows(packs: Iterable[Pack]) -> list[_Row]:
    return [
        _Row(pack, rules, entry, _claim(pack, rules, entry))
        for pack in packs
        for rules in pack.lists
        for entry in rules.entries
    ]


def _claim(pack: Pack, rules: RuleList, entry: Entry) -> Claim:
    return Claim(
        entry=pack.reference(entry),
        level=pack.header.level,
        verdict=rules.verdict,
        since=first_day(pack, entry),
        overrides={override.entry: override.reason for override in entry.overrides},
    )


def _borrowed(loaded: Sequence[Pack], packs: Sequence[Pack]) -> tuple[Pack, ...]:
    """The learned packs that entries in force stand for, whole, whether they are loaded or not."""
    named = dict.fromkeys(
        learned.partition("/")[0] for row in _rows(packs) for learned in row.entry.learned_as
    )
    known = {pack.id: pack for pack in loaded}
    return tuple(known[name] if name in known else load_shipped(name) for name in named)


def _refuse_unknown(loaded: Sequence[Pack], borrowed: Sequence[Pack]) -> None:
    """References that lead nowhere are mistakes of the pack."""
    known = {pack.reference(entry) for pack in loaded for r in pack.lists for entry in r.entries}
    learned = {
        pack.reference(entry) for pack in borrowed for r in pack.lists for entry in r.entries
    }
    for row in _rows(loaded):
        for name in row.claim.overrides:
            if name not in known:
                raise UnknownEntryError(
                    f"{row.claim.entry} 的 overrides 指向“{name}”，所用规则包里没有这一条；"
                    "请检查编号，并在 builds_on 中写上它所在的规则包"
                )
        for name in row.entry.learned_as:
            if name not in learned and name.partition("/")[0] in {pack.id for pack in borrowed}:
                raise UnknownEntryError(
                    f"{row.claim.entry} 的 learned_as 指向“{name}”，那个规则包里没有这一条；请检查编号"
                )


def _claims(rows: Mapping[str, _Row]) -> dict[str, list[Claim]]:
    """Learned entry -> who claims to answer for it, the most specific level first."""
    claims: dict[str, list[Claim]] = {}
    for row in rows.values():
        for learned in row.entry.learned_as:
            claims.setdefault(learned, []).append(row.claim)
    for learned, claimants in claims.items():
        if learned in rows:
            claimants.insert(0, rows[learned].claim)
        claimants.sort(key=lambda claim: -LEVELS.index(claim.level))
    return claims


def _prevailing(claimants: Sequence[Claim]) -> tuple[str, list[Settlement]]:
    """The most specific claimant answers, unless a contradiction is settled for another one."""
    first, *others = claimants
    found = []
    for other in others:
        if contradict(first, other) or overrides(first, other) or overrides(other, first):
            settlement = settle(first, other)
            found.append(settlement)
            first = other if settlement.prevails == other.entry else first
    return first.entry, found


def _replaced_fallbacks(rows: Iterable[_Row]) -> set[str]:
    """Entries of fallback lists where a pack of a lower level has a list of the same kind."""
    rows = tuple(rows)
    lowest: dict[tuple[str, str], int] = {}
    for row in rows:
        sort = (row.rules.verdict, row.rules.kind)
        lowest[sort] = max(lowest.get(sort, 0), LEVELS.index(row.claim.level))
    return {
        row.claim.entry
        for row in rows
        if row.rules.fallback
        and LEVELS.index(row.claim.level) < lowest[row.rules.verdict, row.rules.kind]
    }


def _contradictions(rows: Sequence[_Row]) -> list[Settlement]:
    """Overrides, and entries of different packs that speak of the same matter by name and differ."""
    claims = {row.claim.entry: row.claim for row in rows}
    pairs: dict[tuple[str, str], None] = {}
    for row in rows:
        for target in row.claim.overrides:
            if target in claims:
                pairs[_pair(row.claim.entry, target)] = None
    for group in _same_name(rows).values():
        for one, other in _between_packs(group):
            if contradict(one.claim, other.claim) and not _declared(one.entry, other.entry):
                pairs[_pair(one.claim.entry, other.claim.entry)] = None
    return [settle(claims[one], claims[other]) for one, other in pairs]


def _same_name(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    """Rows by each title that one of them has, and others have as title, alias or vocabulary."""
    rows = tuple(rows)
    found: dict[str, list[_Row]] = {row.entry.title: [] for row in rows}
    for row in rows:
        names = (name for block in row.entry.match for name in block.names)
        for name in dict.fromkeys((row.entry.title, *(row.entry.aliases or ()), *names)):
            if name in found:
                found[name].append(row)
    return found


def _between_packs(group: Sequence[_Row]) -> Iterator[tuple[_Row, _Row]]:
    if len({row.pack.id for row in group}) > 1:
        yield from (
            (one, other) for one, other in combinations(group, 2) if one.pack.id != other.pack.id
        )


def _declared(one: Entry, other: Entry) -> bool:
    """The pack itself says how the two stand to each other."""
    named = [note.entry for note in (*one.exception_to, *other.exception_to)]
    named += [note.entry for note in (*one.conflicts_with, *other.conflicts_with)]
    return any(name in (one.id, other.id) for name in named)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _words(
    rows: Sequence[_Row], borrowed: Sequence[Pack], answers_for: Mapping[str, str]
) -> tuple[Pack, ...]:
    """Whose vocabulary is read. The words of an entry that stands in are lent to those it is for."""
    lent: dict[str, list[Entry]] = {}
    own: dict[str, list[_Row]] = {}
    for row in rows:
        stands_for = [name for name in row.entry.learned_as if answers_for[name] == row.claim.entry]
        for name in stands_for[:1]:
            lent.setdefault(name, []).append(row.entry)
        if not stands_for:
            own.setdefault(row.pack.id, []).append(row)
    whole = {pack.id for pack in borrowed}
    packs = {row.pack.id: row.pack for row in rows}
    return (
        *(_with_lent(pack, lent) for pack in borrowed),
        *(_only(packs[name], kept) for name, kept in own.items() if name not in whole),
    )


def _with_lent(pack: Pack, lent: Mapping[str, Sequence[Entry]]) -> Pack:
    def entry_with(entry: Entry) -> Entry:
        blocks = [
            block.model_copy(update={"clause": None})
            for lender in lent.get(pack.reference(entry), ())
            for block in lender.match
        ]
        return entry.model_copy(update={"match": (*entry.match, *blocks)}) if blocks else entry

    lists = tuple(
        rules.model_copy(update={"entries": tuple(entry_with(entry) for entry in rules.entries)})
        for rules in pack.lists
    )
    return pack.model_copy(update={"lists": lists})


def _only(pack: Pack, rows: Sequence[_Row]) -> Pack:
    """The pack with just these rows."""
    kept = {row.entry.id for row in rows}
    lists = tuple(
        rules.model_copy(update={"entries": entries})
        for rules in pack.lists
        if (entries := tuple(entry for entry in rules.entries if entry.id in kept))
    )
    return pack.model_copy(update={"lists": lists})


def _unlisted(borrowed: Iterable[Pack], known: Set[str]) -> dict[str, RequestKind]:
    """Learned entries that are not in force themselves, and for which nobody stands."""
    return {
        name: rules.kind
        for pack in borrowed
        for rules in pack.lists
        for entry in rules.entries
        if (name := pack.reference(entry)) not in known
    }
