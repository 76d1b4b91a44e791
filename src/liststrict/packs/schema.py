"""Checks plain data against the models and says in Chinese what is wrong, and where."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from liststrict.errors import PackError
from liststrict.model.diagnostic import Diagnostic
from liststrict.yaml_marks import Document

Model = TypeVar("Model", bound=BaseModel)

# pydantic's error types that a pack author can cause -> what to tell the author.
_MESSAGES: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("缺少字段“{field}”", "请补上"),
    "extra_forbidden": ("不认识的字段“{field}”", "请检查拼写，或删去"),
    "string_type": ("“{field}”应为文字", "请加引号"),
    "int_type": ("“{field}”应为整数", "请去掉引号或文字"),
    "int_parsing": ("“{field}”应为整数", "请去掉引号或文字"),
    "bool_type": ("“{field}”应为 true 或 false", ""),
    "tuple_type": ("“{field}”应为一个列表", "每行以“- ”开头"),
    "model_type": ("“{field}”应为一组“字段: 值”", ""),
    "dict_type": ("“{field}”应为一组“字段: 值”", ""),
    "literal_error": ("“{field}”的值不在允许之列", "可用：{expected}"),
    "string_pattern_mismatch": ("“{field}”的写法不合规定", "须符合 {pattern}"),
    "string_too_short": ("“{field}”不能为空", ""),
    "too_short": ("“{field}”至少要有一项", ""),
    "iso_date": ("“{field}”不是存在的日期", "写成 2026-01-01 的样子"),
    "greater_than_equal": ("“{field}”须不小于 {ge}", ""),
}


def checked(document: Document, model: type[Model]) -> Model:
    """The document as a model. Raises PackError with one diagnostic for each violation."""
    try:
        return model.model_validate(document.value, strict=False)
    except ValidationError as error:
        problems = [_diagnostic(document, detail) for detail in error.errors()]
    raise PackError(problems)


def _diagnostic(document: Document, detail: Any) -> Diagnostic:
    path: tuple[str | int, ...] = detail["loc"]
    field = next((part for part in reversed(path) if isinstance(part, str)), "文件内容")
    message, tip = _MESSAGES.get(detail["type"], ("“{field}”的值不对", "请对照包格式说明"))
    context = {**detail.get("ctx", {}), "field": field}
    return Diagnostic("S001", message.format(**context), document.mark(path), tip.format(**context))
