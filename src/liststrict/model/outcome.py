"""The five outcomes, their Chinese labels and their order of strictness."""

from typing import Final, Literal

Outcome = Literal["allowed", "self-governance", "assisting-duty", "forbidden", "unlisted"]
RequestKind = Literal["task", "certificate"]
MayRefuse = Literal["yes", "no", "conditional"]

LABELS: Final[dict[Outcome, str]] = {
    "forbidden": "负面清单（禁止）",
    "unlisted": "清单外（需人工审核）",
    "assisting-duty": "依法协助",
    "self-governance": "依法自治",
    "allowed": "可以办理",
}

# The rule of an answer that was left to a person, since no list was sure enough.
UNDECIDED: Final = "undecided"
# The rule of an answer to a text that asks nothing of the village.
NOTHING_ASKED: Final = "nothing-asked"

# A text with several tasks is judged by the strictest (labelling guide, tasks, rule 7).
STRICTEST_FIRST: Final[tuple[Outcome, ...]] = tuple(LABELS)

MAY_REFUSE: Final[dict[Outcome, MayRefuse]] = {
    "forbidden": "yes",
    "unlisted": "conditional",
    "assisting-duty": "no",
    "self-governance": "conditional",
    "allowed": "no",
}


def strictness(outcome: Outcome) -> int:
    """Rank of an outcome; 0 is the strictest."""
    return STRICTEST_FIRST.index(outcome)
