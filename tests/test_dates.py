"""What was in force on a day decides; what ends soon is announced."""

from datetime import date

import pytest

from conftest import ROOT
from liststrict import NotInForceError, PackError, Screener
from liststrict.packs.load import load_pack

TOWN = ROOT / "tests/layers/town"
DOGS = "给规模养殖场的养殖场看护犬开一份犬只登记证明"
COWS = "请村里替公司养牛，把奶牛代养起来"

# day, request, first citation or None
DAYS = [
    ("2025-12-31", DOGS, "national/nocert-04"),  # the town's pack begins the day after
    ("2026-01-01", DOGS, "town/cert-01"),
    ("2026-12-31", DOGS, "town/cert-01"),  # the last day counts
    ("2027-01-01", DOGS, "national/nocert-04"),
    ("2026-02-28", COWS, None),
    ("2026-03-01", COWS, "town/neg-01"),
    ("2025-12-31", "村里要召开村民代表会议", None),  # the amended law begins with 2026
    ("2026-01-01", "村里要召开村民代表会议", "national/self-04"),
]


@pytest.mark.parametrize(("day", "request_text", "cited"), DAYS)
def test_answers_follow_what_was_in_force(day, request_text, cited):
    screener = Screener.from_packs([TOWN], as_of=date.fromisoformat(day))
    verdict = screener.screen(request_text)
    first = [f"{c.pack}/{c.entry}" for task in verdict.tasks for c in task.citations][:1]
    assert first == ([cited] if cited else [])
    assert verdict.as_of == day


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-11-01", "还有 60 天"), ("2026-10-31", None), ("2026-12-31", "今天是最后一天")],
)
def test_an_entry_that_ends_soon_is_announced(day, words):
    screener = Screener.from_packs([TOWN], as_of=date.fromisoformat(day))
    notices = screener.screen(DOGS).tasks[0].notices
    assert len(notices) == (1 if words else 0)
    assert words is None or words in notices[0]


def test_a_pack_that_takes_no_part_is_named():
    screener = Screener.from_packs([TOWN], as_of=date(2025, 12, 31))
    verdict = screener.screen("开一张死亡证明")
    assert [pack.id for pack in verdict.packs] == ["national"]
    assert any("town" in notice and "没有生效" in notice for notice in verdict.tasks[0].notices)


def test_nothing_in_force_is_one_clear_line(run_cli, tmp_path):
    folder = tmp_path / "old"
    folder.mkdir()
    header = (TOWN / "pack.yaml").read_text(encoding="utf-8")
    header = header.replace("builds_on: [national]\n", "effective_to: 2026-06-30\n")
    (folder / "pack.yaml").write_text(header.replace("cert.yaml, ", ""), encoding="utf-8")
    body = (TOWN / "neg.yaml").read_text(encoding="utf-8")
    (folder / "neg.yaml").write_text(body, encoding="utf-8")
    with pytest.raises(NotInForceError):
        Screener.from_packs([folder], as_of=date(2026, 7, 1))
    run = run_cli("check", "代养奶牛", "--pack", folder, "--on", "2026-07-01")
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert "2026-07-01 没有生效的清单" in run.err
    assert "2026-06-30 止" in run.err
    assert run_cli("check", "代养奶牛", "--pack", folder, "--on", "2026-06-30").code == 0


@pytest.mark.parametrize("day", ["2026-02-30", "2026-1-1", "明年", "20260101"])
def test_a_day_that_does_not_exist_is_told_with_its_place(tmp_path, day):
    body = (TOWN / "neg.yaml").read_text(encoding="utf-8").replace("2026-03-01", f"'{day}'")
    (tmp_path / "neg.yaml").write_text(body, encoding="utf-8")
    header = (TOWN / "pack.yaml").read_text(encoding="utf-8").replace("cert.yaml, ", "")
    (tmp_path / "pack.yaml").write_text(header, encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_pack(tmp_path)
    (problem,) = caught.value.diagnostics
    assert "effective_from" in problem.message
    assert "日期" in problem.message
    assert (tmp_path / "neg.yaml").read_text("utf-8").splitlines()[problem.mark.line - 1].strip()
