"""Makes `data/lexicon/weights.json` from the train split of `data/cases/`.

    python data/make/weights.py            (needs the `dev` extra: scikit-learn)

Two multinomial logistic regressions on the cues of `liststrict.match.cues`: one tells entries apart,
one tells lists apart (see `liststrict.match.softmax`). Deterministic: L-BFGS from zero, no random
number takes part. A case with several right entries counts as a share of each. Rare cues are less
held back than frequent ones (inverse document frequency), and scores are stretched by the length of
a text's cues, as in `liststrict.match.weights`. The temperature is fitted on the dev split by
negative log likelihood of the right verdicts; small weights are dropped.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from liststrict.analysis.reading import read
from liststrict.analysis.vocabulary import build_vocabulary, entry_key, list_key
from liststrict.match.cues import cues, strokes
from liststrict.match.weights import LENGTH, SQUARE_UNIT
from liststrict.packs.load import load_pack
from liststrict.resources import lexicon_root, rules_root
from liststrict.text.lexicon import load_lexicon
from liststrict.text.normalize import normalize
from liststrict.text.tokens import Tokens
from liststrict.text.typos import build_typo_finder

ROOT = Path(__file__).parents[2]
PACKS = ("jinji", "chongqing")
ENTRY_REGULARISATION = 20.0
LIST_REGULARISATION = 5.0
MIN_CASES = 2
# Single characters say little each, but there are cases of each; they are held back less.
CHARACTERS = 1.3
# The constant that carries the biases; it is stretched with the cues.
CONSTANT = 3.0
# An entry must answer to its own wording, however the cases speak of it.
OWN_WORDING = 3.0
UNIT = 0.01
DROP_BELOW = 0.05


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
    """A case with marked items is several requests; others are one."""
    if "items" not in case:
        return [case]
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
    """(cue names, entry class, list class, weight) for each right answer of each case."""
    for case in cases:
        names = reader.names(case["text"], case.get("requester"))
        if case["verdict"] == "unlisted":
            unlisted = f"unlisted:{case['kind']}"
            yield names, unlisted, unlisted, 1.0
            continue
        entries = case["entries"]
        right = [e for e in entries if labels.outcome_of(e) == case["verdict"]] or entries
        for entry in right:
            key = labels.key[entry]
            yield names, key, labels.list[key], 1.0 / len(right)


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


def fit(features, target, weight, strength):
    """Weights per class and cue, the constant's in the last column, and the classes."""
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3, fit_intercept=False)
    model.fit(features, target, sample_weight=weight)
    return model.coef_, [str(name) for name in model.classes_]


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


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


def whole_steps(values):
    return [round(float(value) / UNIT) for value in values]


def learn(train, dev, packs):
    """All that `weights.json` holds, from labelled cases; `dev` serves the temperature only."""
    labels, reader = Labels(packs), Reader(packs)
    cases = rows([part for case in train for part in parts_of(case)], reader, labels)
    wording = rows(own_wording(packs), reader, labels)
    data = [*cases, *((n, e, k, w * OWN_WORDING) for n, e, k, w in wording)]
    counts = Counter(name for names, *_ in data for name in set(names))
    column = {
        name: i for i, name in enumerate(sorted(n for n, k in counts.items() if k >= MIN_CASES))
    }
    spread = spreads(column, counts, len(data))
    features = stretched(matrix((row[0] for row in data), column), spread)
    weight = [row[3] for row in data]
    by_entry, entries = fit(features, [row[1] for row in data], weight, ENTRY_REGULARISATION)
    by_list, lists = fit(features, [row[2] for row in data], weight, LIST_REGULARISATION)

    single = [case for case in dev if "items" not in case]
    names = (reader.names(case["text"], case.get("requester")) for case in single)
    held_out = stretched(matrix(names, column), spread)
    list_of = np.array([lists.index(labels.list.get(entry, entry)) for entry in entries])
    outcomes = [labels.outcome.get(name, "unlisted") for name in lists]
    right = np.array([[o in {c["verdict"], *c["also_ok"]} for o in outcomes] for c in single])
    heat = temperature(held_out @ by_entry.T, held_out @ by_list.T, list_of, right)

    scale = np.append(spread, CONSTANT)
    coefficients = (np.vstack([by_entry, by_list]) * scale).T / heat
    table = {}
    for name, index in column.items():
        kept = np.flatnonzero(np.abs(coefficients[index]) >= DROP_BELOW)
        if len(kept):
            steps = whole_steps(coefficients[index, kept])
            table[name] = [
                value for pair in zip(kept.tolist(), steps, strict=True) for value in pair
            ]
    return {
        "unit": UNIT,
        "temperature": round(heat, 3),
        "entries": entries,
        "lists": lists,
        "bias": whole_steps(coefficients[-1]),
        "squares": {n: max(1, round(spread[i] ** 2 / SQUARE_UNIT)) for n, i in column.items()},
        "cues": table,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=ROOT / "data/cases")
    parser.add_argument("--output", type=Path, default=lexicon_root() / "weights.json")
    options = parser.parse_args()
    packs = [load_pack(rules_root() / name) for name in PACKS]
    train = load_cases(options.cases / "train.jsonl")
    result = learn(train, load_cases(options.cases / "dev.jsonl"), packs)
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    options.output.write_text(text + "\n", encoding="utf-8")
    print(
        f"{len(train)} cases, {len(result['entries'])} + {len(result['lists'])} classes, "
        f"{len(result['cues'])} cues, temperature {result['temperature']}, {len(text) // 1024} KB"
    )


if __name__ == "__main__":
    main()
