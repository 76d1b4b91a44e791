"""Markdown for records and mails; text of the request cannot break out of its place."""

import re
from typing import Final, TextIO

from liststrict.model.verdict import TaskVerdict, Verdict
from liststrict.output.wording import (
    KIND,
    MAY_REFUSE,
    percent,
    source_line,
    task_rows,
    trail_rows,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>#|~])")


def write(verdict: Verdict, out: TextIO, explain: bool = False, reader: str | None = None) -> None:
    """Writes the answer as Markdown."""
    out.write(f"## 结论：{verdict.label}\n\n")
    for number, task in enumerate(verdict.tasks, 1):
        _task(task, number if len(verdict.tasks) > 1 else 0, out, explain, reader)
    out.write(f"*{source_line(verdict)}*\n")


def _task(task: TaskVerdict, number: int, out: TextIO, explain: bool, reader: str | None) -> None:
    if number:
        out.write(f"### {number}. {task.label}\n\n")
    out.write(f"> {escape(task.text)}\n\n")
    review = "，**请人工复核**" if task.needs_review else ""
    out.write(
        f"- **判断**：{KIND[task.kind]}，{task.label}；{MAY_REFUSE[task.may_refuse]}；"
        f"把握 {percent(task.confidence)}{review}\n"
    )
    for label, words in (*task_rows(task, reader), *(trail_rows(task) if explain else ())):
        out.write(f"- **{label}**：{escape(words)}\n")
    out.write("\n")


def escape(words: str) -> str:
    """Words as literal Markdown on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
