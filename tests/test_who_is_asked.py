"""Who is spoken to, who is to act: read from names, from the words before them, from the beginning."""

import pytest

from liststrict.match.cues import cues
from liststrict.screen import judge_of
from liststrict.text.normalize import normalize

# (text, cues it has, beginnings of cues it does not have)
READ = [
    ("烦请区税务局派人去收门面的税", {"to:unit"}, ("to:village",)),
    ("请贵局派专家鉴定险情", {"to:unit", "do:appraise/unit"}, ("to:village",)),
    ("请村委会鉴定险情", {"to:village", "do:appraise/village"}, ("to:unit",)),
    ("水务局：河堤垮了两处", {"head:unit："}, ("head:village",)),
    ("派出所的同志，邻居打麻将吵得很", {"head:unit，"}, ("head:village",)),
    ("王支书，帮我写个证明", {"head:village，"}, ("head:unit",)),
    ("各村委会：请于周五前报送名单", {"head:village："}, ("head:unit",)),
    ("拆除由执法大队实施", {"by:unit"}, ("by:village", "actor:village")),
    ("拆除由区城管局实施", {"by:unit"}, ("by:village",)),
    ("拆除归村里负责", {"by:village"}, ("by:unit",)),
    ("消防大队负责检查", {"do:inspect/unit"}, ("do:inspect/village", "actor:village")),
    ("婚姻登记处，我要补领结婚证", {"head:unit，"}, ("do:register",)),
    ("鉴定由我局委托，费用我局出", {"by:unit", "actor:our-office"}, ("by:village",)),
    ("村民委员会开会", {"actor:village"}, ("actor:resident",)),
    ("今天天气好，村里开会", set(), ("head:",)),
]


@pytest.mark.parametrize(("text", "has", "lacks"), READ)
def test_who_is_asked(screener, text, has, lacks):
    text = normalize(text).text
    situation, _ = judge_of(screener.knowledge, text)(0, len(text))
    found = cues(situation.reading, None)
    assert has <= set(found)
    assert [cue for cue in found if cue.startswith(lacks)] == []
    assert all(0 <= start <= end <= len(text) for start, end in found.values())
