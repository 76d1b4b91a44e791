"""Text for a reader at a terminal: the verdict first, coloured only where colours are shown."""

from typing import TYPE_CHECKING, Final, TextIO

from liststrict.model.outcome import Outcome
from liststrict.model.verdict import TaskVerdict, Verdict
from liststrict.output.wording import (
    KIND,
    MAY_REFUSE,
    percent,
    source_line,
    task_rows,
    trail_rows,
)

if TYPE_CHECKING:
    from rich.console import Console

COLOURS: Final[dict[Outcome, str]] = {
    "forbidden": "bold red",
    "unlisted": "bold yellow",
    "assisting-duty": "bold blue",
    "self-governance": "bold green",
    "allowed": "bold green",
}


def write(verdict: Verdict, out: TextIO, explain: bool = False, reader: str | None = None) -> None:
    """Writes the answer; `explain` adds rules, evidence and runners-up."""
    from rich.console import Console

    console = Console(file=out, highlight=False, soft_wrap=not out.isatty())
    if len(verdict.tasks) > 1:
        console.print(
            f"[{COLOURS[verdict.verdict]}]■ 全文结论：{verdict.label}[/]"
            f"　共 {len(verdict.tasks)} 项，取最严的一项"
        )
    for number, task in enumerate(verdict.tasks, 1):
        _task(console, task, f"（{number}）" if len(verdict.tasks) > 1 else "", explain, reader)
    console.print(f"[dim]{source_line(verdict)}[/]")


def _task(
    console: "Console", task: TaskVerdict, number: str, explain: bool, reader: str | None
) -> None:
    from rich.table import Table
    from rich.text import Text

    heading = Text(f"{number}● {task.label}", style=COLOURS[task.verdict])
    refuse = MAY_REFUSE[task.may_refuse]
    if task.kind == "certificate" and task.verdict == "forbidden":
        refuse = "村委会不出具"
    heading.append(
        f"　{KIND[task.kind]}　{refuse}　把握 {percent(task.confidence)}", style="default"
    )
    if task.needs_review:
        heading.append("　请人工复核", style="bold yellow")
    console.print(heading)
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(overflow="fold")
    rows = [("内容", task.text), *task_rows(task, reader), *(trail_rows(task) if explain else ())]
    previous = ""
    for label, words in rows:
        table.add_row(label if label != previous else "", Text(words))
        previous = label
    console.print(table)
    console.print()
