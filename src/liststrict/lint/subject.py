"""What rules look at: one pack with all that is known around it. Read-only; parts are built when asked for."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from liststrict.api import Screener
from liststrict.lint.files import EntryAt, PackFiles
from liststrict.model.basis import Law
from liststrict.model.entry import Entry, Pack, RuleList
from liststrict.model.lint_config import Suppression
from liststrict.packs.load import load_register
from liststrict.resources import lexicon_root, rules_root
from liststrict.screen import Knowledge
from liststrict.text.lexicon import Lexicon, load_lexicon


class Known(NamedTuple):
    """An entry of this pack or of one below it; `at` is None for those below."""

    pack: str
    rules: RuleList
    entry: Entry
    at: EntryAt | None


class Outcome(NamedTuple):
    """What became of the suppressions: which rules ran, and which suppressions met a problem."""

    ran: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    used: frozenset[int] = frozenset()


class Subject:
    """A pack under lint. `beside` are the other packs of the same run, `cases` texts of requests.

    The runner sets `above`, the packs that build on this one, and `outcome`, before the rules that
    look at them are run.
    """

    def __init__(
        self,
        files: PackFiles,
        below: Sequence[Pack] = (),
        unknown_below: Sequence[str] = (),
        beside: Sequence[PackFiles] = (),
        on: date | None = None,
        cases: Sequence[str] = (),
    ) -> None:
        self.files = files
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
        day = max(self.today, first) if first else self.today
        return min(day, last) if last else day

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
        own = [Known(self.header.id, at.rules, at.entry, at) for at in self.entries]
        return (
            *own,
            *(
                Known(pack.id, rules, entry, None)
                for pack in self.below
                for rules in pack.lists
                for entry in rules.entries
            ),
        )

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The law register."""
        return load_register(rules_root() / "laws.yaml").by_id()

    @cached_property
    def lexicon(self) -> Lexicon:
        """The shared lexicon."""
        return load_lexicon(lexicon_root())

    @cached_property
    def screener(self) -> Screener:
        """Screens by this pack and those below; without legal basis, which decides nothing."""
        lists = tuple(
            _without_basis(file.rules) for file in self.files.lists if file.rules is not None
        )
        own = Pack.model_construct(header=self.header, lists=lists, digest="")
        below = [
            Pack.model_construct(
                header=pack.header, lists=tuple(map(_without_basis, pack.lists)), digest=""
            )
            for pack in self.below
        ]
        return Screener([own, *below])

    @property
    def knowledge(self) -> Knowledge:
        """Tokenizer and vocabulary over this pack and those below."""
        return self.screener.knowledge

    @cached_property
    def learned(self) -> frozenset[str]:
        """Entries, as `<pack>/<id>`, that the learned weights tell apart from each other."""
        weights = (lexicon_root() / "weights.json").read_text(encoding="utf-8")
        return frozenset(json.loads(weights)["entries"])


def _without_basis(rules: RuleList) -> RuleList:
    entries: Iterable[Entry] = (
        entry.model_copy(update={"legal_basis": ()}) for entry in rules.entries
    )
    return rules.model_copy(update={"entries": tuple(entries), "legal_basis": ()})
