"""What headings of columns and tables mean. Counties word them differently; add wordings here."""

import re
from typing import Final, Literal, NamedTuple

from liststrict.model.outcome import Outcome, RequestKind
from liststrict.packtools.grid import Row

Field = Literal[
    "no", "category", "title", "aliases", "duties", "details", "requested_by", "purpose",
    "form", "alternative", "units", "legal_basis",
]  # fmt: skip
Columns = dict[int, Field]

_HEADINGS: Final[dict[Field, tuple[str, ...]]] = {
    "no": ("序号", "编号", "项号", "No", "NO", "No."),
    "category": ("类别", "分类", "类型", "事项类别", "事项分类"),
    "title": (
        "事项名称", "证明名称", "自治事项", "工作事项类别", "权力事项", "服务事项", "协助事项",
        "事项", "名称", "工作事项", "负面事项", "证明事项", "证明事项名称", "清单事项", "权力名称",
    ),
    "aliases": ("别名", "又称", "俗称"),
    "duties": (
        "依法协助政府工作具体内容", "协助政府工作具体内容", "协助内容", "职责", "工作职责",
    ),
    "details": (
        "细化事项", "协助工作细化事项", "具体工作内容", "具体内容", "工作内容", "事项内容",
        "具体事项", "禁止内容",
    ),
    "requested_by": ("要求提供证明单位", "要求单位", "需求单位", "索要单位", "证明需求单位"),
    "purpose": ("证明用途", "用途", "使用事由"),
    "form": ("证明方式", "出具方式", "方式", "证明形式"),
    "alternative": ("办事途径", "办理途径", "替代方式", "替代途径", "办事指引"),
    "units": (
        "指导单位", "主管单位", "涉及部门", "责任单位", "责任部门", "主管部门", "牵头单位",
        "牵头部门", "指导部门", "涉及单位", "指导（责任）单位",
    ),
    "legal_basis": ("依据", "相关依据", "法律依据", "政策依据", "设定依据", "法律法规依据"),
}  # fmt: skip
_FIELD_OF: Final[dict[str, Field]] = {
    heading: field for field, headings in _HEADINGS.items() for heading in headings
}


class ListKind(NamedTuple):
    """A kind of list: words that its title has, its slug, its verdict, what it speaks of."""

    words: re.Pattern[str]
    slug: str
    verdict: Outcome
    kind: RequestKind


# In this order: 不应出具证明 must be tried before 出具证明.
_LIST_KINDS: Final = (
    ListKind(re.compile(r"(不应|不再|不得|无需|取消|禁止).*证明"), "nocert", "forbidden", "certificate"),
    ListKind(re.compile(r"证明"), "cert", "allowed", "certificate"),
    ListKind(re.compile(r"负面|禁止|不得"), "neg", "forbidden", "task"),
    ListKind(re.compile(r"协助|准入"), "assist", "assisting-duty", "task"),
    ListKind(re.compile(r"自治|履行"), "self", "self-governance", "task"),
    ListKind(re.compile(r"服务"), "service", "allowed", "task"),
    ListKind(re.compile(r"权力"), "power", "allowed", "task"),
)  # fmt: skip
UNKNOWN_KIND: Final = ListKind(re.compile(""), "other", "unlisted", "task")


def field_of(heading: str) -> Field | None:
    """The field that a heading of a column stands for; spaces and line breaks do not count."""
    return _FIELD_OF.get("".join(heading.split()).replace("(", "（").replace(")", "）"))


def columns_of(row: Row) -> tuple[Columns, tuple[str, ...]] | None:
    """Columns that a heading row names, and its headings that nobody knows; None for other rows."""
    columns: Columns = {}
    unknown = []
    known: list[Field] = []
    for cell in row:
        heading = "".join(cell.text.split())
        field = field_of(heading)
        if field is None:
            unknown.extend([heading] if heading else [])
            continue
        known.append(field)
        columns.update(dict.fromkeys(range(cell.start, cell.end), field))
    if len(set(known)) < 2 or len(unknown) > len(known):
        return None
    if "title" not in known and "details" in known:  # a table whose only wording is its title
        columns = {at: "title" if field == "details" else field for at, field in columns.items()}
    if "title" not in columns.values():
        return None
    return columns, tuple(unknown)


def kind_of_list(title: str) -> ListKind:
    """The kind of list that a title speaks of; UNKNOWN_KIND when it does not say."""
    return next((kind for kind in _LIST_KINDS if kind.words.search(title)), UNKNOWN_KIND)
