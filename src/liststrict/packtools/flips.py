"""Which verdicts a change flips, the most dangerous direction first."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from liststrict.api import Screener
from liststrict.errors import CaseError, InputError
from liststrict.model.outcome import Outcome, RequestKind
from liststrict.model.verdict import Verdict

MAX_CASE_BYTES: Final = 256 * 1024 * 1024
_PERMISSIVE: Final = frozenset(("allowed", "assisting-duty", "self-governance"))


class Request(BaseModel):
    """One row of a case file or of an exported record: a text; the right verdict if known."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str | int | None = None
    text: str
    kind: RequestKind | None = None
    requester: str | None = None
    purpose: str | None = None
    verdict: Outcome | None = None
    also_ok: tuple[Outcome, ...] = ()

    @property
    def right(self) -> frozenset[Outcome]:
        """Verdicts that count as right; empty if nobody has said."""
        return frozenset((self.verdict, *self.also_ok)) if self.verdict else frozenset()


class Flip(NamedTuple):
    """A verdict that changed. `danger` is 0 for the most dangerous direction."""

    id: str
    text: str
    before: Outcome
    after: Outcome
    before_cited: str | None
    after_cited: str | None
    right: tuple[Outcome, ...]
    danger: int


class Flips(NamedTuple):
    """All flips in order of danger; `recited` counts same verdicts that now cite another entry."""

    cases: int
    skipped: int
    flips: tuple[Flip, ...]
    recited: int


# What a flip means, by its `danger`.
DANGERS: Final = (
    "改成危险错误：会让村里去做禁止的事，或者拒绝应尽的职责",
    "禁止变为可办：村里可能去做负面清单上的事",
    "可办变为禁止：村里可能拒绝应尽的职责",
    "改错了：原来答对，现在答错",
    "清单外与其他结论之间的变化",
    "同为可办一类的变化",
    "改对了：原来答错，现在答对",
)


def read_requests(file: Path) -> Iterable[Request]:
    """Rows of a .jsonl file. Raises CaseError that names file and line."""
    try:
        if file.stat().st_size > MAX_CASE_BYTES:
            raise CaseError(f"{file}：文件超过 {MAX_CASE_BYTES // 1024 // 1024} MB；请拆成几个文件")
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise CaseError(f"{file}：文件读不出来，请检查文件名和权限") from None
    except UnicodeDecodeError:
        raise CaseError(f"{file}：文件不是 UTF-8 编码，请另存为 UTF-8") from None
    found = 0
    for number, line in enumerate(lines, 1):
        if line.strip():
            found += 1
            yield _request(line, f"{file}:{number}")
    if not found:
        raise CaseError(f"{file}：没有案例；每行应有一个 JSON 对象")


def _request(line: str, place: str) -> Request:
    try:
        return Request.model_validate(json.loads(line))
    except (json.JSONDecodeError, RecursionError):
        raise CaseError(f"{place}：不是有效的 JSON，请检查引号和逗号") from None
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"]) or "text"
        raise CaseError(f"{place}：字段“{field}”缺失或者取值不对") from None


def find_flips(old: Screener, new: Screener, requests: Sequence[Request]) -> Flips:
    """Screens every request with both; a text that cannot be screened is skipped and counted."""
    flips, skipped, recited = [], 0, 0
    for number, request in enumerate(requests, 1):
        try:
            before, after = (_screen(screener, request) for screener in (old, new))
        except InputError:
            skipped += 1
            continue
        cited = _cited(before), _cited(after)
        if before.verdict != after.verdict:
            flips.append(
                Flip(
                    str(request.id or number),
                    request.text,
                    before.verdict,
                    after.verdict,
                    *cited,
                    tuple(sorted(request.right)),
                    _danger(before.verdict, after.verdict, request),
                )
            )
        else:
            recited += cited[0] != cited[1]
    flips.sort(key=lambda flip: flip.danger)
    return Flips(len(requests), skipped, tuple(flips), recited)


def _screen(screener: Screener, request: Request) -> Verdict:
    return screener.screen(request.text, requester=request.requester, purpose=request.purpose)


def _cited(verdict: Verdict) -> str | None:
    """The entry on which the deciding task rests."""
    for task in verdict.tasks:
        if task.verdict == verdict.verdict and task.citations:
            return f"{task.citations[0].pack}/{task.citations[0].entry}"
    return None


def _danger(before: Outcome, after: Outcome, request: Request) -> int:
    right = request.right
    if right:
        if after in right:
            return 6 if before not in right else _direction(before, after)
        if _is_dangerous(after, request):
            return 0
        if before in right:
            return 3
    return _direction(before, after)


def _direction(before: Outcome, after: Outcome) -> int:
    if before == "forbidden" and after in _PERMISSIVE:
        return 1
    if before in _PERMISSIVE and after == "forbidden":
        return 2
    return 4 if "unlisted" in (before, after) else 5


def _is_dangerous(after: Outcome, request: Request) -> bool:
    """A wrong answer that makes a village refuse its duty or break the rule."""
    if after == "forbidden":
        return request.right <= _PERMISSIVE
    return after in _PERMISSIVE and request.verdict == "forbidden"
