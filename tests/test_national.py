"""The national base: usual requests, its own examples, its quotes."""

import re
from datetime import date

import pytest

from conftest import ROOT, SHARED
from liststrict import Screener
from liststrict.packs.load import load_pack, load_register
from liststrict.resources import rules_root

ON = date(2026, 11, 23)

USUAL = [
    ("开一张无犯罪记录证明", "forbidden", "nocert-05"),
    ("银行贷款要单身证明", "forbidden", "nocert-08"),
    ("请出具收入证明", "forbidden", "nocert-17"),
    ("户口本丢了要村里写遗失证明", "forbidden", "nocert-20"),
    ("办理收养登记，请村委会出具抚养能力证明", "allowed", "cert-01"),
    ("县民政局请村里走访低保户，发现困难家庭及时上报", "assisting-duty", "assist-01"),
    ("请各村协助开展人口普查入户登记", "assisting-duty", "assist-24"),
    ("请村里督促辍学的孩子返校读书", "assisting-duty", "assist-27"),
    ("村委会换届选举，推选村民选举委员会", "self-governance", "self-01"),
    ("村里每季度把财务收支贴到公开栏", "self-governance", "self-07"),
    ("请村委会作为担保人，与农户签订连带责任保证", "forbidden", "neg-01"),
    ("请村委会协助征收零散税费", "unlisted", None),
    ("请村里组织注册反诈App", "unlisted", None),
]


@pytest.fixture(scope="module")
def base() -> Screener:
    return Screener.from_packs(["national"], as_of=ON)


@pytest.fixture(scope="module")
def entries(base):
    return {
        entry.id: (rules, entry) for rules in base.packs[0].lists for entry in rules.entries
    }


@pytest.mark.parametrize(("text", "verdict", "entry"), USUAL)
def test_usual_requests(base, text, verdict, entry):
    found = base.screen(text)
    first = next((c.entry for task in found.tasks for c in task.citations), None)
    assert (found.verdict, first) == (verdict, entry)
    assert [pack.id for pack in found.packs] == ["national"]


def test_examples_hit_and_near_misses_do_not(base, entries):
    wrong = []
    for name, (_, entry) in entries.items():
        assert len(entry.examples) >= 2, name
        assert entry.near_misses, name
        wrong += [(name, text) for text in entry.examples if name not in _cited(base, text)]
        wrong += [(name, text) for text in entry.near_misses if name in _cited(base, text)]
    assert wrong == []


def _cited(base, text):
    return {task.citations[0].entry for task in base.screen(text).tasks if task.citations}


def test_the_twenty_are_the_first_twenty_of_the_municipal_list(entries):
    municipal = load_pack(rules_root() / "chongqing").lists[0].entries
    ours = [entry for rules, entry in entries.values() if rules.list == "nocert"]
    assert len(ours) == 20
    for entry, restated in zip(ours, municipal, strict=False):
        assert (entry.no, entry.title, entry.aliases) == (
            restated.no, restated.title, restated.aliases,
        )
        assert entry.learned_as == (f"chongqing/{restated.id}",)
        assert entry.alternative is None
        assert [basis.law for basis in entry.legal_basis] == ["民发2020-20号"]


def test_every_entry_has_a_registered_basis_and_stands_for_its_own(entries):
    laws = load_register(rules_root() / "laws.yaml").by_id()
    claimed = [name for _, entry in entries.values() for name in entry.learned_as]
    assert len(claimed) == len(set(claimed))
    for name, (_, entry) in entries.items():
        assert entry.legal_basis, name
        assert entry.match, name
        for basis in entry.legal_basis:
            law = laws[basis.law]
            assert f"《{law.title}》" in basis.raw or any(a in basis.raw for a in law.aliases)
            for provision in basis.provisions:
                assert provision.article is None or provision.article <= (
                    law.versions[-1].articles or 9999
                )


def test_details_are_quoted_from_the_laws(entries):
    if not (SHARED / "laws").is_dir():
        pytest.skip("the law texts lie outside the project and are not here")
    laws = load_register(rules_root() / "laws.yaml").by_id()
    for name, (_, entry) in entries.items():
        texts = ""
        for law in {basis.law for basis in entry.legal_basis}:
            known = laws[law]
            file = SHARED / "laws" / f"{known.title}({known.versions[-1].date}).md"
            texts += file.read_text(encoding="utf-8") if file.is_file() else ""
        for quote in entry.details or ():
            assert re.sub(r"\s", "", quote) in re.sub(r"\s", "", texts), (name, quote)


def test_an_entry_holds_from_the_day_of_the_latest_law_it_rests_on(entries):
    laws = load_register(rules_root() / "laws.yaml").by_id()
    for name, (rules, entry) in entries.items():
        if rules.list == "nocert":
            continue
        days = [laws[basis.law].versions[-1] for basis in entry.legal_basis]
        assert entry.effective_from == max(v.effective or v.date for v in days), name


def test_rules_folder_is_whole():
    files = {file.name for file in (ROOT / "rules/national").iterdir()}
    assert files == {"pack.yaml", *load_pack(ROOT / "rules/national").header.lists}
