"""Formats for answers: one file each, one dict that options, docs and tests read."""

from collections.abc import Callable
from typing import Final, TextIO

from liststrict.model.notice import NoticeVerdict
from liststrict.model.verdict import Verdict
from liststrict.output import json_v1, markdown, notice_json, notice_markdown, notice_text, text

Writer = Callable[[Verdict, TextIO, bool, str | None], None]

FORMATS: Final[dict[str, Writer]] = {
    "text": text.write,
    "json": json_v1.write,
    "markdown": markdown.write,
}

NoticeWriter = Callable[[NoticeVerdict, TextIO, bool, str | None], None]

NOTICE_FORMATS: Final[dict[str, NoticeWriter]] = {
    "text": notice_text.write,
    "json": notice_json.write,
    "markdown": notice_markdown.write,
}
