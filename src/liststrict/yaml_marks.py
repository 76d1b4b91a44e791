"""The only YAML reader: safe, keeps the place of every value, and collects all problems.

It builds plain data from parser events instead of using a loader, because a pack is untrusted:
anchors, aliases and tags are refused (no "billion laughs", no object construction), repeated keys
are errors, nesting and size are bounded, and dates stay text.
"""

import re
from bisect import bisect_right
from pathlib import Path
from typing import Final

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from liststrict.errors import PackError
from liststrict.model.diagnostic import Diagnostic
from liststrict.model.marks import Mark

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_DEPTH: Final = 32
MAX_PROBLEMS: Final = 50

Scalar = str | int | bool | None
Value = Scalar | list["Value"] | dict[str, "Value"]
Path_ = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


# Where values stand, in the shape of the values: the place itself for a scalar, a list that begins
# with the place of a sequence, a dictionary that has the place of a mapping under None. A place is
# one integer, since a large pack has a million of them.
_Places = int | list["_Places"] | dict[str | None, "_Places"]

_LINE: Final = 1 << 32


class Document:
    """One YAML document as plain data; `mark(path)` tells where a value stands."""

    def __init__(self, file: str, value: Value, places: _Places = _LINE + 1) -> None:
        self.file = file
        self.value = value
        self._places = places

    def mark(self, path: Path_) -> Mark:
        """Place of the value at `path`, or of its nearest known parent."""
        places = self._places
        for step in path:
            inner = _inside(places, step)
            if inner is None:
                break
            places = inner
        line, column = divmod(_begin(places), _LINE)
        return Mark(self.file, line, column)

    def path_at(self, line: int, column: int) -> Path_:
        """The value that a place belongs to: the last one that begins at or before it."""
        place = line * _LINE + column
        places: _Places | None = self._places
        path: list[str | int] = []
        while isinstance(places, list | dict):
            step = _last_begun(places, place)
            if step is None:
                break
            path.append(step)
            places = _inside(places, step)
        return tuple(path)


def _begin(places: _Places) -> int:
    while not isinstance(places, int):
        places = places[0] if isinstance(places, list) else places[None]
    return places


def _inside(places: _Places, step: str | int) -> _Places | None:
    if isinstance(places, dict) and isinstance(step, str):
        return places.get(step)
    if isinstance(places, list) and isinstance(step, int) and 0 <= step < len(places) - 1:
        return places[step + 1]
    return None


def _last_begun(
    places: "list[_Places] | dict[str | None, _Places]", place: int
) -> str | int | None:
    """The last value inside that begins at or before a place; values stand in reading order."""
    if isinstance(places, list):
        begun = bisect_right(places, place, lo=1, key=_begin) - 1
        return begun - 1 if begun else None
    found = None
    for key, inner in places.items():
        if key is not None and _begin(inner) <= place:
            found = key
    return found


def read_yaml(path: Path, shown_as: str | None = None) -> Document:
    """Reads one file. Raises PackError with every problem found in it."""
    name = shown_as or str(path)
    start = Mark(name, 1, 1)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            raise _refused("Y001", f"文件有 {size} 字节，超过 {limit} MB", start, "请拆成几个文件")
        raw = path.read_bytes()
    except OSError as error:
        raise _refused("Y002", "文件读不出来", start, _os_reason(error)) from error
    return parse_yaml(_decode(raw, name), name)


def parse_yaml(text: str, name: str) -> Document:
    """Parses the text of one document. Raises PackError with every problem found."""
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.problems.append(_syntax_problem(error, name, text))
    except yaml.reader.ReaderError as error:
        mark = _mark_at(text, name, error.position)
        builder.problems.append(Diagnostic("Y003", "有不允许的控制字符", mark, "请删去该字符"))
    if builder.problems:
        raise PackError(builder.problems)
    return Document(name, builder.root, builder.places)


class _Builder:
    """Assembles nested data from events, iteratively, so that depth cannot exhaust the stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Value = None
        self.places: _Places = _LINE + 1
        self.problems: list[Diagnostic] = []
        self._open: list[tuple[Value, _Places]] = []
        self._key: list[str | None] = []
        self._documents = 0
        # Equal texts are kept once: lists repeat their words and names thousands of times.
        self._texts: dict[str, str] = {}

    def take(self, event: Event) -> None:
        # A large pack has a million events, so the commonest are asked for first.
        if isinstance(event, ScalarEvent):
            self._refuse_marked(event)
            self._take_scalar(event)
        elif isinstance(event, (SequenceStartEvent, MappingStartEvent)):
            self._refuse_marked(event)
            self._begin(event)
        elif isinstance(event, (SequenceEndEvent, MappingEndEvent)):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, AliasEvent):
            self._problem("Y005", "不允许使用别名（*）", event, "请把内容写全")
            self._place(None, event)
        elif isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._problem("Y004", "一个文件里有多份文档", event, "请删去多余的 ---")

    def _refuse_marked(self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent) -> None:
        if event.anchor is not None:
            self._problem("Y005", "不允许使用锚点（&）", event, "请把内容写全")
        if event.tag is not None:
            self._problem("Y006", f"不允许使用标签 {event.tag}", event, "请删去标签")

    def _take_scalar(self, event: ScalarEvent) -> None:
        if self._awaits_key():
            self._take_key(event)
        else:
            value = _scalar(event)
            if isinstance(value, str):
                value = self._texts.setdefault(value, value)
            self._place(value, event)

    def _begin(self, event: SequenceStartEvent | MappingStartEvent) -> None:
        if self._awaits_key():
            self._problem("Y007", "键必须是一个词", event, "请改用文字作键")
            self._key[-1] = ""
        container: Value = [] if isinstance(event, SequenceStartEvent) else {}
        places = self._place(container, event)
        if len(self._open) >= MAX_DEPTH:
            raise PackError(
                [Diagnostic("Y008", f"嵌套超过 {MAX_DEPTH} 层", self._mark(event), "请减少层次")]
            )
        self._open.append((container, places))
        self._key.append(None)

    def _awaits_key(self) -> bool:
        return bool(self._key) and self._key[-1] is None and isinstance(self._open[-1][0], dict)

    def _take_key(self, event: ScalarEvent) -> None:
        container, places = self._open[-1]
        assert isinstance(container, dict) and isinstance(places, dict)
        key = self._texts.setdefault(event.value, event.value)
        if key in container:
            first = _begin(places[key]) // _LINE
            self._problem("Y009", f"键“{key}”重复", event, f"第一次在第 {first} 行，请只留一个")
        self._key[-1] = key

    def _place(self, value: Value, event: Event) -> _Places:
        """Puts a value where it belongs, and its place likewise; returns the latter."""
        at = event.start_mark
        assert at is not None  # every event of a parsed text knows its place
        begin = (at.line + 1) * _LINE + at.column + 1
        places: _Places = begin
        if isinstance(value, list):
            places = [begin]
        elif isinstance(value, dict):
            places = {None: begin}
        if not self._open:
            self.root, self.places = value, places
            return places
        container, around = self._open[-1]
        if isinstance(container, dict):
            assert isinstance(around, dict)
            key = self._key[-1] or ""
            self._key[-1] = None
            container[key] = value
            around[key] = places
        else:
            assert isinstance(container, list) and isinstance(around, list)
            container.append(value)
            around.append(places)
        return places

    def _mark(self, event: Event) -> Mark:
        at = event.start_mark
        assert at is not None  # every event of a parsed text knows its place
        return Mark(self.name, at.line + 1, at.column + 1)

    def _problem(self, code: str, message: str, event: Event, tip: str) -> None:
        self.problems.append(Diagnostic(code, message, self._mark(event), tip))
        if len(self.problems) >= MAX_PROBLEMS:
            raise PackError(self.problems)


def _scalar(event: ScalarEvent) -> Scalar:
    """Plain scalars may be null, a boolean or an integer; everything else is text (dates too)."""
    text: str = event.value
    if event.style:  # quoted or a block
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text[0] in "-0123456789" and _INTEGER.fullmatch(text) else text


def _decode(raw: bytes, name: str) -> str:
    start = Mark(name, 1, 1)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refused("Y010", "文件是 UTF-16 编码", start, "请另存为 UTF-8（无 BOM）")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise _refused("Y010", "文件开头有 BOM 标记", start, "请另存为 UTF-8（无 BOM）")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        mark = Mark(name, line, column)
        message = f"文件不是 UTF-8 编码{_probably_gbk(raw)}"
        raise _refused("Y010", message, mark, "请另存为 UTF-8（无 BOM）") from None


def _probably_gbk(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "（像是 GBK）"


def _syntax_problem(error: yaml.MarkedYAMLError, name: str, text: str) -> Diagnostic:
    at = error.problem_mark or error.context_mark
    mark = Mark(name, at.line + 1, at.column + 1) if at else Mark(name, 1, 1)
    lines = text.splitlines()
    line = lines[mark.line - 1] if mark.line <= len(lines) else ""
    if "\t" in line:
        return Diagnostic("Y011", "有制表符（Tab），YAML 不允许用它缩进", mark, "请改成空格")
    return Diagnostic("Y011", "YAML 写法有误", mark, "请检查缩进、冒号后的空格、引号和括号是否成对")


def _mark_at(text: str, name: str, position: int) -> Mark:
    line = text.count("\n", 0, position) + 1
    return Mark(name, line, position - text.rfind("\n", 0, position))


def _os_reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "请检查文件名和路径"
    if isinstance(error, PermissionError):
        return "请检查读取权限"
    return "请检查磁盘和路径"


def _refused(code: str, message: str, mark: Mark, tip: str) -> PackError:
    return PackError([Diagnostic(code, message, mark, tip)])
