"""Scores are what the labelling guide says, and the limits of `eval` decide its exit code."""

import json

import pytest

from conftest import ROOT, SHARED
from liststrict.evaluate import Case, load_cases, score_cases, summarise


def case(text, verdict, entries=(), also_ok=(), **more):
    return Case(id=text[:8], text=text, kind="task", verdict=verdict, entries=tuple(entries),
                also_ok=tuple(also_ok), group="paraphrase", **more)


def test_right_wrong_and_dangerous(screener):
    demolish = "请村委会组织力量拆除违章建筑"
    scored = score_cases(screener, [
        case(demolish, "forbidden", ["neg-02"]),
        case(demolish, "assisting-duty", ["assist-11"]),
        case(demolish, "unlisted", also_ok=["forbidden"]),
        case(demolish, "forbidden", ["neg-01"]),
    ])
    assert [one.right for one in scored] == [True, False, True, True]
    assert [one.dangerous for one in scored] == [False, True, False, False]
    assert [one.cited_right for one in scored] == [True, None, None, False]
    total = summarise(scored)
    assert (total.verdict, total.citation, total.dangerous) == (0.75, 0.5, 0.25)


def test_items_found_and_spurious(screener):
    text = "一、登记出租房租客；二、把场镇主街的清扫保洁包下来。"
    items = (
        {"verdict": "assisting-duty", "entries": ("assist-05",)},
        {"verdict": "forbidden", "entries": ("neg-04",)},
        {"verdict": "allowed", "entries": ("power-02",)},
    )
    total = summarise(score_cases(screener, [case(text, "forbidden", ["neg-04"], items=items)]))
    assert total.items_found == pytest.approx(2 / 3)
    assert total.items_spurious == 0


def test_limits_decide_the_exit_code(run_cli, tmp_path):
    file = tmp_path / "cases.jsonl"
    row = {"id": "a", "text": "请村委会拆除违章建筑", "kind": "task", "requester": None,
           "verdict": "allowed", "also_ok": [], "entries": ["power-01"], "group": "paraphrase"}
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert run_cli("eval", str(file)).code == 0
    assert run_cli("eval", str(file), "--min-verdict", "85").code == 1
    assert run_cli("eval", str(file), "--max-dangerous", "2").code == 1
    assert "请村委会拆除违章建筑" in run_cli("eval", str(file), "--errors").out


def test_broken_cases_are_told_with_line(run_cli, tmp_path):
    file = tmp_path / "cases.jsonl"
    file.write_text('{"id": "a"}\nnot json\n', encoding="utf-8")
    run = run_cli("eval", str(file))
    assert (run.code, run.out) == (2, "")
    assert f"{file}:1" in run.err


@pytest.mark.skipif(not SHARED.is_dir(), reason="the outside cases lie beside the project")
def test_accuracy_on_cases_from_outside(screener):
    total = summarise(score_cases(screener, load_cases(SHARED / "cases/dev.jsonl")))
    assert total.verdict >= 0.85
    assert total.citation >= 0.85
    assert total.dangerous <= 0.02


def test_accuracy_on_the_test_split(screener):
    total = summarise(score_cases(screener, load_cases(ROOT / "data/cases/test.jsonl")))
    assert total.verdict >= 0.80
    assert total.citation >= 0.80
    assert total.dangerous <= 0.025
