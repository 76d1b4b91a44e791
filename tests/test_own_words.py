"""The own vocabulary of entries that the weights do not know: who speaks by the words of a text."""

import pytest

from liststrict.analysis.vocabulary import OWN_CUE
from liststrict.match.own_words import OwnWords
from liststrict.match.thresholds import SLOT_PRIOR
from liststrict.model.entry import Vocabulary

NAME, MATTER, ACTOR, AGAINST = (SLOT_PRIOR[slot] for slot in ("names", "objects", "actors", "excludes"))
TOWN = OwnWords(
    {
        "town/neg-01": [
            Vocabulary(clause=1, names=["代收水费", "代收电费"], objects=["水费", "电费"], acts=["代收"]),
            Vocabulary(clause=2, objects=["水费"]),
        ],
        "town/neg-02": [Vocabulary(names=["看管蜂箱"], excludes=["水费"], actors=["养蜂人"])],
        "town/cert-01": [Vocabulary(purposes=["开户"])],
    }
)


def cues(*terms):
    return {OWN_CUE + term: (number, number + 1) for number, term in enumerate(terms)}


@pytest.mark.parametrize(
    ("terms", "priors", "named"),
    [
        ([], {}, []),
        (["别的"], {}, []),
        (["代收水费", "代收电费"], {"town/neg-01": NAME}, ["town/neg-01"]),
        (["水费", "电费", "代收"], {"town/neg-01": 3 * MATTER, "town/neg-02": AGAINST}, []),
        (["看管蜂箱", "养蜂人"], {"town/neg-02": NAME + ACTOR}, ["town/neg-02"]),
        (["看管蜂箱", "水费"], {"town/neg-01": 2 * MATTER, "town/neg-02": NAME + AGAINST}, []),
    ],
    ids=["nothing", "unknown", "one-voice", "two-clauses", "named", "excluded"],
)
def test_words_of_one_slot_count_once_in_each_clause(terms, priors, named):
    met = TOWN.met(cues(*terms), 32)
    assert met.priors == priors
    assert met.named == named


def test_of_many_that_words_only_suggest_those_with_most_words_are_kept():
    many = {f"big/neg-{number:02d}": [Vocabulary(objects=["水费"])] for number in range(90)}
    many["big/neg-70"] = [Vocabulary(objects=["水费"], acts=["代收"])]
    many["big/neg-80"] = [Vocabulary(names=["代收水费"], objects=["水费"])]
    met = OwnWords(many).met(cues("水费", "代收", "代收水费"), 5)
    kept = [f"big/neg-{number:02d}" for number in (0, 1, 2, 3, 70, 80)]
    assert list(met.priors) == kept, "the order is that of the packs"
    assert met.priors["big/neg-70"] == 2 * MATTER
    assert met.priors["big/neg-80"] == NAME + MATTER
    assert met.named == ["big/neg-80"]


@pytest.mark.parametrize(
    ("name", "terms", "tells"),
    [
        ("town/neg-01", ["代收电费"], True),
        ("town/neg-01", ["水费", "代收"], True),
        ("town/neg-01", ["水费"], False),
        ("town/cert-01", ["开户"], True),
        ("town/cert-01", ["水费"], False),
        ("town/neg-99", ["水费"], False),
    ],
)
def test_a_text_is_about_an_entry_by_a_name_or_by_a_matter_and_an_act(name, terms, tells):
    assert TOWN.tells(name, cues(*terms)) is tells


def test_the_cues_of_the_entry_that_is_shown_are_spelled_out():
    assert TOWN.spans("town/neg-01", cues("代收水费", "水费")) == {
        "names:town/neg-01.1": (0, 1),
        "objects:town/neg-01.1": (1, 2),
        "objects:town/neg-01.2": (1, 2),
    }
