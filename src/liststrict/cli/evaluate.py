"""`liststrict eval`: scores labelled cases as the labelling guide says."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from liststrict.cli.exit_codes import DOES_NOT_HOLD
from liststrict.cli.options import Form, OnDate, Packs, TableFormat, build_screener
from liststrict.model.outcome import LABELS, STRICTEST_FIRST

if TYPE_CHECKING:
    from liststrict.evaluate import Score, Scored


def evaluate(
    files: Annotated[
        list[Path], typer.Argument(metavar="案例文件", help="案例文件（.jsonl），可有多个。")
    ],
    use_kind: Annotated[bool, typer.Option("--use-kind", help="采用案例里写明的类别。")] = False,
    form: Form = TableFormat.text,
    errors: Annotated[bool, typer.Option("--errors", help="逐条列出答错的案例。")] = False,
    min_verdict: Annotated[
        float | None, typer.Option("--min-verdict", min=0, max=100, help="结论正确率下限（%）。")
    ] = None,
    min_citation: Annotated[
        float | None, typer.Option("--min-citation", min=0, max=100, help="引用正确率下限（%）。")
    ] = None,
    max_dangerous: Annotated[
        float | None, typer.Option("--max-dangerous", min=0, max=100, help="危险错误率上限（%）。")
    ] = None,
    packs: Packs = None,
    on: OnDate = None,
) -> None:
    """用标注好的案例检验判断得准不准。"""
    from liststrict.evaluate import load_cases, score_cases, summarise

    cases = [case for file in files for case in load_cases(file)]
    scored = score_cases(build_screener(packs, on), cases, use_kind)
    total = summarise(scored)
    if form is TableFormat.json:
        json.dump(_report(scored), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        _print(scored, errors)
    limits = (
        ("结论正确率", total.verdict, min_verdict, 1),
        ("引用正确率", total.citation, min_citation, 1),
        ("危险错误率", total.dangerous, max_dangerous, -1),
    )
    failed = False
    for name, share, limit, sign in limits:
        if limit is not None and sign * (share * 100 - limit) < 0:
            words = "低于下限" if sign > 0 else "高于上限"
            typer.echo(f"{name} {share:.1%} {words} {limit:g}%", err=True)
            failed = True
    if failed:
        raise typer.Exit(DOES_NOT_HOLD)


def _report(scored: "list[Scored]") -> dict[str, Any]:
    from liststrict.evaluate import by_group, confusion, summarise

    return {
        "total": summarise(scored)._asdict(),
        "groups": {name: score._asdict() for name, score in by_group(scored).items()},
        "confusion": [
            {"right": right, "answered": answered, "count": count}
            for (right, answered), count in sorted(confusion(scored).items())
        ],
        "errors": [_miss(one) for one in scored if not one.right or one.cited_right is False],
    }


def _miss(one: "Scored") -> dict[str, Any]:
    return {
        "id": one.case.id,
        "text": one.case.text,
        "right": one.case.verdict,
        "also_ok": list(one.case.also_ok),
        "entries": list(one.case.entries),
        "answered": one.answered,
        "cited": one.cited,
        "confidence": one.confidence,
        "dangerous": one.dangerous,
    }


def _print(scored: "list[Scored]", errors: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from liststrict.evaluate import by_group, confusion, summarise

    console = Console(highlight=False)
    table = Table(title="各组得分")
    for heading in ("组", "案例", "结论正确", "引用正确", "危险错误", "作答率", "应为清单外"):
        table.add_column(heading, justify="left" if heading == "组" else "right")
    for name, score in (*by_group(scored).items(), ("合计", summarise(scored))):
        table.add_row(name, *_cells(score))
    console.print(table)
    total = summarise(scored)
    if total.items_found is not None:
        console.print(
            f"多事项文本：应有事项找到 {total.items_found:.1%}，多答事项占 {total.items_spurious:.1%}"
        )
    counts = confusion(scored)
    matrix = Table(title="混淆表（行：应答；列：实答）")
    matrix.add_column("")
    for outcome in STRICTEST_FIRST:
        matrix.add_column(LABELS[outcome][:4], justify="right")
    for right in STRICTEST_FIRST:
        matrix.add_row(
            LABELS[right][:4], *(str(counts[right, answered]) for answered in STRICTEST_FIRST)
        )
    console.print(matrix)
    if errors:
        _print_errors([one for one in scored if not one.right or one.cited_right is False])


def _cells(score: "Score") -> tuple[str, ...]:
    shares = (score.verdict, score.citation, score.dangerous, score.covered, score.unlisted_right)
    return (str(score.cases), *(f"{share:.1%}" for share in shares))


def _print_errors(missed: "list[Scored]") -> None:
    for one in missed:
        kind = "危险" if one.dangerous else ("结论" if not one.right else "引用")
        should = f"{LABELS[one.case.verdict]} {'/'.join(one.case.entries)}".strip()
        answered = f"{LABELS[one.answered]} {one.cited or ''}".strip()
        typer.echo(
            f"{one.case.id}　{kind}　应为 {should}　答为 {answered}（{one.confidence:.2f}）　{one.case.text}"
        )
