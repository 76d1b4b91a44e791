"""Packs as data: a pack holds lists, a list holds entries, an entry is one row of a table."""

from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from liststrict.model.basis import Frozen, Law, LegalBasis
from liststrict.model.lint_config import LintConfig
from liststrict.model.outcome import Outcome

# The fields of an entry that transcribe a row of the published table, in a fixed order.
WORDING: Final = (
    "category",
    "title",
    "aliases",
    "duties",
    "details",
    "requested_by",
    "purpose",
    "form",
    "alternative",
    "units",
)

Level = Literal["country", "province", "county", "town", "village"]


def _existing_day(text: str) -> str:
    """Dates stay text in files and answers; this makes sure that the day exists."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise PydanticCustomError("iso_date", "no such day")


IsoDate = Annotated[str, AfterValidator(_existing_day)]
# An entry among all packs, as `<pack>/<entry>`.
Reference = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*/[a-z]+(-[a-z]+)*-\d{2,5}$")]
WordingField = Literal[
    "title", "aliases", "duties", "details", "purpose", "alternative", "legal_basis", "units"
]


class Erratum(Frozen):
    """A slip in the source: what stands there, what is meant, and why we think so."""

    field: WordingField
    clause: int | None = None
    source_has: str
    meant: str
    why: str


class Vocabulary(Frozen):
    """Words by which requests speak of an entry (or of one of its clauses).

    `names` point to the entry by themselves, `objects` show its topic, `acts` are what is done,
    `purposes` what it is for, `actors` who asks or leads; `excludes` speak against the entry.
    """

    clause: int | None = None
    names: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


class ExceptionTo(Frozen):
    """This entry grants, under a condition, what another entry refuses."""

    entry: str
    when: str


class Conflict(Frozen):
    """Another entry contradicts this one; `note` says how far and what prevails."""

    entry: str
    note: str


class Override(Frozen):
    """This entry narrows or replaces one of a pack below its own; `reason` says on what ground."""

    entry: Reference
    reason: str = Field(min_length=1)


class Entry(Frozen):
    """One row of a list; the wording fields are verbatim, slips included.

    `effective_from` and `effective_to` are the first and the last day on which it holds.
    `learned_as` names learned entries of shipped packs that this one stands for where they are
    not loaded themselves.
    """

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*-\d{2,5}$")
    no: int = Field(ge=1)
    category: str | None = None
    title: str = Field(min_length=1)
    aliases: tuple[str, ...] | None = None
    duties: tuple[str, ...] | None = None
    details: tuple[str, ...] | None = None
    requested_by: tuple[str, ...] | None = None
    purpose: str | None = None
    form: str | None = None
    alternative: str | None = None
    units: tuple[str, ...] | None = None
    legal_basis: tuple[LegalBasis, ...] = ()
    errata: tuple[Erratum, ...] = ()
    exception_to: tuple[ExceptionTo, ...] = ()
    conflicts_with: tuple[Conflict, ...] = ()
    effective_from: IsoDate | None = None
    effective_to: IsoDate | None = None
    overrides: tuple[Override, ...] = ()
    learned_as: tuple[Reference, ...] = ()
    match: tuple[Vocabulary, ...] = ()
    examples: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()

    def clauses(self) -> tuple[tuple[str, int, str], ...]:
        """Numbered wording as (field, number from 1, text): the details first, then the duties."""
        return tuple(
            (field, number, text)
            for field in ("details", "duties")
            for number, text in enumerate(getattr(self, field) or (), 1)
        )


class RuleList(Frozen):
    """One table: its verdict holds for all its entries; `legal_basis` is shared by all of them.

    A `fallback` list holds only where no pack of a lower level brings a list of the same kind.
    """

    list: str = Field(pattern=r"^[a-z]+(-[a-z]+)*$")
    title: str
    verdict: Outcome
    kind: Literal["task", "certificate"] = "task"
    fallback: bool = False
    legal_basis: tuple[LegalBasis, ...] = ()
    entries: tuple[Entry, ...] = Field(min_length=1)


class PackSource(Frozen):
    """The published document that a pack transcribes."""

    document: str
    issuer: str | None = None
    published: str | None = None


class PackHeader(Frozen):
    """pack.yaml: who issued the lists, where and since when they hold, and what they build on.

    `laws` are those that the pack cites and the shipped register lacks.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    title: str
    jurisdiction: str
    level: Level
    source: PackSource
    effective_from: IsoDate | None = None
    effective_to: IsoDate | None = None
    builds_on: tuple[str, ...] = ()
    laws: tuple[Law, ...] = ()
    lists: tuple[str, ...] = Field(min_length=1)
    lint: LintConfig = LintConfig()


class Pack(Frozen):
    """A loaded pack; `digest` covers the bytes of all its files."""

    header: PackHeader
    lists: tuple[RuleList, ...]
    digest: str

    @property
    def id(self) -> str:
        """Id of the pack."""
        return self.header.id

    def reference(self, entry: Entry) -> str:
        """Names an entry among all packs; two packs may number their entries alike."""
        return f"{self.header.id}/{entry.id}"
