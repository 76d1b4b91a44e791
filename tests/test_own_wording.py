"""Every entry answers to its own words: title and clauses cite it, or one that says the same."""

from collections import defaultdict

# A wording says the same as another entry if that entry's wording holds nearly all pairs of its
# characters: lists 二 and 三 copy the same provision of the law, one in one clause, one in two.
HELD = 0.9


def test_every_title_and_clause_cites_its_entry(screener, source_entries):
    held = _held(source_entries)
    same = defaultdict(set)
    for entry in source_entries:
        for text in _wordings(entry):
            same[text.strip("。；;")].add(entry["id"])
    wrong = []
    by_another = []
    for entry in source_entries:
        for text in _wordings(entry):
            verdict = screener.screen(text)
            cited = {task.citations[0].entry for task in verdict.tasks if task.citations}
            pairs = _pairs(text)
            if not any(len(pairs & held[name]) >= HELD * len(pairs) for name in cited):
                wrong.append((entry["id"], text[:40], sorted(cited)))
            elif not cited & same[text.strip("。；;")]:
                by_another.append((entry["id"], text[:40], sorted(cited)))
    assert wrong == []
    assert len(by_another) <= 1, by_another


def test_few_wordings_are_held_by_another_entry(source_entries):
    held = _held(source_entries)
    shared = [
        text
        for entry in source_entries
        for text in _wordings(entry)
        if any(
            len(_pairs(text) & pairs) >= HELD * len(_pairs(text))
            for name, pairs in held.items()
            if name != entry["id"]
        )
    ]
    assert len(shared) < 30


def _held(entries):
    return {entry["id"]: set().union(*map(_pairs, _wordings(entry))) for entry in entries}


def _wordings(entry):
    return dict.fromkeys([entry["title"], *entry.get("details", []), *entry.get("duties", [])])


def _pairs(text):
    return {text[index : index + 2] for index in range(len(text) - 1)}
