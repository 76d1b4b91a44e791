"""A notice as Markdown: the notice with its tasks marked, then each answer."""

from typing import TextIO

from liststrict.model.notice import NoticePart, NoticeVerdict
from liststrict.output.markdown import escape
from liststrict.output.notice_rows import ROLE, burden_rows, head_rows, task_head_rows
from liststrict.output.wording import KIND, MAY_REFUSE, percent, source_line, task_rows, trail_rows


def write(
    verdict: NoticeVerdict, out: TextIO, explain: bool = False, reader: str | None = None
) -> None:
    """Writes the notice with marks, the answers, and the burden signals."""
    out.write(f"## 结论：{verdict.label}\n\n")
    for label, words in head_rows(verdict):
        out.write(f"- **{label}**：{escape(words)}\n")
    out.write("\n")
    if len(verdict.notice.parts) > 1:
        out.write("### 正文标注\n\n")
        for part in verdict.notice.parts:
            out.write(f"> {_marked(part, verdict)}\n>\n")
        out.write("\n")
    for number, task in enumerate(verdict.tasks, 1):
        out.write(f"### {number}. {task.label}\n\n> {escape(task.text)}\n\n")
        review = "，**请人工复核**" if task.needs_review else ""
        out.write(
            f"- **判断**：{KIND[task.kind]}，{task.label}；{MAY_REFUSE[task.may_refuse]}；"
            f"把握 {percent(task.confidence)}{review}\n"
        )
        rows = [*task_head_rows(task), *task_rows(task, reader)]
        for label, words in (*rows, *(trail_rows(task) if explain else ())):
            out.write(f"- **{label}**：{escape(words)}\n")
        out.write("\n")
    burden = burden_rows(verdict.burden)
    if burden:
        out.write("### 负担信号（不影响结论）\n\n")
        for label, words in burden:
            out.write(f"- **{label}**：{escape(words)}\n")
        out.write("\n")
    out.write(f"*{source_line(verdict)}*\n")


def _marked(part: NoticePart, verdict: NoticeVerdict) -> str:
    words = escape(part.text)
    if not part.tasks:
        return f"〔{ROLE[part.role]}〕{words}"
    marks = "".join(f"（{number}）{verdict.tasks[number - 1].label}　" for number in part.tasks)
    label = "".join(verdict.tasks[part.tasks[0] - 1].place.numbering[-1:])
    return f"**{marks}**{label}{words}"
