"""Which outcome the probabilities speak for, when errors do not all cost the same."""

from typing import Final

from liststrict.match.softmax import Ranking
from liststrict.match.thresholds import COST_DANGEROUS, COST_WRONG, DANGER_SHARE
from liststrict.model.outcome import STRICTEST_FIRST, Outcome, RequestKind

_PERMISSIVE: Final[frozenset[Outcome]] = frozenset(("allowed", "assisting-duty", "self-governance"))


def _cost(answered: Outcome, right: Outcome) -> float:
    if answered == right:
        return 0.0
    dangerous = (answered in _PERMISSIVE and right == "forbidden") or (
        answered == "forbidden" and right in _PERMISSIVE
    )
    return COST_WRONG + (COST_DANGEROUS * DANGER_SHARE if dangerous else 0.0)


_COSTS: Final = {
    answered: {right: _cost(answered, right) for right in STRICTEST_FIRST}
    for answered in STRICTEST_FIRST
}


# From this share on no other outcome can cost less: 1 - share at the highest cost, against share at the
# lowest one.
_SURE: Final = 1 - COST_WRONG / (2 * COST_WRONG + COST_DANGEROUS * DANGER_SHARE)


def cheapest_outcome(ranking: Ranking) -> Outcome:
    """The outcome with the least expected cost; the stricter one where two cost the same."""
    shares = ranking.outcomes
    for outcome, share in shares.items():
        if share > _SURE:
            return outcome
    best: Outcome = "unlisted"
    least = float("inf")
    for answered in STRICTEST_FIRST:
        if answered in shares:
            row = _COSTS[answered]
            expected = sum(share * row[right] for right, share in shares.items())
            if expected < least - 1e-12:
                best, least = answered, expected
    return best


def likely_kind(ranking: Ranking) -> RequestKind:
    """Task or certificate, by the likeliest candidates; lists that know both count for neither."""
    if ranking.order:
        share, candidate = ranking.order[0]
        if candidate.kind and share > 0.5:
            return candidate.kind
    certificate = 0.0
    task = 0.0
    for share, candidate in ranking.order[:_TELLING]:
        if candidate.kind == "certificate":
            certificate += share
        elif candidate.kind == "task":
            task += share
        else:
            task += share / 2
    return "certificate" if certificate > task else "task"


# Candidates further down have too small a share to turn the kind.
_TELLING: Final = 12
