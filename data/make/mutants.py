"""How much of the vocabulary do the cases and examples watch over?

    python data/make/mutants.py [--sample N] [--seed S]

Drops one vocabulary term of a pack at a time and looks whether any case or example notices: whether
its verdict, its first citation, its evidence or its confidence changes. Only texts that hold the term can
change, so only these are screened again; a term that no text holds survives for sure. Prints the share
of surviving mutants, over all terms and over those that some text holds.
"""

import argparse
import random
from collections import defaultdict
from functools import cache
from pathlib import Path

from liststrict import Screener
from liststrict.analysis.vocabulary import SLOTS, entry_key, sorted_senses
from liststrict.evaluate import load_cases
from liststrict.screen import _judge, _read
from liststrict.text.normalize import Normalized, normalize

ROOT = Path(__file__).parents[2]


def texts(screener):
    for name in ("train", "dev", "test"):
        for case in load_cases(ROOT / f"data/cases/{name}.jsonl"):
            yield case.text, case.requester
    for pack in screener.packs:
        for rules in pack.lists:
            for entry in rules.entries:
                for text in (*entry.examples, *entry.near_misses):
                    yield text, None


def terms(screener):
    """(term, concept, slot) of all pack vocabulary."""
    for pack in screener.packs:
        for rules in pack.lists:
            for entry in rules.entries:
                if entry.learned_as or rules.fallback:  # answers only where others are not loaded
                    continue
                for block in entry.match:
                    key = entry_key(pack, entry)
                    part = f"{key}.{block.clause}" if block.clause else key
                    for slot in SLOTS:
                        for term in getattr(block, slot):
                            yield term, part, slot


def without(reading, place, concept, slot):
    """The reading as it would be if the term at a place lacked this sense."""
    return reading._replace(
        terms=[
            (start, end, lacking(senses, concept, slot) if (start, end) == place else senses)
            for start, end, senses in reading.terms
        ]
    )


@cache
def lacking(senses, concept, slot):
    return sorted_senses(m for m in senses.meanings if (m.concept, m.kind) != (concept, slot))


def seen(knowledge, reading, asker):
    """What a user sees of an answer: verdict, first citation, evidence, confidence."""
    situation, decision = _judge(knowledge, reading, None, asker, None, "")
    first = decision.candidate.name if decision.candidate else None
    text = Normalized(reading.text, None, reading.text)
    evidence = knowledge.answerer.evidence(situation, decision.candidate, text, 0)
    return decision.outcome, first, str(evidence), round(decision.confidence, 3)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=0, help="try only so many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--survivors", type=Path, help="write the surviving terms to this file")
    options = parser.parse_args()
    screener = Screener.default()
    knowledge = screener._knowledge
    holding = defaultdict(list)
    for text, requester in texts(screener):
        reading = _read(knowledge, normalize(text).text)
        asker = _read(knowledge, normalize(requester).text) if requester else None
        before = seen(knowledge, reading, asker)
        for start, end, senses in reading.terms:
            for meaning in senses.meanings:
                if meaning.entry:
                    key = reading.text[start:end], meaning.concept, meaning.kind
                    holding[key].append((reading, asker, before, (start, end)))
    mutants = list(dict.fromkeys(terms(screener)))
    if options.sample:
        mutants = random.Random(options.seed).sample(mutants, options.sample)
    held = 0
    survivors = []
    for word, concept, slot in mutants:
        watchers = holding.get((word, concept, slot), ())
        held += bool(watchers)
        if not any(
            seen(knowledge, without(reading, place, concept, slot), asker) != before
            for reading, asker, before, place in watchers
        ):
            survivors.append((concept, slot, word))
    survived = len(survivors)
    if options.survivors:
        lines = ["\t".join(survivor) for survivor in survivors]
        options.survivors.write_text("\n".join(lines) + "\n", encoding="utf-8")
    unheld = len(mutants) - held
    print(
        f"{len(mutants)} mutants, {survived} survive ({survived / len(mutants):.1%}); "
        f"{unheld} terms stand in no text; of the {held} others {survived - unheld} survive "
        f"({(survived - unheld) / max(1, held):.1%})"
    )


if __name__ == "__main__":
    main()
