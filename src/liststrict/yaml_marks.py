"""The only YAML reader: safe, keeps the place of every value, and collects all problems.

It builds plain data from parser events instead of using a loader, because a pack is untrusted:
anchors, aliases and tags are refused (no "billion laughs", no object construction), repeated keys
are errors, nesting and size are bounded, and dates stay text.
"""

import re
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


class Document:
    """One YAML document as plain data; `mark(path)` tells where a value stands."""

    def __init__(self, file: str, value: Value, marks: dict[Path_, Mark]) -> None:
        self.file = file
        self.value = value
        self._marks = marks

    def mark(self, path: Path_) -> Mark:
        """Place of the value at `path`, or of its nearest known parent."""
        while path not in self._marks and path:
            path = path[:-1]
        return self._marks.get(path, Mark(self.file, 1, 1))

    def path_at(self, line: int, column: int) -> Path_:
        """The value that a place belongs to: the last one that begins at or before it."""
        before = [
            ((mark.line, mark.column, len(path)), path)
            for path, mark in self._marks.items()
            if (mark.line, mark.column) <= (line, column)
        ]
        return max(before, key=lambda pair: pair[0])[1] if before else ()


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
    return Document(name, builder.root, builder.marks)


class _Builder:
    """Assembles nested data from events, iteratively, so that depth cannot exhaust the stack."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Value = None
        self.marks: dict[Path_, Mark] = {}
        self.problems: list[Diagnostic] = []
        self._open: list[tuple[Value, Path_]] = []
        self._key: list[str | None] = []
        self._documents = 0

    def take(self, event: Event) -> None:
        if isinstance(event, DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._problem("Y004", "一个文件里有多份文档", event, "请删去多余的 ---")
        elif isinstance(event, AliasEvent):
            self._problem("Y005", "不允许使用别名（*）", event, "请把内容写全")
            self._place(None, event)
        elif isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
            if event.anchor is not None:
                self._problem("Y005", "不允许使用锚点（&）", event, "请把内容写全")
            if event.tag is not None:
                self._problem("Y006", f"不允许使用标签 {event.tag}", event, "请删去标签")
            self._begin(event)
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            self._open.pop()
            self._key.pop()

    def _begin(self, event: ScalarEvent | SequenceStartEvent | MappingStartEvent) -> None:
        if isinstance(event, ScalarEvent):
            if self._awaits_key():
                self._take_key(event)
            else:
                self._place(_scalar(event), event)
            return
        if self._awaits_key():
            self._problem("Y007", "键必须是一个词", event, "请改用文字作键")
            self._key[-1] = ""
        container: Value = [] if isinstance(event, SequenceStartEvent) else {}
        path = self._place(container, event)
        if len(self._open) >= MAX_DEPTH:
            raise PackError(
                [Diagnostic("Y008", f"嵌套超过 {MAX_DEPTH} 层", self._mark(event), "请减少层次")]
            )
        self._open.append((container, path))
        self._key.append(None)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1][0], dict) and self._key[-1] is None

    def _take_key(self, event: ScalarEvent) -> None:
        container, path = self._open[-1]
        assert isinstance(container, dict)
        if event.value in container:
            first = self.marks[(*path, event.value)]
            self._problem(
                "Y009", f"键“{event.value}”重复", event, f"第一次在第 {first.line} 行，请只留一个"
            )
        self._key[-1] = event.value

    def _place(self, value: Value, event: Event) -> Path_:
        """Puts a value where it belongs and notes its place; returns its path."""
        if not self._open:
            self.root = value
            path: Path_ = ()
        else:
            container, parent = self._open[-1]
            if isinstance(container, dict):
                key = self._key[-1] or ""
                self._key[-1] = None
                container[key] = value
                path = (*parent, key)
            else:
                assert isinstance(container, list)
                path = (*parent, len(container))
                container.append(value)
        self.marks[path] = self._mark(event)
        return path

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
    return int(text) if _INTEGER.fullmatch(text) else text


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
