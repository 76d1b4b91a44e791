"""A unit that nobody knows is mostly misspelt, and the letter goes to nobody.

Good: 县公安局. Bad: 县公安居. Where pack.yaml lists its units (`lint: units:`), only these are known;
otherwise a name must contain a unit of the lexicon.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Final

from liststrict.lint.rule import Problem
from liststrict.lint.subject import Subject
from liststrict.model.diagnostic import Severity

ID: Final = "unit-unknown"
TITLE: Final = "不认识的单位"
SEVERITY: Final[Severity] = "warning"
SINCE: Final = "0.2"

# Endings of general names (各相关办公室, 辖区内各单位) that no lexicon lists.
_GENERAL: Final = ("办公室", "部门", "单位", "中心", "办事处", "政府", "党委", "组织", "办")


def check(subject: Subject) -> Iterator[Problem]:
    """Names in `units` that are neither listed nor built from a known one."""
    listed = subject.header.lint.units
    names = listed or _names(subject)
    known: dict[str, bool] = {}
    for at in subject.entries:
        for index, unit in enumerate(at.entry.units or ()):
            if unit not in known:
                known[unit] = unit in listed if listed else _is_built_from(names, unit)
            if known[unit]:
                continue
            near = get_close_matches(unit, names, n=1, cutoff=0.6)
            tip = f"是不是“{near[0]}”？" if near else ""
            ask = "写对的，加进 pack.yaml 的 lint.units" if listed else "请检查写法"
            yield Problem(f"不认识的单位“{unit}”", at.mark("units", index), tip + ask)


def _is_built_from(names: tuple[str, ...], unit: str) -> bool:
    return unit.endswith(_GENERAL) or any(len(name) > 1 and name in unit for name in names)


def _names(subject: Subject) -> tuple[str, ...]:
    concepts = subject.lexicon.concepts
    return tuple(
        name for kind in ("unit", "actor") for names in concepts[kind].values() for name in names
    )
