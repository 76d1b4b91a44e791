"""What stands around a request and asks nothing: background before it, closing words behind it.

`data/cases/surroundings.json` holds passages of officials and of residents, apart from the cases. Some
single requests are learned a second time with such passages around them and with the same answer, so
that a notice is read by what it asks and not by its two hundred characters of situation and significance.

What background is, which is left out of long texts, is learned from the sentences of the passages and
of all cases that are marked: from those that stand outside of the tasks (`items`), or outside of the
words that ask in a single request (`asks`; empty where nothing is asked of the village). Such sentences stand around
requests as the passages do.
What a detail of a request is, and no request as it stands, is learned from parts of the requests.
"""

import json
from random import Random

from liststrict.text.clauses import parts, sentences
from liststrict.text.normalize import normalize

SEED = 5
# Share of the single requests that are learned again so; how often one more passage, and a closing,
# stand with them, and how many passages at most.
SHARE = 0.3
FURTHER = 0.6
MOST = 6
CLOSED = 0.35
# Of these, as often as this a part of the situation is told behind.
TOLD_BEHIND = 0.4
# The second time counts for less: nothing new is said.
WEIGHT = 0.6
# Tasks without a requester come from officials this often; certificates are asked by residents.
FROM_OFFICIALS = 0.6
# Share of the parts of requests that are learned as details.
DETAILS = 0.35
# Shorter sentences say nothing that could be learned.
SHORTEST_SENTENCE = 4
# Titles and fragments do not stand in letters.
SHORTEST = 12


def load_surroundings(folder, cases):
    """Passages of officials and of residents, before and behind requests: those of the file, and what
    stands around marked requests of some cases."""
    passages = json.loads((folder / "surroundings.json").read_text(encoding="utf-8"))
    for case in cases:
        around = (one for one in outside_of(case) if len(one) >= SHORTEST)
        before = passages["official" if case.get("requester") else "resident"]["before"]
        before.extend(f"{sentence}。" for sentence in around)
    return passages


def surrounded(cases, passages):
    """Some of the single requests with passages around them."""
    random = Random(SEED)
    for case in cases:
        if "items" not in case and len(case["text"]) >= SHORTEST and random.random() < SHARE:
            official = case["kind"] == "task" and (
                case.get("requester") or random.random() < FROM_OFFICIALS
            )
            yield {**case, "text": _around(case["text"], passages, official, random)}


def background_of(cases, passages):
    """Each sentence that asks nothing, and each passage of several sentences."""
    found = dict.fromkeys(sentence for case in cases for sentence in outside_of(case))
    for group in passages.values():
        for passage in (passage for place in group.values() for passage in place):
            found |= dict.fromkeys([*sentences_of(passage), normalize(passage).text])
    return [text for text in found if len(text) >= SHORTEST_SENTENCE]


def details_of(cases):
    """(case, what one of its parts behind the first one says), for some parts. Most of these only add to
    what the first one asks, unless situation and significance stand before that."""
    random = Random(SEED)
    for case in cases:
        text = normalize(case["text"]).text
        if case.get("asks", case["text"]) != case["text"]:
            continue
        for part in parts(text)[1:]:
            if random.random() < DETAILS:
                yield case, text[part.start : part.end]


def sentences_of(text):
    """The sentences of a text, normalised."""
    text = normalize(text).text
    return [text[one.start : one.end] for one in sentences(parts(text))]


def outside_of(case):
    """The sentences of a marked case that stand outside of what is asked."""
    text = normalize(case["text"]).text
    marked = [item["text"] for item in case.get("items", ())]
    if "asks" in case:
        marked.append(case["asks"])
    if not marked:
        return []
    spans = []
    for words in (normalize(words).text for words in marked if words):
        start = text.find(words)
        if start < 0:  # a mark that cannot be found tells nothing
            return []
        spans.append((start, start + len(words)))
    return [
        text[one.start : one.end]
        for one in sentences(parts(text))
        if all(one.end <= start or end <= one.start for start, end in spans)
    ]


def _around(text, passages, official, random):
    found = passages["official" if official else "resident"]
    count = 1
    while count < MOST and random.random() < FURTHER:
        count += 1
    before = "".join(random.sample(found["before"], count))
    if random.random() < CLOSED:
        behind = found["before" if random.random() < TOLD_BEHIND else "behind"]
        text = text.rstrip("。") + "。" + random.choice(behind)
    return before + text
