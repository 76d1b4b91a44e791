"""The answer in the columns of a table."""

from typing import TYPE_CHECKING, Final

from liststrict.model.outcome import strictness
from liststrict.output.wording import KIND, MAY_REFUSE, percent

if TYPE_CHECKING:
    from liststrict.model.verdict import TaskVerdict, Verdict

ANSWER_COLUMNS: Final = (
    "审核结论", "结论代码", "事项类别", "可否拒绝", "把握", "人工复核", "依据条目", "原文",
    "法律依据", "理由", "给乡镇（街道）", "给村（居）委会", "办事途径", "分项结论",
)  # fmt: skip
ERROR_COLUMN: Final = "错误"
LABEL_AT: Final = ANSWER_COLUMNS.index("审核结论")
CODE_AT: Final = ANSWER_COLUMNS.index("结论代码")
REVIEW_AT: Final = ANSWER_COLUMNS.index("人工复核")
ENTRY_AT: Final = ANSWER_COLUMNS.index("依据条目")


def table_answer(verdict: "Verdict") -> tuple[str, ...]:
    """One cell for each of ANSWER_COLUMNS; the strictest task speaks for the row."""
    from liststrict.decide.reason import basis_line, place

    task = min(verdict.tasks, key=lambda one: (strictness(one.verdict), -one.confidence))
    first = task.citations[0] if task.citations else None
    return (
        verdict.label,
        verdict.verdict,
        KIND[task.kind],
        MAY_REFUSE[task.may_refuse],
        percent(task.confidence),
        "是" if verdict.needs_review else "",
        place(first) if first else "",
        first.quote if first else "",
        "；".join(basis_line(basis) for basis in first.legal_basis) if first else "",
        task.reason,
        task.advice.township,
        task.advice.village,
        task.alternative or "",
        _each(verdict.tasks) if len(verdict.tasks) > 1 else "",
    )


def _each(tasks: "tuple[TaskVerdict, ...]") -> str:
    return "\n".join(f"{number}. {task.label}：{task.text}" for number, task in enumerate(tasks, 1))


def answer_names(taken: tuple[str, ...]) -> tuple[str, ...]:
    """Names of the columns that are added, different from those that a table already has."""
    names = []
    for given in (*ANSWER_COLUMNS, ERROR_COLUMN):
        name, again = given, 2
        while name in taken:
            name, again = f"{given}_{again}", again + 1
        names.append(name)
    return tuple(names)
