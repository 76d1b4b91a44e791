"""Random damage to a pack: what a slip of the hand, a bad paste or a lost cell does to its files."""

import copy
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from liststrict.lint.registry import RULES
from liststrict.lint.runner import Options, lint
from liststrict.lint.targets import Target
from liststrict.yaml_marks import read_yaml

# These need a screener, which takes longer than all others together; they are asked last.
SLOW = ("term-never-matches", "example-lost", "near-miss-hits")

Lists = dict[str, Any]


class Mutant(NamedTuple):
    kind: str
    what: str
    lists: Lists


def read_lists(folder: Path) -> Lists:
    return {
        file.name: read_yaml(file).value
        for file in sorted(folder.glob("*.yaml"))
        if file.name != "pack.yaml"
    }


def mutate(lists: Lists, draw: random.Random) -> Mutant:
    """One piece of damage, of a kind drawn evenly."""
    kind = draw.choice(tuple(KINDS))
    while True:
        damaged = copy.deepcopy(lists)
        what = KINDS[kind](damaged, draw)
        if what and damaged != lists:
            return Mutant(kind, what, damaged)


def caught_by(mutant: Mutant, pack: Path, work: Path, options: Options) -> tuple[str, ...]:
    """The rules that notice; empty if none does. The pack is rebuilt in `work`."""
    folder = work / pack.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(pack / "pack.yaml", folder)
    for name, value in mutant.lists.items():
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    quick = tuple(code for code in RULES if code not in SLOW)
    for codes in (quick, SLOW):
        report = lint([Target(folder, pack.name)], options._replace(select=codes))
        if report.problems:
            return tuple(sorted({problem.code for problem in report.problems}))
    return ()


def _entry(lists: Lists, draw: random.Random) -> tuple[str, dict[str, Any]]:
    entries = [entry for value in lists.values() for entry in value["entries"]]
    entry = draw.choice(entries)
    return entry["id"], entry


def drop_field(lists: Lists, draw: random.Random) -> str:
    name, entry = _entry(lists, draw)
    field = draw.choice(list(entry))
    del entry[field]
    return f"{name}: {field}"


def swap_ids(lists: Lists, draw: random.Random) -> str:
    value = draw.choice([value for value in lists.values() if len(value["entries"]) > 1])
    one, other = draw.sample(value["entries"], 2)
    one["id"], other["id"] = other["id"], one["id"]
    return f"{one['id']} <-> {other['id']}"


def break_citation(lists: Lists, draw: random.Random) -> str:
    name, entry = _entry(lists, draw)
    bases = [basis for basis in entry.get("legal_basis", ()) if basis.get("law")]
    if not bases:
        return ""
    basis = draw.choice(bases)
    way = draw.choice(("law", "raw", "article", "paragraph", "drop"))
    provisions = [one for one in basis.get("provisions", ()) if "article" in one]
    if way == "law":
        basis["law"] = _misspelt(basis["law"], draw)
    elif way == "raw":
        basis["raw"] = _misspelt(basis["raw"], draw)
    elif not provisions:
        return ""
    elif way == "article":
        draw.choice(provisions)["article"] += draw.choice((-2, -1, 1, 2, 10, 100))
    elif way == "paragraph":
        one = draw.choice(provisions)
        one["paragraph"] = one.get("paragraph", 0) + draw.choice((1, 2, 5))
    else:
        basis["provisions"].remove(draw.choice(provisions))
    return f"{name}: {way}"


def misspell_unit(lists: Lists, draw: random.Random) -> str:
    name, entry = _entry(lists, draw)
    units = entry.get("units") or []
    if not units:
        return ""
    index = draw.randrange(len(units))
    before = units[index]
    units[index] = _misspelt(before, draw)
    return f"{name}: {before} -> {units[index]}"


def _misspelt(text: str, draw: random.Random) -> str:
    """One character lost, doubled, replaced, or changed with its neighbour."""
    at = draw.randrange(len(text))
    other = draw.choice("的一是了不在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去")
    return draw.choice(
        (
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + other + text[at + 1 :],
            text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
        )
    )


KINDS: dict[str, Callable[[Lists, random.Random], str]] = {
    "drop a field": drop_field,
    "swap two ids": swap_ids,
    "break a citation": break_citation,
    "misspell a unit": misspell_unit,
}
