"""Where no answer is sure enough, the reason says so, and never that no list knows the matter."""

import json

import pytest

from conftest import ROOT
from liststrict.decide.rules import decide
from liststrict.decide.settle import cheapest_outcome
from liststrict.screen import decided_tasks

# One request for each outcome; its likeliest entry stands for the outcome below.
SPEAKING = {
    "forbidden": "请村委会组织力量拆除违章建筑",
    "assisting-duty": "请村里协助派出所登记出租房租客",
    "allowed": "帮我代办低保申请",
    "unlisted": "每村推广反诈APP注册五十个",
}
# Shares of the outcomes, and the outcomes whose entries the finding names, likeliest first.
UNDECIDED = [
    ({"forbidden": 0.5, "allowed": 0.45, "unlisted": 0.05}, ("forbidden", "allowed")),
    ({"assisting-duty": 0.48, "forbidden": 0.44, "unlisted": 0.08}, ("assisting-duty", "forbidden")),
    ({"forbidden": 0.5, "unlisted": 0.42, "allowed": 0.08}, ("forbidden",)),
]
DECIDED = [
    ({"unlisted": 0.9, "forbidden": 0.1}, "unlisted", "unlisted"),
    ({"forbidden": 0.95, "allowed": 0.05}, "forbidden", "forbidden-act"),
]


@pytest.fixture(scope="module")
def speaking(screener):
    """A situation, and the likeliest candidate of each outcome."""
    best = {}
    for outcome, text in SPEAKING.items():
        _, [task] = decided_tasks(screener.knowledge, text)
        best[outcome] = task.situation.ranking.best(outcome)[1]
    return task.situation, best


def settled(speaking, shares, kind):
    situation, best = speaking
    order = [(share, best[outcome]) for outcome, share in shares.items()]
    ranking = situation.ranking._replace(order=order, outcomes=shares)
    return decide(situation._replace(ranking=ranking, cheapest=cheapest_outcome(ranking), kind=kind))


@pytest.mark.parametrize("kind", ["task", "certificate"])
@pytest.mark.parametrize(("shares", "named"), UNDECIDED)
def test_what_lies_between_lists_is_left_to_a_person(speaking, shares, named, kind):
    decision = settled(speaking, shares, kind)
    assert (decision.rule, decision.outcome) == ("undecided", "unlisted")
    places = [decision.finding.find(f"“{speaking[1][outcome].entry.title}”") for outcome in named]
    assert -1 not in places
    assert places == sorted(places)
    others = {outcome for outcome in SPEAKING if outcome not in (*named, "unlisted")}
    assert not any(speaking[1][outcome].entry.title in decision.finding for outcome in others)


@pytest.fixture(scope="module")
def kinship(screener, speaking):
    """A bare kinship certificate: what refuses it, and its exception."""
    best = dict(speaking[1])
    for outcome, text in (("allowed", "办公证用的亲属关系证明"), ("forbidden", "亲属关系证明")):
        _, [task] = decided_tasks(screener.knowledge, text)
        best[outcome] = task.situation.ranking.best(outcome)[1]
    return task.situation, best


@pytest.mark.parametrize(
    ("shares", "rule"),
    [
        ({"forbidden": 0.63, "allowed": 0.35, "unlisted": 0.02}, "general-name"),
        ({"allowed": 0.63, "forbidden": 0.35, "unlisted": 0.02}, "undecided"),
    ],
)
def test_a_fact_with_nothing_but_its_exception_against_it_is_refused(kinship, shares, rule):
    """The guide, certificates, rule 4: the purpose is not stated, the answer names the exception."""
    decision = settled(kinship, shares, "certificate")
    assert decision.rule == rule
    if rule == "general-name":
        assert decision.candidate.entry.id in {
            granted.entry for granted in kinship[1]["allowed"].entry.exception_to
        }


def test_what_is_no_exception_leaves_it_undecided(speaking):
    shares = {"forbidden": 0.6, "allowed": 0.38, "unlisted": 0.02}
    assert settled(speaking, shares, "certificate").rule == "undecided"


@pytest.mark.parametrize(("shares", "outcome", "rule"), DECIDED)
def test_what_is_sure_is_decided(speaking, shares, outcome, rule):
    decision = settled(speaking, shares, "task")
    assert (decision.outcome, decision.rule) == (outcome, rule)


def test_an_answer_says_no_list_knows_it_only_where_that_is_likeliest(screener):
    lines = (ROOT / "data/cases/dev.jsonl").read_text(encoding="utf-8").splitlines()
    rules = set()
    for case in map(json.loads, lines):
        _, tasks = decided_tasks(screener.knowledge, case["text"], requester=case["requester"])
        for *_, situation, decision in tasks:
            if decision.outcome == "unlisted" and decision.rule in ("unlisted", "undecided"):
                rules.add(decision.rule)
                shares = situation.ranking.outcomes
                likeliest = max(shares.values()) == shares.get("unlisted")
                assert likeliest == (decision.rule == "unlisted")
    assert rules == {"unlisted", "undecided"}


def test_advice_neither_hands_down_nor_refuses(screener):
    """The first doubtful text of dev, whichever it is: evidence is shown, nothing is cited."""
    lines = (ROOT / "data/cases/dev.jsonl").read_text(encoding="utf-8").splitlines()
    verdicts = (screener.screen(json.loads(line)["text"]) for line in lines)
    task = next(t for v in verdicts for t in v.tasks if t.steps[0].rule == "undecided")
    assert (task.citations, task.needs_review, task.may_refuse) == ((), True, "conditional")
    assert task.evidence
    assert "没有列明" not in task.reason + task.advice.township + task.advice.village
    assert "不直接拒绝" in task.advice.village
