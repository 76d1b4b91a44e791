"""Makes `data/lexicon/boundaries.json` from the texts of `data/cases/` whose tasks are marked.

    python data/make/boundaries.py         (needs the `dev` extra: scikit-learn; some minutes)

Where a marked task begins a text must be cut; nowhere else, and nowhere in a text with one task.
The stretches are judged by weights that were learned without these texts: the train split is cut in
two halves by wording family, and each half is judged by what the other one taught.
"""

import argparse
import json
import tempfile
from collections import Counter
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from sklearn.linear_model import LogisticRegression
from weights import PACKS, learn, load_cases, matrix

from liststrict import Screener
from liststrict.decide.boundaries import (
    Linear,
    form_features,
    listed_share,
    matter_features,
    outline,
    stretches_of,
)
from liststrict.match.candidates import Ranker
from liststrict.match.weights import load_weights
from liststrict.packs.load import load_pack
from liststrict.resources import lexicon_root, rules_root
from liststrict.screen import judge_of
from liststrict.text.clauses import parts
from liststrict.text.normalize import normalize

ROOT = Path(__file__).parents[2]
STRENGTH = 0.3
MIN_TEXTS = 3


def half_of(case):
    return int(sha256(case["family"].encode()).hexdigest(), 16) % 2


def begins(case, text, found):
    """Numbers of the parts in which a further marked task begins."""
    places = sorted(text.find(normalize(item["text"]).text) for item in case.get("items", ()))
    return {
        number
        for place in places[1:]
        if (
            number := max((i for i, part in enumerate(found) if part.start <= place + 1), default=0)
        )
    }


def looked_at(case, knowledge):
    text = normalize(case["text"]).text
    found = parts(text)
    judge = judge_of(knowledge, text, requester=case.get("requester"))
    whole = judge(0, len(text))
    return found, judge, whole, outline(text, len(found), whole), begins(case, text, found)


def form_rows(cases, knowledge):
    """(features, whether a task begins) for the first look at every boundary."""
    for case in cases:
        found, _, _, about, cuts = looked_at(case, knowledge)
        for number, (before, part) in enumerate(pairwise(found), 1):
            yield form_features(about, before, part), number in cuts


def matter_rows(cases, knowledge, form):
    """The same for the second look, at the boundaries that the first one leaves open."""
    for case in cases:
        found, judge, whole, about, cuts = looked_at(case, knowledge)
        begun = {found[number].start for number in cuts}
        stretches = stretches_of(found, about, form)
        if len(stretches) < 2:
            continue
        speaker = stretches[0], judge(stretches[0].start, stretches[0].end)
        for part in stretches[1:]:
            judged = judge(part.start, part.end)
            cut = part.start in begun
            yield matter_features(about, whole, speaker, part, judged), cut
            if cut or listed_share(judged) > listed_share(speaker[1]):
                speaker = part, judged


def fitted(rows):
    """A logistic model as data: bias and weights by name of feature."""
    rows = list(rows)
    counts = Counter(name for names, _ in rows for name in set(names))
    column = {n: i for i, n in enumerate(sorted(n for n, k in counts.items() if k >= MIN_TEXTS))}
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(matrix((set(names) for names, _ in rows), column), [cut for _, cut in rows])
    weights = {n: round(float(model.coef_[0][i]), 3) for n, i in column.items()}
    print(f"{len(rows)} boundaries, {sum(cut for _, cut in rows)} of them begin a task")
    return {
        "bias": round(float(model.intercept_[0]), 3),
        "weights": {n: w for n, w in weights.items() if abs(w) >= 0.02},
    }


def knowledge_without(half, train, dev, packs):
    """The engine, taught by the other half of the train split."""
    taught = learn([case for case in train if half_of(case) != half], dev, packs)
    screener = Screener.default()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "weights.json"
        file.write_text(json.dumps(taught, ensure_ascii=False), encoding="utf-8")
        ranker = Ranker(screener.packs, load_weights(file))
    return screener.knowledge._replace(ranker=ranker)


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    packs = [load_pack(rules_root() / name) for name in PACKS]
    train, dev = (load_cases(ROOT / f"data/cases/{name}.jsonl") for name in ("train", "dev"))
    judged_by = [
        ([c for c in train if half_of(c) == half], knowledge_without(half, train, dev, packs))
        for half in (0, 1)
    ]
    form = fitted(row for cases, known in judged_by for row in form_rows(cases, known))

    matter = fitted(
        row for cases, known in judged_by for row in matter_rows(cases, known, Linear(**form))
    )
    result = {"form": form, "matter": matter}
    text = json.dumps(result, ensure_ascii=False, indent=0, sort_keys=True)
    (lexicon_root() / "boundaries.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
