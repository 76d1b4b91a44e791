"""Spaces at the ends of values and lines, or between Chinese characters, make equal things differ.

Good: 县里 2025 年起. Bad: 县 里, two spaces in a row, spaces at the end of a line. Verbatim wording is
left as the source has it.
"""

import re
from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.sources import edit_of, own_texts, sources
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Edit, Severity
from liststrict.model.marks import Mark

ID: Final = "stray-space"
TITLE: Final = "多余的空格"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"

# Between Chinese characters a space is dropped; elsewhere several become one.
_STRAY: Final = re.compile(r"(?<=[一-鿿，。；：、]) +(?=[一-鿿，。；：、])|( ) +")


def check(subject: Subject) -> Iterator[Problem]:
    """Spaces that say nothing."""
    for source in sources(subject):
        for path, text in own_texts(source.document):
            mended = _STRAY.sub(lambda found: found.group(1) or "", text.strip(" "))
            if mended != text and "\n" not in text:
                yield Problem(
                    f"有多余的空格：“{text[:30]}”",
                    source.document.mark(path),
                    "请删去，--fix 可自动删去",
                    edits=edit_of(source, path, text, mended),
                )
        for number, line in enumerate(source.each_line(), 1):
            kept = line.rstrip(" \t")
            if kept != line:
                mark = Mark(source.document.file, number, len(kept) + 1)
                edit = Edit(mark, line[len(kept) :], "")
                yield Problem("行尾有空格", mark, "请删去，--fix 可自动删去", edits=(edit,))
