"""Notices with marked tasks: ⟦numbering|task|verdicts⟧, read for tests and for the measurement.

Verdicts are letters, several where a careful reader could defend several; the first notices have none.
"""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "data/notices"
_MARK = re.compile(r"⟦([^|⟧]*)\|([^|⟧]*)(?:\|([^⟧]*))?⟧")
_RULE = re.compile(r"[|\-: ]+")
VERDICTS = {
    "A": "allowed", "S": "self-governance", "D": "assisting-duty", "F": "forbidden", "U": "unlisted",
}


class MarkedTask(NamedTuple):
    text: str
    paragraph: int
    numbering: tuple[str, ...]
    verdicts: frozenset[str]


class MarkedNotice(NamedTuple):
    name: str
    lines: tuple[str, ...]
    tasks: tuple[MarkedTask, ...]
    markdown: bool

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_notices(pattern: str = "*") -> list[MarkedNotice]:
    return [_read(file) for file in sorted(FOLDER.glob(pattern))]


def _read(file: Path) -> MarkedNotice:
    """Empty lines and the rules of tables are no paragraphs."""
    lines, tasks = [], []
    paragraph = 0
    for line in file.read_text(encoding="utf-8").splitlines():
        paragraph += not _RULE.fullmatch(line) and bool(line.strip())
        for path, text, letters in _MARK.findall(line):
            verdicts = frozenset(VERDICTS[letter] for letter in letters.split("/") if letter)
            numbering = tuple(filter(None, path.split("/")))
            tasks.append(MarkedTask(text, paragraph, numbering, verdicts))
        lines.append(_MARK.sub(r"\2", line))
    return MarkedNotice(file.stem, tuple(lines), tuple(tasks), file.suffix == ".md")


class Score(NamedTuple):
    """`found` marked tasks, `answered` tasks, `spurious` among them, `misplaced` among the found.

    `misjudged` tells the found tasks whose verdict is none of those marked; it is no part of `notes`.
    """

    marked: int
    found: int
    answered: int
    spurious: int
    misplaced: int
    notes: tuple[str, ...]
    misjudged: tuple[str, ...]


def score(notice: MarkedNotice, answers: list[dict]) -> Score:
    """An answer explains a mark if one holds the other and is at least half as long."""
    notes, misjudged = [], []
    explained: dict[int, int] = {}
    misplaced = 0
    for answer in answers:
        index = _index_of(answer, notice)
        if index is None:
            notes.append(f"spurious {answer['place']['paragraph']} {answer['text'][:50]}")
            continue
        explained[id(answer)] = index
        task = notice.tasks[index]
        if not _well_placed(answer["place"], task):
            misplaced += 1
            notes.append(f"misplaced {answer['place']} {task}")
        if task.verdicts and answer["verdict"] not in task.verdicts:
            misjudged.append(f"{answer['verdict']} {task.text}")
    found = set(explained.values())
    notes += [f"missed {task.text[:50]}" for i, task in enumerate(notice.tasks) if i not in found]
    spurious = len(answers) - len(explained)
    return Score(
        len(notice.tasks), len(found), len(answers), spurious, misplaced,
        tuple(notes), tuple(misjudged),
    )  # fmt: skip


def _index_of(answer: dict, notice: MarkedNotice) -> int | None:
    return next((i for i, task in enumerate(notice.tasks) if _same(task.text, answer["text"])), None)


def _well_placed(place: dict, task: MarkedTask) -> bool:
    return place["paragraph"] == task.paragraph and tuple(place["numbering"]) == task.numbering


def _same(marked: str, answered: str) -> bool:
    one, other = (re.sub(r"\W", "", text) for text in (marked, answered))
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and len(shorter) * 2 >= len(longer)
