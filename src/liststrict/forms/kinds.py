"""The kinds of form, which tasks each one is for, and what to do when none fits."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from liststrict.errors import InputError
from liststrict.model.outcome import LABELS, Outcome
from liststrict.model.verdict import TaskVerdict, Verdict

# A document with more tasks than that is no single form.
MAX_TASKS: Final = 200


class FormKind(NamedTuple):
    """`fits` tells which tasks the form speaks of; `wanted` says so in words."""

    name: str
    title: str
    fits: Callable[[TaskVerdict], bool]
    wanted: str


def _turned_away(task: TaskVerdict) -> bool:
    """What a letter may turn away: neither what was left open, since nobody may say then that it is on no list,
    nor what asks nothing."""
    found_out = not task.undecided and not task.asks_nothing
    return task.verdict in ("forbidden", "unlisted") and found_out


FORMS: Final[dict[str, FormKind]] = {
    form.name: form
    for form in (
        FormKind("review", "村级工作事务准入初审意见表", lambda _task: True, "各种事项"),
        FormKind(
            "return",
            "退回函",
            _turned_away,
            "负面清单（禁止）和清单外的事项",
        ),
        FormKind(
            "certificate",
            "不予出具证明告知书",
            lambda task: task.kind == "certificate" and _turned_away(task),
            "不应出具或者没有依据出具的证明",
        ),
        FormKind(
            "receipt",
            "协助事项回执",
            lambda task: task.verdict == "assisting-duty",
            "依法协助的事项",
        ),
    )
}

_TRY: Final[dict[Outcome, str]] = {
    "forbidden": "退回来文单位请用 form return，答复群众请用 form certificate",
    "unlisted": "请先用 form review 报准入审核",
    "assisting-duty": "应当予以协助，请用 form receipt",
    "self-governance": "属村民自治范围，由村里自行决定；需要留档请用 form review",
    "allowed": "可以办理；需要留档请用 form review",
}


def fitting(kind: str, verdict: Verdict) -> tuple[TaskVerdict, ...]:
    """The tasks that the form speaks of, in order. Raises InputError if there are none."""
    form = FORMS[kind]
    if len(verdict.tasks) > MAX_TASKS:
        raise InputError(
            f"文中有 {len(verdict.tasks)} 项事项，一份表最多 {MAX_TASKS} 项；请分成几份"
        )
    fit = tuple(task for task in verdict.tasks if form.fits(task))
    if not fit:
        raise InputError(f"{form.title}只用于{form.wanted}；{_found(form, verdict.tasks)}")
    return fit


def _found(form: FormKind, tasks: Sequence[TaskVerdict]) -> str:
    verdict = tasks[0].verdict
    several = len({task.verdict for task in tasks}) > 1
    if form.name == "certificate" and all(task.kind == "task" for task in tasks):
        return "这里说的是工作事项，不是证明；退回来文单位请用 form return，确是证明请加 --kind certificate"
    if several:
        return "文中各项都不属于这一类；请用 form review"
    if all(task.asks_nothing for task in tasks):
        return "这里没有读到要村里办的事，不用答复；需要留档请用 form review"
    if all(task.undecided for task in tasks):
        return "这里仅凭文字不能确定属于哪一类，不能据此答复；请用 form review 交人工审核"
    return f"这里的结论是“{LABELS[verdict]}”，{_TRY[verdict]}"
