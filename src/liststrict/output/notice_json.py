"""A notice as JSON: the object of version 1, and `burden` and `notice` behind it."""

import json
from typing import Any, TextIO

from liststrict.model.notice import NoticeVerdict
from liststrict.output.json_v1 import to_json


def notice_to_json(verdict: NoticeVerdict, explain: bool = False) -> dict[str, Any]:
    """The answer as plain data."""
    added = verdict.model_dump(mode="json", by_alias=True, include={"burden", "notice"})
    return {**to_json(verdict, explain), **added}


def write(
    verdict: NoticeVerdict, out: TextIO, explain: bool = False, _reader: str | None = None
) -> None:
    """Writes one object over several lines."""
    json.dump(notice_to_json(verdict, explain), out, ensure_ascii=False, indent=2)
    out.write("\n")
