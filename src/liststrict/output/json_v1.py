"""JSON, version 1: one object, keys in the order of the contract, no HTML escapes."""

from typing import Any, TextIO

from liststrict.model.verdict import TaskVerdict, Verdict


def to_json(verdict: Verdict) -> dict[str, Any]:
    """The answer as plain data; the trail of steps stays out unless asked for."""
    return _plain(verdict)


def write(verdict: Verdict, out: TextIO, explain: bool = False, _reader: str | None = None) -> None:
    """Writes one line-broken object; `explain` keeps the trail of decision steps in each task."""
    import json

    json.dump(_plain(verdict, explain), out, ensure_ascii=False, indent=2)
    out.write("\n")


def _plain(verdict: Verdict, explain: bool = False) -> dict[str, Any]:
    hidden = set() if explain else {"steps"}
    data = verdict.model_dump(by_alias=True, exclude={"tasks"})
    tasks = [_task(task, hidden) for task in verdict.tasks]
    return {
        key: value
        for head in (
            {key: data[key] for key in _HEAD},
            {"tasks": tasks},
            {key: data[key] for key in _TAIL},
        )
        for key, value in head.items()
    }


def _task(task: TaskVerdict, hidden: set[str]) -> dict[str, Any]:
    return task.model_dump(by_alias=True, exclude=hidden)


_HEAD = ("schema", "verdict", "label", "confidence", "needs_review", "may_refuse")
_TAIL = ("packs", "as_of", "engine")
