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
    """A mark is found by an answer that holds it and is at most twice as long, or by answers inside it
    that together are at least half of it: a task with two acts may be told in two answers."""
    notes, misjudged = [], []
    pieces: dict[int, list[dict]] = {}
    spurious = misplaced = 0
    for answer in answers:
        index = _index_of(answer, notice)
        if index is None:
            spurious += 1
            notes.append(f"spurious {answer['place']['paragraph']} {answer['text'][:50]}")
            continue
        task = notice.tasks[index]
        pieces.setdefault(index, []).append(answer)
        if not _well_placed(answer["place"], task):
            misplaced += 1
            notes.append(f"misplaced {answer['place']} {task}")
    found = 0
    for index, task in enumerate(notice.tasks):
        parts = pieces.get(index, [])
        if sum(len(_bare(part["text"])) for part in parts) * 2 < len(_bare(task.text)):
            notes.append(f"missed {task.text[:50]}")
            continue
        found += 1
        if task.verdicts and not task.verdicts & {part["verdict"] for part in parts}:
            misjudged.append(f"{[part['verdict'] for part in parts]} {task.text}")
    return Score(
        len(notice.tasks), found, len(answers), spurious, misplaced, tuple(notes), tuple(misjudged)
    )


def _index_of(answer: dict, notice: MarkedNotice) -> int | None:
    """The mark that explains an answer: it holds the answer, or the answer holds it and little else."""
    said = _bare(answer["text"])
    for index, task in enumerate(notice.tasks):
        marked = _bare(task.text)
        if said in marked or (marked in said and len(said) <= 2 * len(marked)):
            return index
    return None


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def _well_placed(place: dict, task: MarkedTask) -> bool:
    return place["paragraph"] == task.paragraph and tuple(place["numbering"]) == task.numbering
