"""The options of `liststrict form …`: each told once, and which form takes which."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

import typer

from liststrict.cli.check import Kind
from liststrict.cli.options import OnDate, Packs


class Given(NamedTuple):
    """What a form command was called with; `details` are the fields of the form by their names."""

    text: str | None
    file: Path | None
    output: Path
    kind: Kind
    on: str | None
    packs: list[str] | None
    templates: Path | None
    force: bool
    details: dict[str, str | None]


class Field(NamedTuple):
    """An option that fills a field of the form."""

    option: str
    metavar: str
    help: str


# By the name of the field in liststrict.forms.details.
FIELDS: Final = {
    "requester": Field("--from", "单位", "来文单位；默认取自落款。"),
    "purpose": Field("--purpose", "用途", "证明的用途。"),
    "item": Field("--item", "名称", "事项名称；默认取自来文。"),
    "basis": Field("--basis", "文字", "申请单位所报的政策法规依据。"),
    "why": Field("--why", "文字", "需由村级办理的理由。"),
    "period": Field("--period", "文字", "办理期限；默认取自来文。"),
    "funds": Field("--funds", "文字", "经费保障。"),
    "people": Field("--people", "文字", "人员保障。"),
    "burden": Field("--burden", "文字", "基层负担；默认列负担信号。"),
    "resident": Field("--resident", "姓名", "申请人。"),
    "village": Field("--village", "名称", "村（居）民委员会全称。"),
    "unit": Field("--unit", "名称", "所属乡镇政府（街道办事处）。"),
    "contact": Field("--contact", "姓名", "联系人。"),
    "phone": Field("--phone", "电话", "联系电话。"),
    "number": Field("--number", "编号", "文号或者编号。"),
}

Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件。")]
_BEFORE: Final = {
    "output": Annotated[
        Path, typer.Option("--output", "-o", metavar="文件", help="写到这个 .docx 文件。")
    ],
    "text": Annotated[
        str | None, typer.Argument(metavar="文字", help="来文或申请的内容；- 表示从标准输入读取。")
    ],
    "file": Annotated[
        Path | None,
        typer.Option("--file", metavar="文件", help="读取来文，种类同 check。"),
    ],
    "kind": Annotated[
        Kind, typer.Option("--kind", help="事项类别：工作事项、证明事项或者自动判断。")
    ],
}
_AFTER: Final = {
    "on": OnDate,
    "packs": Packs,
    "templates": Annotated[
        Path | None,
        typer.Option("--templates", metavar="文件夹", help="使用这个文件夹里改过的模板。"),
    ],
    "force": Force,
}
_DEFAULTS: Final = {"output": inspect.Parameter.empty, "kind": Kind.auto, "force": False}


def form_command(make: Callable[[Given], None], help_text: str, fields: tuple[str, ...]) -> Any:
    """A function as typer wants it, with the options of one form; it hands all on to `make`."""

    def command(**given: Any) -> None:
        details = {name: given.pop(name) for name in fields}
        make(Given(**given, details=details))

    told = {
        name: Annotated[
            str | None,
            typer.Option(FIELDS[name].option, metavar=FIELDS[name].metavar, help=FIELDS[name].help),
        ]
        for name in fields
    }
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=_DEFAULTS.get(name),
                annotation=annotation,
            )
            for name, annotation in {**_BEFORE, **told, **_AFTER}.items()
        ]
    )
    command.__doc__ = help_text
    return command
