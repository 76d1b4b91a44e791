"""`liststrict check`: screens one request or one document."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from liststrict.cli.exit_codes import DOES_NOT_HOLD
from liststrict.cli.options import LawFolder, OnDate, Packs, build_screener, decode
from liststrict.errors import InputError
from liststrict.model.outcome import STRICTEST_FIRST


class Kind(StrEnum):
    """Kinds of request, or to be found out."""

    auto = "auto"
    task = "task"
    certificate = "certificate"


class Format(StrEnum):
    """Formats of an answer."""

    text = "text"
    json = "json"
    markdown = "markdown"


class Reader(StrEnum):
    """Whom the advice is for."""

    village = "village"
    township = "township"


class FailOn(StrEnum):
    """Outcomes, the strictest first."""

    forbidden = "forbidden"
    unlisted = "unlisted"
    assisting_duty = "assisting-duty"
    self_governance = "self-governance"
    allowed = "allowed"


def check(
    text: Annotated[
        str | None, typer.Argument(metavar="文字", help="要审核的事项；- 表示从标准输入读取。")
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="文件",
            help="审核一份通知或文件：.docx、.pdf、.ofd、.txt、.md，装有 LibreOffice 时还有 .doc、.wps。",
        ),
    ] = None,
    kind: Annotated[
        Kind, typer.Option("--kind", help="事项类别：工作事项、证明事项或者自动判断。")
    ] = Kind.auto,
    requester: Annotated[
        str | None, typer.Option("--from", metavar="单位", help="提出要求的单位。")
    ] = None,
    purpose: Annotated[
        str | None, typer.Option("--purpose", metavar="用途", help="证明的用途。")
    ] = None,
    on: OnDate = None,
    packs: Packs = None,
    library: LawFolder = None,
    reader: Annotated[
        Reader | None, typer.Option("--as", help="只显示给村里或给乡镇的建议。")
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="输出格式。")] = Format.text,
    explain: Annotated[bool, typer.Option("--explain", help="显示完整的判定过程。")] = False,
    fail_on: Annotated[
        FailOn | None, typer.Option("--fail-on", help="结论是它（或更严）时，退出码为 1。")
    ] = None,
) -> None:
    """审核一项要求：该不该办、依据哪一条、接下来怎么办。"""
    from liststrict.output import FORMATS, NOTICE_FORMATS

    shown_to = reader.value if reader else None
    if file is not None and text is None and str(file) != "-":
        from liststrict.documents.notice import screen_document
        from liststrict.documents.read import read_document

        document = read_document(file)
        screener = build_screener(packs, on)
        answer = screen_document(document, screener, kind.value, requester, purpose)
        NOTICE_FORMATS[form.value](answer, sys.stdout, explain, shown_to)
        outcome = answer.verdict
    else:
        content = _content(text, file)
        screener = build_screener(packs, on)
        verdict = screener.screen(content, kind=kind.value, requester=requester, purpose=purpose)
        if library is not None:
            from liststrict.cli.options import law_sources
            from liststrict.laws.quote import with_quotes

            verdict = with_quotes(verdict, law_sources(library, screener.packs))
        FORMATS[form.value](verdict, sys.stdout, explain, shown_to)
        outcome = verdict.verdict
    if fail_on is not None:
        limit = STRICTEST_FIRST.index(fail_on.value)
        if STRICTEST_FIRST.index(outcome) <= limit:
            raise typer.Exit(DOES_NOT_HOLD)


def _content(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise InputError("文字和 --file 只能给一个；请去掉其中之一")
    if file is not None:
        return decode_stdin()
    if text is None:
        raise InputError('没有给出要审核的文字；例如：liststrict check "请村委会拆除违章建筑"')
    return decode_stdin() if text == "-" else text


def decode_stdin() -> str:
    """All of standard input as text."""
    return decode(sys.stdin.buffer.read(), "标准输入")
