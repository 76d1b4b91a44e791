"""Builds the Word templates of the forms: `python data/make/templates.py [FOLDER]`."""

import sys
from pathlib import Path

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from word_style import (
    HEADING,
    SUBHEADING,
    TITLE,
    first_paragraph_gone,
    new_document,
    paragraph,
    row,
    save_bytes,
    table,
    tag,
)

FOLDER = Path(__file__).parents[1] / "templates"
CHECK_FIRST = "【初稿：含须人工复核的内容，核对后删去本行再发出】"


def review():
    document = new_document("村级工作事务准入初审意见表", 12, None)
    heading(document, "村级工作事务准入初审意见表")
    paragraph(
        document,
        "编号：{{ number }}　　　　　　　　　　　　　　　　填表日期：{{ date }}",
        size=12,
        indent=0,
        after=4,
        align="left",
    )
    form = table(document, [31, 47, 31, 47])
    pair(form, "申请单位", "{{ requester }}", "联系人\n及电话", "{{ contact }}\n{{ phone }}")
    pair(form, "事项名称", "{{ item }}")
    pair(form, "事项类别", "{{ kinds[0] }}\n{{ kinds[1] }}", "办理村\n（社区）", "{{ village }}")
    pair(form, "政策法规\n依　　据", "{{ basis }}", least=16)
    many(form, "事项内容", ["{%p for part in content %}", "{{ part }}", "{%p endfor %}"], least=20)
    pair(form, "需由村级\n办理的理由", "{{ why }}", least=16)
    pair(form, "办理期限", "{{ period }}")
    pair(form, "人员保障", "{{ people }}")
    pair(form, "经费保障", "{{ funds }}")
    pair(form, "基层负担\n评　　估", "{{ burden }}", least=14)
    many(
        form,
        "清单比对\n初审结果",
        [
            "结论：{{ result }}{% if check_first %}（请人工复核）{% endif %}",
            "{%p for task in tasks %}",
            "{{ task.no }}．{{ task.text }}",
            "判断：{{ task.kind }}，{{ task.label }}，把握 {{ task.confidence }}"
            "{% if task.needs_review %}，请人工复核{% endif %}",
            "{%p if task.clause %}",
            "条款：{{ task.clause }}",
            "{%p endif %}",
            "{%p if task.quote %}",
            "原文：“{{ task.quote }}”",
            "{%p endif %}",
            "{%p for basis in task.basis %}",
            "依据：{{ basis }}",
            "{%p endfor %}",
            "{%p if task.units %}",
            "指导（责任）单位：{{ task.units }}",
            "{%p endif %}",
            "理由：{{ task.reason }}",
            "{%p for when in task.exceptions %}",
            "例外：{{ when }}的除外",
            "{%p endfor %}",
            "{%p for note in task.conflicts %}",
            "清单冲突：{{ note }}",
            "{%p endfor %}",
            "{%p endfor %}",
        ],
        least=40,
    )
    many(
        form,
        "所用清单",
        [
            "{%p for pack in packs %}",
            "{{ pack.id }} {{ pack.version }}",
            "{{ pack.digest }}",
            "{%p endfor %}",
            "{{ engine }}",
        ],
        size=9,
    )
    many(
        form,
        "初审建议",
        ["{%p for opinion in opinions %}", "{{ opinion }}", "{%p endfor %}"],
        least=14,
    )
    for label in (
        "村（居）民\n委员会意见",
        "乡镇（街道）\n审核意见",
        "县（区）民政\n部门意见",
        "县（区）准入\n审批意见",
    ):
        opinion(form, label)
    many(form, "办理结果", ["□准予进入　□调整后进入　□不予进入　□退回补充材料"], unbroken=True)
    paragraph(
        document,
        "说明：初审结果由程序对照已公布的清单得出，供审核参考；准入与否由有权机关决定。",
        size=10.5,
        indent=0,
        before=4,
        align="left",
    )
    return document


def letter_of_return():
    document = new_document("退回函")
    heading(document, "关于退回有关工作事项的函")
    number(document)
    check_first(document)
    address(document, "{{ requester }}：")
    paragraph(
        document,
        "你单位要求{{ ours }}办理的事项收悉。经对照"
        "{% if lists %}{{ lists }}{% else %}村级组织工作事项各张清单{% endif %}，现函复如下：",
    )
    tag(document, "{%p if refused %}")
    heading_1(document, "{{ section.refused }}、不应由村级组织承担、现予退回的事项")
    tag(document, "{%p for task in refused %}")
    heading_2(document, "（{{ task.no_words }}）{{ task.text }}")
    grounds(document)
    tag(document, "{%p if task.units %}")
    paragraph(document, "责任单位：{{ task.units }}。此事项请由责任单位依法自行办理。")
    tag(document, "{%p endif %}")
    tag(document, "{%p if task.path %}")
    paragraph(document, "办事途径：{{ task.path }}")
    tag(document, "{%p endif %}")
    tag(document, "{%p for when in task.exceptions %}")
    paragraph(document, "例外：{{ when }}的，不在退回之列，请说明用途后另行来函。")
    tag(document, "{%p endfor %}")
    tag(document, "{%p endfor %}")
    tag(document, "{%p endif %}")
    tag(document, "{%p if uncovered %}")
    heading_1(document, "{{ section.uncovered }}、清单没有列明、须先经准入审核的事项")
    tag(document, "{%p for task in uncovered %}")
    heading_2(document, "（{{ task.no_words }}）{{ task.text }}")
    tag(document, "{%p endfor %}")
    paragraph(
        document,
        "各张清单均未列明上述事项。请说明法律法规和政策依据，报"
        "{% if unit %}{{ unit }}{% else %}乡镇人民政府（街道办事处）{% endif %}"
        "进行村级工作事务准入审核；审核通过前，{{ ours }}暂不办理。",
    )
    tag(document, "{%p endif %}")
    tag(document, "{%p if rest %}")
    heading_1(document, "{{ section.rest }}、不在退回之列的事项")
    tag(document, "{%p for task in rest %}")
    paragraph(document, "（{{ task.no_words }}）{{ task.text }}——{{ task.label }}")
    tag(document, "{%p endfor %}")
    tag(document, "{%p endif %}")
    paragraph(document, "专此函复。", keep=True)
    contact(document)
    signature(document)
    tag(document, "{%p if unit %}")
    paragraph(document, "抄送：{{ unit }}", size=14, indent=1, before=LINES, align="left")
    tag(document, "{%p endif %}")
    return document


def notice_of_certificate():
    document = new_document("不予出具证明告知书", 14, 26)
    heading(document, "不予出具证明告知书")
    number(document)
    check_first(document)
    address(document, "{{ resident }}：")
    paragraph(
        document,
        "您来{{ ours }}申请开证明"
        "{% if purpose %}（用途：{{ purpose }}）{% endif %}，我们认真核对了清单。"
        "下面的证明，{{ ours }}不能开，请您按这里写的办法去办，不用再来回跑。",
    )
    tag(document, "{%p for certificate in certificates %}")
    heading_1(
        document,
        "{{ certificate.no_words }}、{% if certificate.title %}"
        "{{ certificate.title }}{% else %}清单没有列出的证明{% endif %}",
    )
    paragraph(document, "您的申请：“{{ certificate.text }}”")
    tag(document, "{%p if certificate.clause %}")
    heading_2(document, "（一）为什么不能开")
    paragraph(document, "{{ certificate.clause }}写明，这项证明不由村（社区）出具。")
    tag(document, "{%p if certificate.basis %}")
    paragraph(
        document,
        "法律和政策依据：{% for basis in certificate.basis %}{{ basis }}"
        "{% if not loop.last %}；{% endif %}{% endfor %}。",
    )
    tag(document, "{%p endif %}")
    heading_2(document, "（二）您可以这样办")
    tag(document, "{%p for way in certificate.plain %}")
    paragraph(document, "{{ loop.index }}．{{ way }}")
    tag(document, "{%p endfor %}")
    tag(document, "{%p if certificate.path %}")
    paragraph(document, "清单原文：“{{ certificate.path }}”", SUBHEADING)
    tag(document, "{%p endif %}")
    tag(document, "{%p if certificate.exceptions %}")
    heading_2(document, "（三）什么情况下可以开")
    tag(document, "{%p for when in certificate.exceptions %}")
    paragraph(document, "{{ when }}的，可以开。您要是这种情况，请带上能说明用途的材料再来一趟。")
    tag(document, "{%p endfor %}")
    tag(document, "{%p endif %}")
    tag(document, "{%p else %}")
    heading_2(document, "（一）为什么不能开")
    paragraph(document, "各张清单都没有列出这项证明，{{ ours }}没有开具的依据。")
    heading_2(document, "（二）您可以这样办")
    paragraph(document, "1．请问清楚要证明的单位：依据哪部法律法规的哪一条，要证明什么，用在哪里。")
    paragraph(
        document,
        "2．有依据的，请把对方写明依据的材料交给{{ ours }}，由{{ ours }}报"
        "{% if unit %}{{ unit }}{% else %}乡镇人民政府（街道办事处）{% endif %}审核后答复您。",
    )
    tag(document, "{%p endif %}")
    tag(document, "{%p endfor %}")
    paragraph(
        document,
        "对方单位还是要您开的，请出示这张告知书，请他们写明依据；"
        "您也可以拨打政务服务便民热线12345反映。",
        before=6,
        keep=True,
    )
    contact(document)
    signature(document, keep=True)
    paragraph(
        document,
        "申请人签收：＿＿＿＿＿＿　　　　　日期：＿＿＿＿年＿＿月＿＿日",
        size=14,
        indent=0,
        before=LINES,
        align="left",
    )
    return document


def receipt():
    document = new_document("协助事项回执")
    heading(document, "协助事项回执")
    number(document)
    check_first(document)
    address(document, "{{ requester }}：")
    paragraph(
        document,
        "你单位请{{ ours }}协助的事项收悉。经对照清单，下列事项属于依法协助政府的工作，"
        "由牵头单位负责并承担主体责任，{{ ours }}在清单所列范围内予以协助。",
        after=8,
    )
    form = table(document, [14, 42, 40, 60])
    heads = row(form, header=True, unbroken=True)
    for cell, words in zip(
        heads.cells, ("序号", "协助事项", "牵头（责任）单位", "清单条款"), strict=True
    ):
        fill(cell, [words], HEADING, "center")
    fill(row(form).cells[0], ["{%tr for task in duties %}"])
    cells = row(form, least=14).cells
    fill(cells[0], ["{{ task.no }}"], align="center")
    fill(cells[1], ["{{ task.text }}"], align="left")
    fill(
        cells[2],
        ["{% if task.units %}{{ task.units }}{% else %}清单没有列明，请来文单位确认{% endif %}"],
        align="center",
    )
    fill(
        cells[3],
        ["{{ task.clause }}", "{%p if task.quote %}", "“{{ task.quote }}”", "{%p endif %}"],
        align="left",
    )
    fill(row(form).cells[0], ["{%tr endfor %}"])
    tag(document, "{%p if rest %}")
    paragraph(document, "来文中的下列事项不属于依法协助的范围，本回执不作答复：", before=8)
    tag(document, "{%p for task in rest %}")
    paragraph(document, "（{{ task.no_words }}）{{ task.text }}——{{ task.label }}")
    tag(document, "{%p endfor %}")
    tag(document, "{%p endif %}")
    paragraph(
        document,
        "请牵头单位"
        "{% if leading %}（{{ leading }}）{% endif %}"
        "明确具体要求、办理时限和联系人，并提供必要的条件和经费。"
        "超出清单所列协助内容的，仍由牵头单位自行办理。",
        before=8,
        keep=True,
    )
    contact(document)
    signature(document)
    tag(document, "{%p if unit %}")
    paragraph(document, "抄送：{{ unit }}", size=14, indent=1, before=LINES, align="left")
    tag(document, "{%p endif %}")
    return document


LINES = 28


def heading(document, words: str):
    paragraph(document, words, TITLE, 22, "center", 0, line=34, after=20, keep=True)


def heading_1(document, words: str):
    paragraph(document, words, HEADING, keep=True)


def heading_2(document, words: str):
    paragraph(document, words, SUBHEADING, keep=True)


def number(document):
    tag(document, "{%p if number %}")
    paragraph(document, "{{ number }}", align="center", indent=0, after=14)
    tag(document, "{%p endif %}")


def check_first(document):
    tag(document, "{%p if check_first %}")
    paragraph(document, CHECK_FIRST, HEADING, 12, "center", 0, after=8)
    tag(document, "{%p endif %}")


def address(document, words: str):
    paragraph(document, words, indent=0, align="left")


def grounds(document):
    """Clause, quote and legal basis of a refused task."""
    paragraph(
        document, "清单条款：{{ task.clause }}{% if task.quote %}：“{{ task.quote }}”{% endif %}。"
    )
    tag(document, "{%p if task.basis %}")
    paragraph(
        document,
        "法律依据：{% for basis in task.basis %}{{ basis }}"
        "{% if not loop.last %}；{% endif %}{% endfor %}。",
    )
    tag(document, "{%p else %}")
    paragraph(document, "以上述公布的清单为依据。")
    tag(document, "{%p endif %}")


def contact(document):
    paragraph(document, "（联系人：{{ contact }}　电话：{{ phone }}）", align="left", keep=True)


def signature(document, keep: bool = False):
    paragraph(document, "{{ village }}", align="right", indent=0, before=LINES, right=2, keep=True)
    paragraph(document, "{{ date }}", align="right", indent=0, right=4, keep=keep)


def fill(cell, lines: list[str], font: str = "仿宋_GB2312", align: str = "both", size: float = 12):
    for line in lines:
        if line.startswith(("{%p", "{%tr")):
            tag(cell, line)
        else:
            paragraph(cell, line, font, size, align, 0, line=size * 1.4)
    first_paragraph_gone(cell)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def label(cell, words: str):
    fill(cell, words.split("\n"), HEADING, "center")


def pair(form, name: str, value: str, name_2: str = "", value_2: str = "", least: float = 11):
    """A row of one label and value, or of two."""
    cells = row(form, least).cells
    label(cells[0], name)
    if not name_2:
        fill(cells[1].merge(cells[3]), value.split("\n"), align="left")
        return
    fill(cells[1], value.split("\n"), align="left")
    label(cells[2], name_2)
    fill(cells[3], value_2.split("\n"), align="left")


def many(
    form, name: str, lines: list[str], least: float = 9, size: float = 12, unbroken: bool = False
):
    """A row whose value has several paragraphs and may run over pages."""
    cells = row(form, least, unbroken).cells
    label(cells[0], name)
    fill(cells[1].merge(cells[3]), lines, align="left", size=size)


def opinion(form, name: str):
    cells = row(form, 29, unbroken=True).cells
    label(cells[0], name)
    whole = cells[1].merge(cells[3])
    paragraph(whole, "（盖章）　　　　　　", size=12, align="right", indent=0, line=18)
    paragraph(
        whole,
        "负责人签字：　　　　　　　　　　　年　　月　　日",
        size=12,
        align="right",
        indent=0,
        line=18,
    )
    first_paragraph_gone(whole)
    whole.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM


TEMPLATES = {
    "review": review,
    "return": letter_of_return,
    "certificate": notice_of_certificate,
    "receipt": receipt,
}


def build(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in TEMPLATES.items():
        (folder / f"{name}.docx").write_bytes(save_bytes(make()))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
