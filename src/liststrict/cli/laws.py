"""`liststrict laws`: the law register, texts of laws, and the check of citations."""

import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liststrict.cli.chinese import ChineseCommand, ChineseGroup
from liststrict.cli.exit_codes import DOES_NOT_HOLD
from liststrict.cli.options import (
    Form,
    LawFolder,
    OnDate,
    Packs,
    TableFormat,
    law_sources,
    parse_date,
)
from liststrict.errors import InputError

if TYPE_CHECKING:
    from liststrict.laws.checks import Sources
    from liststrict.laws.report import Report
    from liststrict.model.basis import Law

app = typer.Typer(
    cls=ChineseGroup,
    help="法律登记册；核对清单所引的条文。",
    no_args_is_help=True,
    rich_markup_mode="rich",
)


@app.command("list", cls=ChineseCommand)
def list_laws(library: LawFolder = None, form: Form = TableFormat.text) -> None:
    """列出登记册里的法律：状态、版本；给出文件夹时，另列出有没有文本。"""
    from liststrict.output.laws import law_line

    sources = law_sources(library)
    if form is TableFormat.json:
        _print_json([_plain(law, sources) for law in sources.register.laws])
        return
    for law in sources.register.laws:
        typer.echo(law_line(law, sources))


@app.command("show", cls=ChineseCommand)
def show_law(
    law: Annotated[
        str, typer.Argument(metavar="法名", help="法名、简称或文号；可带条款，如 价格法第八条。")
    ],
    library: LawFolder = None,
    on: OnDate = None,
    form: Form = TableFormat.text,
) -> None:
    """显示一部法的版本和状态；给出文件夹并写明条款时，显示条文。"""
    from liststrict.output.laws import law_rows

    sources = law_sources(library)
    found, places = _wanted(sources, law)
    texts = _texts(sources, found, places, _day(on))
    if form is TableFormat.json:
        _print_json({**_plain(found, sources), "texts": texts})
        return
    typer.echo(f"《{found.title.strip('《》')}》（登记号 {found.id}）")
    for label, words in law_rows(found, sources):
        typer.echo(f"{label}：{words}")
    for text in texts:
        typer.echo(f"\n{text['place']}（{text['version']} 版）\n{text['text']}")


@app.command("verify", cls=ChineseCommand)
def verify(
    library: LawFolder = None,
    packs: Packs = None,
    on: OnDate = None,
    form: Form = TableFormat.text,
    everything: Annotated[bool, typer.Option("--all", help="成立的引用也逐条列出。")] = False,
    unrecorded: Annotated[
        bool,
        typer.Option("--unrecorded", help="只看规则包自己没有注明的问题；只有它们使退出码为 1。"),
    ] = False,
) -> None:
    """核对清单所引的每一处条、款、项：有没有、是否有效、移到了哪里。"""
    from liststrict.laws.verify import not_holding, verify_packs
    from liststrict.output.laws import write_report
    from liststrict.packs.catalog import DEFAULT_PACK, resolve_packs

    wanted = resolve_packs(packs or [DEFAULT_PACK])
    report: Report = verify_packs(law_sources(library, wanted), wanted, _day(on))
    if form is TableFormat.json:
        _print_json(report.model_dump(mode="json"))
    else:
        write_report(report, sys.stdout, everything, unrecorded)
    failing = report.unrecorded if unrecorded else sum(map(not_holding, report.findings))
    if failing:
        raise typer.Exit(DOES_NOT_HOLD)


def _day(on: str | None) -> str:
    day = parse_date(on) if on else date.today()  # noqa: DTZ011  (the local day is meant)
    return day.isoformat()


def _wanted(sources: "Sources", words: str) -> "tuple[Law, tuple[Any, ...]]":
    """The law that is asked for, by name or by a citation of places in it."""
    from liststrict.laws.citation import parse_citations

    found = sources.register.find(words)
    if found:
        return found, ()
    for cited in parse_citations(words).laws:
        found = sources.register.resolve(cited)
        if found:
            return found, cited.places
    raise InputError(f"登记册里没有“{words[:60]}”；用 liststrict laws list 查看全部法律")


def _texts(
    sources: "Sources", law: "Law", places: "tuple[Any, ...]", on: str
) -> list[dict[str, str]]:
    if not places:
        return []
    if sources.library is None:
        raise InputError("要看条文，请用 --library 给出法律文本文件夹")
    version = sources.version_on(law, on)
    text = sources.text(law, version)
    if text is None or version is None:
        raise InputError(f"文件夹里没有《{law.title}》{version.date if version else ''} 版的文本")
    found = []
    for place in places:
        words = text.at(place)
        if words is None:
            raise InputError(f"《{law.title}》{version.date} 版没有{place}；请核对条款")
        found.append({"place": str(place), "version": version.date or "", "text": words})
    return found


def _plain(law: "Law", sources: "Sources") -> dict[str, Any]:
    data = law.model_dump(mode="json")
    held = {version.date for version in sources.versions(law) if sources.text(law, version)}
    if sources.library:
        data["versions"] = [
            {**version, "text": version["date"] in held} for version in data["versions"]
        ]
    return data


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
