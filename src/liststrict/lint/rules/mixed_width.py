"""Full-width letters and half-width punctuation look alike and are searched for in vain.

Good: 见《办法》第3条，已核对。 Bad: 见《办法》第３条,已核对。 Verbatim wording is left as the source has it.
"""

import re
from collections.abc import Iterator
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.sources import edit_of, own_texts, sources
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "mixed-width"
TITLE: Final = "全角半角混用"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"

_NARROW: Final = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE: Final = str.maketrans(",;:?!()", "，；：？！（）")
_MARK: Final = re.compile(r"(?<=[一-鿿》”])[,;:?!()](?=[一-鿿《“]|$)")


def check(subject: Subject) -> Iterator[Problem]:
    """Full-width letters and digits, and half-width marks between Chinese characters."""
    for source in sources(subject):
        for path, text in own_texts(source.document):
            mended = _MARK.sub(
                lambda found: found.group().translate(_WIDE), text.translate(_NARROW)
            )
            if mended != text:
                yield Problem(
                    f"全角半角混用：“{text[:30]}”",
                    source.document.mark(path),
                    f"请写成“{mended[:30]}”，--fix 可自动改正",
                    edits=edit_of(source, path, text, mended),
                )
