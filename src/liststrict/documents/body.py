"""The body of a notice into parts: headings, tasks with their place, and what is set aside."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from liststrict.documents.document import Block, Document
from liststrict.documents.frame import Frame
from liststrict.documents.outline import (
    Number,
    Outline,
    inline_items,
    is_heading,
    number_of,
)
from liststrict.documents.sentences import EDGE, Finding, Setting, asking_runs, begins_task, clauses, is_labelled, judge, runs_in
from liststrict.documents.subject import is_left_to_others, is_others_duty
from liststrict.documents.wording import Wording, load_wording
from liststrict.model.notice import PartRole, Place

_TASK_COLUMN: Final = re.compile(
    r"(?:工作|重点|主要|目标|具体|办理|整治|年度)?(?:任务|事项|内容|措施|举措)(?:内容|名称|清单|要求|事项|措施)?|工作要点|要求|具体要求"
)


class Span(NamedTuple):
    """A stretch of the document with what it is; `place` only for tasks."""

    role: PartRole
    start: int
    end: int
    paragraph: int
    place: Place | None = None


def cut_body(document: Document, frame: Frame) -> list[Span]:
    """All blocks of a document as parts, in order."""
    return list(_Cutter(document, frame).parts())


class _Cutter:
    """Walks through the blocks once, carrying headings down to their items."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self._document = document
        self._frame = frame
        self._wording: Wording = load_wording()
        self._outline = Outline()
        self._columns: tuple[int, ...] | None = None
        self._duty: int | None = None
        self._leaf: int | None = None
        to = frame.recipients or ""
        # Where only towns are addressed, they are asked, and hand it on.
        self._towns = bool(self._wording.town.search(to)) and not self._wording.village.search(to)
        # Purpose and background stand before the first number or lead-in.
        self._before = frame.framed and self._has_opening()

    def _has_opening(self) -> bool:
        """Whether the body begins with a paragraph that is not yet the matter itself."""
        words = self._document.words
        blocks = [self._document.blocks[index] for index in self._frame.body]
        return any(
            number_of(words(block)) or self._wording.lead_in.search(words(block).strip())
            for block in blocks[:40]
        )

    def parts(self) -> Iterator[Span]:
        """Every block, each in one or more parts."""
        for index, block in enumerate(self._document.blocks):
            role = self._frame.roles.get(index)
            if index >= self._frame.annex:
                if index == self._frame.annex:
                    self._outline = Outline()
                    self._before = False
                yield from self._annexed(index, block)
            elif role is not None:
                yield self._whole(index, block, role)  # type: ignore[arg-type]
            elif block.kind == "row":
                yield from self._row(index, block)
            else:
                self._columns = None
                yield from self._paragraph(index, block)

    def _annexed(self, index: int, block: Block) -> Iterator[Span]:
        """Of an attachment only tables with a column of tasks and numbered items are tasks."""
        if block.kind == "row":
            yield from self._row(index, block)
            return
        self._columns = None
        if number_of(self._document.words(block)) is None and not self._outline.labels:
            yield self._whole(index, block, "attachment")
        else:
            yield from self._paragraph(index, block)

    def _whole(self, index: int, block: Block, role: PartRole) -> Span:
        return Span(role, block.start, block.end, index + 1)

    def _row(self, index: int, block: Block) -> Iterator[Span]:
        cells = [self._document.text[start:end].strip() for start, end in block.cells]
        named = tuple(
            column
            for column, cell in enumerate(cells)
            if _TASK_COLUMN.fullmatch(re.sub(r"\s", "", cell))
        )
        if self._columns is None:
            # The first row of a table is its header; a table without tasks is a form to fill in.
            self._columns = named[-1:] if len(cells) > 1 else ()
            self._duty = next(
                (n for n, cell in enumerate(cells) if self._wording.duty_column.search(cell)), None
            )
            yield self._whole(index, block, "other")
            return
        left = self._duty is not None and self._duty < len(cells) and is_left_to_others(cells[self._duty])
        for column in () if left else self._columns:
            if column < len(block.cells) and cells[column]:
                start, end = block.cells[column]
                label = self._row_label(cells)
                place = self._place(index, block, label)
                yield Span("task", start, end, index + 1, place)
                return
        yield self._whole(index, block, "other")

    def _row_label(self, cells: list[str]) -> tuple[str, ...]:
        first = cells[0] if cells else ""
        return (first,) if re.fullmatch(r"[\d一二三四五六七八九十]{1,3}", first) else ()

    def _paragraph(self, index: int, block: Block) -> Iterator[Span]:
        words = self._document.words(block)
        if is_labelled(words):
            yield self._whole(index, block, "closing" if self._outline.labels else "other")
            return
        number = number_of(words)
        if number is not None:
            yield from self._numbered(index, block, words, number)
            return
        if self._leaf is not None:
            # An item that said what it wants is over; what follows without a number is beside it.
            self._outline.leave(self._leaf)
            self._leaf = None
        if self._before:
            if self._wording.lead_in.search(words.strip()):
                self._before = False
                yield from self._lead(index, block, words)
                return
            yield self._whole(index, block, "preamble")
            return
        if self._wording.lead_in.search(words.strip()) and not inline_items(words):
            yield from self._lead(index, block, words)
            return
        yield from self._content(index, block, 0, words, ())

    def _lead(self, index: int, block: Block, words: str) -> Iterator[Span]:
        """A lead-in is set aside, unless items follow it in the same paragraph."""
        if inline_items(words):
            yield from self._content(index, block, 0, words, ())
        else:
            yield self._whole(index, block, "preamble")

    def _numbered(self, index: int, block: Block, words: str, number: Number) -> Iterator[Span]:
        self._before = False
        self._leaf = None
        body = words[number.end :]
        heading = _heading(body)
        self._outline.enter(number, heading)
        has_items = self._has_items(index, number)
        if is_heading(body) and (has_items or self._idle(heading) or self._soft(heading)):
            yield self._whole(index, block, "heading")
            return
        if has_items and self._wording.lead_in.search(body.strip()) and not inline_items(body):
            yield self._whole(index, block, "heading")
            return
        self._leaf = number.level
        yield from self._content(index, block, number.end, words, ())

    def _has_items(self, index: int, number: Number) -> bool:
        """Whether what follows belongs to this number: a deeper number, or text without one."""
        if index + 1 >= len(self._document.blocks) or index + 1 in self._frame.roles:
            return False
        if index + 1 == self._frame.annex:
            return False
        after = self._document.blocks[index + 1]
        if after.kind == "row":
            return True
        following = number_of(self._document.words(after))
        if following is None:
            words = self._document.words(after).strip()
            return not self._wording.formula.search(words.rstrip("。"))
        return following.level > number.level

    def _idle(self, heading: str) -> bool:
        return self._wording.idle_heading.search(heading) is not None

    def _soft(self, heading: str) -> bool:
        return self._wording.soft_heading.search(heading) is not None

    def _content(
        self, index: int, block: Block, offset: int, words: str, labels: tuple[str, ...]
    ) -> Iterator[Span]:
        """The text of a paragraph behind its number: one task, several, or nothing to do."""
        body = words[offset:]
        items = inline_items(body)
        if not items:
            yield from self._stretch(index, block, offset, len(words), labels)
            return
        lead = body[: items[0][0]].strip()
        begin = 0 if offset == 0 or lead else offset
        if lead or offset:
            start = block.start + begin
            yield Span("heading", start, block.start + offset + items[0][0], index + 1)
        for _, start, end, label in items:
            yield from self._stretch(index, block, offset + start, offset + end, (*labels, label))

    def _stretch(
        self, index: int, block: Block, start: int, end: int, labels: tuple[str, ...]
    ) -> Iterator[Span]:
        """One item: every run of sentences that ask for something is a task."""
        words = self._document.words(block)
        found = [
            (start + first, start + last) for first, last in clauses(words[start:end], self._judge)
        ]
        judged = [self._judge(words[first:last]) for first, last in found]
        numbered = start > 0
        first = words[slice(*found[0])] if found else ""
        plain = self._wording.concrete.search(first) is None
        if numbered and len(found) > 1 and runs_in(first) and ("asks" in judged[1:] or plain):
            # A heading that runs into the text is carried as a heading: （一）拆除违建。各村……
            judged[0] = "heading"
        runs = asking_runs(judged, [begins_task(words[first:last]) for first, last in found])
        if not runs:
            role: PartRole = "closing" if "formula" in judged else "other"
            begin = start if labels else 0
            yield Span(role, block.start + begin, block.start + end, index + 1)
            return
        # The number belongs to the first part that is no task; a task tells it with its place.
        position = start if labels else 0
        for first, last in runs:
            begin, stop = found[first][0], found[last][1]
            text = words[begin:stop]
            begin += len(text) - len(text.lstrip(EDGE))
            stop -= len(text) - len(text.rstrip(EDGE))
            if words[max(position, start) : begin].strip(EDGE + "。"):
                role = "heading" if judged[0] == "heading" and (first, last) == runs[0] else "other"
                yield Span(role, block.start + position, block.start + begin, index + 1)
            place = self._place(index, block, labels)
            yield Span("task", block.start + begin, block.start + stop, index + 1, place)
            position = stop
        if words[position:end].strip(EDGE + "。"):
            yield Span("other", block.start + position, block.start + end, index + 1)

    def _judge(self, sentence: str) -> Finding:
        headings = self._outline.headings
        if any(is_others_duty(one) for one in headings):
            return "superior"
        return judge(sentence, Setting(
            framed=self._frame.framed,
            soft=any(self._soft(one) for one in headings),
            idle=any(self._idle(one) for one in headings),
            numbered=bool(self._outline.labels),
            towns=self._towns,
        ))

    def _place(self, index: int, block: Block, labels: tuple[str, ...]) -> Place:
        return Place(
            page=block.page,
            paragraph=index + 1,
            numbering=(*self._outline.labels, *labels),
            headings=self._outline.headings,
        )


def _heading(body: str) -> str:
    """The heading of a numbered paragraph: the whole of it, or a short first sentence."""
    first = re.split(r"[。：:；\n]", body.strip(), maxsplit=1)[0]
    return first.strip() if len(first.strip()) <= 40 else ""
