"""What stands around a request and asks nothing: background before it, closing words behind it.

`data/cases/surroundings.json` holds passages of officials and of residents, apart from the cases. Some
single requests are learned a second time with such passages around them and with the same answer, so
that a notice is read by what it asks and not by its two hundred characters of situation and significance.
"""

import json
from random import Random

SEED = 5
# Share of the single requests that are learned again so; how often one more passage, and a closing,
# stand with them, and how many passages at most.
SHARE = 0.4
FURTHER = 0.6
MOST = 6
CLOSED = 0.35
# The second time counts for less: nothing new is said.
WEIGHT = 0.6
# Tasks without a requester come from officials this often; certificates are asked by residents.
FROM_OFFICIALS = 0.6
# Titles and fragments do not stand in letters.
SHORTEST = 12


def load_surroundings(folder):
    return json.loads((folder / "surroundings.json").read_text(encoding="utf-8"))


def surrounded(cases, passages):
    """Some of the single requests with passages around them."""
    random = Random(SEED)
    for case in cases:
        if "items" not in case and len(case["text"]) >= SHORTEST and random.random() < SHARE:
            official = case["kind"] == "task" and (
                case.get("requester") or random.random() < FROM_OFFICIALS
            )
            yield {**case, "text": _around(case["text"], passages, official, random)}


def _around(text, passages, official, random):
    found = passages["official" if official else "resident"]
    count = 1
    while count < MOST and random.random() < FURTHER:
        count += 1
    before = "".join(random.sample(found["before"], count))
    if random.random() < CLOSED:
        text = text.rstrip("。") + "。" + random.choice(found["behind"])
    return before + text
