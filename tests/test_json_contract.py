"""The JSON that scripts rely on: names, order, spans, and the same bytes every time."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import run_process
from liststrict import Screener
from liststrict.output.json_v1 import to_json

HEAD = ["schema", "verdict", "label", "confidence", "needs_review", "may_refuse", "tasks", "packs",
        "as_of", "engine"]
TASK = ["text", "span", "kind", "verdict", "confidence", "needs_review", "may_refuse", "citations",
        "reason", "advice", "alternative", "exceptions", "conflicts", "evidence", "runner_up"]
CITATION = ["entry", "pack", "list", "list_title", "no", "title", "clause", "quote", "units",
            "legal_basis"]
BASIS = ["law", "article", "paragraph", "item", "raw", "origin", "status"]
TEXTS = [
    "请村委会组织力量拆除违章建筑",
    "開張死忘證明 去郵局取我爺爺的錢",
    "一、登记出租房租客；二、把场镇主街的清扫保洁包下来。",
    "今天天气不错",
]


@pytest.mark.parametrize("text", TEXTS)
def test_shape(screener, text):
    data = to_json(screener.screen(text))
    assert list(data) == HEAD
    assert data["schema"] == "liststrict/v1"
    assert data["may_refuse"] in ("yes", "no", "conditional")
    for task in data["tasks"]:
        assert set(TASK) <= set(task)
        start, end = task["span"]
        assert task["text"] == text[start:end]
        assert set(task["advice"]) == {"township", "village"}
        for evidence in task["evidence"]:
            assert set(evidence) == {"span", "text", "as"}
            assert evidence["text"] == text[slice(*evidence["span"])]
        for citation in task["citations"]:
            assert set(CITATION) <= set(citation)
            assert citation["legal_basis"]
            for basis in citation["legal_basis"]:
                assert set(BASIS) <= set(basis)
        assert (task["citations"] == []) == (task["verdict"] == "unlisted")
    assert data["packs"][0]["digest"].startswith("sha256:")


def test_quotes_are_verbatim(screener, source_entries):
    wording = {entry["id"]: entry for entry in source_entries}
    for text in TEXTS:
        for task in screener.screen(text).tasks:
            for citation in task.citations:
                entry = wording[citation.entry]
                if citation.clause is None:
                    assert citation.quote in (entry["title"], entry.get("purpose"))
                else:
                    assert citation.quote == entry[citation.part][citation.clause - 1]


def test_an_alternative_comes_with_a_refused_certificate(screener, source_entries):
    verdict = screener.screen("帮我开个无犯罪记录证明")
    entry = next(e for e in source_entries if e["id"] == "nocert-05")
    assert verdict.tasks[0].alternative == entry["alternative"]


def test_exception_and_conflict_are_named(screener):
    kin = screener.screen("请村委会出具亲属关系证明").tasks[0]
    assert (kin.verdict, [note.entry for note in kin.exceptions]) == ("forbidden", ["cert-04"])
    death = screener.screen("开一张死亡证明").tasks[0]
    assert death.verdict == "forbidden"
    assert any(set(note.entries) == {"service-08", "nocert-11"} for note in death.conflicts)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gets_an_answer_or_a_clear_refusal(text):
    from liststrict import InputError

    screener = _default()
    try:
        verdict = screener.screen(text)
    except InputError:
        assert not text.strip()
        return
    assert json.loads(json.dumps(to_json(verdict)))["tasks"]


def test_same_bytes_in_another_process_with_another_hash_seed():
    runs = [
        run_process("check", TEXTS[2], "--format", "json", "--on", "2026-11-23", PYTHONHASHSEED=seed)
        for seed in ("0", "4711")
    ]
    assert runs[0].code == 0
    assert runs[0].out == runs[1].out


def test_the_answer_is_frozen(screener):
    verdict = screener.screen(TEXTS[0])
    with pytest.raises(ValueError, match="frozen"):
        verdict.verdict = "allowed"


def _default() -> Screener:
    global _SCREENER  # noqa: PLW0603  (built once for all examples)
    if _SCREENER is None:
        _SCREENER = Screener.default()
    return _SCREENER


_SCREENER: Screener | None = None
