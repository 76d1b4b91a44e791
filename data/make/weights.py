"""Makes `data/lexicon/weights.json` from the train split of `data/cases/`.

    python data/make/weights.py            (needs the `dev` extra: scikit-learn)

A multinomial logistic regression on the cues of `liststrict.match.cues`, deterministic (no random
number takes part; L-BFGS from zero). A case with several right entries counts as a share of each.
The temperature is fitted on the dev split by negative log likelihood; small weights are dropped.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from liststrict.analysis.reading import read
from liststrict.analysis.vocabulary import build_vocabulary, entry_key
from liststrict.match.cues import characters, cues
from liststrict.packs.load import load_pack
from liststrict.resources import lexicon_root, rules_root
from liststrict.text.lexicon import load_lexicon
from liststrict.text.normalize import normalize
from liststrict.text.tokens import Tokens
from liststrict.text.typos import build_typo_finder

ROOT = Path(__file__).parents[2]
REGULARISATION = 20.0
MIN_CASES = 2
UNIT = 0.01
DROP_BELOW = 0.05
OWN_WORDING_WEIGHT = 1.0


class Reader:
    """Text -> cue names, exactly as the engine sees them."""

    def __init__(self, packs) -> None:
        lexicon = load_lexicon(lexicon_root())
        self.meanings = build_vocabulary(lexicon, packs)
        self.tokens = Tokens(lexicon.common, self.meanings, build_typo_finder(self.meanings))

    def names(self, text, requester):
        asker = self._read(requester) if requester else None
        reading = self._read(text)
        return [*cues(reading, asker), *characters(reading)]

    def _read(self, text):
        return read(normalize(text).text, self.tokens, self.meanings)


def load_cases(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line]


def parts_of(case):
    """A case with marked items is several requests; others are one."""
    if "items" not in case:
        return [case]
    return [{**case, **item} for item in case["items"] if item.get("text")]


def own_wording(packs):
    """Titles, clauses and names of the entries themselves."""
    for pack in packs:
        for rules in pack.lists:
            for entry in rules.entries:
                texts = {entry.title, *(text for _, _, text in entry.clauses())}
                texts |= {*(entry.aliases or ()), *entry.examples}
                texts |= {item.meant and entry.title for item in entry.errata}
                for text in sorted(texts):
                    yield {
                        "text": text,
                        "kind": rules.kind,
                        "requester": None,
                        "verdict": rules.verdict,
                        "entries": [entry.id],
                    }


def rows(cases, reader, outcome_of, key_of):
    """(cue names, class, weight) for each right answer of each case."""
    for case in cases:
        names = reader.names(case["text"], case.get("requester"))
        if case["verdict"] == "unlisted":
            yield names, f"unlisted:{case['kind']}", 1.0
            continue
        right = [e for e in case["entries"] if outcome_of[e] == case["verdict"]] or case["entries"]
        for entry in right:
            yield names, key_of[entry], 1.0 / len(right)


def matrix(name_sets, column):
    indices, pointers = [], [0]
    for names in name_sets:
        indices.extend(sorted(column[name] for name in names if name in column))
        pointers.append(len(indices))
    return csr_matrix(
        (np.ones(len(indices)), indices, pointers), shape=(len(pointers) - 1, len(column))
    )


def temperature(logits, classes, cases, outcome_of):
    """The temperature that makes the probability of the right outcomes likeliest."""
    outcomes = np.array(
        ["unlisted" if c.startswith("unlisted") else outcome_of[c] for c in classes]
    )
    right = np.array(
        [[o in {case["verdict"], *case["also_ok"]} for o in outcomes] for case in cases]
    )

    def loss(t):
        scaled = logits / t
        scaled -= scaled.max(axis=1, keepdims=True)
        p = np.exp(scaled)
        p /= p.sum(axis=1, keepdims=True)
        return -np.log(np.clip((p * right).sum(axis=1), 1e-9, 1)).mean()

    return float(minimize_scalar(loss, bounds=(0.3, 4), method="bounded").x)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=ROOT / "data/cases")
    parser.add_argument("--output", type=Path, default=lexicon_root() / "weights.json")
    parser.add_argument(
        "--all", action="store_true", help="train on train and dev (for the release)"
    )
    options = parser.parse_args()
    packs = [load_pack(folder) for folder in sorted(rules_root().iterdir()) if folder.is_dir()]
    outcome_of = {e.id: r.verdict for p in packs for r in p.lists for e in r.entries}
    key_of = {e.id: entry_key(p, e) for p in packs for r in p.lists for e in r.entries}
    outcome_of |= {key_of[entry]: outcome for entry, outcome in outcome_of.items()}
    reader = Reader(packs)
    dev = [case for case in load_cases(options.cases / "dev.jsonl") if "items" not in case]
    train = [part for case in load_cases(options.cases / "train.jsonl") for part in parts_of(case)]
    if options.all:
        train += dev
    data = list(rows(train, reader, outcome_of, key_of))
    data += [
        (n, c, w * OWN_WORDING_WEIGHT)
        for n, c, w in rows(own_wording(packs), reader, outcome_of, key_of)
    ]
    counts: dict[str, int] = {}
    for names, _, _ in data:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    column = {
        name: i for i, name in enumerate(sorted(n for n, k in counts.items() if k >= MIN_CASES))
    }
    model = LogisticRegression(C=REGULARISATION, max_iter=400)
    model.fit(
        matrix((n for n, _, _ in data), column),
        [c for _, c, _ in data],
        sample_weight=[w for _, _, w in data],
    )
    classes = [str(c) for c in model.classes_]
    held_out = matrix((reader.names(c["text"], c.get("requester")) for c in dev), column)
    heat = temperature(model.decision_function(held_out), classes, dev, outcome_of)
    coefficients = model.coef_.T / heat
    table = {}
    for name, index in column.items():
        flat = []
        for c in np.flatnonzero(np.abs(coefficients[index]) >= DROP_BELOW):
            flat += [int(c), round(float(coefficients[index, c]) / UNIT)]
        if flat:
            table[name] = flat
    result = {
        "unit": UNIT,
        "temperature": round(heat, 3),
        "classes": classes,
        "bias": [round(float(b) / heat / UNIT) for b in model.intercept_],
        "cues": table,
    }
    text = json.dumps(result, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')
    options.output.write_text(text + "\n", encoding="utf-8")
    nonzero = sum(len(flat) // 2 for flat in table.values())
    print(
        f"{len(train)} cases, {len(classes)} classes, {len(table)} cues, {nonzero} weights, "
        f"temperature {heat:.2f}, {len(text) // 1024} KB"
    )


if __name__ == "__main__":
    main()
