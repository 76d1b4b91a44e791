"""`liststrict form …`: a verdict as a Word document that an office hands on."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from liststrict.cli.check import decode_stdin
from liststrict.cli.chinese import ChineseCommand, ChineseGroup
from liststrict.cli.form_options import FIELDS, Force, Given, form_command
from liststrict.cli.options import build_screener
from liststrict.errors import InputError

if TYPE_CHECKING:
    from liststrict.forms.details import Details
    from liststrict.model.verdict import Verdict

app = typer.Typer(
    name="form",
    cls=ChineseGroup,
    help="生成 Word 表单：初审意见表、退回函、不予出具证明告知书、协助事项回执。",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

_LETTER: Final = ("requester", "purpose", "village", "unit", "contact", "phone", "number")
# Which form takes which fields, in the order of its help.
TAKES: Final = {
    "review": (
        "村级工作事务准入初审意见表：附清单比对结果，由各级填写意见。",
        (
            *("requester", "purpose", "item", "basis", "why", "period", "funds", "people"),
            *("burden", "village", "contact", "phone", "number"),
        ),
    ),
    "return": ("退回函：村里退回不应承担的事项，写明清单条款和法律依据。", _LETTER),
    "certificate": (
        "不予出具证明告知书：告诉群众为什么不能开、该怎么办。",
        ("resident", *_LETTER),
    ),
    "receipt": ("协助事项回执：村里予以协助，写明牵头单位。", _LETTER),
}


def _make(name: str, given: Given) -> None:
    from liststrict.forms.build import make_form
    from liststrict.forms.details import details_from
    from liststrict.forms.kinds import FORMS
    from liststrict.forms.save import refuse_destination, save

    # What can be known to fail is told before the work is done.
    details = details_from(
        {field: (FIELDS[field].option, value) for field, value in given.details.items()}
    )
    _refuse_both(given)
    if given.output.suffix.lower() != ".docx":
        raise InputError(f"{given.output}：输出文件的名字要以 .docx 结尾")
    refuse_destination(given.output, given.force)
    verdict, details = _screened(given, details)
    save(given.output, make_form(name, verdict, details, given.templates), given.force)
    typer.echo(f"已生成{FORMS[name].title}：{given.output}")
    _warn(verdict)


def _refuse_both(given: Given) -> None:
    if given.text is not None and given.file is not None:
        raise InputError("文字和 --file 只能给一个；请去掉其中之一")
    if given.text is None and given.file is None:
        raise InputError(
            '没有给出来文的内容；例如：liststrict form return "请村委会拆除违章建筑" -o 退回函.docx'
        )


def _screened(given: Given, details: "Details") -> "tuple[Verdict, Details]":
    """The answer to a text, or to a document, which also tells who sent it and what it is called."""
    requester, purpose = details.requester or None, details.purpose or None
    if given.file is None or str(given.file) == "-":
        content = decode_stdin() if "-" in (given.text, str(given.file)) else str(given.text)
        screener = build_screener(given.packs, given.on)
        answer = screener.screen(content, given.kind.value, requester, purpose)
        return answer, details
    from liststrict.documents.notice import screen_document
    from liststrict.documents.read import read_document
    from liststrict.forms.details import with_notice

    document = read_document(given.file)
    screener = build_screener(given.packs, given.on)
    notice = screen_document(document, screener, given.kind.value, requester, purpose)
    return notice, with_notice(details, notice)


def _warn(verdict: "Verdict") -> None:
    if any(task.needs_review for task in verdict.tasks):
        typer.echo("提示：有清单外或者把握不高的事项，请人工复核后再发出", err=True)
    if any(task.conflicts for task in verdict.tasks):
        typer.echo("提示：清单之间有不一致的地方，请核对后再发出", err=True)


for _name, (_help, _fields) in TAKES.items():
    app.command(_name, cls=ChineseCommand)(form_command(partial(_make, _name), _help, _fields))


@app.command("init", cls=ChineseCommand)
def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="模板写到这里。")],
    force: Force = False,
) -> None:
    """导出全部模板，供在 Word 里修改；修改后用 --templates 指定。"""
    from liststrict.forms.build import template_files
    from liststrict.forms.save import refuse_destination, save

    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder}：这是文件；请给出文件夹")
    files = template_files()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise InputError(f"{folder}：建不了这个文件夹；请检查路径和权限") from None
    for file in files:
        refuse_destination(folder / file.name, force)
    for file in files:
        save(folder / file.name, file.read_bytes(), force)
        typer.echo(f"已导出：{folder / file.name}")
