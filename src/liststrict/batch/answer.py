"""One row to its answer, as one line of the journal. Runs in the workers."""

import json
import math
from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from liststrict.batch.columns import Wanted, find_roles
from liststrict.batch.rows import Fault, Record, Row, to_plain, words
from liststrict.batch.table_answer import table_answer
from liststrict.errors import ListstrictError

if TYPE_CHECKING:
    from liststrict.api import Screener
    from liststrict.model.entry import Pack
    from liststrict.model.verdict import Verdict

Kind = Literal["auto", "task", "certificate"]
_KINDS: Final[dict[str, Kind]] = {
    "": "auto", "auto": "auto", "自动": "auto",
    "task": "task", "工作事项": "task", "工作": "task",
    "certificate": "certificate", "证明事项": "certificate", "证明": "certificate",
}  # fmt: skip
_WITHOUT_STEPS: Final[Any] = {"tasks": {"__all__": {"steps"}}}


class Settings(NamedTuple):
    """All that a worker needs; the same settings and rows give the same bytes.

    `first` is the number of the first row as a person counts it in the file.
    """

    packs: tuple[str, ...]
    as_of: str
    wanted: Wanted
    encoding: str
    header: tuple[str, ...] | None
    first: int
    as_lines: bool


def build_screener(settings: Settings) -> "Screener":
    """The screener that answers for these settings."""
    from liststrict.api import Screener

    return Screener(_packs(settings), date.fromisoformat(settings.as_of))


def packs_in_force(settings: Settings) -> "tuple[Pack, ...]":
    """The packs of that screener, without building it."""
    from liststrict.packs.layers import build_layers

    return build_layers(_packs(settings), date.fromisoformat(settings.as_of)).packs


def _packs(settings: Settings) -> "tuple[Pack, ...]":
    from liststrict.packs.catalog import DEFAULT_PACK, resolve_packs

    return resolve_packs(settings.packs or [DEFAULT_PACK])


class Answerer:
    """Answers rows, one line for each, whatever is in them."""

    def __init__(self, settings: Settings, screener: "Screener") -> None:
        self._settings = settings
        self._screener = screener

    def lines(self, number: int, records: Sequence[Record]) -> bytes:
        """Journal lines of rows that follow each other; the first is row `number` from 0."""
        start = self._settings.first + number
        return b"".join(self._line(start + index, record) for index, record in enumerate(records))

    def _line(self, place: int, record: Record) -> bytes:
        fields: dict[str, Any] = {}
        verdict: Verdict | None = None
        fault: Fault | None = None
        try:
            fields, fault = self._fields(record)
            if fault is None:
                verdict = self._screen(fields)
        except _BrokenRowError as error:
            fault = error.fault
        except ListstrictError as error:
            fault = Fault(error.code, error.lines[0])
        except Exception as error:  # one row must not end the work on a million others
            fault = Fault("E900", f"程序内部错误（{type(error).__name__}）；请反馈给维护者")
        if fault is not None:
            fault = Fault(fault.code, f"第 {place} 行：{fault.message}")
        if self._settings.as_lines:
            return _json_line(fields, verdict, fault)
        return _table_line(record, verdict, fault)

    def _fields(self, record: Record) -> tuple[dict[str, Any], Fault | None]:
        if isinstance(record, Fault):
            raise _BrokenRowError(record)
        if isinstance(record, bytes):
            return _parsed(record, self._settings.encoding), None
        assert self._settings.header is not None
        return dict(zip(self._settings.header, record.cells, strict=True)), record.fault

    def _screen(self, fields: dict[str, Any]) -> "Verdict":
        roles = find_roles(tuple(fields), self._settings.wanted)
        if roles is None:
            name = self._settings.wanted.text or "事项、text 等"
            raise _BrokenRowError(Fault("E405", f"没有“{name}”这一栏；请检查栏名"))
        text = fields[roles.text]
        if isinstance(text, dict | list | bool):
            raise _BrokenRowError(Fault("E406", f"“{roles.text}”不是文字；请检查"))
        if not words(text):
            raise _BrokenRowError(Fault("E401", f"“{roles.text}”是空的；请填写要审核的事项"))
        given = text if isinstance(text, str) else words(text)
        return self._screener.screen(
            given,
            kind=self._kind(fields, roles.kind),
            requester=_optional(fields, roles.requester),
            purpose=_optional(fields, roles.purpose),
        )

    def _kind(self, fields: dict[str, Any], column: str | None) -> Kind:
        name = _optional(fields, column) or ""
        if name not in _KINDS:
            known = "工作事项、证明事项（或 task、certificate）"
            raise _BrokenRowError(
                Fault("E407", f"“{column}”写的是“{name[:20]}”；请写{known}，或者留空")
            )
        return _KINDS[name]


class _BrokenRowError(Exception):
    """A row that cannot be screened."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def _optional(fields: dict[str, Any], column: str | None) -> str | None:
    value = fields.get(column) if column else None
    if isinstance(value, dict | list | bool):
        raise _BrokenRowError(Fault("E406", f"“{column}”不是文字；请检查"))
    return words(value) or None


def _parsed(line: bytes, encoding: str) -> dict[str, Any]:
    if not line:
        raise _BrokenRowError(Fault("E401", "这一行是空的；请填写要审核的事项"))
    try:
        text = line.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError:
        raise _BrokenRowError(Fault("E404", "这一行有认不出的文字编码；请另存为 UTF-8")) from None
    try:
        row = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise _BrokenRowError(Fault("E408", "这一行不是完整的 JSON；请检查引号和括号")) from None
    if not isinstance(row, dict):
        raise _BrokenRowError(Fault("E408", '这一行不是 JSON 对象；请写成 {"text": "…"}'))
    return row


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _json_line(fields: dict[str, Any], verdict: "Verdict | None", fault: Fault | None) -> bytes:
    own = {
        name: words(value) if isinstance(value, date | time) else value
        for name, value in fields.items()
        if name not in ("result", "error")
    }
    if fault is not None:
        return _encoded({**own, "error": fault._asdict()}) + b"\n"
    assert verdict is not None
    # pydantic writes the answer, which is most of the line, several times faster than json.
    answer = verdict.model_dump_json(by_alias=True, exclude=_WITHOUT_STEPS)
    head = _encoded(own)[:-1]
    return head + (b', "result": ' if own else b'"result": ') + answer.encode() + b"}\n"


def _table_line(record: Record, verdict: "Verdict | None", fault: Fault | None) -> bytes:
    assert isinstance(record, Row)
    cells = [to_plain(cell) for cell in record.cells]
    answer = list(table_answer(verdict)) if verdict is not None else None
    return _encoded([cells, answer, list(fault) if fault else None]) + b"\n"


def _encoded(value: Any) -> bytes:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (UnicodeEncodeError, ValueError):
        # Half surrogates and numbers beyond JSON can stand in the row's own fields.
        return json.dumps(_finite(value), ensure_ascii=True).encode()


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, dict):
        return {name: _finite(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_finite(one) for one in value]
    return value
