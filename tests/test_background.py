"""What asks nothing is left out of a long text, and nothing else is."""

import pytest

SITUATION = (
    "入冬以来，冷空气活动频繁，农村用火用电用气明显增多，安全形势严峻复杂。"
    "上月邻县一户村民因取暖不当发生意外，损失惨重，令人痛心。"
)
CLOSING = "感谢各位一直以来的支持和配合，祝大家工作顺利。"
TASK = "请村委会组织人员拆除二组王某的违法建筑。"


@pytest.mark.parametrize(
    "text",
    [SITUATION + TASK, TASK + SITUATION + CLOSING, SITUATION + TASK + CLOSING],
    ids=["before", "behind", "around"],
)
def test_a_task_stands_without_what_is_around_it(screener, text):
    verdict = screener.screen(text)
    (task,) = verdict.tasks
    assert task.text.rstrip("。") == TASK.rstrip("。")
    start, end = task.span
    assert text[start:end] == task.text
    assert verdict.verdict == "forbidden"


def test_a_text_that_only_tells_something_stays_whole(screener):
    text = SITUATION + CLOSING
    verdict = screener.screen(text)
    assert [task.span for task in verdict.tasks] == [(0, len(text))]
    assert verdict.verdict == "unlisted"
    assert verdict.tasks[0].steps[0].rule == "nothing-asked"
    assert "不用办理" in verdict.tasks[0].advice.village


@pytest.mark.parametrize(
    "text",
    [
        "水务局：龙溪河垮了两处堤，我村没这个资质，请你局安排清淤加固",
        "那个居住证明不要了，学校说有租房合同就够了",
        "市监所的同志，场口那家卤菜吃坏了人，请你们派人来查",
    ],
)
def test_a_short_text_to_another_office_or_of_what_is_done_asks_nothing(screener, text):
    (task,) = screener.screen(text).tasks
    assert (task.verdict, task.steps[0].rule) == ("unlisted", "nothing-asked")
    assert task.confidence > 0.7


def test_a_text_of_marks_alone_is_answered(screener):
    (task,) = screener.screen("。" * 80).tasks
    assert (task.verdict, task.steps[0].rule) == ("unlisted", "nothing-read")


def test_a_short_text_stays_whole(screener):
    text = "祝大家工作顺利。" + TASK
    assert screener.screen(text).tasks[0].span == (0, len(text))


def test_background_between_two_tasks_belongs_to_none(screener):
    other = "请各村协助做好城乡居民基本医疗保险参保宣传。"
    verdict = screener.screen(f"1.{TASK}{SITUATION}\n2.{other}")
    assert len(verdict.tasks) == 2
    assert all("冷空气" not in task.text for task in verdict.tasks)
