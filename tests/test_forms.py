"""Forms made from fixed verdicts: their whole text, what fits them, and values that mean harm."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from docx_text import assert_sound, parts_of, text_of, write_template
from liststrict.errors import InputError
from liststrict.forms.build import form_fields, make_form
from liststrict.forms.clean import clean
from liststrict.forms.details import MAX_CHARACTERS, Details, details_from
from liststrict.forms.kinds import FORMS, MAX_TASKS, fitting
from liststrict.forms.plain import PLAIN_WORDS, load_plain_words
from liststrict.model.verdict import Verdict
from liststrict.resources import templates_root

GOLDEN = ROOT / "tests/golden/forms"
DETAILS = Details(
    requester="县城市管理局", purpose="领取抚恤金", village="金鸡镇白沙村村民委员会", unit="金鸡镇人民政府",
    contact="李某", phone="023-00000000", number="白沙村函〔2026〕3号", item="违法建设整治", basis="上级通知",
    why="村里情况熟", period="2026年底前", funds="未安排", people="每村2人", burden="每周一报", resident="王某某",
)
EXAMPLES = [("review", "mixed"), ("return", "mixed"), ("certificate", "certificate"),
            ("certificate", "no-list"), ("receipt", "duty"), ("receipt", "mixed")]


def verdict(name: str) -> Verdict:
    return Verdict.model_validate_json((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_whole_text_of_a_form(kind, name):
    made = make_form(kind, verdict(name), DETAILS)
    assert_sound(made)
    assert text_of(made) == (GOLDEN / f"{kind}-{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_blanks_are_left_where_nothing_was_told(kind, name):
    text = text_of(make_form(kind, verdict(name), Details()))
    assert "＿＿＿" in text
    assert "None" not in text
    assert "{" not in text


@pytest.mark.parametrize("kind", FORMS)
def test_same_input_same_bytes(kind):
    name = {"certificate": "certificate"}.get(kind, "mixed")
    first, second = (make_form(kind, verdict(name), DETAILS) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("return", "duty", "应当予以协助，请用 form receipt"),
        ("return", "own", "属村民自治范围"),
        ("return", "grant", "可以办理"),
        ("certificate", "grant", "可以办理"),
        ("certificate", "mixed", "工作事项，不是证明"),
        ("receipt", "own", "属村民自治范围"),
        ("receipt", "certificate", "form certificate"),
        ("receipt", "no-list", "准入审核"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(kind, name, words):
    with pytest.raises(InputError, match=words):
        make_form(kind, verdict(name), DETAILS)


def left_open(name, number=0, rule="undecided"):
    """An answer of which one task was left undecided, or asks nothing."""
    whole = verdict(name)
    tasks = list(whole.tasks)
    step = tasks[number].steps[0].model_copy(update={"rule": rule})
    tasks[number] = tasks[number].model_copy(update={"steps": (step,)})
    return whole.model_copy(update={"tasks": tuple(tasks)})


@pytest.mark.parametrize("kind", ["return", "certificate"])
def test_what_was_left_open_is_not_turned_away(kind):
    with pytest.raises(InputError, match="form review 交人工审核"):
        make_form(kind, left_open("no-list"), DETAILS)


@pytest.mark.parametrize("kind", ["return", "certificate"])
def test_what_asks_nothing_is_not_turned_away(kind):
    with pytest.raises(InputError, match="不用答复"):
        make_form(kind, left_open("no-list", rule="nothing-asked"), DETAILS)


def test_what_was_left_open_stands_with_the_rest_of_a_letter():
    text = text_of(make_form("return", left_open("mixed", 1), DETAILS))
    assert "各张清单均未列明" not in text
    assert "不在退回之列的事项" in text
    assert "清单外（需人工审核）" in text


@pytest.mark.parametrize("name", ["mixed", "certificate", "no-list", "duty", "own", "grant"])
def test_the_review_form_is_for_every_verdict(name):
    whole = verdict(name)
    text = text_of(make_form("review", whole, DETAILS))
    for task in whole.tasks:
        assert clean(task.text) in text
        for citation in task.citations[:1]:
            assert citation.title in text
            assert citation.quote in text
    for pack in whole.packs:
        assert pack.version in text
        assert pack.digest in text


def test_more_tasks_than_a_form_holds_are_refused():
    whole = verdict("duty")
    many = whole.model_copy(update={"tasks": whole.tasks * (MAX_TASKS + 1)})
    with pytest.raises(InputError, match=str(MAX_TASKS)):
        fitting("review", many)


NASTY = {
    "markup": '<w:p/></w:t><b>&amp;&lt; "x" \'y\' <!-- --> ]]>',
    "braces": "{{ 7*7 }} {% for x in y %} {# gone #} {%p if x %} {%tr endfor %} {{r x }} }} %}",
    "braces of docxtpl": "{_{ x }_} {_% x %_}",
    "entity": "&xxe; &#x41; %26",
    "emoji": "👨‍👩‍👧‍👦🎉𠮷",
    "long": "村" * MAX_CHARACTERS,
    "long without a break": "x" * MAX_CHARACTERS,
    "backslashes": r"\1 \g<0> \u0041 C:\temp",
}


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("kind", FORMS)
def test_values_stand_as_they_were_given(kind, value):
    whole = verdict({"certificate": "certificate", "receipt": "duty"}.get(kind, "mixed"))
    task = whole.tasks[0].model_copy(update={"text": value})
    whole = whole.model_copy(update={"tasks": (task, *whole.tasks[1:])})
    details = Details(**dict.fromkeys(Details.model_fields, value))
    made = make_form(kind, whole, details)
    assert_sound(made)
    text = text_of(made)
    shown = {"review": 10, "return": 5, "certificate": 6, "receipt": 5}[kind]
    assert text.count(value) >= shown
    assert "49" not in text.replace(value, "")


def test_control_characters_and_turned_text_are_dropped():
    value = "甲\x00\x07\x0b\x0c\x1b\ud800\ufffe\u202e\u2066乙\r\n\r\n丙\t丁"
    assert clean(value) == "甲\n乙\n丙 丁"
    made = make_form("review", verdict("own"), Details(why=value, village=value))
    assert_sound(made)
    assert "甲\n乙\n丙 丁" in text_of(made)
    assert "甲 乙 丙 丁" in text_of(made)


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_any_text_is_a_value(value):
    made = make_form("certificate", verdict("certificate"), Details(resident=value, purpose=value))
    assert_sound(made)
    assert clean(value).replace("\n", " ").strip() in text_of(made)


def test_a_value_too_long_is_refused_without_showing_it():
    with pytest.raises(InputError) as caught:
        details_from({"resident": ("--resident", "王某某" * 5000)})
    assert "--resident 有 15000 个字" in str(caught.value)
    assert "王某某" not in str(caught.value)


def test_no_personal_data_in_the_properties_of_the_file():
    parts = parts_of(make_form("certificate", verdict("certificate"), DETAILS))
    for name, content in parts.items():
        if name != "word/document.xml":
            assert "王某某".encode() not in content, name
            assert "李某".encode() not in content, name


def test_law_that_no_longer_stands_is_cited_by_its_successor_or_not_at_all():
    whole = verdict("mixed")
    citation = whole.tasks[0].citations[0]
    base = citation.legal_basis[0]
    bases = tuple(
        base.model_copy(update=change)
        for change in (
            {"law": "旧法", "status": "superseded", "now": "《新法》第一条"},
            {"law": "无后继法", "status": "superseded", "now": None},
            {"law": "相反法", "status": "contrary"},
            {"law": "未读法", "status": "unverified"},
        )
    )
    task = whole.tasks[0].model_copy(
        update={"citations": (citation.model_copy(update={"legal_basis": bases}),)}
    )
    text = text_of(make_form("return", whole.model_copy(update={"tasks": (task,)}), DETAILS))
    assert "法律依据：《新法》第一条；《未读法》第四十三条第二款（条文请核对）。" in text
    assert "旧法" not in text
    assert "无后继法" not in text
    assert "相反法" not in text


def test_without_a_law_the_list_itself_is_the_basis():
    whole = verdict("mixed")
    citation = whole.tasks[0].citations[0]
    base = citation.legal_basis[0].model_copy(update={"origin": "list"})
    task = whole.tasks[0].model_copy(
        update={"citations": (citation.model_copy(update={"legal_basis": (base,)}),)}
    )
    text = text_of(make_form("return", whole.model_copy(update={"tasks": (task,)}), DETAILS))
    assert "以上述公布的清单为依据" in text
    assert "法律依据" not in text


def test_every_path_of_the_lists_has_plain_words(source_entries):
    plain = load_plain_words(templates_root() / PLAIN_WORDS)
    paths = {entry["alternative"] for entry in source_entries if entry.get("alternative")}
    assert set(plain) == paths


def test_plain_words_are_used_only_for_their_very_wording():
    whole = verdict("certificate")
    task = whole.tasks[0].model_copy(update={"alternative": "另一种办法。"})
    fields = form_fields("certificate", whole.model_copy(update={"tasks": (task,)}), DETAILS)
    assert fields["certificates"][0]["plain"] == []
    text = text_of(make_form("certificate", whole.model_copy(update={"tasks": (task,)}), DETAILS))
    assert "清单原文：“另一种办法。”" in text


def test_residents_committees_speak_of_themselves():
    made = make_form("certificate", verdict("certificate"), Details(village="白沙社区居民委员会"))
    assert "我社区" in text_of(made)
    assert "我村" not in text_of(made)


# Templates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMS)
def test_page_and_fonts_are_those_of_official_documents(kind):
    document = Document(io.BytesIO(make_form(kind, verdict(
        {"certificate": "certificate"}.get(kind, "mixed")), DETAILS)))
    section = document.sections[0]
    sizes = [round(size.mm) for size in (
        section.page_width, section.page_height, section.top_margin, section.left_margin,
        section.right_margin, section.bottom_margin)]
    assert sizes == [210, 297, 37, 28, 26, 35]
    fonts = {run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:eastAsia"))
             for run in document.element.body.iter(qn("w:r"))}
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体"} <= fonts
    assert None not in fonts


def test_shipped_templates_are_those_that_the_script_builds(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "data/make"))
    import templates

    templates.build(tmp_path)
    for kind in FORMS:
        shipped = parts_of((templates_root() / f"{kind}.docx").read_bytes())
        built = parts_of((tmp_path / f"{kind}.docx").read_bytes())
        for name in ("word/document.xml", "word/fontTable.xml", "word/footer1.xml"):
            assert built[name] == shipped[name], (kind, name)


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("{{ nobody }}", "字段“nobody”不存在"),
        ("{{ requester.nobody }}", "字段“nobody”不存在"),
        ("{{ requester", "标记写错了"),
        ("{% if requester %}", "标记写错了"),
        ("{{ requester.__class__.__mro__ }}", "不允许的写法|不存在"),
        ("{{ cycler.__init__.__globals__.os.system('x') }}", "不允许的写法|不存在"),
        ("{% for n in range(999999999) %}x{% endfor %}", "无法套用|不允许"),
        ("{{ 1/0 }}", "无法套用"),
        ("{% include 'x' %}", "不允许的写法|无法套用"),
    ],
)
def test_a_broken_template_is_one_clear_line(tmp_path, paragraph, words):
    write_template(tmp_path / "review.docx", paragraph)
    with pytest.raises(InputError, match=words) as caught:
        make_form("review", verdict("own"), DETAILS, tmp_path)
    assert "review.docx" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_edited_template_is_used(tmp_path):
    write_template(tmp_path / "return.docx", "致{{ requester }}", "{%p for task in refused %}",
                   "{{ task.clause }}", "{%p endfor %}", "{{ refused[0].basis }}")
    text = text_of(make_form("return", verdict("mixed"), DETAILS, tmp_path))
    assert text.startswith("致县城市管理局\n《")
    assert "》第四十三条第二款、《" in text


def test_tags_that_word_has_split_into_pieces_still_work(tmp_path):
    document = Document()
    pieces = document.add_paragraph()
    for piece in ("致{", "{ req", "uester }", "}"):
        pieces.add_run(piece).bold = piece.startswith("{")
    document.save(tmp_path / "review.docx")
    assert text_of(make_form("review", verdict("own"), DETAILS, tmp_path)) == "致县城市管理局\n"


def test_a_unit_that_asks_for_a_certificate_is_told_the_other_way():
    whole = verdict("certificate")
    text = text_of(make_form("return", whole, DETAILS))
    assert f"办事途径：{whole.tasks[0].alternative}" in text


def test_a_text_beyond_every_bound_is_cut_with_a_note():
    whole = verdict("own")
    task = whole.tasks[0].model_copy(update={"text": "村" * 150_000})
    made = make_form("review", whole.model_copy(update={"tasks": (task,)}), DETAILS)
    assert "……（以下略，全文共150000字）" in text_of(made)


@pytest.mark.parametrize(("kind", "name"), EXAMPLES)
def test_every_field_and_option_is_documented(kind, name):
    page = (ROOT / "docs/forms.md").read_text(encoding="utf-8")
    fields = form_fields(kind, verdict(name), DETAILS)
    nested = [value[0] for value in fields.values() if isinstance(value, list) and value]
    for group in (fields, *(value for value in nested if isinstance(value, dict))):
        for field in group:
            assert f"`{field}`" in page, field
