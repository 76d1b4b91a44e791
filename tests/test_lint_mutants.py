"""Random damage to a shipped pack is noticed; `benchmarks/lint_mutants.py` tries it 500 times."""

import random
from datetime import date

from conftest import ROOT
from liststrict.lint.runner import Options
from pack_mutants import KINDS, caught_by, mutate, read_lists

PACK = ROOT / "rules/jinji"
TRIES = 20


def test_at_least_95_of_100_mutants_are_caught(tmp_path, data_read_once):
    lists = read_lists(PACK)
    draw = random.Random(20261123)
    mutants = [mutate(lists, draw) for _ in range(TRIES)]
    assert {mutant.kind for mutant in mutants} == set(KINDS)
    options = Options(on=date(2026, 11, 23))
    passed = [mutant[:2] for mutant in mutants if not caught_by(mutant, PACK, tmp_path, options)]
    assert len(passed) <= TRIES * 0.05, passed
