"""An Excel template for lists: one sheet per kind of list, one for the pack itself, and a guide."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from liststrict.errors import InputError
from liststrict.packtools.folder import write_file

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# Sheet -> (slug, title of the list, headings). The headings are those that the import knows.
SHEETS: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "权力事项": ("power", "村级权力事项清单", ("序号", "事项名称", "依据", "指导单位")),
    "自治事项": (
        "self", "村民委员会依法自治事项清单",
        ("序号", "类别", "自治事项", "细化事项", "依据", "指导单位"),
    ),
    "协助事项": (
        "assist", "村民委员会依法协助政府工作事项清单",
        ("序号", "事项名称", "依法协助政府工作具体内容", "协助工作细化事项", "依据", "主管单位"),
    ),
    "出具证明": (
        "cert", "村级组织依法出具证明事项清单",
        ("序号", "事项名称", "要求提供证明单位", "证明用途", "依据", "证明方式"),
    ),
    "不应出具证明": (
        "nocert", "不应由村（社区）出具证明事项清单",
        ("序号", "证明名称", "别名", "办事途径", "依据"),
    ),
    "服务事项": ("service", "村级服务事项清单", ("序号", "事项名称", "依据", "指导单位")),
    "负面事项": (
        "neg", "村民委员会工作负面事项清单",
        ("序号", "工作事项类别", "涉及部门", "具体工作内容", "依据"),
    ),
}  # fmt: skip
PACK_SHEET: Final = "规则包"
_PACK_ROWS: Final = (
    ("规则包编号", "小写字母，如 jinji"),
    ("规则包名称", ""),
    ("适用地方", "如 重庆市金鸡镇"),
    ("层级", "全国、省、县、乡镇 或 村"),
    ("来源文件", "清单文件的标题，照录原文"),
    ("发布单位", ""),
    ("发布日期", "如 2026-01-01"),
    ("生效日期", "如 2026-01-01"),
)
_GUIDE: Final = (
    "怎样填写",
    "1. 先填“规则包”表的第二列，再在各张清单里从表头下一行开始填，一行一个事项。用不着的清单留空或删去。",
    "2. 文字照录原文件，错字也照录；更正以后写在规则包的 errata 里。",
    "3. 一格里有几款的，每款另起一行（Alt+Enter），前面写 1. 2. 3.；几个单位用顿号隔开。",
    "4. 依据照录，如《森林防火条例》第二十一条；一格里有几部法律的，每部另起一行。",
    "5. 不要改表头；可以插入、移动列。不认识的列不会导入，会写在报告里。",
    "6. 填好后运行：liststrict pack import 本文件.xlsx -o 新文件夹",
)
_WIDTHS: Final = {"序号": 6, "类别": 14, "办事途径": 60, "依据": 44, "证明用途": 40}


def write_template(file: Path) -> None:
    """Writes the template. Raises InputError if the ending is wrong or nothing can be written."""
    if file.suffix.lower() != ".xlsx":
        raise InputError(f"{file}：样表的扩展名应为 .xlsx")
    if file.exists():
        raise InputError(f"{file}：已经存在，不会覆盖；请换一个文件名")
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError:
        raise InputError(
            "写 .xlsx 需要 office 组件；请先运行 pip install 'liststrict[office]'"
        ) from None
    book = Workbook()
    book.remove(book.worksheets[0])
    _guide(book)
    _pack(book)
    for name, (slug, title, headings) in SHEETS.items():
        _list(book.create_sheet(name), slug, title, headings)
    write_file(file, book.save)


def _guide(book: "Workbook") -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet("说明")
    for number, line in enumerate(_GUIDE, 1):
        sheet.cell(number, 1, line)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 110


def _pack(book: "Workbook") -> None:
    from openpyxl.styles import Font

    sheet = book.create_sheet(PACK_SHEET)
    for number, (name, hint) in enumerate(_PACK_ROWS, 1):
        sheet.cell(number, 1, name).font = Font(bold=True)
        sheet.cell(number, 3, hint).font = Font(color="808080")
    for column, width in (("A", 16), ("B", 50), ("C", 40)):
        sheet.column_dimensions[column].width = width


def _list(sheet: "Worksheet", slug: str, title: str, headings: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for row, facts in enumerate((("清单编号", slug), ("清单名称", title)), 1):
        for column, text in enumerate(facts, 1):
            sheet.cell(row, column, text)
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(4, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE8F0")
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(heading, 30)
        for row in range(5, 60):
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A5"
