"""The decision rules, in the order of the labelling guide. The first that fires decides.

Each looks at one situation and returns a Decision or None. The outcome whose errors would cost the
least is settled beforehand; a rule names it, says what it saw and takes the likeliest entry behind it.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Final

from liststrict.decide.boundaries import probability
from liststrict.decide.reason import entry_place
from liststrict.decide.situation import Decision, Situation
from liststrict.match.softmax import Candidate
from liststrict.match.thresholds import GENERAL_FROM, HANDED_DOWN_FROM, NAMED_FROM
from liststrict.model.outcome import NOTHING_ASKED, UNDECIDED, Outcome

Rule = Callable[[Situation], Decision | None]


def decide(situation: Situation) -> Decision:
    """Runs the rules for the kind of request; the last one always answers."""
    for rule in _RULES[situation.kind]:
        decision = rule(situation)
        if decision is not None:
            return decision
    return _unlisted(situation, "unlisted", "各张清单都没有列明此事")


def undecided(situation: Situation) -> Decision | None:
    """Some list is likelier than none, but no answer is sure enough to risk what its error costs."""
    shares = situation.ranking.outcomes
    likeliest = max(shares.values(), default=0.0)
    if situation.cheapest != "unlisted" or likeliest <= shares.get("unlisted", 0.0):
        return None
    near = [one for one, share in sorted(shares.items(), key=itemgetter(1)) if share >= NAMED_FROM]
    named = [place for one in reversed(near) if (place := _nearest(situation, one))][:2]
    seems = f"与{'和'.join(named)}相近，" if named else ""
    unclear = "属于哪一类" if named[1:] else "是否属于清单所列的事项"
    return _unlisted(situation, UNDECIDED, f"{seems}仅凭文字不能确定{unclear}")


def _nearest(situation: Situation, outcome: Outcome) -> str:
    """Where the likeliest entry of an outcome stands, in words; empty for "on no list"."""
    best = situation.ranking.best(outcome)
    if best is None or best[1].entry is None or best[1].rules is None:
        return ""
    return entry_place(best[1].rules.title, best[1].entry.no, best[1].entry.title)


def nothing_read(situation: Situation) -> Decision | None:
    """Not one word that is known: whatever the probabilities say, they say it of no request."""
    if any(end for _, end in situation.cues.values()):
        return None
    return _unlisted(situation, "nothing-read", "没有读到能与清单对照的词语")


def nothing_asked(situation: Situation) -> Decision:
    """For a text that only tells something or speaks to others, whatever lists its words are on."""
    decision = _unlisted(
        situation, NOTHING_ASKED, "没有读到要村里办的事，像是说明情况或者向别的单位提出"
    )
    sure = probability(situation.ranking.background)
    return decision._replace(confidence=max(decision.confidence, sure))


def granted_certificate(situation: Situation) -> Decision | None:
    """List 四 (or an opinion that list 一, 三, 五 itself names) covers this fact and purpose."""
    for outcome, finding in _GRANTING:
        decision = _if_cheapest(situation, outcome, "granted-certificate", finding)
        if decision:
            return decision
    return None


def refused_certificate(situation: Situation) -> Decision | None:
    """附件5 names this fact, or plain synonyms of it, and no exception applies."""
    return _if_cheapest(
        situation, "forbidden", "refused-certificate", "该事实属于不应由村（社区）出具证明的事项"
    )


def general_name(situation: Situation) -> Decision | None:
    """Only an exception to the likeliest entry stands against it: the fact is named in general, and no purpose
    with it (guide, certificates, rule 4). The answer names the exception, so neither reader is misled."""
    shares = situation.ranking.outcomes
    refused, granted = (situation.ranking.best(one) for one in ("forbidden", "allowed"))
    if situation.cheapest != "unlisted" or refused is None or granted is None:
        return None
    if shares["forbidden"] <= shares["allowed"] or not _is_exception(granted[1], refused[1]):
        return None
    if shares["forbidden"] + shares["allowed"] < GENERAL_FROM:
        return None
    finding = "该事实属于不应由村（社区）出具证明的事项，没有读到属于例外的用途"
    return Decision("general-name", "forbidden", refused[1], shares["forbidden"], finding)


def _is_exception(granted: Candidate, refused: Candidate) -> bool:
    if granted.entry is None or refused.entry is None:
        return False
    return any(exception.entry == refused.entry.id for exception in granted.entry.exception_to)


def forbidden_act(situation: Situation) -> Decision | None:
    """List 六 names the act; 协助 or 配合 before it does not rescue it."""
    decision = _if_cheapest(situation, "forbidden", "forbidden-act", "要求村里做的事属于负面清单")
    if decision and any(act.assisting for act in situation.reading.acts):
        return decision._replace(finding=decision.finding + "，“协助”“配合”的说法不改变性质")
    return decision


def assisting_duty(situation: Situation) -> Decision | None:
    """List 三 covers the topic, and the act asked for is of the assisting kind."""
    return _if_cheapest(
        situation, "assisting-duty", "assisting-duty", "属于村委会依法协助、由政府部门负责的事项"
    )


def handed_down(situation: Situation) -> Decision | None:
    """Lists 二 and 三 both cover it, and a unit asks: it is handed down (guide, tasks, rule 6)."""
    shares = situation.ranking.outcomes
    if situation.cheapest != "self-governance" or not _asked_by_unit(situation):
        return None
    best = situation.ranking.best("assisting-duty")
    if best is None or shares["assisting-duty"] < HANDED_DOWN_FROM:
        return None
    return Decision(
        "handed-down",
        "assisting-duty",
        best[1],
        shares["assisting-duty"] + shares["self-governance"],
        "两张清单都列有此事，现由部门提出，属于依法协助政府的事项",
    )


def _asked_by_unit(situation: Situation) -> bool:
    cues = situation.cues
    return "from:any" in cues and "from:village" not in cues and "from:resident" not in cues


def own_affair(situation: Situation) -> Decision | None:
    """One of the village's own affairs; an order from above does not change that."""
    return _if_cheapest(situation, "self-governance", "own-affair", "属于村民自治范围内的事项")


def power_or_service(situation: Situation) -> Decision | None:
    """List 一 or 五 lets the village do it."""
    return _if_cheapest(situation, "allowed", "power-or-service", "属于村级组织可以办理的事项")


_GRANTING: Final[tuple[tuple[Outcome, str], ...]] = (
    ("allowed", "所述用途和事实符合可以出具证明的情形"),
    ("assisting-duty", "清单规定由村委会签署意见或者协助办理"),
    ("self-governance", "属于村级组织自身权限内的意见"),
)

_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "certificate": (
        nothing_read,
        granted_certificate,
        refused_certificate,
        general_name,
        undecided,
    ),
    "task": (
        nothing_read,
        forbidden_act,
        assisting_duty,
        handed_down,
        own_affair,
        power_or_service,
        undecided,
    ),
}


def _if_cheapest(
    situation: Situation, outcome: Outcome, rule: str, finding: str
) -> Decision | None:
    if situation.cheapest != outcome:
        return None
    best = situation.ranking.best(outcome)
    if best is None:
        return None
    confidence = situation.ranking.outcomes[outcome]
    return Decision(rule, outcome, best[1], confidence, finding)


def _unlisted(situation: Situation, rule: str, finding: str) -> Decision:
    best = situation.ranking.best("unlisted")
    confidence = situation.ranking.outcomes.get("unlisted", 0.0)
    return Decision(rule, "unlisted", best[1] if best else None, confidence, finding)
