"""A large pack that looks like a real one: copies of the shipped entries with other words in them.

    python tests/benchmarks/big_pack.py FOLDER ENTRIES [TERMS]

Each copy keeps the structure, the legal basis and the units of its original; the words that its
vocabulary is made of most are replaced throughout, in the wording, the examples and the near misses
too, so that no two copies say the same. TERMS bounds the vocabulary of a slot in a clause.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
TERMS = 4
REPLACED = 12
KEPT = ("units", "legal_basis")
# What names other entries, or holds the source's own slips, is not copied.
DROPPED = ("errata", "exception_to", "conflicts_with", "overrides", "learned_as", "aliases", "effective_to")
SLOTS = ("names", "objects", "acts", "purposes", "actors", "excludes")


def write_pack(folder: Path, entries: int, terms: int = TERMS) -> None:
    """Writes a pack `big` with so many entries, in as many lists as they come from."""
    folder.mkdir(parents=True, exist_ok=True)
    words = _words()
    draw = random.Random(20261123)
    originals = list(_originals())
    rows: dict[str, list[dict[str, Any]]] = {}
    heads: dict[str, dict[str, Any]] = {}
    titles: set[str] = set()
    for number in range(entries):
        head, original = originals[number % len(originals)]
        name = head["list"]
        heads.setdefault(name, head)
        copy = _copy(original, words, draw, terms)
        while copy["title"] in titles:
            copy["title"] += draw.choice(words)
        titles.add(copy["title"])
        own = rows.setdefault(name, [])
        own.append({**copy, "id": f"{name}-{len(own) + 1:02d}", "no": len(own) + 1})
    for name, head in heads.items():
        (folder / f"{name}.yaml").write_text("\n".join(_lines(head, rows[name])), encoding="utf-8")
    (folder / "pack.yaml").write_text(
        "id: big\nversion: 1.0.0\ntitle: 大县清单\njurisdiction: 大县\nlevel: county\n"
        f"source: {{document: 大县清单}}\nlists: [{', '.join(f'{name}.yaml' for name in heads)}]\n",
        encoding="utf-8",
    )


def _originals() -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for pack in ("jinji", "chongqing"):
        for file in sorted((RULES / pack).glob("*.yaml")):
            value = yaml.load(file.read_text(encoding="utf-8"), loader)
            for entry in value.get("entries", ()):
                head = {key: value[key] for key in ("list", "title", "verdict", "kind") if key in value}
                shared = value.get("legal_basis", [])
                yield head, {**entry, "legal_basis": [*entry.get("legal_basis", ()), *shared]}


def _copy(entry: dict[str, Any], words: list[str], draw: random.Random, terms: int) -> dict[str, Any]:
    kept = {key: value for key, value in entry.items() if key not in (*DROPPED, "id", "no")}
    kept["match"] = [
        {key: draw.sample(value, min(terms, len(value))) if key in SLOTS else value
         for key, value in block.items()}
        for block in entry.get("match", ())
    ]
    loose = {key: value for key, value in kept.items() if key not in KEPT}
    text = json.dumps(loose, ensure_ascii=False, default=str)
    known = set(words)
    names = json.dumps([block.get("names", ()) for block in kept.get("match", ())], ensure_ascii=False)
    counted = Counter(
        pair for start in range(len(names) - 1) if (pair := names[start : start + 2]) in known
    )
    for word, _ in counted.most_common(REPLACED):
        text = text.replace(word, draw.choice(words))
    altered = json.loads(text)
    for block in altered.get("match", ()):
        for slot in SLOTS:
            if slot in block:
                block[slot] = list(dict.fromkeys(block[slot]))
    # Requests that people write name what they are about; these no weights know.
    named = [name for block in altered.get("match", ()) for name in block.get("names", ())]
    if named:
        altered["examples"] = [f"{draw.choice(named)}：{text}" for text in altered["examples"]]
    return {**altered, **{key: kept[key] for key in KEPT if key in kept}}


def _words() -> list[str]:
    """Everyday words of two characters."""
    lines = (ROOT / "data/lexicon/words.txt").read_text(encoding="utf-8").splitlines()
    found = [line.split()[0] for line in lines if not line.startswith("#")]
    return sorted(word for word in found if len(word) == 2 and word.isalpha() and "乾" not in word)


def _lines(head: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[str]:
    for key, value in head.items():
        yield f"{key}: {value}"
    yield "entries:"
    for row in rows:
        mark = "  - "
        for key in ("id", "no", *(key for key in row if key not in ("id", "no"))):
            yield f"{mark}{key}: {json.dumps(row[key], ensure_ascii=False, default=str)}"
            mark = "    "
    yield ""


if __name__ == "__main__":
    write_pack(Path(sys.argv[1]), int(sys.argv[2]), *map(int, sys.argv[3:4]))
