"""`liststrict demo`: a handful of real requests that show all five verdicts."""

import sys
from typing import Annotated

import typer

from liststrict.cli.options import build_screener


def demo(
    explain: Annotated[bool, typer.Option("--explain", help="显示完整的判定过程。")] = False,
) -> None:
    """用几条真实的要求演示五种结论。"""
    from liststrict.output import text
    from liststrict.resources import data_root

    screener = build_screener(None, None)
    lines = (data_root() / "samples" / "demo.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        requester, _, words = line.rpartition("\t")
        text.write(screener.screen(words, requester=requester or None), sys.stdout, explain)
        typer.echo("")
