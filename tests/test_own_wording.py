"""Every entry answers to its own words: title and clauses cite it, or one with the same wording."""

from collections import defaultdict


def test_every_title_and_clause_cites_its_entry(screener, source_entries):
    same = defaultdict(set)
    for entry in source_entries:
        for text in _wordings(entry):
            same[text.strip("。；;")].add(entry["id"])
    wrong = []
    for entry in source_entries:
        for text in _wordings(entry):
            verdict = screener.screen(text)
            cited = {task.citations[0].entry for task in verdict.tasks if task.citations}
            if not cited & same[text.strip("。；;")]:
                wrong.append((entry["id"], text[:40], sorted(cited)))
    assert wrong == []


def _wordings(entry):
    return dict.fromkeys([entry["title"], *entry.get("details", []), *entry.get("duties", [])])
