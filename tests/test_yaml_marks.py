"""The YAML reader refuses what is dangerous or ambiguous, and says where."""

import pytest

from liststrict.errors import PackError
from liststrict.yaml_marks import parse_yaml, read_yaml

REFUSED = [
    ("repeated key", "a: 1\nb: 2\na: 3\n", "Y009", 3, 1),
    ("anchor", "a: &x 1\n", "Y005", 1, 4),
    ("alias", "a: &x [1]\nb: *x\n", "Y005", 2, 4),
    ("tag", "a: !!python/object:os.system x\n", "Y006", 1, 4),
    ("tab", "a:\n\tb: 1\n", "Y011", 2, 1),
    ("syntax", "a: [1, 2\nb: 3\n", "Y011", 2, 2),
    ("two documents", "a: 1\n---\nb: 2\n", "Y004", 2, 1),
    ("control character", "a: b\x07c\n", "Y003", 1, 5),
    ("mapping as key", "{a: 1}: 2\n", "Y007", 1, 1),
    ("too deep", "[" * 40 + "]" * 40, "Y008", 1, 33),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_refused_with_place(text, code, line, column):
    with pytest.raises(PackError) as caught:
        parse_yaml(text, "x.yaml")
    problems = [(d.code, d.mark.line, d.mark.column) for d in caught.value.diagnostics]
    assert (code, line, column) in problems


def test_all_problems_are_collected():
    with pytest.raises(PackError) as caught:
        parse_yaml("a: 1\na: 2\nb: &x 1\nb: 3\n", "x.yaml")
    assert [d.code for d in caught.value.diagnostics] == ["Y009", "Y005", "Y009"]


def test_dates_and_words_stay_text_and_places_are_known():
    document = parse_yaml("on: 2026-01-01\nyes: no\nn: 12\nt: true\nz: ~\nl: [a, b]\n", "x.yaml")
    assert document.value == {
        "on": "2026-01-01", "yes": "no", "n": 12, "t": True, "z": None, "l": ["a", "b"],
    }
    assert document.mark(("l", 1))[1:] == (6, 8)
    assert document.mark(("l", 7))[1:] == (6, 4)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xef\xbb\xbfa: 1\n", "BOM"),
        ("a: 村委会\n".encode("gbk"), "GBK"),
        ("a: 1\n".encode("utf-16"), "UTF-16"),
    ],
    ids=["bom", "gbk", "utf-16"],
)
def test_encoding_is_refused_in_words(tmp_path, raw, words):
    file = tmp_path / "x.yaml"
    file.write_bytes(raw)
    with pytest.raises(PackError, match=words):
        read_yaml(file)


def test_oversized_file_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr("liststrict.yaml_marks.MAX_BYTES", 10)
    file = tmp_path / "x.yaml"
    file.write_text("a: 12345678901234567890\n")
    with pytest.raises(PackError, match="超过"):
        read_yaml(file)


NESTED = """id: a
list: [x, {k: [1, 2]}, y]
rows:
  - name: 甲
    words: [子, 丑]

  - name: 乙
    empty:
"""


def test_each_place_leads_back_to_its_value():
    document = parse_yaml(NESTED, "f.yaml")
    paths = [
        ("id",), ("list", 0), ("list", 1, "k", 1), ("list", 2), ("rows", 0, "name"),
        ("rows", 0, "words", 1), ("rows", 1, "name"),
    ]
    for path in paths:
        mark = document.mark(path)
        assert document.path_at(mark.line, mark.column) == path
        assert document.path_at(mark.line, mark.column + 1)[: len(path)] == path
    assert document.path_at(1, 1) == ()
    assert document.path_at(6, 1) == ("rows", 0, "words", 1)


def test_what_is_not_there_stands_where_its_parent_does():
    document = parse_yaml(NESTED, "f.yaml")
    assert document.mark(("rows", 0, "gone", 3)) == document.mark(("rows", 0))
    assert document.mark(("list", 9)) == document.mark(("list",))
    assert document.mark(("id", "deeper")) == document.mark(("id",))
    assert document.mark((0,)) == ("f.yaml", 1, 1)
