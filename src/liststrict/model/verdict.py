"""The answer: shapes of the JSON that users and scripts rely on (schema liststrict/v1)."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, SerializeAsAny

from liststrict.model.outcome import NOTHING_ASKED, UNDECIDED, MayRefuse, Outcome, RequestKind

SCHEMA: Literal["liststrict/v1"] = "liststrict/v1"


class Answer(BaseModel):
    """Base of all answer models. They are built by the engine only, from checked data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CitedBasis(Answer):
    """One cited provision as it is shown: `now` says in words where a moved provision stands."""

    law: str
    article: int | None
    paragraph: int | None
    item: int | None
    raw: str
    origin: Literal["source", "editorial", "list"]
    status: str
    now: str | None = None
    note: str | None = None


class ProvisionText(Answer):
    """The words of a provision in one version, as `cited`, or as it stands `now` in its new place."""

    role: Literal["cited", "now"]
    law: str
    place: str
    version: str
    text: str


class QuotedBasis(CitedBasis):
    """A cited provision with its words; made only where a folder of law texts was given."""

    texts: tuple[ProvisionText, ...]


class Citation(Answer):
    """The clause an answer rests on. `part` names the column that `clause` counts in."""

    entry: str
    pack: str
    list: str
    list_title: str
    no: int
    title: str
    part: Literal["title", "duties", "details", "purpose"]
    clause: int | None
    quote: str
    units: tuple[str, ...]
    legal_basis: tuple[SerializeAsAny[CitedBasis], ...]


class Evidence(Answer):
    """A span of the request that counted, and as what (act, object, role, purpose, …)."""

    span: tuple[int, int]
    text: str
    as_: str

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        alias_generator=lambda name: name.rstrip("_"),
    )


class Step(Answer):
    """One decision rule that fired, and what it found."""

    rule: str
    entry: str | None
    finding: str


class Advice(Answer):
    """What to do next, for either side."""

    township: str
    village: str


class ExceptionNote(Answer):
    """A condition under which the answer would be another one."""

    entry: str
    when: str


class ConflictNote(Answer):
    """Two entries that contradict each other on this request, and how that was settled."""

    entries: tuple[str, ...]
    note: str


class RunnerUp(Answer):
    """Another entry that came near, with its probability."""

    entry: str
    score: float


class TaskVerdict(Answer):
    """The answer for one task of the request; `span` counts code points of the text as given."""

    text: str
    span: tuple[int, int]
    kind: RequestKind
    verdict: Outcome
    label: str
    confidence: float
    needs_review: bool
    may_refuse: MayRefuse
    citations: tuple[Citation, ...]
    reason: str
    advice: Advice
    alternative: str | None
    exceptions: tuple[ExceptionNote, ...]
    conflicts: tuple[ConflictNote, ...]
    notices: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]
    runner_up: tuple[RunnerUp, ...]
    steps: tuple[Step, ...]

    @property
    def undecided(self) -> bool:
        """Whether it was left open on which list the matter is; "unlisted" is no finding then."""
        return any(step.rule == UNDECIDED for step in self.steps)

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing was read that the village is to do."""
        return any(step.rule == NOTHING_ASKED for step in self.steps)


class PackRef(Answer):
    """Which pack was used, down to its bytes."""

    id: str
    version: str
    digest: str


class Verdict(Answer):
    """The answer for a whole text, judged by its strictest task."""

    schema_: Literal["liststrict/v1"] = SCHEMA
    verdict: Outcome
    label: str
    confidence: float
    needs_review: bool
    may_refuse: MayRefuse
    tasks: tuple[TaskVerdict, ...]
    packs: tuple[PackRef, ...]
    as_of: str
    engine: str

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        populate_by_name=True,
        serialize_by_alias=True,
        alias_generator=lambda name: name.rstrip("_"),
    )
