"""The check of citations against what people found out about each of them, where that is at hand."""

from functools import cache

import pytest
import yaml

from conftest import SHARED
from liststrict.laws.checks import Sources, check_place
from liststrict.laws.citation import Place
from liststrict.laws.library import Library
from liststrict.laws.moves import trace
from liststrict.laws.register import Register
from liststrict.laws.verify import verify_packs
from liststrict.numerals import number_in
from liststrict.packs.load import load_register
from liststrict.resources import rules_root

FACTS = SHARED / "facts"
pytestmark = pytest.mark.skipif(
    not (SHARED / "laws").is_dir() or not FACTS.is_dir(),
    reason="the folder of law texts and the facts on citations lie beside the project only",
)
DAYS = {"checks_2023": ("version_2023", "2023-12-31"), "checks": ("version_now", "2026-11-23")}
STALE = ("stale-now", "stale-in-2023")

# Where the facts and the register differ, and why the register is right.
OTHER_VERSION = {
    ("c067", "checks_2023"): "the version of 2023-09-27 holds only since 2024-01-01",
}
# Places of which the facts know more than the folder can show: there is no text of that version.
# Only None (not known) is accepted for them, never the opposite.
NO_TEXT = {
    "重庆市居住证实施办法", "租赁房屋治安管理规定", "重庆市消防条例", "重庆市养犬管理暂行办法",
    "重庆市人口与计划生育条例", "重庆市安全生产条例", "重庆市物业管理条例", "重庆市法律援助条例",
    "民发2020-20号",
}
# Citations whose present place was rewritten so far that no wording can lead to it.
REWRITTEN = {
    "c085": "the new regulation gives villages another task (16.3), the old sentence is gone",
    "c138": "the law that replaced it has no such provision; people chose one of a third law",
}


@cache
def facts(name: str) -> dict:
    return yaml.load((FACTS / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="module")
def sources() -> Sources:
    register = Register(load_register(rules_root() / "laws.yaml"))
    return Sources(register, Library(SHARED / "laws"))


def held(sources: Sources, law, date: str | None) -> bool:
    return law is not None and sources.library.text(law.title, date) is not None


def test_every_text_in_the_folder_is_in_the_register_with_the_number_of_its_articles(sources):
    partial = {("民法典", 204)}  # the folder holds the first book of the code only
    for file in sources.library.files:
        law = sources.register.find(file.title)
        (version,) = [one for one in law.versions if one.date == file.date]
        text = sources.library.read(file)
        assert version.articles == text.last == len(text.articles) or (law.id, text.last) in partial


@pytest.mark.parametrize("when", DAYS)
def test_every_mechanical_check_agrees(sources, when):
    field, day = DAYS[when]
    compared = 0
    for citation in facts("citations.yaml")["citations"]:
        law = sources.register.get(citation["law_id"])
        place = Place(citation["article"], citation["paragraph"], citation["item"])
        date = citation[field]
        version = next((one for one in sources.versions(law) if one.date == date), None)
        found = check_place(sources, law, place, version, day)
        for check, wanted in citation[when].items():
            got = getattr(found, check)
            unread = got is None and not held(sources, law, date) and law.id in NO_TEXT
            assert got == wanted or unread, (citation["id"], check, got, wanted)
            compared += held(sources, law, date)
    assert compared > 400


@pytest.mark.parametrize("when", DAYS)
def test_the_version_of_a_day_agrees(sources, when):
    field, day = DAYS[when]
    for citation in facts("citations.yaml")["citations"]:
        law = sources.register.get(citation["law_id"])
        version = sources.version_on(law, day)
        date = version.date if version else None
        differs = (citation["id"], when) in OTHER_VERSION
        assert (date != citation[field]) == differs, citation["id"]


def test_each_stale_citation_with_both_texts_is_found_and_no_other(sources, screener):
    report = verify_packs(sources, screener.packs, "2026-11-23")
    found = {
        (f.entry, f.law_id, f.article, f.paragraph): f for f in report.findings if f.origin == "source"
    }
    stale = placed = 0
    for citation in facts("citations.yaml")["citations"]:
        key = tuple(citation[name] for name in ("entry", "law_id", "article", "paragraph"))
        law = sources.register.get(citation["law_id"])
        texts = sources.library.versions(law.title)
        after = [*sources.register.successors(law)]
        both = len(texts) > 1 or (texts and after and sources.library.versions(after[-1].title))
        if key not in found or not texts:
            continue
        finding = found[key]
        if citation["verdict"] in STALE and (both or finding.now.in_force is False):
            stale += 1
            assert finding.outcome == "stale", citation["id"]
            assert finding.recorded
            now = {place["article"] for place in citation["now"] or ()}
            if both and citation["id"] not in REWRITTEN:
                placed += 1
                assert now & {part.article for part in finding.move.parts}, citation["id"]
        elif citation["verdict"] in ("right", "right-partial"):
            assert finding.outcome == "holds", (citation["id"], finding.problems)
    assert (stale, placed) == (15, 10)


def test_nothing_that_the_packs_say_themselves_is_contradicted_by_the_texts(sources, screener):
    report = verify_packs(sources, screener.packs, "2026-11-23")
    assert report.unrecorded == 0
    assert [text.title for text in report.unregistered] == []


# Provisions that were split or written anew: what the wording leads to, beside what people chose.
OTHERWISE = {
    ("24.1(八)", "28.4"): "an item of a list became a paragraph in other words",
    ("9.2", "11.3"): "hardly a word was kept",
    ("37.1", "43.2"): "split in two; the wording leads to the first half, people chose the second",
}


def test_provisions_of_the_organisation_law_are_found_where_people_found_them(sources):
    law = sources.register.find("村民委员会组织法")
    old = law.versions[0]
    compared = 0
    for basis in facts("editorial_bases.yaml")["bases"]:
        match = parse_place(str(basis.get("old_article") or ""))
        if basis["law_id"] != law.id or match is None:
            continue
        now = f"{basis['article']}.{basis['paragraph']}"
        if (basis["old_article"], now) in OTHERWISE:
            continue
        move = trace(sources, law, match, old, "2026-11-23")
        assert {part.article for part in move.parts} == {basis["article"]}, basis["id"]
        if basis["paragraph"] and match.paragraph:
            assert {part.paragraph for part in move.parts} == {basis["paragraph"]}, basis["id"]
        compared += 1
    assert compared > 35


def parse_place(words: str) -> Place | None:
    """24.1(一) as the facts write it."""
    head, _, item = words.partition("(")
    numbers = head.split(".")
    if not all(number.isdigit() for number in numbers):
        return None
    return Place(*map(int, numbers), *([number_in(item.rstrip(")"))] if item else []))
