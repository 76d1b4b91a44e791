"""Two versions of a pack, or of a row, that hold on the same day give two answers.

Good: one until 2026-12-31, the next from 2027-01-01. Bad: the next from 2026-12-01.
"""

from collections.abc import Iterator
from typing import Final

from liststrict.lint.dates import entry_period, overlap, period
from liststrict.lint.files import EntryAt, PackFiles
from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Related, Severity
from liststrict.packs.load import HEADER_FILE

ID: Final = "dates-overlap"
TITLE: Final = "有效期重叠"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"


def check(subject: Subject) -> Iterator[Problem]:
    """Packs with one id, and rows with one number, whose periods share a day."""
    header = subject.header
    for other in subject.beside:
        same = other.header.id == header.id and other.folder != subject.files.folder
        if same and overlap(_pack_period(subject.files), _pack_period(other)):
            field = "effective_from" if header.effective_from else "id"
            yield Problem(
                f"与另一个文件夹里的规则包“{header.id}”有效期重叠",
                subject.files.header_document.mark((field,)),
                "请写明 effective_from、effective_to，使前后相接",
                (Related(other.header_document.mark(("id",)), f"另一个 {HEADER_FILE}"),),
            )
    for file in subject.files.lists:
        dated: dict[int, list[EntryAt]] = {}
        for at in file.entries:
            if not at.raw.get("effective_from") and not at.raw.get("effective_to"):
                continue
            for before in dated.setdefault(at.entry.no, []):
                if overlap(entry_period(before), entry_period(at)):
                    yield Problem(
                        f"{at.entry.id} 与 {before.entry.id} 序号相同，有效期重叠",
                        at.mark("effective_from"),
                        "请使前后相接",
                        (Related(before.mark("effective_to"), f"{before.entry.id} 到这一天"),),
                    )
            dated[at.entry.no].append(at)


def _pack_period(files: PackFiles) -> tuple[str, str]:
    return period(files.header.effective_from, files.header.effective_to)
