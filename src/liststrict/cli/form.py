"""`liststrict form …`: a verdict as a Word document that an office hands on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liststrict.cli.check import Kind, decode_stdin
from liststrict.cli.chinese import ChineseCommand, ChineseGroup
from liststrict.cli.options import OnDate, Packs, build_screener, read_text
from liststrict.errors import InputError

if TYPE_CHECKING:
    from liststrict.model.verdict import Verdict

app = typer.Typer(
    name="form",
    cls=ChineseGroup,
    help="生成 Word 表单：初审意见表、退回函、不予出具证明告知书、协助事项回执。",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Words = Annotated[
    str | None, typer.Argument(metavar="文字", help="来文或申请的内容；- 表示从标准输入读取。")
]
InFile = Annotated[
    Path | None, typer.Option("--file", metavar="文件", help="从文件读取来文的文字。")
]
OutFile = Annotated[
    Path, typer.Option("--output", "-o", metavar="文件", help="写到这个 .docx 文件。")
]
Requester = Annotated[
    str | None, typer.Option("--from", metavar="单位", help="来文单位，或者要证明的单位。")
]
Purpose = Annotated[str | None, typer.Option("--purpose", metavar="用途", help="证明的用途。")]
RequestKind = Annotated[
    Kind, typer.Option("--kind", help="事项类别：工作事项、证明事项或者自动判断。")
]
Village = Annotated[
    str | None, typer.Option("--village", metavar="名称", help="村（居）民委员会全称。")
]
Unit = Annotated[
    str | None, typer.Option("--unit", metavar="名称", help="所属乡镇政府（街道办事处）。")
]
Contact = Annotated[str | None, typer.Option("--contact", metavar="姓名", help="联系人。")]
Phone = Annotated[str | None, typer.Option("--phone", metavar="电话", help="联系电话。")]
Number = Annotated[str | None, typer.Option("--number", metavar="编号", help="文号或者编号。")]
Templates = Annotated[
    Path | None,
    typer.Option("--templates", metavar="文件夹", help="使用这个文件夹里改过的模板。"),
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的文件。")]


@app.command("review", cls=ChineseCommand)
def review(
    output: OutFile,
    text: Words = None,
    file: InFile = None,
    requester: Requester = None,
    purpose: Purpose = None,
    kind: RequestKind = Kind.auto,
    item: Annotated[
        str | None, typer.Option("--item", metavar="名称", help="事项名称；默认取自来文。")
    ] = None,
    basis: Annotated[
        str | None, typer.Option("--basis", metavar="文字", help="申请单位所报的政策法规依据。")
    ] = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="文字", help="需由村级办理的理由。")
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="文字", help="办理期限。")
    ] = None,
    funds: Annotated[str | None, typer.Option("--funds", metavar="文字", help="经费保障。")] = None,
    people: Annotated[
        str | None, typer.Option("--people", metavar="文字", help="人员保障。")
    ] = None,
    burden: Annotated[
        str | None, typer.Option("--burden", metavar="文字", help="基层负担评估。")
    ] = None,
    village: Village = None,
    contact: Contact = None,
    phone: Phone = None,
    number: Number = None,
    on: OnDate = None,
    packs: Packs = None,
    templates: Templates = None,
    force: Force = False,
) -> None:
    """村级工作事务准入初审意见表：附清单比对结果，由各级填写意见。"""
    options = {
        "requester": ("--from", requester),
        "purpose": ("--purpose", purpose),
        "item": ("--item", item),
        "basis": ("--basis", basis),
        "why": ("--why", why),
        "period": ("--period", period),
        "funds": ("--funds", funds),
        "people": ("--people", people),
        "burden": ("--burden", burden),
        "village": ("--village", village),
        "contact": ("--contact", contact),
        "phone": ("--phone", phone),
        "number": ("--number", number),
    }
    _make("review", text, file, kind, options, on, packs, templates, output, force)


@app.command("return", cls=ChineseCommand)
def return_letter(
    output: OutFile,
    text: Words = None,
    file: InFile = None,
    requester: Requester = None,
    purpose: Purpose = None,
    kind: RequestKind = Kind.auto,
    village: Village = None,
    unit: Unit = None,
    contact: Contact = None,
    phone: Phone = None,
    number: Number = None,
    on: OnDate = None,
    packs: Packs = None,
    templates: Templates = None,
    force: Force = False,
) -> None:
    """退回函：村里退回不应承担的事项，写明清单条款和法律依据。"""
    options = _letter_options(requester, purpose, village, unit, contact, phone, number)
    _make("return", text, file, kind, options, on, packs, templates, output, force)


@app.command("certificate", cls=ChineseCommand)
def certificate(
    output: OutFile,
    text: Words = None,
    file: InFile = None,
    resident: Annotated[
        str | None, typer.Option("--resident", metavar="姓名", help="申请人。")
    ] = None,
    requester: Requester = None,
    purpose: Purpose = None,
    kind: RequestKind = Kind.auto,
    village: Village = None,
    unit: Unit = None,
    contact: Contact = None,
    phone: Phone = None,
    number: Number = None,
    on: OnDate = None,
    packs: Packs = None,
    templates: Templates = None,
    force: Force = False,
) -> None:
    """不予出具证明告知书：告诉群众为什么不能开、该怎么办。"""
    options = _letter_options(requester, purpose, village, unit, contact, phone, number)
    options["resident"] = ("--resident", resident)
    _make("certificate", text, file, kind, options, on, packs, templates, output, force)


@app.command("receipt", cls=ChineseCommand)
def receipt(
    output: OutFile,
    text: Words = None,
    file: InFile = None,
    requester: Requester = None,
    purpose: Purpose = None,
    kind: RequestKind = Kind.auto,
    village: Village = None,
    unit: Unit = None,
    contact: Contact = None,
    phone: Phone = None,
    number: Number = None,
    on: OnDate = None,
    packs: Packs = None,
    templates: Templates = None,
    force: Force = False,
) -> None:
    """协助事项回执：村里予以协助，写明牵头单位。"""
    options = _letter_options(requester, purpose, village, unit, contact, phone, number)
    _make("receipt", text, file, kind, options, on, packs, templates, output, force)


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


Options = dict[str, tuple[str, str | None]]


def _letter_options(
    requester: str | None,
    purpose: str | None,
    village: str | None,
    unit: str | None,
    contact: str | None,
    phone: str | None,
    number: str | None,
) -> Options:
    return {
        "requester": ("--from", requester),
        "purpose": ("--purpose", purpose),
        "village": ("--village", village),
        "unit": ("--unit", unit),
        "contact": ("--contact", contact),
        "phone": ("--phone", phone),
        "number": ("--number", number),
    }


def _make(
    name: str,
    text: str | None,
    file: Path | None,
    kind: Kind,
    options: Options,
    on: str | None,
    packs: list[str] | None,
    templates: Path | None,
    output: Path,
    force: bool,
) -> None:
    from liststrict.forms.build import make_form
    from liststrict.forms.details import details_from
    from liststrict.forms.kinds import FORMS
    from liststrict.forms.save import refuse_destination, save

    # What can be known to fail is told before the work is done.
    content = _content(text, file)
    details = details_from(options)
    if output.suffix.lower() != ".docx":
        raise InputError(f"{output}：输出文件的名字要以 .docx 结尾")
    refuse_destination(output, force)
    verdict = build_screener(packs, on).screen(
        content,
        kind=kind.value,
        requester=details.requester or None,
        purpose=details.purpose or None,
    )
    save(output, make_form(name, verdict, details, templates), force)
    typer.echo(f"已生成{FORMS[name].title}：{output}")
    _warn(verdict)


def _content(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise InputError("文字和 --file 只能给一个；请去掉其中之一")
    if file is not None:
        return decode_stdin() if str(file) == "-" else read_text(file)
    if text is None:
        raise InputError(
            '没有给出来文的内容；例如：liststrict form return "请村委会拆除违章建筑" -o 退回函.docx'
        )
    return decode_stdin() if text == "-" else text


def _warn(verdict: "Verdict") -> None:
    if any(task.needs_review for task in verdict.tasks):
        typer.echo("提示：有清单外或者把握不高的事项，请人工复核后再发出", err=True)
    if any(task.conflicts for task in verdict.tasks):
        typer.echo("提示：清单之间有不一致的地方，请核对后再发出", err=True)
