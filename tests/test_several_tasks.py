"""Texts with several tasks are cut, texts with one are not; what a negation denies; who asks."""

import pytest

from liststrict.analysis.reading import part_of
from liststrict.screen import judge_of
from liststrict.text.clauses import parts
from liststrict.text.normalize import normalize

# (text, first citation of each task, None for a task that is on no list)
SEVERAL = [
    ("一、发放森林防火宣传单；二、对养狗户罚款；三、每村推广反诈APP注册五十个。", ("assist-23", "neg-01", None)),
    ("请帮派出所登记出租房租客，另外村里自己去把违章建筑拆了。", ("assist-05", "neg-02")),
    ("一次开三样：居住证明、收入证明，还有办继承公证要的亲属关系证明", ("nocert-27", "nocert-17", "cert-04")),
]
ONE = [
    "请发现违法建筑及时劝阻，并在当天报告镇上，名单附后。",
    "两家为地界吵架，请村里喊拢来调解一下，好好说。",
    "兹有本村村民需贷款，请开具收入证明，写明月收入，并加盖公章。",
]
BOUNDARIES = [
    ("一、报送灾情；二、把道路清扫干净", ["number", "number"]),
    ("居住证明、收入证明，另外开个介绍信", ["start", "mark", "connective"]),
    ("①报送灾情②清扫道路", ["number", "number"]),
    ("请各村完成：一、报送灾情；二、清扫道路", ["start", "number"]),
    ("①补录低保系统②整治市容③报灾", ["number", "number", "number"]),
    ("登记残疾人情况，并上门慰问他们", ["start", "conjunction"]),
    ("请各村报送名单。不得漏报一户", ["start", "sentence"]),
    ("出具残疾情况证明和家庭收入证明", ["start", "and"]),
    ("共建和谐家园，涉及参与普及的人员及时上报", ["start", "comma"]),
    ("先开会讨论，最后把结果公布出来", ["start", "connective"]),
]


def cited(verdict):
    return tuple(task.citations[0].entry if task.citations else None for task in verdict.tasks)


@pytest.mark.parametrize(("text", "entries"), SEVERAL)
def test_each_task_is_answered_for_itself(screener, text, entries):
    verdict = screener.screen(text)
    assert cited(verdict) == entries
    assert verdict.verdict == "forbidden"


@pytest.mark.parametrize("text", ONE)
def test_one_matter_in_several_clauses_is_one_task(screener, text):
    assert len(screener.screen(text).tasks) == 1


@pytest.mark.parametrize(("text", "boundaries"), BOUNDARIES)
def test_where_a_task_may_begin(text, boundaries):
    found = parts(text)
    assert [part.boundary for part in found] == boundaries
    assert [part.start for part in found] == sorted({part.start for part in found})


@pytest.mark.parametrize("number", ["一、", "（一）", "(1)", "1.", "1、", "①", "第一，", "一是", "其一，", "头一件，", "- ", "• ", "●"])
def test_every_form_of_number_begins_an_item(number):
    assert [part.boundary for part in parts(f"先看材料；{number}报送灾情数据")] == ["start", "number"]


def test_a_purpose_in_three_characters_goes_with_what_it_is_for(screener):
    text = "先把低保的申请交上去，再写一份我和爷爷的祖孙关系证明，公证用"
    assert text[parts(text)[-1].end - 3 :] == "公证用"
    first, second = screener.screen(text).tasks
    assert second.text.endswith("公证用")
    assert (first.verdict, cited(screener.screen(text))[1]) == ("allowed", "cert-04")


def denied(screener, text):
    situation, _ = judge_of(screener.knowledge, text)(0, len(text))
    return {text[start:end] for start, end, _ in situation.reading.denied}


def test_a_negation_denies_what_is_right_behind_it(screener):
    assert "公证" in denied(screener, "不是公证，就是学校要亲属关系证明")
    assert "亲属关系证明" not in denied(screener, "不是公证，就是学校要亲属关系证明")
    assert not denied(screener, "办理不动产登记要亲属关系证明")  # 不 is no word of its own here


def test_a_part_keeps_what_is_denied_in_it(screener):
    text = normalize("房子已经卖了，不用公证，请开亲属关系证明").text
    situation, _ = judge_of(screener.knowledge, text)(0, len(text))
    start = text.index("不用")
    part = part_of(situation.reading, start, len(text))
    assert [part.text[start:end] for start, end, _ in part.denied] == ["公证"]


def test_what_both_lists_cover_is_handed_down_if_a_unit_asks(screener):
    asked = screener.screen("调解纠纷", requester="派出所")
    own = screener.screen("调解纠纷")
    assert (asked.verdict, own.verdict) == ("assisting-duty", "self-governance")
    assert asked.tasks[0].steps[0].rule == "handed-down"
