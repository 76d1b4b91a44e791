"""One decided situation into the answer for one task: citations, evidence, reason, notes."""

from collections.abc import Sequence
from typing import Any, Final

from liststrict.analysis.vocabulary import entry_key
from liststrict.decide.citations import ClauseChooser, Prepared, clause_numbers
from liststrict.decide.layer_notes import Row, conflict_note
from liststrict.decide.notices import ending_soon, left_out
from liststrict.decide.reason import advice, reason
from liststrict.decide.situation import Decision, Situation
from liststrict.match.candidates import Ranker
from liststrict.match.softmax import Candidate
from liststrict.match.thresholds import (
    EVIDENCE_SHOWN,
    REVIEW_BELOW,
    RUNNER_UP_FLOOR,
    RUNNERS_UP,
)
from liststrict.model.entry import Pack
from liststrict.model.outcome import LABELS, MAY_REFUSE, UNDECIDED
from liststrict.model.verdict import (
    ConflictNote,
    ExceptionNote,
    TaskVerdict,
)
from liststrict.packs.layers import Layers
from liststrict.packs.precedence import Settlement
from liststrict.text.normalize import Normalized

# A second citation is shown when its entry, in the same outcome, is about as likely as the first.
_ALSO_CITED_FROM: Final = 0.3
_OVERLAP_FROM: Final = 0.15

_AS: Final = {
    "act": "act",
    "acts": "act",
    "do": "role",
    "actor": "role",
    "actors": "role",
    "unit": "role",
    "names": "name",
    "objects": "object",
    "topic": "object",
    "purposes": "purpose",
    "purpose": "purpose",
    "marker": "marker",
    "not": "marker",
    "from": "role",
    "to": "role",
    "w": "word",
}


class Answerer:
    """Makes task answers; holds what is prepared once per set of packs."""

    def __init__(
        self,
        packs: Sequence[Pack],
        titles: dict[str, str],
        ranker: Ranker,
        layers: Layers | None = None,
    ) -> None:
        self._ranker = ranker
        self._settled: dict[str, tuple[tuple[Settlement, ConflictNote], ...]] = {}
        self._notices: dict[str, str] = {}
        self._left_out: tuple[str, ...] = ()
        self._choosers: dict[str, ClauseChooser] = {}
        self._exceptions: dict[str, tuple[ExceptionNote, ...]] = {}
        self._conflicts: dict[str, tuple[ConflictNote, ...]] = {}
        for pack in packs:
            for rules in pack.lists:
                for entry in rules.entries:
                    self._choosers[entry_key(pack, entry)] = ClauseChooser(
                        pack, rules, entry, titles
                    )
                    if layers and pack.reference(entry) in layers.idle:
                        continue  # the list nearer by says it
                    for granted in entry.exception_to:
                        self._exceptions[granted.entry] = (
                            *self._exceptions.get(granted.entry, ()),
                            ExceptionNote(entry=entry.id, when=granted.when),
                        )
                    for conflict in entry.conflicts_with:
                        note = ConflictNote(entries=(entry.id, conflict.entry), note=conflict.note)
                        for name in note.entries:
                            self._conflicts[name] = (*self._conflicts.get(name, ()), note)
        if layers:
            self._lay(layers)

    def _lay(self, layers: Layers) -> None:
        """Prepares what the layers have to say: settled conflicts, and what ends soon."""
        rows: dict[str, Row] = {
            pack.reference(entry): (pack, rules, entry)
            for pack in layers.packs
            for rules in pack.lists
            for entry in rules.entries
        }
        for settlement in layers.settlements:
            for name in (settlement.prevails, settlement.yields):
                note = conflict_note(settlement, name, rows)
                self._settled[name] = (*self._settled.get(name, ()), (settlement, note))
        for name, row in rows.items():
            notice = ending_soon(*row, layers.on)
            if notice:
                self._notices[name] = notice
        self._left_out = left_out(layers.left_out, layers.on)

    def answer(
        self, situation: Situation, decision: Decision, normalized: Normalized, offset: int
    ) -> TaskVerdict:
        """The answer; `offset` is where the task begins in the normalised text."""
        candidate = decision.candidate
        citations = self._citations(situation, decision)
        spoken_for = _likeliest(situation) if decision.rule == UNDECIDED else candidate
        evidence = self.evidence(situation, spoken_for, normalized, offset)
        start, end = normalized.original_span(offset, offset + len(situation.reading.text))
        first = citations[0] if citations else None
        cited = (first.words, first.notes) if first else None
        entry = candidate.entry if candidate else None
        # One validation of nested plain data is several times faster than building each model.
        return TaskVerdict.model_validate(
            {
                "text": normalized.original[start:end],
                "span": (start, end),
                "kind": situation.kind,
                "verdict": decision.outcome,
                "label": LABELS[decision.outcome],
                "confidence": round(decision.confidence, 3),
                "needs_review": decision.confidence < REVIEW_BELOW
                or decision.outcome == "unlisted"
                or (candidate is not None and self._is_open(candidate)),
                "may_refuse": MAY_REFUSE[decision.outcome],
                "citations": tuple([prepared.citation for prepared in citations]),
                "reason": reason(decision, cited, [str(item["text"]) for item in evidence]),
                "advice": advice(decision, situation.kind, first.citation if first else None),
                "alternative": entry.alternative if entry else None,
                "exceptions": self._exceptions.get(entry.id, ()) if entry else (),
                "conflicts": self._conflict_notes(situation, decision),
                "notices": self._notices_for(citations),
                "evidence": evidence,
                "runner_up": _runners_up(situation, candidate),
                "steps": (
                    {
                        "rule": decision.rule,
                        "entry": entry.id if entry else None,
                        "finding": decision.finding,
                    },
                ),
            }
        )

    def _citations(self, situation: Situation, decision: Decision) -> tuple[Prepared, ...]:
        if decision.candidate is None or decision.candidate.entry is None:
            return ()
        text = situation.reading.text
        shares = [pair for pair in situation.ranking.order if pair[1].outcome == decision.outcome]
        top = next(share for share, candidate in shares if candidate is decision.candidate)
        chosen: list[Candidate] = [decision.candidate]
        chosen += [
            candidate
            for share, candidate in shares[:3]
            if candidate is not decision.candidate and share >= top * _ALSO_CITED_FROM
        ]
        cited = [
            self._choosers[candidate.name].choose(text, self._clauses(candidate, situation))
            for candidate in chosen
        ]
        # Both sides of a settled conflict are kept and shown.
        names = {candidate.name for candidate in chosen}
        for settlement, _ in self._settled.get(decision.candidate.name, ()):
            for name in (settlement.prevails, settlement.yields):
                if name not in names:
                    names.add(name)
                    cited.append(self._choosers[name].choose(text, ()))
        return tuple(cited)

    def _clauses(self, candidate: Candidate, situation: Situation) -> list[int]:
        return clause_numbers(candidate, self._ranker.spelled_out(candidate, situation.cues))

    def _is_open(self, candidate: Candidate) -> bool:
        """No rule of standing told two contradicting entries apart; a person has to."""
        settled = self._settled.get(candidate.name, ())
        return any(settlement.rule == "strictness" for settlement, _ in settled)

    def _notices_for(self, citations: Sequence[Prepared]) -> tuple[str, ...]:
        names = [f"{cited.citation.pack}/{cited.citation.entry}" for cited in citations]
        ending = [self._notices[name] for name in names if name in self._notices]
        return (*ending, *self._left_out)

    def evidence(
        self, situation: Situation, candidate: Candidate | None, normalized: Normalized, offset: int
    ) -> list[dict[str, Any]]:
        """The words that speak most for the answer, with their spans in the text as given."""
        if candidate is None:
            return []
        shown: list[tuple[int, int, str]] = []
        taken = 0
        cues = self._ranker.spelled_out(candidate, situation.cues)
        for _, cue in self._ranker.contributions(candidate, cues):
            start, end = cues[cue]
            if start == end:
                continue
            width = (1 << (end - start)) - 1
            if taken >> start & width:
                continue
            role = _AS.get(cue.partition(":")[0], "word")
            if end - start == 1 and role == "word":
                continue
            taken |= width << start
            shown.append((start, end, role))
            if len(shown) == EVIDENCE_SHOWN:
                break
        result = []
        for start, end, role in shown:
            a, b = normalized.original_span(offset + start, offset + end)
            result.append({"span": (a, b), "text": normalized.original[a:b], "as": role})
        return result

    def _conflict_notes(self, situation: Situation, decision: Decision) -> tuple[ConflictNote, ...]:
        if decision.candidate is None or decision.candidate.entry is None:
            return ()
        declared = self._conflicts.get(decision.candidate.entry.id, ())
        settled = tuple(note for _, note in self._settled.get(decision.candidate.name, ()))
        return settled + declared + _overlap(situation, decision)


def _overlap(situation: Situation, decision: Decision) -> tuple[ConflictNote, ...]:
    """Lists 二 and 三 often cover the same matter; who asks decides (guide, tasks, rule 6)."""
    pair = {"assisting-duty": "self-governance", "self-governance": "assisting-duty"}
    other = pair.get(decision.outcome)
    if other is None or decision.candidate is None or decision.candidate.entry is None:
        return ()
    best = situation.ranking.best(other)  # type: ignore[arg-type]
    if best is None or best[1].entry is None or best[0] < _OVERLAP_FROM:
        return ()
    return (
        ConflictNote(
            entries=(decision.candidate.entry.id, best[1].entry.id),
            note="协助清单与自治清单都列有此类事项：部门要求或者上级交办的，按依法协助；村里自行开展的，按依法自治",
        ),
    )


def _likeliest(situation: Situation) -> Candidate | None:
    order = situation.ranking.order
    return order[0][1] if order else None


def _runners_up(situation: Situation, chosen: Candidate | None) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for share, candidate in situation.ranking.order[: RUNNERS_UP + 3]:
        if candidate is not chosen and candidate.entry and share >= RUNNER_UP_FLOOR:
            found.append({"entry": candidate.entry.id, "score": round(share, 3)})
    return found[:RUNNERS_UP]
