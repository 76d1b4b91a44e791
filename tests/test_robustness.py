"""What must not change an answer, and what must: properties over our own cases."""

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT
from liststrict import Screener
from liststrict.evaluate import load_cases
from liststrict.resources import lexicon_root

WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
PREAMBLES = ("您好，", "各位好，", "书记好，", "麻烦了，")
# Passages that no training text has.
BACKGROUNDS = (
    "近期，各地接连发生多起事故，教训深刻，上级领导高度重视，多次作出批示，要求举一反三、深刻反思。"
    "我镇随即召开专题会议，传达学习有关精神，分析研判当前形势，安排部署下一阶段工作。"
    "各村要提高站位，统一思想，增强责任感和紧迫感。",
    "书记，我是三社老周屋头的幺儿，在浙江打工十几年了，今年过年才回来一趟，娃儿都上初中了，"
    "家里就剩老人，来回一趟不容易，",
    # Two hundred characters, with words of other matters.
    "农村人居环境整治提升五年行动已经进入收官阶段，全县上下做了大量工作，面貌有了明显改善。"
    "但是从上半年省级暗访的情况看，一些地方思想松懈、进度滞后，个别乡镇排名靠后，主要领导被约谈。"
    "去年底我镇申报的示范项目也因资料不全没有通过评审，教训是深刻的。县委主要领导在全县大会上强调，"
    "越是任务重、时间紧，越要沉得住气、稳得住阵脚，把群众满意不满意作为衡量工作的根本标准。"
    "经镇党委会议研究，现就有关事项通知如下。",
)
TAILS = ("2026年9月10日", "联系人：李婷 023-55661208", "——三组村民")


@cache
def engine() -> Screener:
    return Screener.default()


@cache
def sure_cases():
    """Short cases that are answered rightly and surely; on these the properties are tried."""
    cases = load_cases(ROOT / "data/cases/dev.jsonl")
    found = []
    for case in cases:
        if case.items or not 10 <= len(case.text) <= 60:
            continue
        verdict = engine().screen(case.text, requester=case.requester)
        if len(verdict.tasks) == 1 and verdict.confidence >= 0.97 and verdict.verdict in case.right:
            found.append((case, verdict))
    assert len(found) > 300
    return found


def answer(verdict):
    cited = verdict.tasks[0].citations
    return verdict.verdict, cited[0].entry if cited else None


def kept(change, sample) -> float:
    """The share of cases whose verdict and citation survive a change of the text."""
    same = 0
    for case, verdict in sample:
        changed = engine().screen(change(case.text), requester=case.requester)
        same += answer(changed) == answer(verdict)
    return same / len(sample)


@cache
def traditional():
    lines = (lexicon_root() / "traditional.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line for line in lines if not line.startswith("#")]
    return str.maketrans({simple: old for old, simple in reversed(pairs)})


def spaced(text: str) -> str:
    return " ".join(text)


def broken(text: str) -> str:
    """Line breaks inside the text, as a narrow column makes them."""
    return "\n".join(text[i : i + 9] for i in range(0, len(text), 9))


@pytest.mark.parametrize(
    ("change", "least"),
    [
        (lambda text: text.translate(WIDE), 1.0),
        (lambda text: text.translate(traditional()), 0.98),
        (spaced, 0.98),
        (broken, 0.97),
        (lambda text: PREAMBLES[len(text) % 4] + text, 0.97),
        (lambda text: f"{text}{TAILS[len(text) % 3]}", 0.93),
        (lambda text: f"{text.rstrip('。')}。请于9月10日前完成。", 0.90),
        (lambda text: f"杨柳村{text}", 0.95),
        (lambda text: BACKGROUNDS[0] + text, 0.97),
        (lambda text: BACKGROUNDS[1] + text, 0.80),
        (lambda text: BACKGROUNDS[2] + text, 0.97),
    ],
    ids=["width", "traditional", "spaces", "line breaks", "preamble", "signature", "date", "place",
         "a notice's background", "a villager's story", "two hundred characters of background"],
)
def test_the_look_of_a_text_does_not_change_its_answer(change, least):
    assert kept(change, sure_cases()) >= least


@cache
def groups(name: str):
    lines = (lexicon_root() / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def with_typo(name: str, text: str, evidence: str, seed: int) -> str | None:
    """One character inside a topic word replaced by another one of its group."""
    generator = random.Random(seed)
    places = [(i, g) for i, c in enumerate(evidence) for g in groups(name) if c in g]
    if not places:
        return None
    index, group = generator.choice(places)
    other = generator.choice([c for c in group[:12] if c != evidence[index]] or [evidence[index]])
    wrong = evidence[:index] + other + evidence[index + 1 :]
    return text.replace(evidence, wrong, 1)


@pytest.mark.parametrize("name", ["sounds.txt", "shapes.txt"])
def test_a_typing_error_in_a_topic_word_keeps_the_verdict(name):
    tried = same = 0
    for seed, (case, verdict) in enumerate(sure_cases()):
        words = [e.text for e in verdict.tasks[0].evidence if e.as_ in ("name", "object", "act")]
        words = [word for word in words if len(word) >= 2]
        changed = with_typo(name, case.text, words[0], seed) if words else None
        if changed is None:
            continue
        tried += 1
        same += engine().screen(changed, requester=case.requester).verdict == verdict.verdict
    assert tried > 100
    assert same / tried >= 0.95


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 299), st.sampled_from("，。；：、（）“”！？"), st.integers(0, 60))
def test_a_mark_of_punctuation_at_the_end_changes_nothing(index, mark, _seed):
    case, verdict = sure_cases()[index]
    changed = engine().screen(case.text + mark, requester=case.requester)
    assert changed.verdict == verdict.verdict


FLIPS = [
    ("发现违法建筑及时劝阻并上报", "assisting-duty", "组织力量拆除违法建筑", "forbidden"),
    ("配合派出所登记养犬户", "assisting-duty", "村里对遛狗不牵绳的罚款200元", "forbidden"),
    ("走访商户，发现消防隐患及时劝导上报", "assisting-duty", "对辖区商户开展消防安全检查并处罚", "forbidden"),
    ("引导村民把鸡鸭圈起来养", "self-governance", "把禁养区的养鸭场强制关停", "forbidden"),
    ("村民代表会议表决修改村规民约", "self-governance", "违反村规民约的，由村委会罚款五百元", "forbidden"),
    ("协助做好经济普查清查登记", "assisting-duty", "每月统计辖区非公企业营业收入报表", "forbidden"),
    ("用于继承公证，请村委会出具亲属关系证明", "allowed", "单位报销要村委会出具亲属关系证明", "forbidden"),
    ("婚姻登记档案被烧毁，请出具婚姻状况证明", "allowed", "贷款要村里出具婚姻状况证明", "forbidden"),
    ("办理死亡登记注销户口，请出具死亡登记证明", "allowed", "取存款要开死亡证明", "forbidden"),
]


@pytest.mark.parametrize(("text", "verdict", "flipped", "other"), FLIPS)
def test_another_act_or_purpose_on_the_same_topic_changes_the_answer(text, verdict, flipped, other):
    assert engine().screen(text).verdict == verdict
    assert engine().screen(flipped).verdict == other


@pytest.mark.parametrize("text", ["对遛狗不牵绳的罚款200元", "遛狗不拴绳一次罚200", "占道摆摊的罚款五十"])
def test_a_fine_that_names_nobody_is_no_duty(text):
    """Without a doer a person may have to look at it, but it is never handed to the village as lawful."""
    assert engine().screen(text).verdict in ("forbidden", "unlisted")
