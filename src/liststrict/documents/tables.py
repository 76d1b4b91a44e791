"""Rows of tables: in which column the tasks stand, and which rows are for other units."""

import re
from collections.abc import Callable
from itertools import takewhile
from typing import Final

from liststrict.documents.document import Block, Document
from liststrict.documents.subject import is_left_to_others
from liststrict.documents.wording import load_wording

_ROW_NUMBER: Final = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)]?[.、]?")


class Table:
    """One table, met row by row; its first row is its header.

    A table without a column of tasks is a form to fill in.
    """

    def __init__(self, document: Document, header: Block) -> None:
        self._document = document
        cells = self._cells(header)
        heads = [re.sub(r"\s", "", cell) for cell in cells]
        wording = load_wording()
        own = [n for n, head in enumerate(heads) if wording.village_column.search(head)]
        named = own or [n for n, head in enumerate(heads) if wording.task_column.search(head)]
        # Of several columns (事项, 办理意见) the tasks stand where most is said.
        self._tasks = max(named, key=self._said_in(header), default=None) if len(cells) > 1 else None
        duty = wording.duty_column
        self._duty = next((n for n, head in enumerate(heads) if duty.search(head)), None)

    def task_in(self, row: Block) -> tuple[int, int, tuple[str, ...]] | None:
        """Start and end of the task of a row, and its number; None where the village has none."""
        cells = self._cells(row)
        if self._tasks is None or self._tasks >= len(cells):
            return None
        if not any(map(str.isalpha, cells[self._tasks])):
            return None
        if (
            self._duty is not None
            and self._duty < len(cells)
            and is_left_to_others(cells[self._duty])
        ):
            return None
        number = (cells[0],) if _ROW_NUMBER.fullmatch(cells[0]) else ()
        return (*row.cells[self._tasks], number)

    def _said_in(self, header: Block) -> Callable[[int], int]:
        """How much is said in a column of the table, by its number."""
        blocks = self._document.blocks
        rows = takewhile(lambda one: one.kind == "row", blocks[blocks.index(header) + 1 :])
        table = [self._cells(row) for row in rows]
        return lambda column: sum(len(row[column]) for row in table if column < len(row))

    def _cells(self, row: Block) -> list[str]:
        return [self._document.text[start:end].strip() for start, end in row.cells]
