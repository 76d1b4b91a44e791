"""What rules look at: one pack with all that is known around it. Read-only; parts are built when asked for."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from liststrict.analysis.vocabulary import Senses
from liststrict.api import Decider
from liststrict.errors import NotInForceError
from liststrict.laws.register import Register
from liststrict.lint.dates import is_day
from liststrict.lint.files import EntryAt, PackFiles
from liststrict.lint.shelf import Shelf
from liststrict.model.entry import Entry, Level, Pack, PackHeader, RuleList
from liststrict.model.lint_config import Suppression
from liststrict.packs.load import laws_of
from liststrict.text.lexicon import Lexicon
from liststrict.text.tokens import Tokens

_UNDATED: Final = {"effective_from": None, "effective_to": None}


class Known(NamedTuple):
    """An entry of this pack or of one below it; `at` is None for those below."""

    pack: str
    level: Level
    since: str
    rules: RuleList
    entry: Entry
    at: EntryAt | None


class Outcome(NamedTuple):
    """What became of the suppressions: which rules ran, and which suppressions met a problem."""

    ran: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    used: frozenset[int] = frozenset()


class Subject:
    """A pack under lint. `beside` are the other packs of the same run, `shelf` what they share,
    `cases` texts of requests.

    The runner sets `above`, the packs that build on this one, and `outcome`, before the rules that
    look at them are run.
    """

    def __init__(
        self,
        files: PackFiles,
        shelf: Shelf,
        below: Sequence[Pack] = (),
        unknown_below: Sequence[str] = (),
        beside: Sequence[PackFiles] = (),
        on: date | None = None,
        cases: Sequence[str] = (),
    ) -> None:
        self.files = files
        self._shelf = shelf
        self.header = files.header
        self.below = tuple(below)
        self.unknown_below = tuple(unknown_below)
        self.beside = tuple(beside)
        self.today = (on or date.today()).isoformat()  # noqa: DTZ011  (the local day is meant)
        self.cases = tuple(cases)
        self.outcome = Outcome()
        self.above: tuple[Subject, ...] = ()

    @cached_property
    def entries(self) -> tuple[EntryAt, ...]:
        """All readable entries, in the order of the files."""
        return tuple(at for file in self.files.lists for at in file.entries)

    @property
    def day(self) -> str:
        """The day whose law counts: today, but never outside the time in which the pack holds."""
        first, last = self.header.effective_from, self.header.effective_to
        day = max(self.today, first) if first and is_day(first) else self.today
        return min(day, last) if last and is_day(last) else day

    @property
    def suppressions(self) -> tuple[Suppression, ...]:
        """Accepted problems, as pack.yaml names them."""
        return self.header.lint.ignore

    @cached_property
    def known(self) -> dict[str, list[Known]]:
        """Entries of this pack and those below, by id and by `<pack>/<id>`."""
        found: dict[str, list[Known]] = {}
        for one in self.all_entries:
            found.setdefault(one.entry.id, []).append(one)
            found.setdefault(f"{one.pack}/{one.entry.id}", []).append(one)
        return found

    @cached_property
    def all_entries(self) -> tuple[Known, ...]:
        """This pack's entries, then those of the packs below."""
        own = [_known(self.header, at.rules, at.entry, at) for at in self.entries]
        return (
            *own,
            *(
                _known(pack.header, rules, entry, None)
                for pack in self.below
                for rules in pack.lists
                for entry in rules.entries
            ),
        )

    @cached_property
    def register(self) -> Register:
        """The law register, with what this pack and those below register themselves."""
        laws = (*self.header.laws, *laws_of(self.below))
        return Register(self._shelf.shipped.register.with_laws(laws))

    @property
    def lexicon(self) -> Lexicon:
        """The shared lexicon."""
        return self._shelf.shipped.lexicon

    @cached_property
    def decider(self) -> Decider:
        """Decides by this pack and those below, on the pack's day.

        References that lead nowhere are left out, since they are told by a rule of their own, and
        so is the legal basis, which decides nothing.
        """
        own = tuple(file.rules for file in self.files.lists if file.rules is not None)
        packs = [Pack.model_construct(header=self.header, lists=own, digest=""), *self.below]
        day = date.fromisoformat(self.day)
        try:
            return self._decider([self._lean(pack, {}) for pack in packs], day)
        except NotInForceError:  # nothing holds on that day, or dates are out of order
            return self._decider([self._lean(pack, _UNDATED) for pack in packs], day)

    def _decider(self, packs: Sequence[Pack], day: date) -> Decider:
        return Decider(packs, as_of=day, shipped=self._shelf.shipped)

    def _lean(self, pack: Pack, without: dict[str, None]) -> Pack:
        return pack.model_copy(
            update={
                "header": pack.header.model_copy(update=without),
                "lists": tuple(
                    rules.model_copy(
                        update={
                            "entries": tuple(
                                entry.model_copy(update={**self._references(entry), **without})
                                for entry in rules.entries
                            ),
                            "legal_basis": (),
                        }
                    )
                    for rules in pack.lists
                ),
            }
        )

    def _references(self, entry: Entry) -> dict[str, tuple[object, ...]]:
        return {
            "legal_basis": (),
            "overrides": tuple(one for one in entry.overrides if one.entry in self.known),
            "learned_as": tuple(one for one in entry.learned_as if self._is_learned(one)),
        }

    def _is_learned(self, name: str) -> bool:
        """Whether the weights know an entry; one of the packs at hand must be readable, too."""
        pack = name.partition("/")[0]
        at_hand = pack in {self.header.id, *(below.id for below in self.below)}
        return name in self.learned and (name in self.known or not at_hand)

    @property
    def tokens(self) -> Tokens[Senses]:
        """Tokenizer with vocabulary as they are used: with a pack above this one, where there is one."""
        return (*self.above, self)[0].decider.deciding.tokens

    @cached_property
    def learned(self) -> frozenset[str]:
        """Entries, as `<pack>/<id>`, that the learned weights tell apart from each other."""
        return frozenset(self._shelf.shipped.weights.entries)


def _known(header: PackHeader, rules: RuleList, entry: Entry, at: EntryAt | None) -> Known:
    since = entry.effective_from or header.effective_from or ""
    return Known(header.id, header.level, since, rules, entry, at)
