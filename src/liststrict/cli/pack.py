"""`liststrict pack …`: makes, imports, tests, compares, locks and describes packs."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liststrict.cli.chinese import ChineseCommand, ChineseGroup
from liststrict.cli.exit_codes import DOES_NOT_HOLD
from liststrict.cli.options import Form, TableFormat

if TYPE_CHECKING:
    from liststrict.packtools.examples import Tested

app = typer.Typer(cls=ChineseGroup, no_args_is_help=True, help="制作、导入、检验、比较规则包。")


class LevelName(StrEnum):
    """Levels of a pack, the highest first."""

    country = "country"
    province = "province"
    county = "county"
    town = "town"
    village = "village"


NewFolder = Annotated[Path, typer.Argument(metavar="文件夹", help="新的文件夹，不能已有内容。")]
PackId = Annotated[
    str | None, typer.Option("--id", metavar="编号", help="规则包编号；默认用文件夹名。")
]
Title = Annotated[str | None, typer.Option("--title", metavar="名称", help="规则包名称。")]
Place = Annotated[
    str | None, typer.Option("--jurisdiction", metavar="地方", help="适用的地方，如 重庆市金鸡镇。")
]
Rows = Annotated[Path | None, typer.Option("--cases", metavar="案例文件", help="案例（.jsonl）。")]


@app.command("new", cls=ChineseCommand)
def new(
    folder: NewFolder,
    name: PackId = None,
    title: Title = None,
    jurisdiction: Place = None,
    level: Annotated[LevelName, typer.Option("--level", help="层级。")] = LevelName.town,
) -> None:
    """新建一个规则包：每张清单有一个样例条目，能直接检验。"""
    from liststrict.packtools.new import new_pack

    made = new_pack(folder, name, title, jurisdiction, level.value)
    typer.echo(f"已新建 {folder}：{'、'.join(made)}")
    typer.echo(f"下一步：改好 pack.yaml，照样例写条目，再运行 liststrict pack test {folder}")


@app.command("template", cls=ChineseCommand)
def template(
    file: Annotated[Path, typer.Argument(metavar="输出.xlsx", help="样表写到这里。")],
) -> None:
    """写一份 Excel 样表，填好后可用 pack import 导入。"""
    from liststrict.packtools.template import write_template

    write_template(file)
    typer.echo(f"已写样表 {file}；填好后运行 liststrict pack import {file} -o 新文件夹")


@app.command("import", cls=ChineseCommand)
def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要导入的 .docx 或 .xlsx。")],
    folder: Annotated[
        Path, typer.Option("-o", "--output", metavar="文件夹", help="新的文件夹，不能已有内容。")
    ],
    name: PackId = None,
    title: Title = None,
    jurisdiction: Place = None,
    level: Annotated[LevelName | None, typer.Option("--level", help="层级。")] = None,
) -> None:
    """把 Word 或 Excel 里的清单表格导入为规则包草稿，并报告需要人看的地方。"""
    from liststrict.packtools.importing import REPORT_FILE, import_office

    stated = {"id": name, "title": title, "jurisdiction": jurisdiction, "level": level}
    facts = {key: str(value) for key, value in stated.items() if value}
    made = import_office(file, folder, facts)
    for slug, heading, count in made.lists:
        typer.echo(f"{slug}　{heading}　{count} 条")
    typer.echo(f"已导入 {folder}；有 {made.notes} 处需要人看，见 {folder / REPORT_FILE}")


@app.command("test", cls=ChineseCommand)
def test(
    packs: Annotated[
        list[str] | None,
        typer.Argument(metavar="规则包", help="编号或文件夹，可有多个；默认检验自带的规则包。"),
    ] = None,
    min_entries: Annotated[
        float | None,
        typer.Option("--min-entries", min=0, max=100, help="有例句的条目占比下限（%）。"),
    ] = None,
    min_vocabulary: Annotated[
        float | None,
        typer.Option("--min-vocabulary", min=0, max=100, help="例句用到的识别词语占比下限（%）。"),
    ] = None,
    cases: Annotated[
        list[Path] | None,
        typer.Option(
            "--cases", metavar="案例文件", help="标注好的案例（.jsonl），用到的识别词语也算数。"
        ),
    ] = None,
    form: Form = TableFormat.text,
) -> None:
    """检验规则包：例句应命中本条，近似例句不应命中。"""
    from liststrict.evaluate import load_cases
    from liststrict.packtools.examples import check_packs

    labelled = [case for file in cases or () for case in load_cases(file)]
    results = check_packs(packs or [], cases=labelled)
    short = [line for one in results for line in _too_few(one, min_entries, min_vocabulary)]
    if form is TableFormat.json:
        _print_json({"packs": [_tested(one) for one in results], "below": short})
    else:
        for one in results:
            _print_tested(one)
    for line in short:
        typer.echo(line, err=True)
    if short or any(one.failures for one in results):
        raise typer.Exit(DOES_NOT_HOLD)


def _too_few(one: "Tested", min_entries: float | None, min_vocabulary: float | None) -> list[str]:
    rows = (
        ("有例句的条目", one.entry_share, min_entries),
        ("例句用到的识别词语", one.term_share, min_vocabulary),
    )
    return [
        f"{one.pack}：{name}占 {share:.1%}，低于下限 {limit:g}%"
        for name, share, limit in rows
        if limit is not None and share * 100 < limit
    ]


def _tested(one: "Tested") -> dict[str, Any]:
    return {
        "pack": one.pack,
        "checked": one.checked,
        "passed": one.checked - len(one.failures),
        "failures": [failure._asdict() for failure in one.failures],
        "close": [{**row._asdict(), "margin": round(row.margin, 3)} for row in one.close],
        "entries": {
            "total": one.entries,
            "with_examples": one.with_examples,
            "share": round(one.entry_share, 4),
            "without_examples": list(one.bare),
        },
        "vocabulary": {
            "total": one.terms,
            "met": one.terms_met,
            "share": round(one.term_share, 4),
        },
    }


def _print_tested(one: "Tested") -> None:
    for failure in one.failures:
        kind = "例句" if failure.kind == "example" else "近似例句"
        typer.echo(
            f"未通过　{failure.pack}/{failure.entry}　{kind}“{failure.text}”：{failure.problem}"
        )
    typer.echo(
        f"{one.pack}：{one.checked} 句，通过 {one.checked - len(one.failures)} 句，"
        f"未通过 {len(one.failures)} 句；有例句的条目 {one.with_examples}/{one.entries}"
        f"（{one.entry_share:.1%}）；例句、案例用到的识别词语 {one.terms_met}/{one.terms}"
        f"（{one.term_share:.1%}）"
    )
    for row in one.close:
        kind = "例句" if row.kind == "example" else "近似例句"
        typer.echo(
            f"  勉强通过　{row.pack}/{row.entry}　{kind}“{row.text}”：与另一种答案只差 {max(row.margin, 0.0):.0%}，"
            "词语或权重稍有变动就可能失败；请换一句区别更明显的"
        )
    if one.bare:
        more = f" 等 {len(one.bare)} 条" if len(one.bare) > 10 else ""
        typer.echo(f"  没有例句的条目：{'、'.join(one.bare[:10])}{more}")


@app.command("diff", cls=ChineseCommand)
def diff(
    old: Annotated[str, typer.Argument(metavar="旧", help="旧的规则包：编号或文件夹。")],
    new_: Annotated[str, typer.Argument(metavar="新", help="新的规则包：编号或文件夹。")],
    cases: Rows = None,
    fail_on_flip: Annotated[
        bool, typer.Option("--fail-on-flip", help="有结论改变时，退出码为 1。")
    ] = False,
    form: Form = TableFormat.text,
) -> None:
    """比较两个规则包：增加、删去、改动了哪些条目，哪些结论因此改变。"""
    from liststrict.cli.pack_diff import as_json, print_text
    from liststrict.errors import InputError
    from liststrict.packs.catalog import resolve_packs
    from liststrict.packtools.diff import compare

    if fail_on_flip and cases is None:
        raise InputError("--fail-on-flip 要和 --cases 一起用；请给出案例文件")
    below_old, below_new = resolve_packs([old]), resolve_packs([new_])
    difference = compare(below_old[0], below_new[0])
    flips = None
    if cases is not None:
        from liststrict.api import Screener
        from liststrict.packtools.flips import find_flips, read_requests

        requests = list(read_requests(cases))
        flips = find_flips(Screener(below_old), Screener(below_new), requests)
    if form is TableFormat.json:
        _print_json(as_json(difference, flips))
    else:
        print_text(difference, flips)
    if fail_on_flip and flips is not None and flips.flips:
        raise typer.Exit(DOES_NOT_HOLD)


@app.command("lock", cls=ChineseCommand)
def lock(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="规则包的文件夹。")],
) -> None:
    """写 pack.lock：记下这一版本各文件和各条目原文的摘要。"""
    from liststrict.packtools.locking import write_lock

    made = write_lock(folder)
    typer.echo(
        f"已锁定 {folder} 版本 {made.version}：{len(made.files)} 个文件，{len(made.wording)} 个条目"
    )


@app.command("schema", cls=ChineseCommand)
def schema(
    file: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到文件；默认写到标准输出。"),
    ] = None,
) -> None:
    """输出规则包文件的 JSON Schema，供编辑器提示和检查。"""
    from liststrict.packtools.folder import write_file
    from liststrict.packtools.schema import schema_text

    text = schema_text()
    if file is None:
        sys.stdout.write(text)
    else:
        write_file(file, text.encode("utf-8"))
        typer.echo(f"已写 {file}")


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
