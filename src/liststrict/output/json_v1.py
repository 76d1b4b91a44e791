"""JSON, version 1: one object, keys in the order of the contract, no escapes for Chinese."""

import json
from typing import Any, Final, TextIO

from liststrict.model.verdict import Verdict

_ORDER: Final = (
    "schema",
    "verdict",
    "label",
    "confidence",
    "needs_review",
    "may_refuse",
    "tasks",
    "packs",
    "as_of",
    "engine",
)


def to_json(verdict: Verdict, explain: bool = False) -> dict[str, Any]:
    """The answer as plain data; `explain` keeps the trail of decision steps in each task."""
    hidden = None if explain else {"tasks": {"__all__": {"steps"}}}
    data = verdict.model_dump(mode="json", by_alias=True, exclude=hidden)
    return {key: data[key] for key in _ORDER}


def write(verdict: Verdict, out: TextIO, explain: bool = False, _reader: str | None = None) -> None:
    """Writes one object over several lines."""
    json.dump(to_json(verdict, explain), out, ensure_ascii=False, indent=2)
    out.write("\n")
