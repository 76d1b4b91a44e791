"""What a check of citations found, as plain frozen data that every format can show."""

from typing import Literal

from liststrict.model.basis import Frozen

MoveKind = Literal["same", "moved", "likely", "gone", "no-text"]
FindingOutcome = Literal["holds", "stale", "broken", "doubtful", "unknown"]


class PlaceCheck(Frozen):
    """Mechanical checks of one place in one version; None where it cannot be told or is not cited."""

    version: str | None
    law_known: bool
    article_exists: bool | None = None
    paragraph_exists: bool | None = None
    item_exists: bool | None = None
    in_force: bool | None = None

    @property
    def place_missing(self) -> bool:
        """Whether the version is known not to have this place."""
        return False in (self.article_exists, self.paragraph_exists, self.item_exists)


class MovedPart(Frozen):
    """Where the words of one paragraph or item stand now; `score` is their nearness, 0 to 100."""

    old: str
    now: str | None
    article: int | None
    paragraph: int | None
    item: int | None
    score: float


class Move(Frozen):
    """What became of a provision between two versions, or in the law that replaced it."""

    kind: MoveKind
    from_version: str | None
    law_id: str
    law: str
    to_version: str | None
    parts: tuple[MovedPart, ...] = ()
    now: str | None = None


class Finding(Frozen):
    """One cited place and what was found. `recorded`: the pack itself says that it does not hold."""

    pack: str
    entry: str
    origin: str
    raw: str
    law_id: str
    law: str
    place: str
    article: int | None
    paragraph: int | None
    item: int | None
    status: str
    outcome: FindingOutcome
    recorded: bool
    then: PlaceCheck | None
    now: PlaceCheck
    move: Move | None
    problems: tuple[str, ...]


class UnregisteredText(Frozen):
    """A text in the folder that the register does not have; `law_id` where only the version is new."""

    title: str
    date: str
    law_id: str | None


class Report(Frozen):
    """All findings for some packs on one day."""

    as_of: str
    library: str | None
    packs: tuple[str, ...]
    counts: dict[FindingOutcome, int]
    unrecorded: int
    findings: tuple[Finding, ...]
    unregistered: tuple[UnregisteredText, ...]
