"""Segmentation: the same as jieba's over the same dictionary; terms stay in line with it."""

import json
from collections import Counter

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from liststrict.resources import lexicon_root
from liststrict.text.lexicon import load_lexicon
from liststrict.text.tokens import Tokens, word_frequencies
from liststrict.text.typos import build_typo_finder

VOCABULARY = {"本村": "本村", "违建": "违建", "违建户": "违建户", "村上": "村上", "拆除": "拆除"}


@pytest.fixture(scope="module")
def common():
    return load_lexicon(lexicon_root()).common


@pytest.fixture(scope="module")
def tokens(common):
    return Tokens(common, VOCABULARY, build_typo_finder(VOCABULARY))


@pytest.fixture(scope="module")
def peer(common):
    """jieba with our dictionary in place of its own."""
    frequency = word_frequencies(common, VOCABULARY)
    tokenizer = jieba.Tokenizer()
    tokenizer.total = sum(frequency.values())
    for word in list(frequency):
        for end in range(1, len(word)):
            frequency.setdefault(word[:end], 0)
    tokenizer.FREQ = frequency
    tokenizer.initialized = True
    return tokenizer


def price(peer, words):
    """What a segmentation costs; two that cost the same are equally good."""
    counts = Counter(peer.FREQ.get(word, 0) or 1 for word in words)
    return sorted(counts.elements())


def agrees(tokens, peer, text):
    route = {}
    peer.calc(text, peer.get_DAG(text), route)
    theirs, start = [], 0
    while start < len(text):
        end = route[start][1] + 1
        theirs.append(text[start:end])
        start = end
    ours = [text[start:end] for start, end in tokens.scan(text).tokens]
    return ours == theirs or price(peer, ours) == price(peer, theirs)


def test_requests_are_cut_as_jieba_cuts_them(tokens, peer):
    lines = (ROOT / "data/cases/test.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert [text for text in texts if not agrees(tokens, peer, text)] == []


@given(st.text(alphabet="村委会拆除违建户上午办理请各不动产登记A1，。", max_size=40))
def test_any_text_is_cut_whole_and_as_jieba_cuts_it(tokens, peer, text):
    found = tokens.scan(text).tokens
    assert "".join(text[start:end] for start, end in found) == text
    assert agrees(tokens, peer, text)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("请把违建户登记", ["违建", "违建户"]),
        ("本村上午开会", ["本村"]),
        ("拆除违建", ["拆除", "违建"]),
    ],
)
def test_terms_do_not_straddle_words(tokens, text, terms):
    assert [term for _, _, term in tokens.scan(text).terms] == terms
