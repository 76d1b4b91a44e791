"""Normalisation changes the look of a text, never the places that spans point to."""

from hypothesis import given
from hypothesis import strategies as st

from liststrict.text.normalize import normalize


@given(st.text(max_size=200))
def test_every_span_maps_into_the_original(text):
    normalized = normalize(text)
    for index in range(len(normalized.text)):
        start, end = normalized.original_span(index, index + 1)
        assert 0 <= start < end <= len(text)
        assert end - start == 1


@given(st.text(max_size=200))
def test_places_keep_their_order(text):
    offsets = normalize(text).offsets
    if offsets is not None:
        assert list(offsets) == sorted(set(offsets))


@given(st.text(alphabet="村委会拆除违法建筑（），。ＡＢ０９縣監證", max_size=40))
def test_normalising_twice_changes_nothing_more(text):
    once = normalize(text).text
    assert normalize(once).text == once


def test_width_traditional_characters_and_gaps():
    assert normalize("請 村委會\n拆除　違建ＡＰＰ").text == "请村委会拆除违建APP"


def test_a_line_break_between_items_is_kept():
    assert normalize("一、登记房客\n二、拆除棚子").text == "一、登记房客\n二、拆除棚子"
    assert normalize("登记房\n客").text == "登记房客"


def test_a_span_covers_dropped_characters_inside():
    normalized = normalize("请拆 除棚子")
    start = normalized.text.index("拆除")
    assert normalized.original_span(start, start + 2) == (1, 4)
