"""The finished output: made from the journal beside it, then put in its place in one step."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from liststrict.batch.rows import Cell, Fault, Row, from_plain
from liststrict.batch.table_answer import CODE_AT, ENTRY_AT, REVIEW_AT, answer_names

if TYPE_CHECKING:
    from liststrict.batch.journal import Journal
    from liststrict.batch.read import Source


class Answered(NamedTuple):
    """One row of the finished table; `answer` is None for a row with a fault."""

    cells: tuple[Cell, ...]
    answer: tuple[str, ...] | None
    fault: Fault | None

    def added(self) -> tuple[str, ...]:
        """The cells that are added to the row."""
        if self.answer is not None:
            return (*self.answer, "")
        assert self.fault is not None
        width = len(answer_names(())) - 1
        return ("",) * width + (f"{self.fault.code}：{self.fault.message}",)


class Tally:
    """Counts for the summary, taken while rows pass by."""

    def __init__(self) -> None:
        self.rows = 0
        self.faults = 0
        self.review = 0
        self.outcomes: Counter[str] = Counter()
        self.entries: Counter[str] = Counter()

    def take(self, row: Answered) -> None:
        """Counts one row."""
        self.rows += 1
        if row.answer is None:
            self.faults += 1
            return
        self.outcomes[row.answer[CODE_AT]] += 1
        self.review += bool(row.answer[REVIEW_AT])
        if row.answer[ENTRY_AT]:
            self.entries[row.answer[ENTRY_AT]] += 1


class Table(NamedTuple):
    """A finished table on its way into a file."""

    lead: tuple[Row, ...]
    header: tuple[str, ...]
    added: tuple[str, ...]
    rows: Iterator[Answered]
    tally: Tally
    as_of: str


class Finished(NamedTuple):
    """What was written."""

    rows: int
    faults: int


def finish(journal: "Journal", source: "Source", output: Path, as_of: str) -> Finished:
    """Makes the output from the journal and puts it in its place."""
    rows = journal.close_rows()
    kind = output.suffix.lower()
    if kind == ".jsonl":
        counts = _count_lines(rows)
        rows.replace(output)
        _sync_folder(output.parent)
        return counts
    assert source.header is not None
    tally = Tally()
    table = Table(
        source.lead,
        source.header,
        answer_names(source.header),
        _answered(journal, tally),
        tally,
        as_of,
    )
    made = journal.folder / f"finished{kind}"
    if kind == ".csv":
        from liststrict.batch.write_csv import write_csv

        write_csv(table, made, source.encoding or "utf-8-sig", getattr(source, "separator", ","))
    elif kind == ".xlsx":
        from liststrict.batch.write_xlsx import write_xlsx

        write_xlsx(table, made)
    else:
        from liststrict.batch.write_xls import write_xls

        write_xls(table, made)
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(output)
    _sync_folder(output.parent)
    return Finished(tally.rows, tally.faults)


def _answered(journal: "Journal", tally: Tally) -> Iterator[Answered]:
    for cells, answer, fault in journal.rows():
        row = Answered(
            tuple(from_plain(cell) for cell in cells),
            tuple(answer) if answer is not None else None,
            Fault(*fault) if fault is not None else None,
        )
        tally.take(row)
        yield row


def _count_lines(path: Path) -> Finished:
    rows = faults = 0
    with path.open("rb") as lines:
        for line in lines:
            rows += 1
            # Blanks differ between our part of a line and the row's own fields, and quotes inside
            # texts are escaped: this stands in answered rows only.
            faults += b'"result": {"schema":"' not in line
    return Finished(rows, faults)


def _sync_folder(folder: Path) -> None:
    if os.name != "nt":
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
