"""The library: build a screener once, screen texts with it. The only place that wires parts together."""

from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple

from liststrict.analysis.vocabulary import build_vocabulary
from liststrict.decide.answer import Answerer
from liststrict.decide.boundaries import Boundaries, load_boundaries
from liststrict.decide.tasks import Task
from liststrict.errors import InputError
from liststrict.match.candidates import Ranker
from liststrict.match.weights import Weights, load_weights
from liststrict.model.basis import LawRegister
from liststrict.model.entry import Entry, Pack
from liststrict.model.verdict import PackRef, Verdict
from liststrict.packs.catalog import DEFAULT_PACK, law_register, resolve_packs
from liststrict.packs.layers import build_layers
from liststrict.packs.load import laws_of
from liststrict.resources import lexicon_root
from liststrict.screen import Deciding, Knowledge, decided_tasks, screen_text
from liststrict.text.lexicon import Lexicon, load_lexicon
from liststrict.text.tokens import Tokens
from liststrict.text.typos import build_typo_finder

# Longer texts are documents that must be cut up first; the bound keeps time and memory bounded.
MAX_CHARACTERS = 200_000


class Shipped(NamedTuple):
    """What all screeners read from the installation; tools that build several read it once."""

    lexicon: Lexicon
    weights: Weights
    boundaries: Boundaries
    register: LawRegister


def load_shipped_data() -> Shipped:
    """Reads lexicon, learned weights and law register. Raises PackError if the installation is damaged."""
    return Shipped(
        load_lexicon(lexicon_root()),
        load_weights(lexicon_root()),
        load_boundaries(lexicon_root() / "boundaries.json"),
        law_register(),
    )


class Cited(NamedTuple):
    """An entry on which a task of a text was decided."""

    pack: str
    entry: Entry


class Decider:
    """Finds the entries that decide, and writes no answer: for tools that ask about thousands of texts.

    Raises NotInForceError if nothing is in force on the day.
    """

    def __init__(
        self, packs: Sequence[Pack], as_of: date | None = None, shipped: Shipped | None = None
    ) -> None:
        shipped = shipped or load_shipped_data()
        self.on = as_of or date.today()  # noqa: DTZ011  (the local day is meant)
        self.layers = build_layers(packs, self.on)
        meanings = build_vocabulary(
            shipped.lexicon, self.layers.words, frozenset(shipped.weights.entries)
        )
        self.deciding = Deciding(
            tokens=Tokens(shipped.lexicon.common, meanings, build_typo_finder(meanings)),
            ranker=Ranker(self.layers.packs, shipped.weights, self.layers),
            boundaries=shipped.boundaries,
        )

    def tasks(self, text: str) -> list[Task]:
        """The tasks of a text with what was decided, and how sure that was. Raises InputError."""
        _refuse_unreadable(text)
        return decided_tasks(self.deciding, text)[1]

    def cited(self, text: str) -> tuple[Cited, ...]:
        """The entries that `Screener.screen` would cite first, task by task. Raises InputError."""
        candidates = [task.decision.candidate for task in self.tasks(text)]
        return tuple(
            Cited(found.pack.id, found.entry)
            for found in candidates
            if found is not None and found.pack is not None and found.entry is not None
        )


class Screener:
    """Screens requests by what is in force on a day. Thread-safe after building; nothing written.

    Raises NotInForceError if nothing is in force then.
    """

    def __init__(self, packs: Sequence[Pack], as_of: date | None = None) -> None:
        shipped = load_shipped_data()
        decider = Decider(packs, as_of, shipped)
        tokens, ranker, boundaries = decider.deciding
        self.packs = decider.layers.packs
        titles = shipped.register.with_laws(laws_of(self.packs)).titles()
        self._knowledge = Knowledge(
            tokens=tokens,
            ranker=ranker,
            boundaries=boundaries,
            answerer=Answerer(self.packs, titles, ranker, decider.layers),
            packs=tuple(
                PackRef(id=pack.id, version=pack.header.version, digest=pack.digest)
                for pack in self.packs
            ),
            as_of=decider.on.isoformat(),
            engine=f"liststrict {engine_version()}",
        )

    @property
    def knowledge(self) -> Knowledge:
        """What was built once, for tools that look into the vocabulary."""
        return self._knowledge

    @classmethod
    def default(cls, as_of: date | None = None) -> "Screener":
        """A screener over the shipped lists. Raises PackError if the installation is damaged."""
        return cls.from_packs([DEFAULT_PACK], as_of=as_of)

    @classmethod
    def from_packs(cls, packs: Sequence[str | Path], as_of: date | None = None) -> "Screener":
        """A screener over packs, each named by id or folder, with the packs that they build on.

        Raises UnknownPackError or PackError.
        """
        return cls(resolve_packs(packs), as_of)

    def screen(
        self,
        text: str,
        kind: Literal["auto", "task", "certificate"] = "auto",
        requester: str | None = None,
        purpose: str | None = None,
    ) -> Verdict:
        """Screens one text. Raises InputError for a text that is empty, broken or too long."""
        _refuse_unreadable(text)
        return screen_text(
            self._knowledge, text, None if kind == "auto" else kind, requester or None, purpose
        )


def engine_version() -> str:
    try:
        return version("liststrict")
    except PackageNotFoundError:
        return "0+unknown"


def _refuse_unreadable(text: str) -> None:
    if not isinstance(text, str):
        raise InputError("输入的不是文字；请给出要审核的文字内容")
    if not text.strip():
        raise InputError("没有内容；请输入要审核的事项，例如：请村委会拆除违章建筑")
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"文字有 {len(text)} 个字，超过 {MAX_CHARACTERS} 个；请分段审核")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"第 {error.start + 1} 个字符是不完整的代理字符；请检查文字的来源和编码"
        ) from None
