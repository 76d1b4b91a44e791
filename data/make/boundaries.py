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
from pathlib import Path

from scipy.sparse import hstack
from sklearn.linear_model import LogisticRegression
from weights import PACKS, learn, load_cases, matrix, write

from liststrict import Screener
from liststrict.decide.background import asked
from liststrict.decide.boundaries import STRENGTH as STRENGTH_OF_MARKS
from liststrict.decide.boundaries import look_of, strength_of
from liststrict.decide.form import form_features, outline, stretches_of
from liststrict.decide.matter import SecondLook
from liststrict.match.candidates import Ranker
from liststrict.match.weights import load_weights
from liststrict.packs.load import load_pack
from liststrict.resources import lexicon_root, rules_root
from liststrict.screen import judge_of
from liststrict.text.clauses import parts, within
from liststrict.text.normalize import normalize

ROOT = Path(__file__).parents[2]
STRENGTH = 0.3
MIN_TEXTS = 3
DROP_BELOW = 0.02
# A word counts as this much of another feature: there are many in a text, and each says little.
WORD = 0.6
MIN_WORD = 10


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
    judge = judge_of(knowledge, text, requester=case.get("requester"))
    start, end = asked(text, judge) or (0, len(text))
    found = within(parts(text), start, end)
    whole = judge(start, end)
    return judge, whole, outline(text, found, whole), begins(case, text, found)


def with_boundaries(cases):
    return (case for case in cases if len(parts(normalize(case["text"]).text)) > 1)


def form_rows(cases, knowledge):
    """(strength, features, words, whether a task begins) for the first look at every boundary; it
    reads no words."""
    for case in with_boundaries(cases):
        _, _, about, cuts = looked_at(case, knowledge)
        for number, part in enumerate(about.parts[1:], 1):
            yield strength_of(part), form_features(about, number), [], number in cuts


def matter_rows(cases, knowledge, form):
    """The same for the second look, at the boundaries that the first one leaves open."""
    for case in with_boundaries(cases):
        judge, whole, about, cuts = looked_at(case, knowledge)
        stretches = stretches_of(about, form)
        if len(stretches) < 2:
            continue
        walk = SecondLook(about, whole, judge, stretches[0])
        for stretch in stretches[1:]:
            cut = stretch.number in cuts
            yield strength_of(stretch.part), walk.features(stretch), walk.words(stretch), cut
            walk.go_on(stretch, cut)


def fitted(rows):
    """A logistic model for each strength, and what words add in all of them, as data. What holds for
    all marks is learned from all."""
    rows = list(rows)
    named = [
        {name for feature in found for name in ("/".join(feature), "/".join((strength, *feature)))}
        for strength, found, _, _ in rows
    ]
    column = columns(named, MIN_TEXTS)
    said = [set(words) for _, _, words, _ in rows]
    word_column = columns(said, MIN_WORD)
    seen = hstack([matrix(named, column), WORD * matrix(said, word_column)]).tocsr()
    model = LogisticRegression(C=STRENGTH, max_iter=3000)
    model.fit(seen, [cut for *_, cut in rows])
    learned = [float(weight) for weight in model.coef_[0]]
    print(f"{len(rows)} boundaries, {sum(cut for *_, cut in rows)} of them begin a task")
    weight = dict(zip(column, learned, strict=False))
    tables = {strength: {} for strength in dict.fromkeys(STRENGTH_OF_MARKS.values())}
    for group, value in dict.fromkeys(feature for _, found, _, _ in rows for feature in found):
        for strength, table in tables.items():
            added = weight.get(f"{group}/{value}", 0) + weight.get(f"{strength}/{group}/{value}", 0)
            keep(table, group, value, added)
    words = {}
    for (group, value), number in word_column.items():
        keep(words, group, value, WORD * learned[len(column) + number])
    bias = round(float(model.intercept_[0]), 3)
    return {strength: {"bias": bias, "tables": table} for strength, table in tables.items()}, words


def columns(sets, least):
    """Numbers of what is in at least so many sets, in order."""
    counts = Counter(name for names in sets for name in names)
    return {name: i for i, name in enumerate(sorted(n for n, k in counts.items() if k >= least))}


def keep(tables, group, value, added):
    table = tables.setdefault(group, {})
    if abs(added) >= DROP_BELOW:
        table[value] = round(added, 3)


def knowledge_without(half, train, dev, packs):
    """The engine, taught by the other half of the train split."""
    taught = learn([case for case in train if half_of(case) != half], dev, packs)
    screener = Screener.default()
    with tempfile.TemporaryDirectory() as folder:
        write(*taught, Path(folder))
        ranker = Ranker(screener.packs, load_weights(Path(folder)))
    return screener.knowledge._replace(ranker=ranker)


def main():
    argparse.ArgumentParser(description=__doc__).parse_args()
    packs = [load_pack(rules_root() / name) for name in PACKS]
    train, dev = (load_cases(ROOT / f"data/cases/{name}.jsonl") for name in ("train", "dev"))
    judged_by = [
        ([c for c in train if half_of(c) == half], knowledge_without(half, train, dev, packs))
        for half in (0, 1)
    ]
    form, _ = fitted(row for cases, known in judged_by for row in form_rows(cases, known))
    matter, words = fitted(
        row for cases, known in judged_by for row in matter_rows(cases, known, look_of(form))
    )
    result = {"form": form, "matter": matter, "words": words}
    text = json.dumps(result, ensure_ascii=False, indent=0, sort_keys=True)
    (lexicon_root() / "boundaries.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
