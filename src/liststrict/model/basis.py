"""Legal basis: which provision of which law an entry rests on, and whether it still stands."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

BasisOrigin = Literal["source", "editorial", "list"]
ProvisionStatus = Literal[
    "in-force", "misnumbered", "superseded", "unsupported", "contrary", "unverified"
]
LawStatus = Literal["in-force", "amended", "repealed", "unverified"]


class Frozen(BaseModel):
    """Base of all file models: immutable, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ProvisionRef(Frozen):
    """One place in a law: register id, article (条), paragraph (款), item (项)."""

    law: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None


class Provision(Frozen):
    """A cited provision and what is known about it."""

    article: int | None = None
    paragraph: int | None = None
    item: int | None = None
    status: ProvisionStatus = "in-force"
    support: Literal["direct", "indirect", "contrary", "unread"] | None = None
    now: tuple[ProvisionRef, ...] = ()
    note: str | None = None


class LegalBasis(Frozen):
    """One cited law with its provisions; `raw` is the citation as it is written in the source.

    `origin` says whether the table itself gives the basis (`source`), we added it (`editorial`),
    or no law was found and the publishing document stands in (`list`; then `law` is None).
    `version` is the date of the version that is cited, where it is known.
    """

    law: str | None = None
    raw: str
    origin: BasisOrigin
    version: str | None = None
    provisions: tuple[Provision, ...] = ()
    note: str | None = None


class LawVersion(Frozen):
    """One promulgated version of a law; dates are ISO text, `articles` the number of its articles."""

    date: str | None = None
    effective: str | None = None
    articles: int | None = None


class Law(Frozen):
    """A law in the register, with its versions oldest first.

    `repealed` is the day (or month) since when a repealed law no longer holds, where that is known
    and is not simply the first day of the law that replaced it.
    """

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    level: str
    issuer: str | None = None
    status: LawStatus
    status_verified: bool = False
    replaced_by: str | None = None
    repealed: str | None = None
    as_of: str | None = None
    versions: tuple[LawVersion, ...] = ()
    note: str | None = None


class LawRegister(Frozen):
    """All laws that the packs cite."""

    laws: tuple[Law, ...] = Field(min_length=1)

    def with_laws(self, laws: Iterable[Law]) -> "LawRegister":
        """The register and what some packs register themselves; what it has already, stays."""
        known = self.by_id()
        for law in laws:
            known.setdefault(law.id, law)
        return LawRegister(laws=tuple(known.values())) if len(known) > len(self.laws) else self

    def by_id(self) -> dict[str, Law]:
        """Laws by their register id."""
        return {law.id: law for law in self.laws}

    def titles(self) -> dict[str, str]:
        """Titles by register id."""
        return {law.id: law.title for law in self.laws}
