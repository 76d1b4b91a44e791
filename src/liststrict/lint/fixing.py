"""Safe repairs: written only if the file still says the same, and all or nothing for each file."""

import os
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from liststrict.errors import InputError, PackError
from liststrict.lint.report import Report
from liststrict.lint.wording import is_verbatim
from liststrict.model.diagnostic import Edit
from liststrict.yaml_marks import Path_, Value, parse_yaml

# With more repairs than this in one file, those that spoil it are not looked for one by one.
_ONE_BY_ONE: Final = 200


def fix(report: Report) -> int:
    """Makes the repairs that a report offers; returns how many. Raises InputError if a file resists."""
    made = 0
    by_file: dict[str, list[Edit]] = {}
    for problem in report.problems:
        for edit in problem.edits:
            by_file.setdefault(edit.mark.file, []).append(edit)
    for name, edits in by_file.items():
        file = report.files.get(name)
        if file is not None:
            made += _fix_file(file, name, list(dict.fromkeys(edits)))
    return made


def _fix_file(file: Path, name: str, edits: Sequence[Edit]) -> int:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            text = stream.read()
        fixed, made = apply(text, edits, is_verbatim)
        if made:
            _replace(file, fixed)
    except OSError:
        raise InputError(f"{name}：改不了这个文件；请检查文件权限") from None
    return made


def apply(text: str, edits: Sequence[Edit], verbatim: Callable[[Path_], bool]) -> tuple[str, int]:
    """The text with all repairs, or with those that leave what is verbatim as it was."""
    whole, made = _edited(text, edits)
    if _says_the_same(text, whole, verbatim):
        return whole, made
    made = 0
    for edit in _from_the_end(edits[:_ONE_BY_ONE]):
        tried, one = _edited(text, [edit])
        if _says_the_same(text, tried, verbatim):
            text, made = tried, made + one
    return text, made


def _from_the_end(edits: Sequence[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: (edit.mark.line, edit.mark.column), reverse=True)


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, int]:
    """Later places first, so that earlier ones stay where they are; what is not there is left."""
    lines = text.split("\n")
    made = 0
    for edit in _from_the_end(edits):
        line = lines[edit.mark.line - 1]
        start = edit.mark.column - 1
        if line.startswith(edit.old, start):
            lines[edit.mark.line - 1] = line[:start] + edit.new + line[start + len(edit.old) :]
            made += 1
    return "\n".join(lines), made


def _says_the_same(before: str, after: str, verbatim: Callable[[Path_], bool]) -> bool:
    """Whether a repaired text has the same shape and, to the character, the same verbatim wording."""
    try:
        one, other = parse_yaml(before, "").value, parse_yaml(after, "").value
    except PackError:
        return False

    def same(one: Value, other: Value, path: Path_) -> bool:
        if isinstance(one, dict) and isinstance(other, dict):
            return list(one) == list(other) and all(
                same(value, other[key], (*path, key)) for key, value in one.items()
            )
        if isinstance(one, list) and isinstance(other, list):
            return len(one) == len(other) and all(
                same(value, other[index], (*path, index)) for index, value in enumerate(one)
            )
        if isinstance(one, str) and isinstance(other, str):
            return one == other or not verbatim(path)
        return one == other

    return same(one, other, ())


def _replace(file: Path, text: str) -> None:
    """Writes beside the file and puts it in its place, so that nobody ever sees half of it."""
    target = file.resolve()
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
