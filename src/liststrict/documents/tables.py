"""Rows of tables: in which column the tasks stand, and which rows are for other units."""

import re
from collections.abc import Callable
from itertools import takewhile
from typing import Final

from liststrict.documents.document import Block, Document
from liststrict.documents.subject import is_left_to_others
from liststrict.documents.wording import load_wording

# The header of a column is shorter than what is told in a cell.
_TOLD: Final = 13
_ROW_NUMBER: Final = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.、]?")


class Table:
    """One table, met row by row; its first row is its header.

    A table without a column of tasks is a form to fill in, or one that was filled in and names what it
    says before each cell: 交办事项 | 对占道摊点进行劝导.
    """

    def __init__(self, document: Document, header: Block) -> None:
        self._document = document
        cells = self._cells(header)
        heads = [re.sub(r"\s", "", cell) for cell in cells]
        wording = load_wording()
        own = [n for n, head in enumerate(heads) if wording.village_column.search(head)]
        named = own or [n for n, head in enumerate(heads) if wording.task_column.search(head)]
        # Of several columns (事项, 办理意见) the tasks stand where most is said.
        self._tasks = (
            max(named, key=self._said_in(header), default=None) if len(cells) > 1 else None
        )
        self.is_form = self._told_in(header) is not None
        self._last_duty = ""
        self._duties = [n for n, head in enumerate(heads) if wording.duty_column.search(head)]
        # Whether the table tells whose the tasks are.
        self.assigns = bool(own or self._duties)

    def task_in(self, row: Block) -> tuple[int, int, tuple[str, ...]] | None:
        """Start and end of the task of a row, and its number; None where the village has none."""
        cells = self._cells(row)
        if self.is_form or self._tasks is None:
            told = self._told_in(row)
            return (*row.cells[told], ()) if told is not None else None
        if self._tasks >= len(cells) or not any(map(str.isalpha, cells[self._tasks])):
            return None
        # A cell over several rows stands in the first of them only.
        said = " ".join(cells[duty] for duty in self._duties if duty < len(cells)).strip()
        self._last_duty = said or self._last_duty
        if is_left_to_others(self._last_duty):
            return None
        number = (cells[0],) if _ROW_NUMBER.fullmatch(cells[0]) else ()
        return (*row.cells[self._tasks], number)

    def _told_in(self, row: Block) -> int | None:
        """The cell behind one that announces what is to be done."""
        cells = self._cells(row)
        column = load_wording().task_column
        for number, cell in enumerate(cells):
            if column.search(re.sub(r"\s", "", cell)):
                after = next((n for n in range(number + 1, len(cells)) if cells[n]), None)
                if after is not None and len(cells[after]) >= _TOLD:
                    return after
        return None

    def _said_in(self, header: Block) -> Callable[[int], int]:
        """How much is said in a column of the table, by its number."""
        blocks = self._document.blocks
        rows = takewhile(lambda one: one.kind == "row", blocks[blocks.index(header) + 1 :])
        table = [self._cells(row) for row in rows]
        return lambda column: sum(len(row[column]) for row in table if column < len(row))

    def _cells(self, row: Block) -> list[str]:
        return [self._document.text[start:end].strip() for start, end in row.cells]
