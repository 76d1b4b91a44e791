"""How `liststrict pack diff` shows its findings."""

from typing import Any

import typer

from liststrict.model.outcome import LABELS
from liststrict.packtools.diff import Changed, Difference
from liststrict.packtools.flips import DANGERS, Flip, Flips


def as_json(difference: Difference, flips: Flips | None) -> dict[str, Any]:
    """Everything that was found, as plain data."""
    names = ("id", "title", "list")
    report: dict[str, Any] = {
        "header": [change._asdict() for change in difference.header],
        "lists": [_changed(one) for one in difference.lists],
        "added": [dict(zip(names, one, strict=True)) for one in difference.added],
        "removed": [dict(zip(names, one, strict=True)) for one in difference.removed],
        "renamed": [
            {"from": old, "to": new, "title": title} for old, new, title in difference.renamed
        ],
        "changed": [_changed(one) for one in difference.changed],
    }
    if flips is not None:
        report["cases"] = {
            "total": flips.cases,
            "skipped": flips.skipped,
            "recited": flips.recited,
            "flips": [
                {**flip._asdict(), "right": list(flip.right), "meaning": DANGERS[flip.danger]}
                for flip in flips.flips
            ],
        }
    return report


def _changed(one: Changed) -> dict[str, Any]:
    return {
        "id": one.name,
        "title": one.title,
        "changes": [change._asdict() for change in one.changes],
    }


def print_text(difference: Difference, flips: Flips | None) -> None:
    """The same in words."""
    if not difference:
        typer.echo("两个规则包没有差别。")
    _section("规则包", [change.words for change in difference.header])
    for one in difference.lists:
        _section(f"清单 {one.name} {one.title}", [change.words for change in one.changes])
    _section("增加的条目", [f"{name}　{title}（{of}）" for name, title, of in difference.added])
    _section("删去的条目", [f"{name}　{title}（{of}）" for name, title, of in difference.removed])
    _section("改号的条目", [f"{old} → {new}　{title}" for old, new, title in difference.renamed])
    for one in difference.changed:
        words = [change.words for change in one.changes]
        _section(f"改动的条目 {one.name} {one.title}", words)
    if flips is not None:
        _print_flips(flips)


def _section(heading: str, lines: list[str]) -> None:
    if not lines:
        return
    typer.echo(f"{heading}：")
    for line in lines:
        typer.echo(f"  {line}")


def _print_flips(flips: Flips) -> None:
    skipped = f"，{flips.skipped} 条无法审核" if flips.skipped else ""
    typer.echo(
        f"案例 {flips.cases} 条{skipped}：结论改变 {len(flips.flips)} 条，"
        f"结论不变而引用的条目改变 {flips.recited} 条"
    )
    last = -1
    for flip in flips.flips:
        if flip.danger != last:
            last = flip.danger
            typer.echo(f"{DANGERS[last]}：")
        typer.echo(f"  {_flip(flip)}")


def _flip(flip: Flip) -> str:
    before = f"{LABELS[flip.before]} {flip.before_cited or ''}".strip()
    after = f"{LABELS[flip.after]} {flip.after_cited or ''}".strip()
    right = f"（应为 {'、'.join(LABELS[one] for one in flip.right)}）" if flip.right else ""
    return f"{flip.id}　{before} → {after}{right}　{' '.join(flip.text.split())[:60]}"
