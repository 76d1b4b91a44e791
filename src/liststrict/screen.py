"""Screening: one text to its verdict. The whole way of a request can be read here."""

from collections.abc import Sequence
from typing import NamedTuple

from liststrict.analysis.reading import Reading, part_of, read
from liststrict.analysis.vocabulary import Senses
from liststrict.decide.answer import Answerer
from liststrict.decide.boundaries import Boundaries
from liststrict.decide.rules import decide
from liststrict.decide.settle import cheapest_outcome, likely_kind
from liststrict.decide.situation import Judge, Judged, Situation
from liststrict.decide.tasks import Task, separate
from liststrict.match.candidates import Ranker
from liststrict.match.cues import cues
from liststrict.model.outcome import RequestKind, strictness
from liststrict.model.verdict import SCHEMA, PackRef, TaskVerdict, Verdict
from liststrict.text.normalize import Normalized, normalize
from liststrict.text.tokens import Tokens


class Deciding(NamedTuple):
    """What decides: tokenizer and vocabulary, the weights over the packs' entries, where tasks begin."""

    tokens: Tokens[Senses]
    ranker: Ranker
    boundaries: Boundaries


class Knowledge(NamedTuple):
    """All that is built once: tokenizer, vocabulary, weights over the packs' entries, where
    tasks begin, citations."""

    tokens: Tokens[Senses]
    ranker: Ranker
    boundaries: Boundaries
    answerer: Answerer
    packs: tuple[PackRef, ...]
    as_of: str
    engine: str


def screen_text(
    knowledge: Knowledge,
    text: str,
    kind: RequestKind | None = None,
    requester: str | None = None,
    purpose: str | None = None,
) -> Verdict:
    """Screens one text: normalise, split into tasks, read, rank, decide, answer."""
    normalized, tasks = decided_tasks(knowledge, text, kind, requester, purpose)
    answers = [
        knowledge.answerer.answer(situation, decision, normalized, start)
        for start, _, situation, decision in tasks
    ]
    return _combine(knowledge, answers)


def decided_tasks(
    knowledge: Deciding | Knowledge,
    text: str,
    kind: RequestKind | None = None,
    requester: str | None = None,
    purpose: str | None = None,
) -> tuple[Normalized, list[Task]]:
    """The tasks of a text with what was decided on each, before an answer is written."""
    normalized = normalize(text)
    judge = judge_of(knowledge, normalized.text, kind, requester, purpose)
    return normalized, separate(normalized.text, judge, knowledge.boundaries)


def judge_of(
    knowledge: Deciding | Knowledge,
    text: str,
    kind: RequestKind | None = None,
    requester: str | None = None,
    purpose: str | None = None,
) -> Judge:
    """Reads a normalised text once; the result judges any stretch of it."""
    asker = _read(knowledge, normalize(requester).text) if requester else None
    stated = normalize(purpose).text if purpose else ""
    whole = _read(knowledge, text)
    known: dict[tuple[int, int], Judged] = {}

    def judge(start: int, end: int) -> Judged:
        judged = known.get((start, end))
        if judged is None:
            reading = part_of(whole, start, end)
            judged = _judge(knowledge, reading, kind, asker, requester, stated)
            known[start, end] = judged
        return judged

    return judge


def _judge(
    knowledge: Deciding | Knowledge,
    reading: Reading,
    kind: RequestKind | None,
    asker: Reading | None,
    requester: str | None,
    purpose: str,
) -> Judged:
    found = cues(reading, asker)
    if purpose:
        for cue in cues(_read(knowledge, purpose), None):
            found.setdefault(cue, (0, 0))
    ranking = knowledge.ranker.rank(reading, found, kind)
    situation = Situation(
        reading, found, ranking, cheapest_outcome(ranking), kind or likely_kind(ranking), requester
    )
    return situation, decide(situation)


def _read(knowledge: Deciding | Knowledge, text: str) -> Reading:
    return read(text, knowledge.tokens)


def _combine(knowledge: Knowledge, answers: Sequence[TaskVerdict]) -> Verdict:
    """The whole text is judged by its strictest task; the least sure one of these speaks for it."""
    deciding = min(answers, key=lambda answer: (strictness(answer.verdict), -answer.confidence))
    return Verdict.model_validate(
        {
            "schema": SCHEMA,
            "verdict": deciding.verdict,
            "label": deciding.label,
            "confidence": deciding.confidence,
            "needs_review": any(answer.needs_review for answer in answers),
            "may_refuse": deciding.may_refuse,
            "tasks": tuple(answers),
            "packs": knowledge.packs,
            "as_of": knowledge.as_of,
            "engine": knowledge.engine,
        }
    )
