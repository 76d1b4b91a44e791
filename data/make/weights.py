"""Makes `data/lexicon/weights.json` and `weights.bin` from the train split of `data/cases/`.

    python data/make/weights.py            (needs the `dev` extra: scipy)

A small network, four in one (`network.py`), over the cues of `liststrict.match.cues` tells entries apart and lists
apart (see `liststrict.match.softmax`). Seeded. A case with several right entries counts as a share of
each. Rare cues are less held back than frequent ones (inverse document frequency), and scores are
stretched by the length of a text's cues, as in `liststrict.match.weights`. The temperature is fitted
on the dev split by negative log likelihood of the right verdicts.
"""

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import numpy as np
from network import UNTOLD, Targets, softmax, train_several
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, diags, hstack
from surroundings import (
    WEIGHT,
    background_of,
    details_of,
    load_surroundings,
    sentences_of,
    surrounded,
)

from liststrict.analysis.reading import read
from liststrict.analysis.vocabulary import build_vocabulary, entry_key, list_key
from liststrict.match.cues import cues, strokes
from liststrict.match.weights import (
    CONSTANT_CUE,
    DEEP_LIFT,
    FINER,
    LENGTH,
    LIFT,
    SIGNS,
    SQUARE_UNIT,
)
from liststrict.packs.load import load_pack
from liststrict.resources import lexicon_root, rules_root
from liststrict.text.lexicon import load_lexicon
from liststrict.text.normalize import normalize
from liststrict.text.tokens import Tokens
from liststrict.text.typos import build_typo_finder

ROOT = Path(__file__).parents[2]
PACKS = ("jinji", "chongqing")
MIN_CASES = 2
# Single characters say little each, but there are cases of each; they are held back less.
CHARACTERS = 1.3
# The constant that carries the biases; it is stretched with the cues.
CONSTANT = 3.0
# A text shorter than this counts for less: titles and fragments teach words, but requests are sentences.
FULL_LENGTH = 20
# An entry must answer to its own wording, however the cases speak of it.
OWN_WORDING = 3.0


class Reader:
    """Text -> cue names, exactly as the engine sees them."""

    def __init__(self, packs) -> None:
        lexicon = load_lexicon(lexicon_root())
        meanings = build_vocabulary(lexicon, packs)
        self.tokens = Tokens(lexicon.common, meanings, build_typo_finder(meanings))

    def names(self, text, requester):
        asker = self._read(requester) if requester else None
        reading = self._read(text)
        return [*cues(reading, asker), *sorted(strokes(reading.text))]

    def _read(self, text):
        return read(normalize(text).text, self.tokens)


class Labels:
    """What the labels mean: outcome, key and list of each entry."""

    def __init__(self, packs) -> None:
        rows = [(p, r, e) for p in packs for r in p.lists for e in r.entries]
        self.key = {e.id: entry_key(p, e) for p, _, e in rows}
        self.list = {self.key[e.id]: list_key(p, r) for p, r, e in rows}
        self.outcome = {self.list[self.key[e.id]]: r.verdict for _, r, e in rows}

    def outcome_of(self, entry):
        return self.outcome[self.list[self.key[entry]]]


def load_cases(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def parts_of(case):
    """A case with marked items is several requests; others are one, and once more without what
    stands around it, if that is marked."""
    if "items" not in case:
        return [case, {**case, "text": case["asks"]}] if case.get("asks") else [case]
    return [{**case, **item} for item in case["items"] if item.get("text")]


def own_wording(packs):
    """Titles, clauses, names and examples of the entries themselves."""
    for pack in packs:
        for rules in pack.lists:
            for entry in rules.entries:
                texts = {entry.title, *(text for _, _, text in entry.clauses())}
                for text in sorted(texts | {*(entry.aliases or ()), *entry.examples}):
                    yield {
                        "text": text,
                        "kind": rules.kind,
                        "requester": None,
                        "verdict": rules.verdict,
                        "entries": [entry.id],
                    }


def rows(cases, reader, labels):
    """(cue names, right answers as pairs of entry and list) for each case."""
    for case in cases:
        names = reader.names(case["text"], case.get("requester"))
        if case["verdict"] == "unlisted":
            unlisted = f"unlisted:{case['kind']}"
            yield names, [(unlisted, unlisted)]
            continue
        entries = case["entries"]
        right = [e for e in entries if labels.outcome_of(e) == case["verdict"]] or entries
        keys = [labels.key[entry] for entry in right]
        yield names, [(key, labels.list[key]) for key in keys]


def matrix(name_sets, column):
    indices, pointers = [], [0]
    for names in name_sets:
        indices.extend(sorted(column[name] for name in names if name in column))
        pointers.append(len(indices))
    return csr_matrix(
        (np.ones(len(indices)), indices, pointers), shape=(len(pointers) - 1, len(column))
    )


def spreads(column, counts, total):
    """Prior spread of each cue's weights, 1 for a cue in one of 55 texts (log 55 = 4).

    So the rare word that names a matter outweighs the many frequent ones around it.
    """
    spread = np.ones(len(column))
    for name, index in column.items():
        spread[index] = np.log(total / counts[name]) / 4
        if len(name) == 1:
            spread[index] *= CHARACTERS
    return spread


def stretched(features, spread):
    """Features at their spread with the constant, and the whole row stretched as in `Weights`."""
    features = features @ diags(spread)
    square = np.asarray(features.multiply(features).sum(axis=1)).ravel()
    stretch = (LENGTH / np.sqrt(np.maximum(square, 1.0))) ** 0.5
    constant = csr_matrix(np.full((features.shape[0], 1), CONSTANT))
    return diags(stretch) @ hstack([features, constant]).tocsr()


def joint_shares(entry_logits, list_logits, heat, list_of):
    """Shares of the lists as `liststrict.match.softmax` makes them."""
    by_entry, by_list = softmax(entry_logits / heat), softmax(list_logits / heat)
    summed = np.stack(
        [by_entry[:, list_of == k].sum(axis=1) for k in range(by_list.shape[1])], axis=1
    )
    joint = np.sqrt(summed * by_list)
    return joint / joint.sum(axis=1, keepdims=True)


def temperature(entry_logits, list_logits, list_of, right):
    """The temperature that makes the right verdicts likeliest."""

    def loss(heat):
        shares = joint_shares(entry_logits, list_logits, heat, list_of)
        return -np.log(np.clip((shares * right).sum(axis=1), 1e-9, 1)).mean()

    return float(minimize_scalar(loss, bounds=(0.3, 4), method="bounded").x)


def asks_nothing(case):
    """Whether a case is marked as one that asks nothing of the village (the guide, tasks, rule 8)."""
    return case.get("asks") == ""


class Row(NamedTuple):
    """One text to learn from; `right` are pairs of entry and list, none for several tasks, background
    and details; `around` tells that passages stand around the request."""

    names: list[str]
    right: list[tuple[str, str]]
    weight: float = 1.0
    several: float = 0.0
    background: float = UNTOLD
    request: float = UNTOLD
    around: bool = False


def all_rows(cases, packs, reader, labels):
    """What is learned from: single requests, alone and with what may stand around them, marked tasks,
    details of these, whole texts with several, sentences of background, own wording."""
    parts = [part for case in cases for part in parts_of(case)]
    for part, (names, right) in zip(parts, rows(parts, reader, labels), strict=True):
        weight = min(1.0, len(part["text"]) / FULL_LENGTH)
        if asks_nothing(part):
            yield Row(names, right, weight, background=1.0, request=0.0)
            continue
        # A text of many sentences may have background of its own.
        asks = 0.0 if len(sentences_of(part["text"])) == 1 else UNTOLD
        yield Row(names, right, weight, background=asks, request=1.0)
    for part, detail in details_of(parts):
        yield Row(reader.names(detail, part.get("requester")), [], 0.0, request=0.0)
    passages = load_surroundings(ROOT / "data/cases", cases)
    for names, right in rows(surrounded(cases, passages), reader, labels):
        yield Row(names, right, WEIGHT, around=True)
    for case in cases:
        if "items" in case:
            yield Row(reader.names(case["text"], case.get("requester")), [], 0.0, several=1.0)
    for text in background_of(cases, passages):
        yield Row(reader.names(text, None), [], 0.0, UNTOLD, background=1.0, request=0.0)
    for names, right in rows(own_wording(packs), reader, labels):
        yield Row(names, right, OWN_WORDING, background=0.0)


def targets(data, entries, lists):
    """What is right, row by row."""
    of_entry, of_list = ({name: i for i, name in enumerate(names)} for names in (entries, lists))
    by_entry = np.zeros((len(data), len(entries)), np.float32)
    by_list = np.zeros((len(data), len(lists)), np.float32)
    for number, row in enumerate(data):
        for entry, listed in row.right:
            by_entry[number, of_entry[entry]] += 1 / len(row.right)
            by_list[number, of_list[listed]] += 1 / len(row.right)
    signs = np.array([(row.several, row.background, row.request) for row in data], np.float32)
    return Targets(by_entry, by_list, signs, np.array([row.weight for row in data], np.float32))


def learn(train_cases, dev, packs):
    """All that the weights hold, from labelled cases; `dev` serves the temperature only."""
    labels, reader = Labels(packs), Reader(packs)
    data = list(all_rows(train_cases, packs, reader, labels))
    own = Counter(name for row in data if not row.around for name in set(row.names))
    counts = Counter(name for row in data for name in set(row.names))
    column = {
        name: i for i, name in enumerate(sorted(n for n, k in counts.items() if k >= MIN_CASES))
    }
    spread = spreads(column, counts, len(data))
    features = stretched(matrix((row.names for row in data), column), spread)
    entries = sorted({entry for row in data for entry, _ in row.right})
    lists = sorted({listed for row in data for _, listed in row.right})
    network = train_several(features.astype(np.float32), targets(data, entries, lists))

    single = [case for case in dev if "items" not in case]
    names = (reader.names(case["text"], case.get("requester")) for case in single)
    logits = network.scores(stretched(matrix(names, column), spread).astype(np.float32))
    list_of = np.array([lists.index(labels.list.get(entry, entry)) for entry in entries])
    outcomes = [labels.outcome.get(name, "unlisted") for name in lists]
    right = np.array([[o in {c["verdict"], *c["also_ok"]} for o in outcomes] for c in single])
    by_list = logits[:, len(entries) : -len(SIGNS)]
    heat = temperature(logits[:, : len(entries)], by_list, list_of, right)
    return packed(network, heat, spread, list(column), entries, lists, own)


def packed(network, heat, spread, names, entries, lists, own):
    """The learned numbers as whole steps: a head that is JSON, and rows of bytes.

    Cues that next to no request of its `own` has, but what stands around requests, say nothing and are left out.
    """
    scale = np.append(spread, CONSTANT)[:, None]
    heats = np.full(network.direct.shape[1], heat, np.float32)
    heats[-len(SIGNS) :] = 1  # signs are no part of what the temperature was fitted to
    direct, hidden = network.direct * scale / heats, network.hidden * scale
    unit, hidden_unit = step_of(direct), step_of(hidden)
    square = np.clip(np.rint(np.append(spread, 0) ** 2 / SQUARE_UNIT), 0, 255)[:, None]
    table = np.hstack([in_steps(direct, unit), in_steps(hidden, hidden_unit), square])
    deep = np.rint(network.deep / heats[len(entries) :] * hidden_unit / unit * FINER).astype(int)
    kept = [number for number, name in enumerate(names) if own[name] >= MIN_CASES]
    head = {
        "unit": unit,
        "temperature": round(heat, 3),
        "entries": entries,
        "lists": lists,
        "deep": np.clip(deep, -DEEP_LIFT, DEEP_LIFT).tolist(),
        "cues": [*[names[number] for number in kept], CONSTANT_CUE],
    }
    return head, table[[*kept, -1]].astype(np.uint8).tobytes()


def step_of(values):
    """The step in which values are told: all but one in two hundred thousand fit in a byte."""
    return round(float(np.quantile(np.abs(values), 0.999995)) / LIFT, 6)


def in_steps(values, unit):
    return np.clip(np.rint(values / unit), -LIFT, LIFT - 1) + LIFT


def write(head, table, folder):
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).replace(",", ",\n", 3)
    (folder / "weights.json").write_text(text + "\n", encoding="utf-8")
    (folder / "weights.bin").write_bytes(table)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=ROOT / "data/cases")
    parser.add_argument("--output", type=Path, default=lexicon_root(), help="a folder")
    options = parser.parse_args()
    packs = [load_pack(rules_root() / name) for name in PACKS]
    cases = load_cases(options.cases / "train.jsonl")
    head, table = learn(cases, load_cases(options.cases / "dev.jsonl"), packs)
    write(head, table, options.output)
    print(
        f"{len(cases)} cases, {len(head['entries'])} + {len(head['lists'])} classes, "
        f"{len(head['cues'])} cues, temperature {head['temperature']}, {len(table) // 1024} KB"
    )


if __name__ == "__main__":
    main()
