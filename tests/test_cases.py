"""The corpus stays clean: unique, legal labels, enough of everything, and nothing leaks across splits."""

import json
from collections import Counter

import pytest
from rapidfuzz import fuzz, process

from conftest import ROOT
from liststrict.model.outcome import STRICTEST_FIRST

SPLITS = ("train", "dev", "test", "long")
GROUPS = {"verbatim", "paraphrase", "officialese", "colloquial", "role-flip", "exception", "noise",
          "unlisted", "multi", "real"}
# The same words with another act or purpose are twins, not copies; copies are nearer than this.
COPY = 90


@pytest.fixture(scope="module")
def cases():
    return {
        name: [json.loads(line) for line in
               (ROOT / f"data/cases/{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        for name in SPLITS
    }


def test_ids_and_texts_are_unique(cases):
    everything = [case for name in SPLITS for case in cases[name]]
    assert len({case["id"] for case in everything}) == len(everything)
    assert len({case["text"] for case in everything}) == len(everything)


def test_labels_are_legal(cases, source_entries):
    entries = {entry["id"] for entry in source_entries}
    for case in (case for name in SPLITS for case in cases[name]):
        assert case["verdict"] in STRICTEST_FIRST, case["id"]
        assert set(case["also_ok"]) <= set(STRICTEST_FIRST), case["id"]
        assert set(case["entries"]) <= entries, case["id"]
        assert case["group"] in GROUPS, case["id"]
        assert case["kind"] in ("task", "certificate"), case["id"]
        assert (case["entries"] == []) == (case["verdict"] == "unlisted") or "items" in case, case["id"]


def test_marked_words_stand_in_their_text(cases):
    for case in (case for name in SPLITS for case in cases[name]):
        marked = [item["text"] for item in case.get("items", ())]
        marked += [case["asks"]] if case.get("asks") else []
        assert all(words and words in case["text"] for words in marked), case["id"]
        assert not ("asks" in case and "items" in case), case["id"]
        assert case.get("asks") != "" or (case["verdict"], case["entries"]) == ("unlisted", []), case["id"]


def test_every_entry_has_six_cases_and_unlisted_has_three_hundred(cases, source_entries):
    everything = [case for name in SPLITS for case in cases[name]]
    count = Counter(entry for case in everything for entry in case["entries"])
    assert [e["id"] for e in source_entries if count[e["id"]] < 6] == []
    assert sum(case["verdict"] == "unlisted" for case in everything) >= 300
    assert len(everything) >= 1500


def test_a_wording_family_lies_in_one_split(cases):
    where = {}
    for name in SPLITS:
        for case in cases[name]:
            assert where.setdefault(case["family"], name) == name, case["id"]


@pytest.mark.parametrize("name", ["dev", "test", "long"])
def test_no_near_copy_of_a_training_text(cases, name):
    train = [case["text"] for case in cases["train"]]
    held = [case["text"] for case in cases[name]]
    nearest = process.cdist(held, train, scorer=fuzz.ratio, score_cutoff=COPY, workers=-1).max(axis=1)
    assert [text for text, score in zip(held, nearest, strict=True) if score >= COPY] == []


def test_what_stands_around_requests_is_told_once_and_comes_from_no_held_out_text(cases):
    found = json.loads((ROOT / "data/cases/surroundings.json").read_text(encoding="utf-8"))
    held = [case["text"] for name in ("dev", "test", "long") for case in cases[name]]
    for passages in (passages for places in found.values() for passages in places.values()):
        assert len(passages) > 100
        assert len(set(passages)) == len(passages)
        assert [p for p in passages if len(p) > 12 and any(p in text for text in held)] == []
