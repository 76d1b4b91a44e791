"""Of two entries that contradict each other: which prevails, by which rule."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liststrict.model.entry import Level
from liststrict.model.outcome import STRICTEST_FIRST
from liststrict.packs.precedence import LEVELS, RULES, Claim, Rule, contradict, settle

WHY = {"b/neg-01": "省里授权"}

# name, one claim (level, verdict, since, overrides), the other, who prevails, by which rule
TABLE = [
    ("the higher level", ("town", "allowed", "", {}), ("country", "forbidden", "", {}), "b", "level"),
    ("the higher level, though earlier", ("county", "forbidden", "2026-01-01", {}),
     ("province", "allowed", "2020-01-01", {}), "b", "level"),
    ("the lower level with a reason", ("town", "allowed", "", WHY),
     ("country", "forbidden", "", {}), "a", "override"),
    ("a reason from above adds nothing", ("country", "forbidden", "", WHY),
     ("town", "allowed", "", {}), "a", "level"),
    ("the same level with a reason", ("county", "allowed", "2020-01-01", WHY),
     ("county", "forbidden", "2026-01-01", {}), "a", "override"),
    ("both with a reason: by date", ("county", "allowed", "2026-01-01", WHY),
     ("county", "forbidden", "2020-01-01", {"a/cert-01": "更早"}), "a", "date"),
    ("the later one", ("town", "allowed", "2026-01-01", {}),
     ("town", "forbidden", "2025-12-31", {}), "a", "date"),
    ("dated after undated", ("town", "allowed", "", {}),
     ("town", "forbidden", "2001-01-01", {}), "b", "date"),
    ("the stricter one", ("town", "allowed", "2026-01-01", {}),
     ("town", "forbidden", "2026-01-01", {}), "b", "strictness"),
    ("village below town", ("village", "forbidden", "", {}), ("town", "allowed", "", {}), "b", "level"),
]


def claims(one, other):
    return (
        Claim("a/cert-01", one[0], one[1], one[2], one[3]),
        Claim("b/neg-01", other[0], other[1], other[2], other[3]),
    )


@pytest.mark.parametrize(
    ("one", "other", "prevails", "rule"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_precedence(one, other, prevails, rule):
    a, b = claims(one, other)
    found = settle(a, b)
    assert (found.prevails[0], found.rule) == (prevails, rule)
    assert {found.prevails, found.yields} == {"a/cert-01", "b/neg-01"}
    assert bool(found.reason) == (rule == "override")


def test_every_rule_has_words_and_a_row():
    assert set(RULES) == set(get_args(Rule)) == {row[4] for row in TABLE}
    assert get_args(Level) == LEVELS


CLAIM = st.builds(
    Claim,
    entry=st.sampled_from(["a/x-01", "b/x-01", "c/x-01"]),
    level=st.sampled_from(LEVELS),
    verdict=st.sampled_from(STRICTEST_FIRST),
    since=st.sampled_from(["", "2020-01-01", "2026-01-01"]),
    overrides=st.dictionaries(st.sampled_from(["a/x-01", "b/x-01"]), st.just("理由"), max_size=2),
)


@given(CLAIM, CLAIM)
def test_the_order_of_the_two_makes_no_difference(one, other):
    if one.entry != other.entry:
        assert settle(one, other) == settle(other, one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("forbidden", "allowed", True),
        ("forbidden", "assisting-duty", True),
        ("forbidden", "self-governance", True),
        ("forbidden", "forbidden", False),
        ("assisting-duty", "self-governance", False),
        ("allowed", "self-governance", False),
    ],
)
def test_only_what_one_forbids_and_the_other_does_not_contradicts(one, other, expected):
    a, b = Claim("a/x-01", "town", one), Claim("b/x-01", "country", other)
    assert contradict(a, b) is contradict(b, a) is expected
