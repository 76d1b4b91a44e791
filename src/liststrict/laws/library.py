"""A folder of law texts: one Markdown file per law version, named 法名(日期).md."""

import re
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from liststrict.errors import InputError
from liststrict.laws.lawtext import LawText, parse_law_text
from liststrict.laws.register import plain_title

# A folder of laws is untrusted: the bounds keep time and memory bounded.
MAX_FILES: Final = 20_000
MAX_BYTES: Final = 4 * 1024 * 1024
MAX_LINES: Final = 40_000
MAX_PARAGRAPHS: Final = 500
# Parsed laws that are kept in memory; a check asks for the same few again and again.
_KEPT: Final = 32

_NAME = re.compile(r"([^\x00-\x1f\x7f]{1,200}?)\s*[（(](\d{4}-\d{2}-\d{2})[）)]\.md", re.IGNORECASE)


class TextFile(NamedTuple):
    """One law version in the folder."""

    title: str
    date: str
    path: Path


class Library:
    """Law texts by title and date; files are read when they are asked for."""

    def __init__(self, folder: Path) -> None:
        """Reads the names in a folder. Raises InputError if it cannot be read or holds no law."""
        self.folder = folder
        self.ignored: tuple[str, ...] = ()
        self._files: dict[str, list[TextFile]] = {}
        self._texts: dict[Path, LawText] = {}
        self._read_names()

    @property
    def files(self) -> tuple[TextFile, ...]:
        """All law versions in the folder, by title and date."""
        return tuple(file for files in self._files.values() for file in files)

    def versions(self, title: str) -> tuple[TextFile, ...]:
        """Versions of one law, oldest first; titles are compared without marks and 中华人民共和国."""
        return tuple(self._files.get(plain_title(title), ()))

    def text(self, title: str, version: str | None) -> LawText | None:
        """The text of one version, None if the folder does not hold it."""
        for file in self.versions(title):
            if file.date == version:
                return self.read(file)
        return None

    def read(self, file: TextFile) -> LawText:
        """The text of one file. Raises InputError if it is no readable law text."""
        if file.path not in self._texts:
            if len(self._texts) >= _KEPT:
                self._texts.pop(next(iter(self._texts)))
            self._texts[file.path] = _read(file.path)
        return self._texts[file.path]

    def _read_names(self) -> None:
        ignored = []
        for path in _paths(self.folder):
            found = _NAME.fullmatch(path.name)
            if found is None or not _is_date(found.group(2)):
                ignored.append(path.name)
                continue
            file = TextFile(found.group(1), found.group(2), path)
            self._files.setdefault(plain_title(file.title), []).append(file)
        if not self._files:
            raise InputError(
                f"{self.folder}：没有找到法律文本；文件名应为“法名(日期).md”，如 价格法(1997-12-29).md"
            )
        for files in self._files.values():
            files.sort(key=lambda file: file.date)
        self.ignored = tuple(ignored)


def _paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"{folder}：没有这个文件夹；请给出存放法律文本（.md）的文件夹")
    paths: list[Path] = []
    try:
        for path in folder.iterdir():
            if path.suffix.lower() == ".md":
                paths.append(path)
            if len(paths) > MAX_FILES:
                raise InputError(f"{folder}：文件超过 {MAX_FILES} 个；请只放要用的法律文本")
    except OSError:
        raise InputError(f"{folder}：文件夹读不出来；请检查读取权限") from None
    return sorted(paths)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read(path: Path) -> LawText:
    try:
        if not path.is_file():
            raise InputError(f"{path}：不是普通文件；请换成法律文本")
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path}：超过 {MAX_BYTES // 1024 // 1024} MB，不像法律文本；请检查")
        raw = path.read_bytes()
    except OSError:
        raise InputError(f"{path}：文件读不出来；请检查读取权限") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}：不是 UTF-8 编码；请另存为 UTF-8") from None
    if text.count("\n") > MAX_LINES:
        raise InputError(f"{path}：行数过多，不像法律文本；请检查文件")
    law = parse_law_text(text)
    for article in law.articles:
        longest = max((len(one.items) for one in article.paragraphs), default=0)
        if max(len(article.paragraphs), longest) > MAX_PARAGRAPHS:
            raise InputError(
                f"{path}：第 {article.number} 条超过 {MAX_PARAGRAPHS} 款（项），不像法律文本；请检查文件"
            )
    return law
