"""Labelled cases against answers, scored as the labelling guide says."""

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from liststrict.api import Screener
from liststrict.errors import CaseError
from liststrict.match.thresholds import COST_DANGEROUS, COST_REVIEW, COST_WRONG
from liststrict.model.outcome import Outcome, RequestKind
from liststrict.model.verdict import Verdict

_PERMISSIVE: Final = frozenset(("allowed", "assisting-duty", "self-governance"))


class Item(BaseModel):
    """One expected task of a text that holds several."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    verdict: Outcome
    also_ok: tuple[Outcome, ...] = ()
    entries: tuple[str, ...] = ()


class Case(BaseModel):
    """One labelled request (labelling guide, case format); further fields are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    kind: RequestKind
    requester: str | None = None
    verdict: Outcome
    also_ok: tuple[Outcome, ...] = ()
    entries: tuple[str, ...] = ()
    group: str
    items: tuple[Item, ...] = ()

    @property
    def right(self) -> frozenset[Outcome]:
        """Verdicts that count as right."""
        return frozenset((self.verdict, *self.also_ok))


class Scored(NamedTuple):
    """One case with its answer; `cited_right` is None where nothing was to be cited."""

    case: Case
    answered: Outcome
    cited: str | None
    confidence: float
    right: bool
    cited_right: bool | None
    dangerous: bool
    items_found: int
    items_spurious: int
    items_answered: int


class Score(NamedTuple):
    """Shares over a set of cases (labelling guide, "How answers are scored")."""

    cases: int
    verdict: float
    citation: float
    dangerous: float
    covered: float
    unlisted_right: float
    items_found: float | None
    items_spurious: float | None


Purpose = Literal["verdict", "citation", "dangerous"]


def load_cases(file: Path) -> list[Case]:
    """Reads cases, one JSON object per line. Raises CaseError that names file and line."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise CaseError(f"{file}：文件读不出来，请检查文件名和权限") from None
    except UnicodeDecodeError:
        raise CaseError(f"{file}：文件不是 UTF-8 编码，请另存为 UTF-8") from None
    cases = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate(json.loads(line)))
        except json.JSONDecodeError:
            raise CaseError(f"{file}:{number}：不是有效的 JSON，请检查引号和逗号") from None
        except ValidationError as error:
            field = ".".join(str(part) for part in error.errors()[0]["loc"])
            raise CaseError(f"{file}:{number}：字段“{field}”缺失或者取值不对") from None
    if not cases:
        raise CaseError(f"{file}：没有案例；每行应有一个 JSON 对象")
    return cases


def score_cases(screener: Screener, cases: Iterable[Case], use_kind: bool = False) -> list[Scored]:
    """Screens each case; `kind` is found by the screener unless `use_kind`."""
    return [
        _scored(
            case,
            screener.screen(
                case.text, kind=case.kind if use_kind else "auto", requester=case.requester
            ),
        )
        for case in cases
    ]


def summarise(scored: list[Scored]) -> Score:
    """The figures over some cases."""
    count = len(scored) or 1
    citing = [one.cited_right for one in scored if one.cited_right is not None]
    expected = sum(len(one.case.items) for one in scored)
    answered = sum(one.items_answered for one in scored)
    return Score(
        cases=len(scored),
        verdict=sum(one.right for one in scored) / count,
        citation=sum(citing) / len(citing) if citing else 1.0,
        dangerous=sum(one.dangerous for one in scored) / count,
        covered=sum(one.answered != "unlisted" for one in scored) / count,
        unlisted_right=sum(one.case.verdict == "unlisted" for one in scored) / count,
        items_found=sum(one.items_found for one in scored) / expected if expected else None,
        items_spurious=sum(one.items_spurious for one in scored) / answered if answered else None,
    )


def by_group(scored: list[Scored]) -> dict[str, Score]:
    """The figures for each group, in the order of the names."""
    groups = sorted({one.case.group for one in scored})
    return {
        group: summarise([one for one in scored if one.case.group == group]) for group in groups
    }


def confusion(scored: list[Scored]) -> Counter[tuple[Outcome, Outcome]]:
    """How often each right verdict was answered by each verdict (alternatives count as right)."""
    return Counter(
        (one.answered if one.right else one.case.verdict, one.answered) for one in scored
    )


class Bin(NamedTuple):
    """Answers of similar confidence: how sure they were on average, and how often right."""

    low: float
    high: float
    answers: int
    confidence: float
    right: float


def reliability(scored: list[Scored], bins: int = 10) -> list[Bin]:
    """Answers by confidence, in bins of equal width; empty bins are left out."""
    found = []
    for number in range(bins):
        low, high = number / bins, (number + 1) / bins
        inside = [
            one
            for one in scored
            if low <= one.confidence < high or (one.confidence == 1.0 and number == bins - 1)
        ]
        if inside:
            count = len(inside)
            confidence = sum(one.confidence for one in inside) / count
            found.append(Bin(low, high, count, confidence, sum(o.right for o in inside) / count))
    return found


def expected_calibration_error(scored: list[Scored]) -> float:
    """Mean distance of confidence from the share of right answers, weighted by the size of bins."""
    return sum(
        bin_.answers * abs(bin_.confidence - bin_.right) for bin_ in reliability(scored)
    ) / len(scored)


def review_cost(scored: list[Scored], threshold: float) -> tuple[float, float]:
    """Cost of sending listed answers below a confidence to review, and the share so sent.

    A dangerous error that passes costs 20, a wrong verdict that passes 3, a needless review 1.
    """
    listed = [one for one in scored if one.answered != "unlisted"]
    cost = 0.0
    for one in listed:
        if one.confidence < threshold:
            cost += COST_REVIEW if one.right else 0.0
        elif one.dangerous:
            cost += COST_DANGEROUS
        elif not one.right:
            cost += COST_WRONG
    reviewed = sum(one.confidence < threshold for one in listed) / len(listed)
    return cost, reviewed


def _scored(case: Case, verdict: Verdict) -> Scored:
    answered = verdict.verdict
    cited = next(
        (
            task.citations[0].entry
            for task in verdict.tasks
            if task.verdict == answered and task.citations
        ),
        None,
    )
    right = answered in case.right
    to_cite = right and answered != "unlisted" and bool(case.entries)
    found, spurious = _items(case, verdict)
    return Scored(
        case=case,
        answered=answered,
        cited=cited,
        confidence=verdict.confidence,
        right=right,
        cited_right=cited in case.entries if to_cite else None,
        dangerous=is_dangerous(case, answered),
        items_found=found,
        items_spurious=spurious,
        items_answered=len(verdict.tasks) if case.items else 0,
    )


def is_dangerous(case: Case, answered: Outcome) -> bool:
    """Whether an answer would make a village refuse a duty, or break the rule."""
    if answered in case.right:
        return False
    if answered == "forbidden":
        return case.right <= _PERMISSIVE
    return answered in _PERMISSIVE and case.verdict == "forbidden"


def _items(case: Case, verdict: Verdict) -> tuple[int, int]:
    """Expected items that some answered task matches, and answered tasks that match none."""

    def matches(item: Item, index: int) -> bool:
        task = verdict.tasks[index]
        if task.verdict not in (item.verdict, *item.also_ok):
            return False
        cited = task.citations[0].entry if task.citations else None
        return not item.entries or task.verdict == "unlisted" or cited in item.entries

    answered = range(len(verdict.tasks))
    found = sum(any(matches(item, index) for index in answered) for item in case.items)
    if not case.items:
        return 0, 0
    spurious = sum(not any(matches(item, index) for item in case.items) for index in answered)
    return found, spurious
