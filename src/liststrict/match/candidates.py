"""Ranking: one reading against all entries, by an inverted index from cue to entries."""

from collections.abc import Container, Iterable
from itertools import chain

from liststrict.analysis.reading import Reading
from liststrict.analysis.vocabulary import entry_key, list_key
from liststrict.match.cues import Spans, strokes
from liststrict.match.near import NearWording
from liststrict.match.own_words import OwnWords
from liststrict.match.softmax import Candidate, Field, Ranking, make_field, make_ranking
from liststrict.match.standing import Standing, named_over_unlisted
from liststrict.match.thresholds import PRIORS_KEPT, SLOT_PRIOR
from liststrict.match.weights import UNLISTED, Scores, Weights
from liststrict.model.entry import Pack, RuleList, Vocabulary
from liststrict.model.outcome import RequestKind
from liststrict.packs.layers import Layers


class Ranker:
    """Entries of all packs with their weights. Read-only after building."""

    def __init__(
        self, packs: tuple[Pack, ...], weights: Weights, layers: Layers | None = None
    ) -> None:
        own = _candidates(packs)
        if layers:
            own = {name: known for name, known in own.items() if name not in layers.idle}
        # What others answer for is judged as it was learned.
        known = {**_candidates(layers.borrowed), **own} if layers else own
        for name in UNLISTED:
            assert name in weights.entries, f"weights lack the class {name}"
        self._weights = weights
        # Classes whose entry is in none of the packs, and for which nobody stands, take no part.
        learned = [
            (index, known[name]) for index, name in enumerate(weights.entries) if name in known
        ]
        self._index = {candidate.name: index for index, candidate in learned}
        self._list_index = {name: index for index, name in enumerate(weights.lists)}
        kinds: tuple[RequestKind | None, ...] = (None, "task", "certificate")
        self._fields = {
            kind: make_field(
                [p for p in learned if kind is None or p[1].kind in (None, kind)],
                self._list_index,
            )
            for kind in kinds
        }
        self._unlearned = {
            name: candidate
            for name, candidate in own.items()
            if name not in self._index and candidate.entry and not candidate.entry.learned_as
        }
        unlearned = {name: known.entry for name, known in self._unlearned.items() if known.entry}
        self._near = NearWording(unlearned)
        self._own_words = OwnWords(_vocabulary(packs, unlearned))
        self._standing = Standing(layers, own, known, self._own_words) if layers else None

    def rank(self, reading: Reading, cues: Spans, kind: RequestKind | None = None) -> Ranking:
        """Ranks all candidates; `kind` leaves out those that cannot answer such a request."""
        field = self._fields[kind]
        scores = self._weights.scores(strokes(reading.text).union(cues))
        if self._unlearned:
            met = self._own_words.met(cues, PRIORS_KEPT)
            priors = self._near.priors(reading.text)
            for name, prior in met.priors.items():
                priors[name] = priors.get(name, 0.0) + prior
            field, scores = self._with_priors(field, scores, priors)
            ranking = make_ranking(field, scores)
            named = [self._unlearned[name] for name in met.named]
            ranking = named_over_unlisted(ranking, named)
        else:
            ranking = make_ranking(field, scores)
        return self._standing.applied(ranking, cues, kind) if self._standing else ranking

    def spelled_out(self, candidate: Candidate, cues: Spans) -> Spans:
        """The cues, with those by which a candidate speaks that the weights do not know."""
        if candidate.name not in self._unlearned:
            return cues
        return {**cues, **self._own_words.spans(candidate.name, cues)}

    def contributions(self, candidate: Candidate, cues: Spans) -> list[tuple[float, str]]:
        """What each present cue, spelled out, added for a candidate and its list, strongest first."""
        classes = [candidate] if candidate.name in self._index else []
        if self._standing:
            answered = self._standing.learned_by(candidate.name)
            classes += [learned for learned in answered if learned.name in self._index]
        if not classes:
            return _prior_contributions(candidate.name, cues)
        added = [
            self._weights.weights_for(
                self._index[learned.name], self._list_index.get(learned.list_name), cues
            )
            for learned in classes
        ]
        if len(added) == 1:
            return sorted(added[0], reverse=True)
        # Where several learned entries stand behind one answer, a cue counts for the most it adds.
        strongest: dict[str, float] = {}
        for weight, cue in chain.from_iterable(added):
            strongest[cue] = max(strongest.get(cue, 0.0), weight)
        return sorted(((weight, cue) for cue, weight in strongest.items()), reverse=True)

    def _with_priors(
        self, field: Field, scores: Scores, priors: dict[str, float]
    ) -> tuple[Field, Scores]:
        """Adds the entries that the weights do not know; their lists are unknown as well."""
        if not priors:
            return field, scores
        steps = [scores.nought + round(prior / scores.unit) for prior in priors.values()]
        added = [self._unlearned[name] for name in priors]
        wider = field.with_added(added, len(scores.entries))
        return wider, scores._replace(entries=[*scores.entries, *steps])


def _candidates(packs: tuple[Pack, ...]) -> dict[str, Candidate]:
    """All entries of some packs and the two kinds of "on no list", by name."""
    found = {
        (key := entry_key(pack, entry)): Candidate(
            key, list_key(pack, rules), rules.verdict, _kind_of(rules), entry, rules, pack
        )
        for pack in packs
        for rules in pack.lists
        for entry in rules.entries
    }
    for name in UNLISTED:
        kind: RequestKind = "certificate" if name.endswith("certificate") else "task"
        found[name] = Candidate(name, name, "unlisted", kind, None, None, None)
    return found


def _prior_contributions(entry: str, cues: Spans) -> list[tuple[float, str]]:
    found = []
    for cue in cues:
        slot, _, part = cue.partition(":")
        if slot in SLOT_PRIOR and part.partition(".")[0] == entry and SLOT_PRIOR[slot] > 0:
            found.append((SLOT_PRIOR[slot], cue))
    return sorted(found, key=lambda pair: (-pair[0], pair[1]))


def _vocabulary(packs: Iterable[Pack], names: Container[str]) -> dict[str, list[Vocabulary]]:
    """The vocabulary of some entries by name; a pack under lint may hold a name twice."""
    found: dict[str, list[Vocabulary]] = {}
    for pack in packs:
        for rules in pack.lists:
            for entry in rules.entries:
                if (key := entry_key(pack, entry)) in names:
                    found.setdefault(key, []).extend(entry.match)
    return found


def _kind_of(rules: RuleList) -> RequestKind | None:
    """Lists of certificates answer certificates, the negative list tasks, the others both."""
    if rules.kind == "certificate":
        return "certificate"
    return "task" if rules.verdict == "forbidden" else None
