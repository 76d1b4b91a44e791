"""Packs over each other: stand-ins, overrides, contradictions, fallback lists."""

import json
import shutil
from datetime import date

import pytest

from conftest import ROOT
from liststrict import Screener, UnknownEntryError, UnknownPackError
from liststrict.evaluate import load_cases
from liststrict.output import markdown, text
from liststrict.output.json_v1 import to_json
from liststrict.packs.catalog import resolve_packs
from liststrict.packs.layers import build_layers
from liststrict.packs.load import load_pack

ON = date(2026, 11, 23)
TOWN = ROOT / "tests/layers/town"
GOLDEN = ROOT / "tests/golden"

# request, verdict, citations as pack/entry; on the town's pack above the national base
TOWN_ANSWERS = [
    ("给规模养殖场的养殖场看护犬开一份犬只登记证明", "allowed", ["town/cert-01", "national/nocert-04"]),
    ("小区住户要养狗证明", "forbidden", ["national/nocert-04", "town/cert-01"]),
    ("开一张健在证明领养老金", "forbidden", ["national/nocert-10", "town/cert-02"]),
    ("请村里替公司养牛，把奶牛代养起来", "forbidden", ["town/neg-01"]),
    ("请村委会组织力量拆除违章建筑", "forbidden", ["town/neg-02"]),
    ("开一张无犯罪记录证明", "forbidden", ["national/nocert-05"]),
    ("请村委会协助征收零散税费", "unlisted", []),
]


@pytest.fixture(scope="module")
def town() -> Screener:
    return Screener.from_packs([TOWN], as_of=ON)


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(TOWN, tmp_path / "town")
    return tmp_path / "town"


@pytest.mark.parametrize(("request_text", "verdict", "cited"), TOWN_ANSWERS)
def test_a_town_above_the_national_base(town, request_text, verdict, cited):
    task = town.screen(request_text).tasks[0]
    assert task.verdict == verdict
    assert [f"{c.pack}/{c.entry}" for c in task.citations] == cited
    assert bool(task.conflicts) == (len(cited) == 2)


def test_all_packs_that_were_used_are_named(town):
    assert [pack.id for pack in town.screen("开一张死亡证明").packs] == ["town", "national"]
    names = [pack.id for pack in Screener.default(as_of=ON).screen("开一张死亡证明").packs]
    assert names == ["jinji", "chongqing", "national"]


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_conflicts_and_notices_are_shown(town, form, tmp_path):
    shown = ""
    for request_text in (TOWN_ANSWERS[0][0], TOWN_ANSWERS[1][0], TOWN_ANSWERS[2][0]):
        verdict = town.screen(request_text)
        if form == "json":
            task = to_json(verdict)["tasks"][0]
            kept = {name: task[name] for name in ("conflicts", "notices")}
            shown += json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
            continue
        with (tmp_path / "out").open("w", encoding="utf-8") as out:
            (text if form == "text" else markdown).write(verdict, out)
        lines = (tmp_path / "out").read_text(encoding="utf-8").splitlines()
        shown += "\n".join(line for line in lines if "冲突" in line or "提示" in line) + "\n"
    golden = GOLDEN / f"layers.{form}.txt"
    assert shown == golden.read_text(encoding="utf-8")


def test_the_base_changes_no_answer_of_the_lists_above_it():
    above = Screener([pack for pack in resolve_packs(["jinji"]) if pack.id != "national"], ON)
    default = Screener.default(as_of=ON)
    for case in load_cases(ROOT / "data/cases/dev.jsonl"):
        answers = [
            one.screen(case.text, requester=case.requester).model_dump(exclude={"packs"})
            for one in (above, default)
        ]
        assert answers[0] == answers[1], case.id


def test_the_shipped_lists_have_no_conflict_that_they_do_not_declare():
    layers = build_layers(resolve_packs(["jinji"]), ON)
    assert layers.settlements == ()
    assert {name.partition("/")[0] for name in layers.idle} == {"national"}


def test_an_entry_stands_in_with_the_sum_of_the_shares():
    learned = Screener.from_packs(["jinji"], as_of=ON)
    base = Screener.from_packs(["national"], as_of=ON)
    standing = {
        name: entry.id
        for rules in base.packs[0].lists
        for entry in rules.entries
        for name in entry.learned_as
    }
    request_text = "帮困难户代办低保申请"
    ranked = _shares(learned, request_text)
    expected: dict[str, float] = {}
    for name, share in ranked.items():
        key = standing.get(name, "")
        expected[key] = expected.get(key, 0.0) + share
    found = _shares(base, request_text)
    assert found["national/assist-01"] == pytest.approx(expected["assist-01"], abs=0.03)


def _shares(screener: Screener, request_text: str) -> dict[str, float]:
    from liststrict.screen import _judge, _read
    from liststrict.text.normalize import normalize

    knowledge = screener._knowledge
    reading = _read(knowledge, normalize(request_text).text)
    situation, _ = _judge(knowledge, reading, None, None, None, "")
    return {candidate.name: share for share, candidate in situation.ranking.order}


def test_a_fallback_list_holds_only_where_no_lower_list_is_of_its_kind(copy):
    request_text = "请村委会作为担保人，与农户签订连带责任保证"
    assert Screener.from_packs([copy], as_of=ON).screen(request_text).verdict == "unlisted"
    header = (copy / "pack.yaml").read_text(encoding="utf-8")
    (copy / "pack.yaml").write_text(header.replace(", neg.yaml", ""), encoding="utf-8")
    assert Screener.from_packs([copy], as_of=ON).screen(request_text).verdict == "forbidden"


def test_a_lower_list_that_restates_a_loaded_entry_is_cited_in_its_place(copy):
    header = (copy / "pack.yaml").read_text(encoding="utf-8")
    (copy / "pack.yaml").write_text(
        header.replace("[national]", "[jinji]").replace("level: town", "level: village"),
        encoding="utf-8",
    )
    screener = Screener.from_packs([copy], as_of=ON)
    cited = screener.screen("请村委会组织力量拆除违章建筑").tasks[0].citations[0]
    assert (cited.pack, cited.entry) == ("town", "neg-02")
    untouched = screener.screen("协助税务所上门征收零散税费").tasks[0].citations[0]
    assert (untouched.pack, untouched.entry) == ("jinji", "neg-06")


def write_pack(folder, name, level, since, verdict):
    """A pack with one certificate."""
    (folder / name).mkdir()
    (folder / name / "pack.yaml").write_text(
        f"id: {name}\nversion: 1.0.0\ntitle: {name}清单\njurisdiction: 试验\nlevel: {level}\n"
        f"source: {{document: 试验清单}}\neffective_from: {since}\nlists: [cert.yaml]\n", "utf-8",
    )
    (folder / name / "cert.yaml").write_text(
        f"list: cert\ntitle: {name}证明清单\nverdict: {verdict}\nkind: certificate\nentries:\n"
        "  - id: cert-01\n    no: 1\n    title: 蚕桑养殖情况证明\n"
        "    legal_basis: [{origin: list, raw: 试验清单}]\n"
        "    match: [{names: [蚕桑养殖情况]}]\n", "utf-8",
    )
    return folder / name


@pytest.mark.parametrize(
    ("one", "other", "verdict", "rule", "review"),
    [
        (("county", "2026-01-01"), ("town", "2026-02-01"), "allowed", "以上级清单为准", False),
        (("town", "2026-02-01"), ("town", "2026-01-01"), "allowed", "以后施行的为准", False),
        (("town", "2026-01-01"), ("town", "2026-02-01"), "forbidden", "以后施行的为准", False),
        (("town", "2026-01-01"), ("town", "2026-01-01"), "forbidden", "从严", True),
    ],
)
def test_two_packs_that_contradict_each_other(tmp_path, one, other, verdict, rule, review):
    folders = [
        write_pack(tmp_path, "aye", *one, "allowed"),
        write_pack(tmp_path, "nay", *other, "forbidden"),
    ]
    for order in (folders, folders[::-1]):
        task = Screener.from_packs(order, as_of=ON).screen("请出具蚕桑养殖情况证明").tasks[0]
        assert (task.verdict, task.needs_review) == (verdict, review)
        assert {citation.pack for citation in task.citations} == {"aye", "nay"}
        assert rule in task.conflicts[0].note


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        ("national/nocert-04", "national/nocert-99", UnknownEntryError, "nocert-99"),
        ("jinji/neg-02", "jinji/neg-77", UnknownEntryError, "neg-77"),
        ("jinji/neg-02", "nowhere/neg-02", UnknownPackError, "nowhere"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told(copy, old, new, error, words):
    for file in ("cert.yaml", "neg.yaml"):
        body = (copy / file).read_text(encoding="utf-8")
        (copy / file).write_text(body.replace(old, new), encoding="utf-8")
    with pytest.raises(error, match=words):
        Screener.from_packs([copy], as_of=ON)


def test_an_override_without_a_reason_is_refused(copy):
    from liststrict import PackError

    body = (copy / "cert.yaml").read_text(encoding="utf-8")
    start = body.index(", reason:")
    (copy / "cert.yaml").write_text(body[:start] + "}" + body[body.index("\n", start) :], "utf-8")
    with pytest.raises(PackError, match="reason"):
        load_pack(copy)


def test_the_default_listing_shows_the_transcribed_lists_only(run_cli):
    shown = json.loads(run_cli("list", "--format", "json").out)
    assert len(shown) == 124
    assert {entry["pack"] for entry in shown} == {"jinji", "chongqing"}
    base = json.loads(run_cli("list", "--pack", "national", "--format", "json").out)
    assert {entry["pack"] for entry in base} == {"national"}
    assert "规则包 national" in run_cli("show", "national/nocert-05").out
    assert "规则包 chongqing" in run_cli("show", "nocert-05").out
