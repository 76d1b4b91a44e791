"""Notices with marked tasks: ⟦numbering|task⟧, read for tests and for the measurement."""

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "data/notices"
_MARK = re.compile(r"⟦([^|]*)\|([^⟧]*)⟧")


class MarkedTask(NamedTuple):
    text: str
    paragraph: int
    numbering: tuple[str, ...]


class MarkedNotice(NamedTuple):
    name: str
    lines: tuple[str, ...]
    tasks: tuple[MarkedTask, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def read_notices() -> list[MarkedNotice]:
    return [_read(file) for file in sorted(FOLDER.glob("*.txt"))]


def _read(file: Path) -> MarkedNotice:
    lines, tasks = [], []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        for path, text in _MARK.findall(line):
            tasks.append(MarkedTask(text, number, tuple(filter(None, path.split("/")))))
        lines.append(_MARK.sub(r"\2", line))
    return MarkedNotice(file.stem, tuple(lines), tuple(tasks))


class Score(NamedTuple):
    """`found` marked tasks, `answered` tasks, `spurious` among them, `misplaced` among the found."""

    marked: int
    found: int
    answered: int
    spurious: int
    misplaced: int
    notes: tuple[str, ...]


def score(notice: MarkedNotice, answers: list[dict]) -> Score:
    """An answer explains a mark if one holds the other and is at least half as long."""
    notes = []
    explained: dict[int, int] = {}
    misplaced = 0
    for answer in answers:
        for index, task in enumerate(notice.tasks):
            if _same(task.text, answer["text"]):
                explained[id(answer)] = index
                place = answer["place"]
                right = place["paragraph"] == task.paragraph and tuple(place["numbering"]) == task.numbering
                if not right:
                    misplaced += 1
                    notes.append(f"misplaced {place} {task}")
                break
        else:
            notes.append(f"spurious {answer['place']['paragraph']} {answer['text'][:50]}")
    found = set(explained.values())
    notes += [f"missed {task.text[:50]}" for i, task in enumerate(notice.tasks) if i not in found]
    spurious = len(answers) - len(explained)
    return Score(len(notice.tasks), len(found), len(answers), spurious, misplaced, tuple(notes))


def _same(marked: str, answered: str) -> bool:
    one, other = (re.sub(r"\W", "", text) for text in (marked, answered))
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and len(shorter) * 2 >= len(longer)
