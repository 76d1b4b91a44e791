"""Formats for answers: one file each, one dict that options, docs and tests read."""

from collections.abc import Callable
from typing import Final, TextIO

from liststrict.model.verdict import Verdict
from liststrict.output import json_v1, markdown, text

Writer = Callable[[Verdict, TextIO, bool, str | None], None]

FORMATS: Final[dict[str, Writer]] = {
    "text": text.write,
    "json": json_v1.write,
    "markdown": markdown.write,
}
