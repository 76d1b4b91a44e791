"""A notice with its tasks: what `check --file` adds to the answer."""

from typing import Literal

from pydantic import ConfigDict

from liststrict.model.verdict import Answer, TaskVerdict, Verdict

PartRole = Literal[
    "head", "title", "recipients", "preamble", "heading", "task", "other", "closing",
    "attachment", "signature",
]  # fmt: skip


class Place(Answer):
    """Where something stands: page and paragraph count from 1; a text file has no pages.

    `numbering` and `headings` go from the outermost to the innermost.
    """

    page: int | None
    paragraph: int
    numbering: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()


class BurdenRule(Answer):
    """A national rule that speaks of a burden; `says` is our summary and no quotation."""

    title: str
    issuer: str
    published: str
    says: str


class BurdenSignal(Answer):
    """Something that loads the village beside the task itself."""

    signal: str
    name: str
    span: tuple[int, int]
    text: str
    paragraph: int
    page: int | None
    rule: BurdenRule | None


class NoticeTaskVerdict(TaskVerdict):
    """The answer for one task of a notice; spans count in the text of the document."""

    place: Place
    deadline: str | None
    burden: tuple[str, ...]

    model_config = ConfigDict(frozen=True, extra="forbid")


class NoticePart(Answer):
    """A stretch of the notice and what it is; `tasks` are numbers from 1 of the answers to it."""

    role: PartRole
    span: tuple[int, int]
    text: str
    page: int | None
    paragraph: int
    tasks: tuple[int, ...] = ()


class Notice(Answer):
    """What stands around the tasks, and all parts in order."""

    issuer: str | None
    number: str | None
    recipients: str | None
    title: str | None
    deadline: str | None
    date: str | None
    attachments: tuple[str, ...]
    text: str
    parts: tuple[NoticePart, ...]


class NoticeVerdict(Verdict):
    """The answer for a document, judged by its strictest task."""

    tasks: tuple[NoticeTaskVerdict, ...]
    burden: tuple[BurdenSignal, ...]
    notice: Notice
