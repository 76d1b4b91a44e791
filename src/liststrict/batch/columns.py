"""Which column holds the text, the unit, the kind and the purpose."""

from collections.abc import Sequence
from typing import Final, NamedTuple

# In order of preference: the first name that exists is taken.
TEXT: Final = (
    "事项", "事项名称", "工作内容", "申请事项", "text", "工作事项", "事项内容",
    "任务内容", "任务", "证明事项", "证明名称", "内容",
)  # fmt: skip
REQUESTER: Final = (
    "requester", "申请单位", "来文单位", "提出单位", "发文单位", "要求单位", "交办单位", "下达单位",
)  # fmt: skip
KIND: Final = ("kind",)
PURPOSE: Final = ("purpose", "用途", "证明用途")


class Wanted(NamedTuple):
    """Columns named by the user; None where the usual names are looked for."""

    text: str | None = None
    requester: str | None = None
    kind: str | None = None
    purpose: str | None = None


class Roles(NamedTuple):
    """Names of the columns that are used; None where there is none."""

    text: str
    requester: str | None
    kind: str | None
    purpose: str | None


def find_roles(names: Sequence[str], wanted: Wanted) -> Roles | None:
    """The columns of a table or the fields of a row; None if no text column is among them."""
    text = _pick(names, wanted.text, TEXT)
    if text is None:
        return None
    return Roles(
        text,
        _pick(names, wanted.requester, REQUESTER),
        _pick(names, wanted.kind, KIND),
        _pick(names, wanted.purpose, PURPOSE),
    )


def missing(names: Sequence[str], wanted: Wanted) -> str | None:
    """The first column that the user named and that does not exist."""
    return next((name for name in wanted if name is not None and name not in names), None)


def _pick(names: Sequence[str], wanted: str | None, usual: Sequence[str]) -> str | None:
    if wanted is not None:
        return wanted if wanted in names else None
    return next((name for name in usual if name in names), None)
