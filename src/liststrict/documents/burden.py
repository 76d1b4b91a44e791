"""Burden signals: named with their span and, where a national rule speaks of them, the rule."""

import re
from functools import cache
from typing import Final, NamedTuple

from liststrict.documents.document import Document
from liststrict.documents.wording import any_of
from liststrict.model.basis import Frozen
from liststrict.model.notice import BurdenRule, BurdenSignal
from liststrict.packs.schema import checked
from liststrict.resources import burden_root
from liststrict.yaml_marks import read_yaml

# How far before a signal a negation still reaches it, within the same clause.
_NEGATION_REACH: Final = 10
_CLAUSE_END: Final = re.compile(r"[，。；：！？\n]")


class _Rule(Frozen):
    title: str
    issuer: str
    published: str


class _Signal(Frozen):
    id: str
    name: str
    patterns: tuple[str, ...]
    rule: str | None = None
    says: str | None = None


class _File(Frozen):
    rules: dict[str, _Rule]
    signals: tuple[_Signal, ...]
    negations: tuple[str, ...]


class Signal(NamedTuple):
    """A signal ready to be looked for."""

    id: str
    name: str
    pattern: re.Pattern[str]
    rule: BurdenRule | None


class Signals(NamedTuple):
    """All signals of the pack."""

    signals: tuple[Signal, ...]
    negations: tuple[str, ...]


@cache
def load_signals() -> Signals:
    """Reads data/burden/signals.yaml. Raises PackError with the place of what is wrong."""
    file = read_yaml(burden_root() / "signals.yaml")
    data = checked(file, _File)
    signals = []
    for number, one in enumerate(data.signals):
        rule = data.rules[one.rule] if one.rule is not None else None
        signals.append(
            Signal(
                one.id,
                one.name,
                any_of(one.patterns, file, ("signals", number, "patterns")),
                BurdenRule(
                    title=rule.title,
                    issuer=rule.issuer,
                    published=rule.published,
                    says=one.says or "",
                )
                if rule is not None
                else None,
            )
        )
    return Signals(tuple(signals), data.negations)


def find_burden(document: Document) -> tuple[BurdenSignal, ...]:
    """Every signal in a document, in order; those that the text forbids are left out."""
    known = load_signals()
    found = []
    for number, block in enumerate(document.blocks, 1):
        words = document.words(block)
        for signal in known.signals:
            for match in signal.pattern.finditer(words):
                if _negated(words, match.start(), known.negations):
                    continue
                start = block.start + match.start()
                found.append(
                    BurdenSignal(
                        signal=signal.id,
                        name=signal.name,
                        span=(start, start + len(match.group())),
                        text=match.group(),
                        paragraph=number,
                        page=block.page,
                        rule=signal.rule,
                    )
                )
    return tuple(sorted(found, key=lambda one: one.span))


def _negated(words: str, start: int, negations: tuple[str, ...]) -> bool:
    before = words[max(0, start - _NEGATION_REACH) : start]
    clause = _CLAUSE_END.split(before)[-1]
    return any(negation in clause for negation in negations)
