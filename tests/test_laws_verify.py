"""What a check of citations finds: in a made-up register and texts, and through the commands."""

import json

import pytest

from liststrict.laws.checks import Sources
from liststrict.laws.library import Library
from liststrict.laws.register import Register
from liststrict.laws.verify import verify_packs
from liststrict.model.basis import LawRegister
from liststrict.model.entry import Pack

OLD = """\
第一条 为了某事，制定本法。

第二条 村民委员会应当每年公布村务一次，接受村民监督。

村民可以就公布的村务提出询问。

第三条 村民委员会协助登记外来人员，发给临时证件。

第四条 村民委员会负责道路的清扫，费用由受益户分摊。
"""
NEW = """\
第一条 为了某事，制定本法。

第二条 国家鼓励社会组织参与农村建设，给予支持。

第三条 村民委员会应当每季度公布村务一次，接受村民监督。

村民可以就公布的村务提出询问，村民委员会应当答复。

第四条 违反本法规定的，由县级人民政府责令改正。

第五条 村民委员会组织道路的清扫，所需费用由受益户共同分摊。
"""
SUCCESSOR = """\
第一条 根据有关法律，制定本条例。

第七条 家庭申请有困难的，可以委托村民委员会代为提出，并提交身份证明。
"""
REPEALED = "第四条 家庭申请有困难的，可以委托村民委员会代为提出申请。\n"
REGISTER = {
    "laws": [
        {"id": "村法", "title": "中华人民共和国村法", "level": "法律", "status": "amended",
         "status_verified": True, "versions": [
             {"date": "2010-01-01", "effective": "2010-02-01", "articles": 4},
             {"date": "2024-01-01", "effective": "2024-06-01", "articles": 5}]},
        {"id": "旧办法", "title": "旧办法", "level": "规章", "status": "repealed",
         "status_verified": True, "replaced_by": "新条例",
         "versions": [{"date": "2001-01-01", "articles": 9}]},
        {"id": "新条例", "title": "新条例", "level": "法规", "status": "in-force",
         "status_verified": True,
         "versions": [{"date": "2022-01-01", "effective": "2022-03-01", "articles": 8}]},
        {"id": "未核通知", "title": "未核通知", "level": "文件", "status": "unverified",
         "versions": [{"date": "2005-01-01"}]},
    ]
}
TEXTS = {
    "中华人民共和国村法(2010-01-01).md": OLD,
    "村法(2024-01-01).md": NEW,
    "旧办法(2001-01-01).md": REPEALED,
    "新条例(2022-01-01).md": SUCCESSOR,
}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def one_citation(basis: dict, **header) -> Pack:
    head = {"id": "try", "version": "1.0.0", "title": "试", "jurisdiction": "某镇", "level": "town",
            "source": {"document": "某文"}, "lists": ["self.yaml"], **header}
    entry = {"id": "self-01", "no": 1, "title": "某事", "legal_basis": [{"raw": "…", **basis}]}
    rules = {"list": "self", "title": "自治", "verdict": "self-governance", "entries": [entry]}
    return Pack.model_validate({"header": head, "lists": [rules], "digest": "sha256:0"})


def cite(law, article=None, paragraph=None, item=None, origin="source", **more) -> dict:
    place = {"article": article, "paragraph": paragraph, "item": item, **more.pop("provision", {})}
    return {"law": law, "origin": origin, "provisions": [place], **more}


FOUND = [
    ("stays", cite("村法", 1), "holds", "same", None),
    ("article moved", cite("村法", 2), "stale", "moved", "第三条"),
    ("paragraph moved", cite("村法", 2, 2), "stale", "moved", "第三条第二款"),
    ("words gone", cite("村法", 3), "stale", "gone", None),
    ("reworded and moved", cite("村法", 4), "stale", "moved", "第五条第一款"),
    ("in the law that replaced it", cite("旧办法", 4), "stale", "moved", "第七条第一款"),
    ("no such article", cite("村法", 9), "broken", None, None),
    ("no such paragraph", cite("村法", 1, 3), "broken", None, None),
    ("no such item", cite("村法", 1, None, 2), "broken", None, None),
    ("no such law", cite("没有的法", 1), "broken", None, None),
    ("not verified", cite("未核通知", 1), "unknown", None, None),
    ("read in the newest version", cite("村法", 3, origin="editorial"), "holds", None, None),
    ("the version is named", cite("村法", 2, version="2010-01-01", origin="editorial"), "stale",
     "moved", "第三条"),
    ("the whole law", cite("村法"), "holds", None, None),
    ("a wrong present place", cite("新条例", 7, provision={"now": [{"law": "村法", "article": 77}]}),
     "broken", None, None),
]


@pytest.mark.parametrize(
    ("basis", "outcome", "kind", "now"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND]
)
def test_finds(folder, basis, outcome, kind, now):
    sources = Sources(Register(LawRegister.model_validate(REGISTER)), Library(folder))
    (finding,) = verify_packs(sources, [one_citation(basis)], "2026-01-01").findings
    move = finding.move
    assert (finding.outcome, move and move.kind, move and move.now) == (outcome, kind, now)
    assert bool(finding.problems) == (outcome != "holds")


@pytest.mark.parametrize(
    ("made", "outcome"), [("2012-01-01", "stale"), ("2025-01-01", "doubtful"), (None, "stale")]
)
def test_the_date_of_the_source_says_which_version_it_cites(folder, made, outcome):
    sources = Sources(Register(LawRegister.model_validate(REGISTER)), Library(folder))
    pack = one_citation(cite("村法", 2), effective_from=made)
    (finding,) = verify_packs(sources, [pack], "2026-01-01").findings
    assert finding.outcome == outcome


@pytest.mark.parametrize(
    ("on", "version", "outcome"),
    [("2020-01-01", "2010-01-01", "holds"), ("2024-05-31", "2010-01-01", "holds"),
     ("2024-06-01", "2024-01-01", "stale")],
)
def test_a_version_counts_from_its_first_day(folder, on, version, outcome):
    sources = Sources(Register(LawRegister.model_validate(REGISTER)), Library(folder))
    (finding,) = verify_packs(sources, [one_citation(cite("村法", 2))], on).findings
    assert (finding.now.version, finding.outcome) == (version, outcome)


def test_without_texts_the_register_still_knows_the_number_of_articles():
    sources = Sources(Register(LawRegister.model_validate(REGISTER)))
    outcomes = [
        verify_packs(sources, [one_citation(basis)], "2026-01-01").findings[0].outcome
        for basis in (cite("新条例", 8), cite("新条例", 9), cite("新条例", 8, 1), cite("旧办法", 4))
    ]
    assert outcomes == ["holds", "broken", "unknown", "stale"]


def test_texts_that_the_register_does_not_have_are_told(folder):
    (folder / "村法(2025-12-01).md").write_text(NEW, encoding="utf-8")
    (folder / "别的法(2020-01-01).md").write_text(NEW, encoding="utf-8")
    sources = Sources(Register(LawRegister.model_validate(REGISTER)), Library(folder))
    report = verify_packs(sources, [one_citation(cite("村法", 2))], "2026-01-01")
    assert [(text.title, text.law_id) for text in report.unregistered] == [
        ("村法", "村法"), ("别的法", None)
    ]
    assert report.findings[0].now.version == "2025-12-01"


@pytest.fixture
def shipped(tmp_path):
    """Two made-up versions of a law that the shipped lists cite."""
    words = (
        "居民委员会、村民委员会应当把国防教育列入计划，利用节日开展宣传，并接受指导。\n\n"
        "村民委员会可以请人帮助开展国防教育。"
    )
    for date, number, last in (("2018-04-27", "二十一", "三十八"), ("2024-09-13", "二十四", "四十二")):
        name = f"中华人民共和国国防教育法({date}).md"
        text = f"第一条 为了某事。\n\n第{number}条 {words}\n\n第{last}条 施行。\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_verify_command(run_cli, shipped):
    run = run_cli("laws", "verify", "--library", str(shipped), "--on", "2026-11-23")
    assert run.code == 1
    (line,) = [line for line in run.out.splitlines() if "国防教育法" in line]
    assert line.startswith("依据已变")
    assert "现为2024-09-13 版第二十四条" in line
    assert "规则包已注明" in line
    quiet = run_cli("laws", "verify", "--library", str(shipped), "--unrecorded", "--on", "2026-11-23")
    assert quiet.code == 0, quiet.out


def test_verify_command_as_json(run_cli, shipped):
    run = run_cli("laws", "verify", "--library", str(shipped), "--format", "json")
    report = json.loads(run.out)
    found = [f for f in report["findings"] if f["law_id"] == "国防教育法"]
    (finding,) = [f for f in found if f["pack"] == "jinji"]
    assert finding["move"]["now"] == "第二十四条"
    assert finding["now"] == {
        "version": "2024-09-13", "law_known": True, "article_exists": False,
        "paragraph_exists": None, "item_exists": None, "in_force": True,
    }
    assert sum(report["counts"].values()) == len(report["findings"])


def test_list_and_show(run_cli, shipped):
    listed = run_cli("laws", "list", "--library", str(shipped))
    assert (listed.code, "国防教育法　现行有效，修改过" in listed.out) == (0, True)
    rows = json.loads(run_cli("laws", "list", "--format", "json").out)
    assert {"id", "title", "status", "versions"} <= set(rows[0])
    shown = run_cli("laws", "show", "国防教育法第二十四条", "--library", str(shipped))
    assert "利用节日开展宣传" in shown.out
    plain = json.loads(run_cli("laws", "show", "国防教育法", "--format", "json").out)
    assert (plain["id"], plain["texts"]) == ("国防教育法", [])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["没有的法"], "登记册里没有"),
        (["国防教育法第二十四条"], "--library"),
        (["国防教育法第九条", "--library", "{}"], "没有第九条"),
        (["消防法第九条", "--library", "{}"], "没有《中华人民共和国消防法》"),
    ],
)
def test_show_says_what_is_missing(run_cli, shipped, arguments, says):
    run = run_cli("laws", "show", *[word.format(shipped) for word in arguments])
    assert (run.code, run.out) == (2, "")
    assert says in run.err


REQUEST = "请村委会协助开展国防教育宣传，组织村民参加体育活动"


def test_check_quotes_the_cited_law_only_when_asked(run_cli, shipped):
    plain = json.loads(run_cli("check", REQUEST, "--format", "json").out)
    quoted = json.loads(
        run_cli("check", REQUEST, "--format", "json", "--library", str(shipped)).out
    )
    bases = [t["citations"][0]["legal_basis"] for t in (plain["tasks"][0], quoted["tasks"][0])]
    assert not any("texts" in basis for basis in bases[0])
    assert [{k: v for k, v in basis.items() if k != "texts"} for basis in bases[1]] == bases[0]
    (defence,) = [basis for basis in bases[1] if "国防教育" in basis["law"]]
    assert defence["status"] == "superseded"
    assert "第二十四条" in defence["now"]
    assert [(text["role"], text["place"], text["version"]) for text in defence["texts"]] == [
        ("cited", "第二十一条", "2018-04-27"),
        ("now", "第二十四条第一款", "2024-09-13"),
        ("now", "第二十四条第二款", "2024-09-13"),
    ]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_check_shows_the_words_to_readers(run_cli, shipped, form):
    run = run_cli("check", REQUEST, "--format", form, "--library", str(shipped))
    shown = "".join(run.out.split())
    assert "依据已修订，现为《中华人民共和国国防教育法》第二十四条" in shown
    assert shown.count("利用节日开展宣传") == 2
