"""`liststrict batch`: screens every row of a table or of a JSON Lines file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liststrict.cli.options import OnDate, Packs, parse_date

if TYPE_CHECKING:
    from liststrict.batch.run import Report


def batch(
    source: Annotated[
        Path, typer.Argument(metavar="输入文件", help="表格：.jsonl、.csv、.xlsx 或 .xls。")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="输出文件", help="结果写到哪里。")
    ],
    column: Annotated[
        str | None,
        typer.Option("--column", metavar="列名", help="事项所在的列；默认按常见列名查找。"),
    ] = None,
    from_column: Annotated[
        str | None, typer.Option("--from-column", metavar="列名", help="提出要求的单位所在的列。")
    ] = None,
    kind_column: Annotated[
        str | None, typer.Option("--kind-column", metavar="列名", help="事项类别所在的列。")
    ] = None,
    purpose_column: Annotated[
        str | None, typer.Option("--purpose-column", metavar="列名", help="证明用途所在的列。")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", metavar="个数", help="同时使用的进程数。")
    ] = 1,
    resume: Annotated[
        bool, typer.Option("--resume", help="上次没有办完的，接着办；没有上次的，从头办。")
    ] = False,
    on: OnDate = None,
    packs: Packs = None,
) -> None:
    """逐行审核一张表：进一行，出一行，顺序不变；中断后可以接着办。"""
    from liststrict.batch.columns import Wanted
    from liststrict.batch.run import Job, run_batch

    job = Job(
        source=source,
        output=output,
        wanted=Wanted(column, from_column, kind_column, purpose_column),
        packs=tuple(packs or ()),
        as_of=parse_date(on) if on else None,
        workers=workers,
        resume=resume,
    )
    with _progress() as report:
        finished = run_batch(job, report)
    if sys.stderr.isatty():
        faults = f"，其中 {finished.faults} 行有错" if finished.faults else ""
        typer.echo(f"{output}：共 {finished.rows} 行{faults}", err=True)


@contextmanager
def _progress() -> "Iterator[Report]":
    """A bar with rate and time left, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _rows, _share: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    bar = Progress(
        TextColumn("审核"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rows]} 行"),
        TextColumn("{task.fields[rate]} 行/秒"),
        TextColumn("还需"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=1.0, rows=0, rate="–")
        begun: list[int] = []

        def report(rows: int, share: float) -> None:
            # Rows answered before a resume do not count for the rate.
            begun.append(rows) if not begun else None
            elapsed = bar.tasks[0].elapsed or 0.0
            rate = f"{(rows - begun[0]) / elapsed:.0f}" if elapsed > 0.5 else "–"
            bar.update(task, completed=share, rows=rows, rate=rate)

        yield report
