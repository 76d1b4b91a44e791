"""Near wording of entries that the weights do not know: the index finds what a plain search finds."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from liststrict import Screener
from liststrict.api import Decider
from liststrict.match.fuzzy import partial_nearness
from liststrict.match.near import NearWording
from liststrict.match.thresholds import NEAR_PRIOR, NEAR_SHARED, NEAR_WORDING
from liststrict.packs.catalog import resolve_packs

# Few characters, so that wordings share pairs, and some pairs are common.
WORDS = st.text("村民服务证明水", min_size=1, max_size=14)


def entries(wordings):
    return {
        f"town/neg-{number:02d}": SimpleNamespace(title=text, aliases=None, clauses=lambda: ())
        for number, text in enumerate(wordings)
    }


def pairs(text):
    return {text[at : at + 2] for at in range(len(text) - 1)}


def searched(wordings, text):
    found = {}
    for number, wording in enumerate(wordings):
        shared = len(pairs(wording) & pairs(text))
        nearness = partial_nearness(wording, text)
        if shared and shared >= NEAR_SHARED * min(len(wording), len(text)) and nearness >= NEAR_WORDING:
            found[f"town/neg-{number:02d}"] = NEAR_PRIOR * nearness / 100
    return found


@given(st.lists(WORDS, max_size=30), WORDS)
def test_the_index_finds_exactly_what_a_plain_search_finds(wordings, text):
    found = NearWording(entries(wordings)).priors(text)
    assert found == searched(wordings, text)
    assert list(found) == sorted(found), "the order must not depend on how sets are ordered"


def test_a_text_shorter_than_the_wording_is_found_in_it():
    wordings = ["村民服务中心日常管理与维护工作", *["村民服务中心"] * 20]
    assert NearWording(entries(wordings)).priors("日常管理")["town/neg-00"] == NEAR_PRIOR


@pytest.mark.parametrize("packs", [["jinji"], ["national"], ["jinji", ROOT / "tests/layers/town"]], ids=str)
def test_what_decides_is_what_is_cited_first(packs, data_read_once):
    loaded = resolve_packs(packs)
    screener, decider = Screener(loaded), Decider(loaded)
    own = [e for rules in loaded[-1 if len(packs) > 1 else 0].lists for e in rules.entries]
    texts = [text for entry in own for text in (*entry.examples, *entry.near_misses)]
    texts += [f"1.{one}；2.{other}" for one, other in zip(texts[::9], texts[4::9], strict=False)]
    assert len(texts) > 5
    for text in texts:
        tasks = screener.screen(text).tasks
        cited = [(task.citations[0].pack, task.citations[0].entry) for task in tasks if task.citations]
        assert [(one.pack, one.entry.id) for one in decider.cited(text)] == cited
