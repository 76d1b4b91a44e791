"""Notices to tasks: found, not invented, with their right place, whatever the kind of file."""

import json
import re

import pytest

from conftest import ROOT
from liststrict.documents.burden import load_signals
from liststrict.documents.notice import screen_document
from liststrict.documents.plain import read_plain
from liststrict.documents.read import read_document
from liststrict.documents.runs import clauses
from liststrict.documents.sentences import Setting, judge
from liststrict.documents.subject import is_others_duty, subject_of
from liststrict.documents.wording import load_wording
from liststrict.output.notice_json import notice_to_json
from marked_notices import read_notices, score
from office_files import make_docx, make_ofd, make_pdf, pages_of

NOTICES = read_notices()
BY_NAME = {notice.name: notice for notice in NOTICES}
MAKERS = {"docx": make_docx, "pdf": make_pdf, "ofd": make_ofd}


@pytest.fixture(scope="module")
def answers(screener) -> dict:
    """The answer to every notice as text."""
    return {n.name: screen_document(read_plain(n.text, n.markdown), screener) for n in NOTICES}


def tasks(verdict) -> list[dict]:
    return notice_to_json(verdict)["tasks"]


def test_there_are_many_notices_of_300_to_3000_characters():
    assert len(NOTICES) >= 131
    assert all(270 <= len(notice.text) <= 3000 for notice in NOTICES)
    assert sum(len(notice.tasks) for notice in NOTICES) >= 710


def test_tasks_are_found_and_none_is_invented(answers):
    scores = [score(notice, tasks(answers[notice.name])) for notice in NOTICES]
    notes = [note for one in scores for note in one.notes]
    assert sum(one.found for one in scores) >= 0.95 * sum(one.marked for one in scores), notes
    assert sum(one.spurious for one in scores) <= 0.05 * sum(one.answered for one in scores), notes
    assert sum(one.misplaced for one in scores) == 0, notes


@pytest.mark.parametrize("kind", MAKERS)
def test_every_kind_of_file_gives_the_same_tasks(kind, answers, screener, tmp_path):
    for notice in NOTICES[::9]:
        if "|" in notice.text and kind != "docx":
            continue  # tables of .pdf are tested with the samples; .ofd has none
        file = tmp_path / f"{notice.name}.{kind}"
        MAKERS[kind](notice.lines, file)
        verdict = screen_document(read_document(file), screener)
        expected = answers[notice.name]
        assert score(notice, tasks(verdict)).misplaced == 0, notice.name
        assert [one.verdict for one in verdict.tasks] == [one.verdict for one in expected.tasks]
        assert verdict.notice.number == expected.notice.number
        assert verdict.notice.title == expected.notice.title


@pytest.mark.parametrize("kind", ["pdf", "ofd"])
def test_tasks_know_their_page(kind, screener, tmp_path):
    notice = BY_NAME["13-rural-work-plan"]
    file = tmp_path / f"notice.{kind}"
    MAKERS[kind](notice.lines, file)
    pages = pages_of(notice.lines)
    verdict = screen_document(read_document(file), screener)
    assert len(set(pages)) > 1
    for task in verdict.tasks:
        assert task.place.page == pages[task.place.paragraph - 1]


def test_pages_of_word_files_come_from_its_breaks(screener, tmp_path):
    notice = BY_NAME["13-rural-work-plan"]
    file = tmp_path / "notice.docx"
    make_docx(notice.lines, file, pages=True)
    for task in screen_document(read_document(file), screener).tasks:
        assert task.place.page == (task.place.paragraph - 1) // 10 + 1


SAMPLES = sorted(name.stem for name in (ROOT / "data/samples").glob("notice-*.docx"))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_notice_gives_the_same_tasks_as_word_and_as_pdf(name, screener):
    """Also what stands in its table: a PDF only knows words and ruled lines."""
    found = []
    for kind in ("docx", "pdf"):
        answer = screen_document(read_document(ROOT / f"data/samples/{name}.{kind}"), screener)
        found.append([
            (re.sub(r"\W", "", task.text), task.place.paragraph, task.place.numbering, task.verdict)
            for task in answer.tasks
        ])
    assert found[0] == found[1]
    assert len(found[0]) >= 8


FRAMES = [
    ("01-illegal-buildings", "issuer", "金鸡镇人民政府"),
    ("01-illegal-buildings", "number", "金鸡府发〔2026〕18号"),
    ("01-illegal-buildings", "recipients", "各村（社区），镇级有关部门"),
    ("01-illegal-buildings", "title", "金鸡镇人民政府关于开展违法建筑专项整治的通知"),
    ("01-illegal-buildings", "deadline", "10月底前"),
    ("01-illegal-buildings", "date", "2026年8月3日"),
    ("01-illegal-buildings", "attachments", ("违法建筑摸排登记表", "整治进度周报表")),
    ("02-insurance-levy", "issuer", "国家税务总局云阳县税务局江口税务所"),
    ("02-insurance-levy", "number", "云税江函〔2026〕7号"),
    ("06-screening", "issuer", "金鸡镇妇女联合会　金鸡镇卫生院"),
    ("08-wechat", "issuer", None),
    ("11-certificates", "issuer", "云阳县江口中学"),
    ("14-county-joint", "number", "云平安办〔2026〕22号"),
]


@pytest.mark.parametrize(("name", "field", "value"), FRAMES)
def test_the_frame_of_a_notice_is_read(answers, name, field, value):
    assert getattr(answers[name].notice, field) == value


def test_the_whole_is_judged_by_the_strictest_task(answers):
    verdict = answers["01-illegal-buildings"]
    assert verdict.verdict == "forbidden"
    assert {task.verdict for task in verdict.tasks} >= {"forbidden", "assisting-duty"}


def test_headings_are_carried_down(answers):
    places = [task.place for task in answers["13-rural-work-plan"].tasks]
    headings = {place.headings for place in places if place.numbering == ("二、", "（一）")}
    assert headings == {("抓好耕地保护", "落实巡查责任")}


def test_spans_point_into_the_text_of_the_document(answers):
    for verdict in answers.values():
        text = verdict.notice.text
        for task in verdict.tasks:
            assert text[task.span[0] : task.span[1]].split() == task.text.split()
            for evidence in task.evidence:
                assert text[evidence.span[0] : evidence.span[1]].strip()
        for part in verdict.notice.parts:
            assert text[part.span[0] : part.span[1]] == part.text


def test_every_word_of_a_notice_is_in_a_part(answers):
    for verdict in answers.values():
        text = list(verdict.notice.text)
        for part in verdict.notice.parts:
            assert any(sign is not None for sign in text[part.span[0] : part.span[1]])
            text[part.span[0] : part.span[1]] = [None] * (part.span[1] - part.span[0])
        rest = "".join(sign or " " for sign in text).split()
        numbers = {
            number.strip("，。；：、") for task in verdict.tasks for number in task.place.numbering
        }
        assert all(one.strip("，。；：、") in numbers or not any(map(str.isalnum, one)) for one in rest), rest


def test_a_table_of_tasks_is_read_row_by_row(screener):
    text = "\n".join([
        "# 关于分解年度任务的通知", "各村：", "现将任务分解如下：",
        "| 序号 | 工作任务 | 责任单位 |", "|---|---|---|",
        "| 1 | 组织力量拆除违章建筑 | 各村 |", "| 2 | 发现违法建筑及时劝阻并上报 | 各村 |",
    ])
    verdict = screen_document(read_plain(text, markdown=True), screener)
    assert [(one.verdict, one.place.numbering) for one in verdict.tasks] == [
        ("forbidden", ("1",)), ("assisting-duty", ("2",)),
    ]


def test_a_row_is_for_the_village_only_if_it_says_so(screener):
    text = "\n".join([
        "# 关于分解任务的通知", "各村：", "| 任务 | 责任单位 | 完成时限 |",
        "| 组织力量拆除违章建筑 | 各村 | 6月底前 |", "| 审批农村用地 | 镇规建办 | 7月底前 |",
    ])
    [task] = screen_document(read_plain(text, markdown=True), screener).tasks
    assert (task.text, task.deadline) == ("组织力量拆除违章建筑", "6月底前")


TABLES = [
    # a cell over several rows
    (["| 任务 | 责任单位 |", "| 审批农村用地 | 镇规建办 |", "| 验收改厕项目 | |", "| 组织力量拆除违章建筑 | 各村 |"],
     ["组织力量拆除违章建筑"]),
    # the tasks stand where most is said
    (["| 事项 | 办理意见 | 承办 |", "| 违建 | 组织力量拆除违章建筑 | 各村 |"], ["组织力量拆除违章建筑"]),
    # one column is the village's, one the town's
    (["| 时间 | 村级工作 | 镇级工作 |", "| 3月 | 组织力量拆除违章建筑 | 审批农村用地，发放许可证 |"],
     ["组织力量拆除违章建筑"]),
    # a form that was filled in
    (["| 交办单位 | 镇政府 |", "| 交办事项 | 组织力量拆除村道两边的违章建筑 |", "| 时限 | 6月底前 |"],
     ["组织力量拆除村道两边的违章建筑"]),
]


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_tables_of_many_forms(screener, rows, expected):
    text = "\n".join(["# 关于交办任务的通知", "各村：", *rows])
    verdict = screen_document(read_plain(text, markdown=True), screener)
    assert [task.text for task in verdict.tasks] == expected


SUBJECTS = [
    ("县气象、水文部门要加密监测。", "other"),
    ("对拒不报送的，由派出所依法处理。", "other"),
    ("道路隐患整治由镇建环办牵头。", "other"),
    ("甲方按照办法对乙方进行考核。", "other"),
    ("组织部门要加强指导。", "other"),
    ("镇规建办：负责汇总。", "other"),
    ("各乡镇要督促落实。", "other"),
    ("协助派出所送达文书。", None),
    ("及时报送镇规建办统一处理。", None),
    ("对欠费户上门催收。", None),
    ("派出所请各村通知房东。", "village"),
    ("我庭将委托贵村人民调解委员会先行调解。", "village"),
    ("汛期，各村（社区）要落实值班。", "village"),
    ("网格员每日巡查。", "village"),
    ("双河村、铁塔村负责清理。", "village"),
    ("白沙村引导农户换种。", "village"),
    ("尚未完成清查的村，须在培训前完成。", "village"),
    ("对屡教不改的，由社区扣押工具。", "village"),
    ("县动物卫生监督所在路口设立检查站。", "other"),
    ("疫点内生猪由县农业农村委组织扑杀。", "other"),
    ("养殖企业应当每日自查。", "other"),
    ("参训人员应当遵守纪律。", "other"),
    ("镇里要求整改的，各村及时整改。", "village"),
    ("完善村规民约。", None),
    ("张贴我所提供的挂图。", None),
]


@pytest.mark.parametrize(("sentence", "subject"), SUBJECTS)
def test_who_is_addressed(sentence, subject):
    assert subject_of(sentence) == subject


def test_towns_are_asked_where_only_towns_are_addressed():
    assert subject_of("各乡镇要督促落实。", towns=True) == "village"


JUDGED = [
    # the village is named, or asked, or an item begins with an act
    ("各村要组织巡查。", "asks", "asks"),
    ("请通知到老人家里。", "asks", "asks"),
    ("劝导群众不带火种上山。", "may", "asks"),
    ("把道路两边的垃圾清扫干净。", "may", "asks"),
    ("适龄青年报名每村不少于2名。", "may", "asks"),
    ("封堵漫水桥和涉水路口。", "quiet", "asks"),
    ("沿线的白色垃圾连夜弄干净。", "quiet", "may"),
    # facts, purposes, people, formulas, questions, lead-ins
    ("去年暴雨造成3个村受灾。", "preamble", "preamble"),
    ("上月检查发现了三处隐患。", "preamble", "preamble"),
    ("会议指出，流动摊贩占道较为突出。", "superior", "superior"),
    ("考核采取日常抽查与集中考核相结合的方式进行。", "superior", "superior"),
    ("出了问题要追究责任。", "superior", "superior"),
    ("如对本通知有异议，可以提出书面陈述。", "formula", "formula"),
    ("因故不能参加的，须向镇党政办请假。", "formula", "formula"),
    ("村上要做些什么？", "quiet", "quiet"),
    ("请你们做好下面几件事：", "preamble", "preamble"),
]


@pytest.mark.parametrize(("sentence", "alone", "listed"), JUDGED)
def test_a_sentence_asks_only_with_a_sign_of_a_duty(sentence, alone, listed):
    assert judge(sentence, Setting(framed=True)) == alone
    assert judge(sentence, Setting(framed=True, listed=True, numbered=True)) == listed


def test_what_only_may_be_asked_needs_a_list_that_knows_it(screener):
    text = "各村：\n1.请劝阻违法建筑。\n2.沿线的白色垃圾连夜弄干净。\n3.双方另行商量一个日子。\n镇政府\n2026年1月1日"
    verdict = screen_document(read_plain(text), screener)
    assert all("日子" not in task.text for task in verdict.tasks)
    assert any("日子" in part.text for part in verdict.notice.parts if part.role != "task")


def test_a_list_of_what_was_found_is_no_list_of_tasks(screener):
    text = "\n".join([
        "双河村民委员会：", "经审计，你村存在以下问题：", "（一）白条入账17笔；", "（二）公开栏与账面不一致。",
        "现责令你村整改：", "1.对白条逐笔核实，补办手续。", "镇监管中心", "2026年8月25日",
    ])
    [task] = screen_document(read_plain(text), screener).tasks
    assert (task.text, task.place.numbering) == ("对白条逐笔核实，补办手续。", ("1.",))


@pytest.mark.parametrize(("heading", "others"), [
    ("甲方责任", True), ("镇级部门职责", True), ("乙方责任", False), ("落实公共卫生委员会职责", False),
    ("各村职责", False), ("工作任务", False),
])
def test_headings_may_leave_all_below_them_to_others(heading, others):
    assert is_others_duty(heading) is others


def test_a_sentence_without_end_is_not_judged_again_and_again():
    judged = []

    def judge(part, first):
        judged.append(part)
        return "asks"

    text = "各村，" * 5000
    assert list(clauses(text, judge)) == [(0, len(text))]
    assert sum(map(len, judged)) < len(text)


def test_a_form_to_fill_in_is_no_task(screener):
    text = "各村：\n请各村协助核查违法建筑。\n附件\n摸排登记表\n| 户主 | 面积 | 电话 |\n| | | |\n| 张三 | 20 | 1 |"
    verdict = screen_document(read_plain(text, markdown=True), screener)
    assert len(verdict.tasks) == 1


@pytest.mark.parametrize("text", ["请村委会组织力量拆除违章建筑", "拆除违章建筑\n\n", "为加强管理。", "联系人：王某"])
def test_any_text_gets_an_answer(screener, text):
    assert len(screen_document(read_plain(text), screener).tasks) >= 1


def test_the_sender_is_the_requester(screener):
    text = "县税务局\n关于征收的函\n各村：\n1.请协助征收零散税费。\n县税务局\n2026年1月1日"
    verdict = screen_document(read_plain(text), screener)
    assert verdict.notice.issuer == "县税务局"
    told = screener.screen("请协助征收零散税费", requester="县税务局")
    assert verdict.tasks[0].citations == told.tasks[0].citations


BURDEN = [
    ("forms", "每月填报统计报表", True),
    ("forms", "建立工作台账", True),
    ("forms", "发现违建当日报告镇政府", False),
    ("traces", "报送时附现场照片", True),
    ("traces", "截图发到群里", True),
    ("apps", "动员群众下载注册App", True),
    ("apps", "每天在平台打卡", True),
    ("apps", "发展村集体经济，积分制管理由村民议定", False),
    ("ranking", "进度每周排名", True),
    ("ranking", "结果纳入年终考核", True),
    ("ranking", "参加社区矫正通报员培训", False),
    ("funds", "所需经费由村集体承担", True),
    ("funds", "由村级配套资金1万元", True),
    ("funds", "经费由镇财政承担", False),
    ("plaques", "设立工作站并统一挂牌", True),
    ("staff", "明确一名专人负责", True),
    ("deadline-reports", "每周五前将进度报送镇办公室", True),
    ("deadline-reports", "两小时内上报", True),
    ("forms", "不得要求村里填报表格", False),
    ("ranking", "严禁对村级排名通报", False),
]


@pytest.mark.parametrize(("signal", "text", "there"), BURDEN)
def test_burden_signals_are_named(screener, signal, text, there):
    found = screen_document(read_plain(text), screener).burden
    assert (signal in {one.signal for one in found}) is there
    assert all(text[one.span[0] : one.span[1]] == one.text for one in found)


def test_every_burden_signal_has_a_case_and_every_rule_its_document():
    signals = load_signals().signals
    assert {one.id for one in signals} == {signal for signal, _, there in BURDEN if there}
    assert {one.rule.published[:4] for one in signals if one.rule} == {"2022", "2024"}


def test_burden_does_not_change_the_verdict(screener):
    plain = screen_document(read_plain("调解邻里纠纷"), screener)
    loaded = screen_document(read_plain("调解邻里纠纷\n每天报送台账并截图"), screener)
    assert loaded.tasks[0].verdict == plain.tasks[0].verdict
    assert {one.signal for one in loaded.burden} >= {"forms", "traces"}


def test_wording_is_one_pattern_for_each_kind():
    assert all(pattern.pattern for pattern in load_wording())


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_readable_output_shows_the_notice_with_its_tasks(run_cli, tmp_path, form):
    file = tmp_path / "notice.txt"
    file.write_text(BY_NAME["01-illegal-buildings"].text, encoding="utf-8")
    out = run_cli("check", "--file", str(file), "--format", form).out
    for words in ("发文字号", "金鸡府发〔2026〕18号", "〔前言〕", "（2）", "负担信号（不影响结论）", "整治形式主义为基层减负若干规定"):
        assert words in out, words
    marked = next(line for line in out.splitlines() if "（2）" in line and "拆除到位" in line)
    assert "负面清单" in marked


def test_json_keeps_the_shape_of_version_1(run_cli, tmp_path):
    file = tmp_path / "notice.txt"
    file.write_text(BY_NAME["01-illegal-buildings"].text, encoding="utf-8")
    answer = json.loads(run_cli("check", "--file", str(file), "--format", "json").out)
    assert list(answer) == [
        "schema", "verdict", "label", "confidence", "needs_review", "may_refuse", "tasks",
        "packs", "as_of", "engine", "burden", "notice",
    ]
    assert {"place", "deadline", "burden", "citations", "reason"} <= set(answer["tasks"][0])
    assert "steps" not in answer["tasks"][0]
    again = run_cli("check", "--file", str(file), "--format", "json").out
    assert json.loads(again) == answer
