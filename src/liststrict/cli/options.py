"""Options that several commands share."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liststrict.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liststrict.api import Screener
    from liststrict.laws.checks import Sources
    from liststrict.model.entry import Pack


class TableFormat(StrEnum):
    """Formats of the commands that print rows."""

    text = "text"
    json = "json"


Form = Annotated[TableFormat, typer.Option("--format", help="输出格式。")]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="编号或文件夹", help="所用规则包，可多次给出；默认 jinji。"),
]
OnDate = Annotated[
    str | None,
    typer.Option("--on", metavar="日期", help="按这一天的清单回答，如 2026-11-23；默认今天。"),
]
LawFolder = Annotated[
    Path | None,
    typer.Option(
        "--library", metavar="文件夹", help="法律文本文件夹，每版一个文件：法名(日期).md。"
    ),
]


def law_sources(folder: Path | None, packs: "Sequence[Pack]" = ()) -> "Sources":
    """The shipped law register, what some packs add to it, and the folder of law texts if there is one."""
    from liststrict.laws.checks import Sources
    from liststrict.laws.library import Library
    from liststrict.laws.register import Register
    from liststrict.packs.catalog import law_register

    return Sources(Register(law_register(packs)), Library(folder) if folder is not None else None)


def build_screener(packs: list[str] | None, on: str | None) -> "Screener":
    """A screener for the packs and date that were asked for."""
    from liststrict.api import Screener

    as_of = parse_date(on) if on else None
    return Screener.from_packs(packs, as_of=as_of) if packs else Screener.default(as_of=as_of)


def parse_date(text: str) -> date:
    """An ISO date. Raises InputError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"日期“{text}”写得不对；请写成 2026-11-23 的样子") from None


def read_text(path: Path) -> str:
    """The text of a UTF-8 or GB18030 file. Raises InputError."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}：没有这个文件；请检查文件名和路径") from None
    except IsADirectoryError:
        raise InputError(f"{path}：这是文件夹；请给出文件") from None
    except PermissionError:
        raise InputError(f"{path}：没有读取权限；请检查文件权限") from None
    except OSError:
        raise InputError(f"{path}：文件读不出来；请检查磁盘和路径") from None
    return decode(raw, str(path))


def decode(raw: bytes, name: str) -> str:
    """Bytes as text: UTF-8 (with or without BOM), else GB18030. Raises InputError."""
    if b"\x00" in raw[:4096]:
        raise InputError(f"{name}：不是文本文件；请另存为 .txt（UTF-8）")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}：认不出文字编码；请另存为 UTF-8")
