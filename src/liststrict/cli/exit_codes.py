"""Exit codes, the same for every command."""

from typing import Final

DONE: Final = 0
DOES_NOT_HOLD: Final = 1
WRONG_USAGE: Final = 2
INTERNAL_FAULT: Final = 3

EXIT_CODES: Final[dict[int, str]] = {
    DONE: "完成",
    DOES_NOT_HOLD: "完成，但要求检查的条件不成立（如 eval --min-verdict 未达到、check --fail-on 命中）",
    WRONG_USAGE: "用法不对，或者输入无法读取；标准错误上有一行中文说明，不写任何内容",
    INTERNAL_FAULT: "程序内部错误（加 --debug 可看到详细信息）",
}
