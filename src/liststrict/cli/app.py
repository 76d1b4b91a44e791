"""The application: its commands, and how errors become one line and an exit code."""

import gc
import sys
from typing import Annotated, Any

import typer

from liststrict.cli import batch, browse, check, demo, evaluate, form, laws, lint, pack
from liststrict.cli.chinese import (
    ChineseCommand,
    ChineseGroup,
    usage_error_line,
    use_chinese_headings,
)
from liststrict.cli.exit_codes import DONE, EXIT_CODES, INTERNAL_FAULT, WRONG_USAGE
from liststrict.errors import ListstrictError

_NEW_OBJECTS = 100_000

_EPILOG = "退出码：" + "；".join(f"{code} {words}" for code, words in EXIT_CODES.items())

app = typer.Typer(
    name="liststrict",
    cls=ChineseGroup,
    help="对照村级事项清单，审核要求村（居）委会办理的事项和出具的证明。",
    epilog=_EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
for _name, _function in (
    ("check", check.check),
    ("batch", batch.batch),
    ("list", browse.list_entries),
    ("show", browse.show),
    ("search", browse.search),
    ("eval", evaluate.evaluate),
    ("demo", demo.demo),
    ("lint", lint.lint),
):
    app.command(_name, cls=ChineseCommand)(_function)
app.add_typer(laws.app, name="laws")
app.add_typer(form.app)
app.add_typer(pack.app, name="pack")


def _version(wanted: bool) -> None:
    if wanted:
        from liststrict.api import engine_version

        typer.echo(f"liststrict {engine_version()}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="显示版本并退出。")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示详细信息。")] = False,
) -> None:
    """对照村级事项清单，审核要求村（居）委会办理的事项和出具的证明。"""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit code; never lets a traceback through."""
    given = sys.argv[1:] if arguments is None else arguments
    use_chinese_headings()
    _use_utf8()
    try:
        code: Any = app(args=given, standalone_mode=False)
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as error:
        if "--debug" in given:
            raise
        return _explained(error)
    except KeyboardInterrupt:
        _complain("已中断")
        return WRONG_USAGE
    return code if isinstance(code, int) else DONE


def _explained(error: Exception) -> int:
    """One line for a person, and the exit code that goes with it."""
    if isinstance(error, ListstrictError):
        for line in error.lines:
            _complain(line)
        return WRONG_USAGE
    if isinstance(error, typer.Abort):
        _complain("已中断")
        return WRONG_USAGE
    if isinstance(error, typer.TyperException):
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # type: ignore[attr-defined]
        else:
            _complain(usage_error_line(error))
        return WRONG_USAGE
    name = type(error).__name__
    _complain(f"程序内部错误（{name}）；加 --debug 可看到详细信息，请附上反馈给维护者")
    return INTERNAL_FAULT


def run() -> None:
    """Entry point of the installed command."""
    # Packs, lexicon and weights are a million objects that live to the end. To look through them for
    # cycles each time some hundred more are made took a fifth of the time of lint.
    gc.set_threshold(_NEW_OBJECTS)
    sys.exit(main())


def _complain(line: str) -> None:
    text = " ".join(line.split())
    sys.stderr.write(f"错误：{text}\n")


def _use_utf8() -> None:
    """Windows consoles and pipes may default to another encoding; our output is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
