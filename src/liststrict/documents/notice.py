"""A document to its answer: cut into tasks, each screened, the whole judged by the strictest."""

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from liststrict.documents.body import Span, cut_body
from liststrict.documents.burden import find_burden
from liststrict.documents.document import Document
from liststrict.documents.frame import Frame, find_frame
from liststrict.documents.wording import load_wording
from liststrict.errors import DocumentError
from liststrict.model.notice import (
    BurdenSignal,
    Notice,
    NoticePart,
    NoticeTaskVerdict,
    NoticeVerdict,
    Place,
)
from liststrict.model.outcome import strictness
from liststrict.model.verdict import SCHEMA, TaskVerdict, Verdict

if TYPE_CHECKING:
    from liststrict.api import Screener

Kind = Literal["auto", "task", "certificate"]
# A notice with more tasks than this is a book.
MAX_TASKS: Final = 5_000
# An answer that rests on the heading as well must be fairly sure.
CARRIED_CONFIDENCE: Final = 0.6


class _Asked(NamedTuple):
    """How to ask the screener for every task of one document."""

    screener: "Screener"
    kind: Kind
    requester: str | None
    purpose: str | None

    def screen(self, text: str) -> Verdict:
        return self.screener.screen(
            text, kind=self.kind, requester=self.requester, purpose=self.purpose
        )


def screen_document(
    document: Document,
    screener: "Screener",
    kind: Kind = "auto",
    requester: str | None = None,
    purpose: str | None = None,
) -> NoticeVerdict:
    """Screens a document. The sender of a notice is the requester unless one is given."""
    frame = find_frame(document)
    spans = cut_body(document, frame)
    if not any(span.role == "task" for span in spans):
        spans = _as_one_task(document, frame, spans)
    if sum(span.role == "task" for span in spans) > MAX_TASKS:
        raise DocumentError(f"任务超过 {MAX_TASKS} 项；请拆成几个文件")
    asked = _Asked(screener, kind, requester or frame.issuer, purpose)
    burden = find_burden(document)
    # Wording that only may ask for something is believed where a list knows what it asks for.
    tasks_known = any(span.role == "task" and span.sure for span in spans)
    parts: list[NoticePart] = []
    tasks: list[NoticeTaskVerdict] = []
    first: Verdict | None = None
    for span in spans:
        numbers: tuple[int, ...] = ()
        if span.role == "task":
            verdict, answers = _screen_span(document, span, asked, burden)
            if not span.sure and tasks_known and verdict.verdict == "unlisted":
                parts.append(_part(document, _set_aside(document, span, parts), ()))
                continue
            first = first or verdict
            numbers = tuple(range(len(tasks) + 1, len(tasks) + len(answers) + 1))
            tasks += answers
        parts.append(_part(document, span, numbers))
    assert first is not None
    return _combined(document, frame, tuple(parts), tuple(tasks), burden, first)


def _set_aside(document: Document, span: Span, before: list[NoticePart]) -> Span:
    """What turned out to be no task, together with its number."""
    start = document.blocks[span.paragraph - 1].start
    if before and before[-1].paragraph == span.paragraph:
        start = before[-1].span[1]
    return span._replace(role="other", start=start)


def _as_one_task(document: Document, frame: Frame, spans: list[Span]) -> list[Span]:
    """A document in which nothing looks like a task is screened as a whole, paragraph by paragraph."""
    held = ("title", "recipients", "signature", "head") if frame.framed else ()
    if all(span.role in held for span in spans):
        held = ()
    return [
        span
        if span.role in held
        else span._replace(
            role="task",
            place=Place(page=document.blocks[span.paragraph - 1].page, paragraph=span.paragraph),
        )
        for span in spans
    ]


def _screen_span(
    document: Document, span: Span, asked: _Asked, burden: tuple[BurdenSignal, ...]
) -> tuple[Verdict, list[NoticeTaskVerdict]]:
    text = document.text[span.start : span.end]
    verdict = asked.screen(text)
    shift = span.start
    answers: list[TaskVerdict] = list(verdict.tasks)
    assert span.place is not None
    heading = span.place.headings[-1] if span.place.headings else ""
    if heading and heading not in text and _unsure(verdict):
        # An item often makes sense only below its heading: 违法建筑整治 … 组织力量拆除.
        carried = asked.screen(f"{heading}，{text}")
        if len(carried.tasks) == 1 and not _unsure(carried) and _plausible(verdict, carried):
            answers = [_without_prefix(carried.tasks[0], text, len(heading) + 1)]
            verdict = carried
    return verdict, [_placed(answer, span, shift, burden, document) for answer in answers]


def _unsure(verdict: Verdict) -> bool:
    return verdict.verdict == "unlisted" or (verdict.needs_review and len(verdict.tasks) == 1)


def _plausible(own: Verdict, carried: Verdict) -> bool:
    """A heading may make an answer stricter; a milder one must have been near without it."""
    if carried.confidence < CARRIED_CONFIDENCE:
        return False
    if strictness(carried.verdict) < strictness(own.verdict):
        return True
    near = {one.entry for task in own.tasks for one in task.runner_up}
    return any(citation.entry in near for citation in carried.tasks[0].citations[:1])


def _without_prefix(task: TaskVerdict, text: str, length: int) -> TaskVerdict:
    """The answer as if the heading had not been put before the text; evidence in it is dropped."""
    evidence = tuple(
        item.model_copy(update={"span": (item.span[0] - length, item.span[1] - length)})
        for item in task.evidence
        if item.span[0] >= length
    )
    return task.model_copy(update={"text": text, "span": (0, len(text)), "evidence": evidence})


def _placed(
    task: TaskVerdict,
    span: Span,
    shift: int,
    burden: tuple[BurdenSignal, ...],
    document: Document,
) -> NoticeTaskVerdict:
    start, end = task.span[0] + shift, task.span[1] + shift
    due = load_wording().deadline
    deadline = due.search(document.text, span.start, span.end)
    row = document.blocks[span.paragraph - 1]
    if deadline is None and row.kind == "row":
        deadline = due.search(document.text, row.start, row.end)
    fields = {name: getattr(task, name) for name in TaskVerdict.model_fields}
    fields["span"] = (start, end)
    fields["evidence"] = tuple(
        item.model_copy(update={"span": (item.span[0] + shift, item.span[1] + shift)})
        for item in task.evidence
    )
    inside = dict.fromkeys(
        signal.name for signal in burden if start <= signal.span[0] and signal.span[1] <= end
    )
    return NoticeTaskVerdict(
        **fields,
        place=span.place,
        deadline=deadline.group() if deadline else None,
        burden=tuple(inside),
    )


def _part(document: Document, span: Span, numbers: tuple[int, ...]) -> NoticePart:
    return NoticePart(
        role=span.role,
        span=(span.start, span.end),
        text=document.text[span.start : span.end],
        page=document.blocks[span.paragraph - 1].page,
        paragraph=span.paragraph,
        tasks=numbers,
    )


def _combined(
    document: Document,
    frame: Frame,
    parts: tuple[NoticePart, ...],
    tasks: tuple[NoticeTaskVerdict, ...],
    burden: tuple[BurdenSignal, ...],
    first: Verdict,
) -> NoticeVerdict:
    deciding = min(tasks, key=lambda task: (strictness(task.verdict), -task.confidence))
    deadline = next((task.deadline for task in tasks if task.deadline), None)
    if deadline is None:
        found = load_wording().deadline.search(document.text)
        deadline = found.group() if found else None
    return NoticeVerdict.model_validate(
        {
            "schema": SCHEMA,
            "verdict": deciding.verdict,
            "label": deciding.label,
            "confidence": deciding.confidence,
            "needs_review": any(task.needs_review for task in tasks),
            "may_refuse": deciding.may_refuse,
            "tasks": tasks,
            "packs": first.packs,
            "as_of": first.as_of,
            "engine": first.engine,
            "burden": burden,
            "notice": Notice(
                issuer=frame.issuer,
                number=frame.number,
                recipients=frame.recipients,
                title=frame.title,
                deadline=deadline,
                date=frame.date,
                attachments=frame.attachments,
                text=document.text,
                parts=parts,
            ),
        }
    )
