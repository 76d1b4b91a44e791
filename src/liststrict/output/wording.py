"""Words that the readable formats share."""

from typing import Final

from liststrict.decide.reason import basis_line, place
from liststrict.model.verdict import CitedBasis, QuotedBasis, TaskVerdict, Verdict

MAY_REFUSE: Final = {"yes": "村委会可以拒绝", "no": "村委会不应拒绝", "conditional": "视审核情况"}
KIND: Final = {"task": "工作事项", "certificate": "证明事项"}
AS: Final = {
    "act": "行为",
    "name": "事项",
    "object": "对象",
    "role": "角色",
    "purpose": "用途",
    "marker": "语气",
    "word": "用词",
}


def percent(share: float) -> str:
    """A share as whole percent; never 100 %, since no answer is certain."""
    return f"{min(99, round(share * 100))}%"


def task_rows(task: TaskVerdict, reader: str | None = None) -> list[tuple[str, str]]:
    """Label and text of everything that a reader needs for one task, in reading order.

    `reader` leaves only the advice meant for `village` or `township`.
    """
    rows: list[tuple[str, str]] = []
    for index, citation in enumerate(task.citations):
        rows.append(("依据条目" if index == 0 else "相关条目", place(citation)))
        if index == 0:
            rows.append(("原文", citation.quote))
            if citation.units:
                rows.append(("指导（责任）单位", "、".join(citation.units)))
            for basis in citation.legal_basis:
                rows.append(("法律依据", basis_line(basis)))
                rows += _quoted_rows(basis)
    rows.append(("理由", task.reason))
    rows += [("例外", f"{note.when}的，见 {note.entry}") for note in task.exceptions]
    rows += [("清单冲突", note.note) for note in task.conflicts]
    rows += [("提示", notice) for notice in task.notices]
    if task.alternative:
        rows.append(("办事途径", task.alternative))
    if reader != "village":
        rows.append(("给乡镇（街道）", task.advice.township))
    if reader != "township":
        rows.append(("给村（居）委会", task.advice.village))
    return rows


def _quoted_rows(basis: CitedBasis) -> list[tuple[str, str]]:
    """The words of the cited law, where a folder of texts was given."""
    if not isinstance(basis, QuotedBasis):
        return []
    names = {"cited": "所引条文", "now": "现行条文"}
    return [
        (names[one.role], f"《{one.law}》（{one.version} 版）{one.place}：{one.text}")
        for one in basis.texts
    ]


def trail_rows(task: TaskVerdict) -> list[tuple[str, str]]:
    """The full trail: rules, evidence with places, runners-up."""
    rows = [("判定规则", f"{step.rule}：{step.finding}") for step in task.steps]
    rows += [
        ("证据", f"第 {item.span[0] + 1}–{item.span[1]} 字“{item.text}”（{AS[item.as_]}）")
        for item in task.evidence
    ]
    rows += [("相近条目", f"{item.entry}（{percent(item.score)}）") for item in task.runner_up]
    return rows


def source_line(verdict: Verdict) -> str:
    """Which lists were used, as of when."""
    packs = "、".join(f"{pack.id} {pack.version}" for pack in verdict.packs)
    return f"清单：{packs}　截至 {verdict.as_of}　{verdict.engine}"
