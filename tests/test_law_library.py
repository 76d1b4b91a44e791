"""A folder of law texts: the shapes that are read, and what is refused."""

import os

import pytest

from liststrict.errors import InputError
from liststrict.laws import library
from liststrict.laws.citation import Place
from liststrict.laws.lawtext import parse_law_text
from liststrict.laws.library import Library

LAW = """\
# 某某条例

2016年3月31日 某某会议通过

第三条 这一行在正文之前，不算。

<!-- INFO END -->

## 第一章 总 则

第一条 为了某事，制定本条例。

第二条　村民委员会协助做好下列工作：

（一） 宣传；

(二)调查；

公示以后还要再次调查的，另行办理。

（三）公示。

前款以外的工作，由镇人民政府办理。

<!-- FORCE BREAK -->

第一条规定的工作不在此列。

### 第一节 其他

**第三条** 会议由下列人员组成：

主任，

委员。

第四条 分三种情形：
一、甲；
二、乙；
1. 细目。

第四条之一 后来插入的一条。

第五条 自公布之日起施行。

附件：表

第六条 附件里的话不算。
"""


@pytest.fixture
def law():
    return parse_law_text(LAW)


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        (Place(1, 1), "为了某事"),
        (Place(2, 1), "村民委员会协助"),
        (Place(2, 1, 2), "(二)调查；\n公示以后"),
        (Place(2, None, 3), "（三）公示"),
        (Place(2, 2), "前款以外"),
        (Place(2, 3), "第一条规定的工作"),
        (Place(3, 1), "会议由下列人员组成：\n主任，\n委员。"),
        (Place(4, 1, 2), "二、乙；\n1. 细目。"),
        (Place(4, branch=1), "后来插入"),
        (Place(2, 4), None),
        (Place(2, 1, 4), None),
        (Place(3, None, 1), None),
        (Place(6), None),
        (Place(None, 1), None),
    ],
    ids=str,
)
def test_what_stands_where(law, place, begins):
    words = law.at(place)
    assert words is None if begins is None else words and words.startswith(begins)


def test_headings_preface_and_annex_are_no_provisions(law):
    assert [article.number for article in law.articles] == [1, 2, 3, 4, 4, 5]
    assert law.last == 5
    assert not any("章" in words or "INFO" in words for _, words in law.paragraphs())


def test_nothing_that_a_terminal_obeys_is_kept():
    assert parse_law_text("第一条 甲\x1b[31m乙\u202e丙").at(Place(1)) == "甲[31m乙丙"


def test_versions_are_found_by_any_form_of_the_title(tmp_path):
    for name in ("中华人民共和国某法(2018-12-29).md", "某法（2025-10-28）.md", "说明.md", "甲(日期).md"):
        (tmp_path / name).write_text("第一条 好。", encoding="utf-8")
    found = Library(tmp_path)
    dates = [file.date for file in found.versions("《某法》")]
    assert dates == ["2018-12-29", "2025-10-28"]
    assert set(found.ignored) == {"说明.md", "甲(日期).md"}
    assert found.text("某法", "2018-12-29").last == 1
    assert found.text("某法", "1999-01-01") is None
    assert found.text("别的法", None) is None


def put(folder, content, name="某法(2020-01-01).md"):
    (folder / name).write_bytes(content)
    return folder


REFUSED = [
    ("missing", lambda folder: folder / "没有", "没有这个文件夹"),
    ("empty", lambda folder: folder, "没有找到法律文本"),
    ("no date", lambda folder: put(folder, b"x", "某法.md"), "没有找到法律文本"),
    ("bad date", lambda folder: put(folder, b"x", "某法(2020-13-40).md"), "没有找到法律文本"),
    ("gbk", lambda folder: put(folder, "第一条 好\n第二条 好".encode("gbk")), "不是 UTF-8"),
    ("huge", lambda folder: put(folder, b"x" * (library.MAX_BYTES + 1)), "MB"),
    ("article", lambda folder: put(folder, "第一条 好\n".encode() + "好\n".encode() * 501), "超过 500 款"),
    ("lines", lambda folder: put(folder, b"\n" * (library.MAX_LINES + 1)), "行数过多"),
]


@pytest.mark.parametrize(("build", "says"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED])
def test_refused_with_one_line(tmp_path, run_cli, build, says):
    run = run_cli("laws", "show", "价格法第一条", "--library", str(build(tmp_path)))
    if "没有找到" in says or "没有这个" in says:
        assert (run.code, run.out) == (2, "")
        assert says in run.err
    else:
        found = Library(tmp_path)
        with pytest.raises(InputError, match=says):
            found.read(found.files[0])


def test_a_pipe_is_no_law_text(tmp_path):
    os.mkfifo(tmp_path / "某法(2020-01-01).md")
    found = Library(tmp_path)
    with pytest.raises(InputError, match="不是普通文件"):
        found.read(found.files[0])


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "MAX_FILES", 2)
    for year in range(2000, 2004):
        put(tmp_path, b"x", f"某法({year}-01-01).md")
    with pytest.raises(InputError, match="文件超过 2 个"):
        Library(tmp_path)
