"""The learned weights: what is kept of the work done for a cue changes no answer."""

import json

import pytest

from conftest import ROOT
from liststrict import Screener
from liststrict.match import weights


@pytest.fixture(scope="module")
def texts():
    lines = (ROOT / "data/cases/dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines[::60]]


def test_rows_that_were_given_up_are_made_again(texts, monkeypatch):
    roomy = Screener.default()
    expected = [roomy.screen(text).model_dump_json() for text in texts]
    monkeypatch.setattr(weights, "_ROWS_KEPT", 200)
    monkeypatch.setattr(weights, "_SHOWN_KEPT", 3)
    narrow = Screener.default()
    assert [narrow.screen(text).model_dump_json() for text in texts] == expected
    made = narrow.knowledge.ranker._weights
    assert len(made._rows) <= 200 < len(roomy.knowledge.ranker._weights._rows)


def test_a_text_of_more_rows_than_are_kept_is_scored_the_same(texts, monkeypatch):
    text = "，".join(texts)[:4000]
    expected = Screener.default().screen(text).model_dump_json()
    monkeypatch.setattr(weights, "_ROWS_KEPT", 5)
    assert Screener.default().screen(text).model_dump_json() == expected
