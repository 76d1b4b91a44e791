"""The report of an import, in Markdown: what was read, and what a person must do."""

from collections.abc import Iterable

from liststrict.model.outcome import LABELS
from liststrict.packtools.draft import DraftList, Note

_STILL = """\
## 接下来

1. 对照原文件逐项核对上面列出的地方，改好清单文件。
2. 为每个条目补充 `match`（常用说法、话题词、动作词）、`examples`（应命中的例句）和 `near_misses`（不应命中的例句）。
3. 运行 `liststrict pack test 本文件夹`，直到全部通过。
4. 没有依据的条目（`origin: list`）尽量补上法律依据；条款的 `status` 核对后由 `unverified` 改为实际情况。
"""


def report_text(source: str, drafts: tuple[DraftList, ...], notes: Iterable[Note]) -> str:
    """Lists with counts, then every note with entry and place."""
    lines = [
        "# 导入报告",
        "",
        f"来源：{_cell(source)}。这是草稿，发布前须由人核对。",
        "",
        "| 清单 | 名称 | 结论 | 条目 | 依据 |",
        "|---|---|---|---|---|",
    ]
    for draft in drafts:
        data = draft.data
        cited = sum(len(entry["legal_basis"]) for entry in data["entries"])
        lines.append(
            f"| {draft.slug} | {_cell(data['title'])} | {LABELS[data['verdict']]} "
            f"| {len(data['entries'])} | {cited} |"
        )
    every = [*notes, *(note for draft in drafts for note in draft.notes)]
    lines += ["", f"## 需要人看的地方（{len(every)} 处）", ""]
    if every:
        lines += ["| 条目或清单 | 原文件中的位置 | 说明 |", "|---|---|---|"]
        lines += [f"| {n.where} | {_cell(n.place)} | {_cell(n.words)} |" for n in every]
        lines.append("")
    return "\n".join(lines) + "\n" + _STILL


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
