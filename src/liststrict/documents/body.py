"""The body of a notice into parts: headings, tasks with their place, and what is set aside."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final, NamedTuple

from liststrict.documents.ahead import Ahead
from liststrict.documents.document import Block, Document
from liststrict.documents.frame import Frame, is_title
from liststrict.documents.outline import (
    UNNUMBERED,
    Number,
    Outline,
    inline_items,
    is_bare_heading,
    is_heading,
    number_of,
)
from liststrict.documents.runs import asking_runs, begins_task, clauses, go_on, tells_more
from liststrict.documents.sentences import (
    EDGE,
    Finding,
    Setting,
    asks_village,
    is_labelled,
    judge,
    runs_in,
)
from liststrict.documents.subject import is_left_to_village, is_others_duty
from liststrict.documents.tables import Table
from liststrict.documents.wording import Wording, load_wording
from liststrict.model.notice import PartRole, Place

# A heading without a number that runs into the text is shorter than one with a number.
_RUN_IN_UNNUMBERED: Final = 12


class Span(NamedTuple):
    """A stretch of the document with what it is; `place` only for tasks.

    A task that is not `sure` is one only if a list covers it."""

    role: PartRole
    start: int
    end: int
    paragraph: int
    place: Place | None = None
    sure: bool = True


def cut_body(document: Document, frame: Frame) -> list[Span]:
    """All blocks of a document as parts, in order."""
    return list(_Cutter(document, frame).parts())


class _Cutter:
    """Walks through the blocks once, carrying headings down to their items."""

    def __init__(self, document: Document, frame: Frame) -> None:
        self._document = document
        self._frame = frame
        self._ahead = Ahead(document, frame)
        self._wording: Wording = load_wording()
        self._outline = Outline()
        self._table: Table | None = None
        self._leaf: int | None = None
        # Whether the items that follow tell what was found.
        self._telling = False
        to = frame.recipients or ""
        # Where only towns are addressed, they are asked, and hand it on.
        self._towns = bool(self._wording.town.search(to)) and not self._wording.village.search(to)
        # Purpose and background stand before the first number or lead-in.
        self._before = frame.framed and self._ahead.has_opening()

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
                self._table = None
                yield from self._paragraph(index, block)

    def _annexed(self, index: int, block: Block) -> Iterator[Span]:
        """Of an attachment only tables with a column of tasks and numbered items are tasks."""
        if block.kind == "row":
            yield from self._row(index, block)
            return
        self._table = None
        if number_of(self._document.words(block)) is None and not self._outline.labels:
            yield self._whole(index, block, "attachment")
        else:
            yield from self._paragraph(index, block)

    def _whole(self, index: int, block: Block, role: PartRole) -> Span:
        return Span(role, block.start, block.end, index + 1)

    def _row(self, index: int, block: Block) -> Iterator[Span]:
        if self._table is None:
            self._table = Table(self._document, block)
            if not self._table.is_form:
                yield self._whole(index, block, "other")
                return
        task = self._table.task_in(block)
        if task is None:
            yield self._whole(index, block, "other")
            return
        start, end, number = task
        for cell in block.cells:
            if cell == (start, end):
                # Works and figures (安装路灯60盏) stand in such columns too.
                acts = self._wording.act.search(self._document.text, start, end)
                sure = self._table.assigns or acts is not None
                yield Span("task", start, end, index + 1, self._place(index, block, number), sure)
            elif cell[0] < cell[1]:
                yield Span("other", *cell, index + 1)

    def _paragraph(self, index: int, block: Block) -> Iterator[Span]:
        words = self._document.words(block)
        number = number_of(words)
        role = self._role_of(index, words) if number is None else None
        if number is not None:
            yield from self._numbered(index, block, words, number)
        elif role is not None:
            yield self._whole(index, block, role)
        else:
            yield from self._unnumbered(index, block, words)

    def _role_of(self, index: int, words: str) -> PartRole | None:
        """What a paragraph without number is by its shape alone; a heading is entered."""
        if is_title(words):
            return "title"
        if is_labelled(words) and not asks_village(words):
            return "closing" if self._outline.labels else "other"
        if self._frame.framed and is_bare_heading(words) and self._ahead.has_more(index):
            self._before = False
            self._leaf = None
            self._outline.enter(Number(UNNUMBERED, "", 0), words.strip())
            return "heading"
        return None

    def _unnumbered(self, index: int, block: Block, words: str) -> Iterator[Span]:
        if self._leaf is not None:
            # An item that said what it wants is over; what follows without a number is beside it.
            self._outline.leave(self._leaf)
            self._leaf = None
        self._telling = self._wording.tells_list.search(words.strip()) is not None
        leads = self._telling or self._wording.lead_in.search(words.strip()) is not None
        if leads and (self._before or not inline_items(words)):
            self._before = False
            yield from self._lead(index, block, words)
        elif self._before:
            yield self._whole(index, block, "preamble")
        else:
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
        has_items = self._ahead.has_items(index, number)
        if is_heading(body) and (has_items or self._idle(heading) or self._soft(heading)):
            yield self._whole(index, block, "heading")
            return
        if has_items and self._wording.lead_in.search(body.strip()) and not inline_items(body):
            yield self._whole(index, block, "heading")
            return
        self._leaf = number.level
        yield from self._content(index, block, number.end, words, ())

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
        for mark, start, end, label in items:
            yield from self._stretch(
                index, block, offset + start, offset + end, (*labels, label), offset + mark
            )

    def _stretch(
        self,
        index: int,
        block: Block,
        start: int,
        end: int,
        labels: tuple[str, ...],
        mark: int = 0,
    ) -> Iterator[Span]:
        """One item: every run of sentences that ask for something is a task."""
        words = self._document.words(block)
        judge = partial(self._judge, inline=bool(labels))
        found = [(start + first, start + last) for first, last in clauses(words[start:end], judge)]
        judged = [
            judge(words[first:last], number == 0) for number, (first, last) in enumerate(found)
        ]
        judged = go_on([words[first:last] for first, last in found], judged)
        numbered = start > 0 or bool(self._outline.labels)
        opening = words[slice(*found[0])] if found else ""
        plain = self._wording.concrete.search(opening) is None
        bold = numbered or (self._frame.framed and len(opening.strip()) <= _RUN_IN_UNNUMBERED)
        if bold and len(found) > 1 and runs_in(opening) and (plain or tells_more(judged[1:])):
            # A heading that runs into the text is carried as a heading: （一）拆除违建。各村……
            judged[0] = "heading"
        runs = asking_runs(judged, [begins_task(words[first:last]) for first, last in found])
        if not runs:
            role: PartRole = "closing" if "formula" in judged else "other"
            yield Span(role, block.start + mark, block.start + end, index + 1)
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
            sure = "asks" in judged[first : last + 1]
            yield Span("task", block.start + begin, block.start + stop, index + 1, place, sure)
            position = stop
        if words[position:end].strip(EDGE + "。"):
            yield Span("other", block.start + position, block.start + end, index + 1)

    def _judge(self, sentence: str, first: bool, inline: bool = False) -> Finding:
        headings = self._outline.headings
        listed = inline or self._leaf is not None or bool(self._outline.labels)
        idle = any(map(self._idle, headings)) and not is_left_to_village(sentence)
        if self._telling or idle or any(map(is_others_duty, headings)):
            return "superior"
        return judge(
            sentence,
            Setting(
                framed=self._frame.framed,
                soft=any(self._soft(one) for one in headings),
                still=any(self._wording.quiet_heading.search(one) for one in headings),
                listed=listed,
                numbered=first and listed,
                towns=self._towns,
            ),
        )

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
