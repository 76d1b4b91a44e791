"""A notice for a reader at a terminal: the notice with its tasks marked, then each answer."""

from typing import TYPE_CHECKING, TextIO

from liststrict.model.notice import NoticePart, NoticeTaskVerdict, NoticeVerdict
from liststrict.output.notice_rows import ROLE, burden_rows, head_rows, task_head_rows
from liststrict.output.text import COLOURS
from liststrict.output.wording import KIND, MAY_REFUSE, percent, source_line, task_rows, trail_rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def write(
    verdict: NoticeVerdict, out: TextIO, explain: bool = False, reader: str | None = None
) -> None:
    """Writes the notice with marks, the answers, and the burden signals."""
    from rich.console import Console
    from rich.text import Text

    console = Console(file=out, highlight=False, soft_wrap=not out.isatty())
    console.print(
        f"[{COLOURS[verdict.verdict]}]■ 全文结论：{verdict.label}[/]"
        f"　共 {len(verdict.tasks)} 项，取最严的一项"
    )
    for label, words in head_rows(verdict):
        console.print(Text(f"{label}：", style="dim") + Text(words, style="default"))
    console.print()
    if len(verdict.notice.parts) > 1:
        for part in verdict.notice.parts:
            console.print(_marked(part, verdict.tasks))
        console.print()
    for number, task in enumerate(verdict.tasks, 1):
        heading = Text(f"（{number}）● {task.label}", style=COLOURS[task.verdict])
        heading.append(
            f"　{KIND[task.kind]}　{_refuse(task)}　把握 {percent(task.confidence)}",
            style="default",
        )
        if task.needs_review:
            heading.append("　请人工复核", style="bold yellow")
        console.print(heading)
        rows = [("内容", task.text), *task_head_rows(task), *task_rows(task, reader)]
        rows += trail_rows(task) if explain else []
        _print_rows(console, rows)
    burden = burden_rows(verdict.burden)
    if burden:
        console.print(Text("▲ 负担信号（不影响结论）", style="bold"))
        _print_rows(console, burden)
    console.print(f"[dim]{source_line(verdict)}[/]")


def _refuse(task: NoticeTaskVerdict) -> str:
    if task.kind == "certificate" and task.verdict == "forbidden":
        return "村委会不出具"
    return MAY_REFUSE[task.may_refuse]


def _marked(part: NoticePart, tasks: tuple[NoticeTaskVerdict, ...]) -> "Text":
    """A part of the notice behind its mark; tasks carry their numbers and verdicts."""
    from rich.text import Text

    words = " ".join(part.text.split())
    if not part.tasks:
        return Text(f"〔{ROLE[part.role]}〕", style="dim") + Text(words, style="dim")
    line = Text()
    for number in part.tasks:
        task = tasks[number - 1]
        line.append(f"（{number}）● {task.label}　", style=COLOURS[task.verdict])
    words = "".join(tasks[part.tasks[0] - 1].place.numbering[-1:]) + words
    return line + Text(words, style="default")


def _print_rows(console: "Console", rows: list[tuple[str, str]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, justify="right", style="dim")
    table.add_column(overflow="fold")
    previous = ""
    for label, words in rows:
        table.add_row(label if label != previous else "", Text(words))
        previous = label
    console.print(table)
    console.print()
