"""`liststrict list`, `show`, `search`: the lists themselves."""

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liststrict.cli.options import Form, Packs, TableFormat
from liststrict.errors import InputError, UnknownEntryError
from liststrict.model.outcome import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liststrict.model.entry import Entry, Pack, RuleList


def list_entries(
    name: Annotated[
        str | None, typer.Argument(metavar="清单", help="只列这一张清单，如 neg、assist。")
    ] = None,
    packs: Packs = None,
    form: Form = TableFormat.text,
) -> None:
    """列出清单和条目。"""
    rows = [row for row in _rows(packs) if name is None or row[1].list == name]
    if not rows:
        known = "、".join(dict.fromkeys(rules.list for _, rules, _ in _rows(packs)))
        raise UnknownEntryError(f"没有名为“{name}”的清单；可用：{known}")
    if form is TableFormat.json:
        _print_json([_plain(*row) for row in rows])
        return
    current = ("", "")
    for pack, rules, entry in rows:
        if (pack.id, rules.list) != current:
            current = (pack.id, rules.list)
            typer.echo(f"{rules.title}（{rules.list}，{LABELS[rules.verdict]}，规则包 {pack.id}）")
        typer.echo(f"  {entry.id}  {entry.title}")


def show(
    entry: Annotated[
        str,
        typer.Argument(
            metavar="条目", help="条目编号，如 neg-02；别的规则包写作 national/nocert-05。"
        ),
    ],
    packs: Packs = None,
    form: Form = TableFormat.text,
) -> None:
    """显示一个条目的全部内容：原文、单位、依据、更正。"""
    name, slash, _ = entry.partition("/")
    rows = _rows(packs or ([name] if slash else None))
    found = next((row for row in rows if entry in (row[2].id, row[0].reference(row[2]))), None)
    if found is None:
        raise UnknownEntryError(f"没有条目“{entry}”；用 liststrict list 查看全部条目编号")
    if form is TableFormat.json:
        _print_json(_plain(*found))
        return
    _print_entry(*found)


def search(
    words: Annotated[list[str], typer.Argument(metavar="词语", help="要找的词语，可有多个。")],
    packs: Packs = None,
    form: Form = TableFormat.text,
    most: Annotated[int, typer.Option("--most", min=1, max=124, help="最多显示几条。")] = 10,
) -> None:
    """按词语查找条目；原文、别名和常用说法都在查找之列，写错个别字也能找到。"""
    from liststrict.match.fuzzy import rank_entries

    wanted = " ".join(words).strip()
    if not wanted:
        raise InputError("没有给出要找的词语；例如：liststrict search 违建")
    rows = _rows(packs)
    hits = rank_entries(wanted, [entry for _, _, entry in rows], most)
    if form is TableFormat.json:
        _print_json(
            [{"entry": entry.id, "title": entry.title, "score": score} for entry, score in hits]
        )
        return
    if not hits:
        typer.echo("没有找到相近的条目。")
    titles = {entry.id: rules.title for _, rules, entry in rows}
    for entry, _ in hits:
        typer.echo(f"{entry.id}  {entry.title}（{titles[entry.id]}）")


def _rows(packs: "Sequence[str] | None") -> "list[tuple[Pack, RuleList, Entry]]":
    from liststrict.packs.catalog import SHOWN_BY_DEFAULT, load_shipped, resolve_packs

    return [
        (pack, rules, entry)
        for pack in (resolve_packs(packs) if packs else map(load_shipped, SHOWN_BY_DEFAULT))
        for rules in pack.lists
        for entry in rules.entries
    ]


def _plain(pack: "Pack", rules: "RuleList", entry: "Entry") -> dict[str, Any]:
    """The entry whole; wording fields that its table does not have are left out."""
    from liststrict.model.entry import WORDING

    data = entry.model_dump(mode="json")
    kept = {"title", *data} - set(WORDING)
    plain = {key: value for key, value in data.items() if value is not None or key in kept}
    return {
        "id": entry.id,
        "pack": pack.id,
        "list": rules.list,
        "list_title": rules.title,
        "verdict": rules.verdict,
        **plain,
    }


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def _print_entry(pack: "Pack", rules: "RuleList", entry: "Entry") -> None:
    typer.echo(f"{entry.id}  {entry.title}")
    typer.echo(f"{rules.title} 第{entry.no}项　{LABELS[rules.verdict]}　规则包 {pack.id}")
    for label, text in _entry_rows(pack, entry):
        typer.echo(f"{label}：{text}")


def _entry_rows(pack: "Pack", entry: "Entry") -> "Iterator[tuple[str, str]]":
    from liststrict.decide.citations import cited_bases
    from liststrict.decide.reason import basis_line
    from liststrict.packs.catalog import law_register

    single = (
        ("类别", entry.category),
        ("又称", "、".join(entry.aliases or ())),
        *_numbered("职责", entry.duties),
        *_numbered("细化事项", entry.details),
        ("要求部门", "、".join(entry.requested_by or ())),
        ("用途", entry.purpose),
        ("形式", entry.form),
        ("办事途径", entry.alternative),
        ("指导（责任）单位", "、".join(entry.units or ())),
    )
    yield from ((label, text) for label, text in single if text)
    titles = law_register([pack]).titles()
    yield from (("法律依据", basis_line(basis)) for basis in cited_bases(entry, titles))
    for erratum in entry.errata:
        yield "更正", f"原文“{erratum.source_has}”，当作“{erratum.meant}”（{erratum.why}）"
    yield from (("例", example) for example in entry.examples)


def _numbered(label: str, texts: "Sequence[str] | None") -> "Iterator[tuple[str, str]]":
    return ((f"{label}{number}", text) for number, text in enumerate(texts or (), 1))
