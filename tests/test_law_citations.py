"""Citations as sources write them: into structure, back into words, and what was wrong with them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liststrict.laws.citation import CitedLaw, Place, parse_citations
from liststrict.numerals import chinese_number, number_in


def law(title: str, *places: tuple, number: str | None = None) -> CitedLaw:
    return CitedLaw(title, tuple(Place(*place) for place in places), number)


READ = [
    ("《消防法》第六条第七款", [law("消防法", (6, 7))], []),
    ("《甲法》第十七条、第十九条第二款", [law("甲法", (17,), (19, 2))], []),
    ("《甲法》第三十二条；第四十一条", [law("甲法", (32,), (41,))], []),
    ("《甲法》第三十五条第四十七条第二款", [law("甲法", (35,), (47, 2))], ["no-separator"]),
    ("《甲条例》第五十八条、五十九条；", [law("甲条例", (58,), (59,))], ["no-ordinal"]),
    ("《甲法》第十条二款", [law("甲法", (10, 2))], ["no-ordinal"]),
    ("全民健身条例》第十七条", [law("全民健身条例", (17,))], ["no-opening-mark"]),
    ("《全民健身条例第十七条", [law("全民健身条例", (17,))], ["no-closing-mark"]),
    ("村委会组织法第八条第二款", [law("村委会组织法", (8, 2))], ["no-marks"]),
    (
        "《宪法》第一百一十一条第二款《甲条例》第二十条第一款",
        [law("宪法", (111, 2)), law("甲条例", (20, 1))],
        ["run-together"],
    ),
    ("《甲法》第五条：《乙法》第九条", [law("甲法", (5,)), law("乙法", (9,))], []),
    ("《甲法》第十三条第一款第（三）项", [law("甲法", (13, 1, 3))], []),
    ("《甲法》第十六条第五项", [law("甲法", (16, None, 5))], []),
    ("《甲法》第一款第（一）、（二）项和第三款",
     [law("甲法", (None, 1, 1), (None, 1, 2), (None, 3))], []),
    ("《甲法》第二十四条第二款、第三款", [law("甲法", (24, 2), (24, 3))], []),
    ("《甲法》第三条至第五条", [law("甲法", (3,), (4,), (5,))], []),
    ("《甲法》第 8 条第2款", [law("甲法", (8, 2))], []),
    ("《甲法》第一百二十条之一第二款", [law("甲法", (120, 2, None, 1))], []),
    ("《关于修改部分行政法规的决定》（国务院令第709号）第三十六项",
     [law("关于修改部分行政法规的决定", (None, None, 36), number="国务院令第709号")], []),
    ("《某通知》（财税字〔1995〕48号）", [law("某通知", number="财税字〔1995〕48号")], []),
    ("民发〔2020〕20号附件第1项例外规定",
     [law("", (None, None, 1, None, True, "例外规定"), number="民发〔2020〕20号")], []),
    ("《重庆市实施〈某组织法〉办法》第十六条", [law("重庆市实施〈某组织法〉办法", (16,))], []),
    ("《重庆市实施《某组织法》办法》第十六条", [law("重庆市实施《某组织法》办法", (16,))], []),
    ("第三十二条", [law("", (32,))], []),
]


@pytest.mark.parametrize(("text", "laws", "slips"), READ, ids=[row[0] for row in READ])
def test_reads_what_is_written(text, laws, slips):
    parsed = parse_citations(text)
    assert list(parsed.laws) == laws
    assert [slip.kind for slip in parsed.slips] == slips
    assert parsed.leftovers == ()
    assert parse_citations(str(parsed)) == (parsed.laws, (), ())


@pytest.mark.parametrize(
    ("text", "unread"),
    [("根据有关规定", "根据有关规定"), ("《甲法》第五条等三部", "等三部"), ("第零条", "第零条")],
)
def test_what_cannot_be_read_is_kept_and_not_guessed(text, unread):
    assert [text[start:end] for start, end in parse_citations(text).leftovers] == [unread]


def test_the_edition_behind_a_title_is_kept():
    (cited,) = parse_citations("《甲法》（2018年修正）第八条的规定").laws
    assert (cited.edition, cited.places) == ("2018年修正", (Place(8),))


def test_every_citation_of_the_source_is_read_as_the_packs_have_it(screener):
    compared = 0
    for pack in screener.packs:
        for rules in pack.lists:
            for entry in rules.entries:
                for basis in entry.legal_basis:
                    if basis.law is None:
                        continue
                    parsed = parse_citations(basis.raw)
                    places = [place[:3] for cited in parsed.laws for place in cited.places]
                    wanted = [(p.article, p.paragraph, p.item) for p in basis.provisions]
                    assert len(parsed.laws) == 1, basis.raw
                    assert places == [place for place in wanted if any(place)], basis.raw
                    assert parsed.leftovers == (), basis.raw
                    assert parse_citations(str(parsed)).laws == parsed.laws
                    compared += 1
    assert compared > 200


def test_whole_cells_of_the_source_are_read_without_a_rest(source_entries):
    cells = [entry["legal_basis"] for entry in source_entries if entry.get("legal_basis")]
    assert len(cells) > 30
    for cell in cells:
        together = parse_citations("：".join(cell))
        assert together.leftovers == ()
        assert together.laws == tuple(law for line in cell for law in parse_citations(line).laws)


NUMBERS = st.integers(1, 9999)
SMALL = st.integers(1, 40)
PLACES = st.one_of(
    st.builds(Place, NUMBERS, st.none() | SMALL, st.none() | SMALL, st.none() | SMALL,
              st.just(False), st.just("")),
    st.builds(Place, st.none(), st.none(), SMALL, st.none(), st.just(True),
              st.sampled_from(["", "例外规定"])),
)
TITLES = st.text("法条例办规定关于实施村民委员会组织管理", min_size=2, max_size=12).flatmap(
    lambda words: st.sampled_from([words, f"{words}〈{words}〉办法", f"实施《{words}》办法"])
)
LAWS = st.builds(
    CitedLaw,
    title=TITLES,
    places=st.lists(PLACES, max_size=6).map(tuple),
    number=st.none() | st.sampled_from(["民发〔2020〕20号", "国务院令第709号"]),
    edition=st.none() | st.just("2018年修正"),
)


@given(st.lists(LAWS, min_size=1, max_size=4))
def test_words_and_structure_are_inverse(laws):
    words = "；".join(map(str, laws))
    assert parse_citations(words) == (tuple(laws), (), ())


@given(st.lists(LAWS, min_size=1, max_size=4), st.sampled_from(["：", "。", "\n", "、", " "]))
def test_other_separators_read_the_same(laws, separator):
    assert parse_citations(separator.join(map(str, laws))).laws == tuple(laws)


@given(st.text("《》〈〉第条款项附件一二十百0１（）()〔〕、；：号年 法至和\n", max_size=200) | st.text(max_size=80))
def test_any_text_is_read_to_its_end(text):
    parsed = parse_citations(text)
    assert all(0 <= start < end <= len(text) for start, end in parsed.leftovers)
    assert parse_citations(str(parsed)).leftovers == ()


@given(NUMBERS)
def test_numerals_and_numbers_are_inverse(number):
    assert number_in(chinese_number(number)) == number == number_in(str(number))


@pytest.mark.parametrize("words", ["", "零", "百", "十十", "三百四百", "一二三四五", "甲", "一" * 99])
def test_what_is_no_number(words):
    assert number_in(words) is None
