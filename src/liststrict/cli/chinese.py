"""Chinese for what typer itself says: headings of the help, and errors of usage."""

import re
from typing import Any, Final

import typer
from typer import core, rich_utils

_HELP: Final = {
    "Show this message and exit.": "显示帮助并退出。",
    "Install completion for the current shell.": "为当前终端安装命令补全。",
    "Show completion for the current shell, to copy it or customize the installation.": "显示命令补全脚本，可复制后自行安装。",
}
_USAGE: Final = (
    ("Usage:", "用法："),
    ("[OPTIONS]", "[选项]"),
    ("COMMAND [ARGS]...", "命令 [参数]..."),
)
_ERRORS: Final = (
    (re.compile(r"No such option: (?P<name>\S+)"), "没有“{name}”这个选项"),
    (re.compile(r"No such command '(?P<name>[^']*)'"), "没有“{name}”这个命令"),
    (re.compile(r"Missing command"), "缺少命令"),
    (
        re.compile(r"Got unexpected extra argument\(?s?\)? \((?P<name>.*)\)"),
        "多出了参数“{name}”，含空格的内容请加引号",
    ),
    (re.compile(r"Option '(?P<name>[^']*)' does not take a value"), "选项“{name}”后面不带内容"),
    (re.compile(r"Option '(?P<name>[^']*)' requires"), "选项“{name}”后面缺少内容"),
)


class _Translated:
    """Mixed into commands and groups: Chinese usage line and Chinese help of built-in options."""

    def get_usage(self, context: Any) -> str:
        usage: str = super().get_usage(context)  # type: ignore[misc]
        for english, chinese in _USAGE:
            usage = usage.replace(english, chinese)
        return usage

    def get_params(self, context: Any) -> Any:
        params = super().get_params(context)  # type: ignore[misc]
        for param in params:
            if getattr(param, "help", None) in _HELP:
                param.help = _HELP[param.help]
        return params


class ChineseCommand(_Translated, core.TyperCommand):
    """A command with Chinese help."""


class ChineseGroup(_Translated, core.TyperGroup):
    """A group of commands with Chinese help."""


def use_chinese_headings() -> None:
    """typer keeps the headings of its help pages in module constants."""
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"
    rich_utils.ENVVAR_STRING = "[环境变量：{}]"


def usage_error_line(error: Any) -> str:
    """One Chinese line for a usage error of typer."""
    param = getattr(error, "param", None)
    name = ""
    if param is not None:
        name = (
            (param.opts or [param.name])[0]
            if param.param_type_name == "option"
            else (getattr(param, "metavar", None) or param.name)
        )
    if type(error).__name__ == "MissingParameter":
        return f"缺少“{name}”；请用 --help 查看用法"
    message = error.format_message()
    for pattern, chinese in _ERRORS:
        found = pattern.search(message)
        if found:
            return f"{chinese.format(**found.groupdict())}；请用 --help 查看用法"
    if isinstance(error, typer.BadParameter) and name:
        choices = re.findall(r"'([a-z0-9-]+)'", message)[1:]
        known = f"，可用：{'、'.join(choices)}" if choices else ""
        return f"“{name}”的值不对{known}；请用 --help 查看用法"
    return "命令的写法不对；请用 --help 查看用法"
