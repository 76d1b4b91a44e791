"""The words by which notices are cut up: data/notices/wording.yaml, compiled."""

import re
from functools import cache
from typing import Any, Final, NamedTuple

from pydantic import create_model

from liststrict.errors import PackError
from liststrict.model.basis import Frozen
from liststrict.model.diagnostic import Diagnostic
from liststrict.packs.schema import checked
from liststrict.resources import notices_root
from liststrict.yaml_marks import Document, read_yaml


class Wording(NamedTuple):
    """One pattern for each kind of sentence or heading."""

    lead_in: re.Pattern[str]
    preamble: re.Pattern[str]
    formula: re.Pattern[str]
    exhortation: re.Pattern[str]
    superior: re.Pattern[str]
    consequence: re.Pattern[str]
    idle_heading: re.Pattern[str]
    quiet_heading: re.Pattern[str]
    soft_heading: re.Pattern[str]
    directive: re.Pattern[str]
    village_begins: re.Pattern[str]
    concrete: re.Pattern[str]
    deadline: re.Pattern[str]
    opening: re.Pattern[str]
    village: re.Pattern[str]
    town: re.Pattern[str]
    other_unit: re.Pattern[str]
    predicate: re.Pattern[str]
    takes_unit: re.Pattern[str]
    hands_on: re.Pattern[str]
    no_heading: re.Pattern[str]
    reported: re.Pattern[str]
    label: re.Pattern[str]
    duty_column: re.Pattern[str]
    fact: re.Pattern[str]
    deontic: re.Pattern[str]
    act: re.Pattern[str]
    unit_name: re.Pattern[str]
    people: re.Pattern[str]
    object_first: re.Pattern[str]
    turns: re.Pattern[str]
    state: re.Pattern[str]
    request: re.Pattern[str]
    quota: re.Pattern[str]
    does_itself: re.Pattern[str]
    topic: re.Pattern[str]
    task_column: re.Pattern[str]
    village_column: re.Pattern[str]
    tells_list: re.Pattern[str]
    village_name: re.Pattern[str]


# The file has a list of patterns for each kind.
_KINDS: Final[dict[str, Any]] = dict.fromkeys(Wording._fields, (tuple[str, ...], ...))
_File: Final = create_model("_File", __base__=Frozen, **_KINDS)


@cache
def load_wording() -> Wording:
    """Reads and compiles the wording. Raises PackError with the place of what is wrong."""
    file = read_yaml(notices_root() / "wording.yaml")
    data = checked(file, _File)
    return Wording(*(any_of(getattr(data, name), file, (name,)) for name in Wording._fields))


@cache
def load_verbs() -> frozenset[str]:
    """Common verbs of two characters, by which an instruction may begin."""
    lines = (notices_root() / "verbs.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def any_of(
    patterns: tuple[str, ...], file: Document, path: tuple[str | int, ...]
) -> re.Pattern[str]:
    """One pattern that finds any of the given. Raises PackError for a broken one."""
    try:
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    except re.error:
        number = next((n for n, one in enumerate(patterns) if not _compiles(one)), 0)
        mark = file.mark((*path, number))
        fault = Diagnostic("N001", "正则表达式写得不对", mark, "请检查括号是否成对")
        raise PackError([fault]) from None


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
