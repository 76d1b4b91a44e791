"""Zero-width and control characters are invisible, and words that hold them never match.

Good: 代征税费. Bad: the same with U+200B inside. Verbatim wording is told, but not repaired.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.sources import sources
from liststrict.lint.subject import Subject
from liststrict.lint.wording import is_verbatim
from liststrict.model.diagnostic import Edit, Severity
from liststrict.model.marks import Mark

ID: Final = "control-character"
TITLE: Final = "看不见的控制字符"
SEVERITY: Final[Severity] = "error"
SINCE: Final = "0.2"

_INVISIBLE: Final = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u2064\\u2066-\\u2069\\ufeff\\ufffd]"
)


def check(subject: Subject) -> Iterator[Problem]:
    """Characters that nobody sees."""
    for source in sources(subject):
        for number, line in enumerate(source.each_line(), 1):
            for found in _INVISIBLE.finditer(line):
                mark = Mark(source.document.file, number, found.start() + 1)
                comment = line.lstrip().startswith("#")
                path = source.document.path_at(number, mark.column)
                verbatim = is_verbatim(path) and not comment
                name = unicodedata.name(found.group(), "控制字符")
                yield Problem(
                    f"有看不见的字符 U+{ord(found.group()):04X}（{name}）",
                    mark,
                    "在原文里，请对照来源后手工删去" if verbatim else "请删去，--fix 可自动删去",
                    edits=() if verbatim else (Edit(mark, found.group(), ""),),
                )
