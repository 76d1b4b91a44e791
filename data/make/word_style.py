"""Fonts, page and paragraphs of official documents (GB/T 9704), for python-docx."""

import io
import re

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from liststrict.forms.package import repacked

TITLE, BODY, HEADING, SUBHEADING = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
LINE = 28.95  # points: 22 lines on the 225 mm between the margins

# Name, other names that Word tries where the font is missing, panose digits.
FONTS = (
    (TITLE, "方正小标宋_GBK,宋体", "02010601030101010101"),
    (BODY, "仿宋", "02010609030101010101"),
    (SUBHEADING, "楷体", "02010609030101010101"),
    (HEADING, "SimHei", "02010609060101010101"),
    ("宋体", "SimSun", "02010600030101010101"),
)


def new_document(title: str, body_size: float = 16, line: float | None = LINE):
    document = Document()
    _clean_package(document, title)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    normal = document.styles["Normal"]
    _without_theme_fonts(document)
    set_font(normal, BODY, body_size)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    if line:
        normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        normal.paragraph_format.line_spacing = Pt(line)
    _page_numbers(document, section)
    return document


def set_font(target, name: str, size: float, bold: bool = False):
    """`target` is a style or a run."""
    target.font.name, target.font.size, target.font.bold = LATIN, Pt(size), bold
    fonts = target.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)
    # Quotes and dashes belong to Chinese fonts, though Unicode counts them as Latin.
    fonts.set(qn("w:hint"), "eastAsia")
    return target


def paragraph(
    holder,
    text: str,
    font: str = BODY,
    size: float = 0,
    align: str = "both",
    indent: float = 2,
    line: float | None = None,
    before: float = 0,
    after: float = 0,
    right: float = 0,
    keep: bool = False,
    bold: bool = False,
):
    """`indent` and `right` count characters; without a size it is that of the document."""
    size = size or holder.part.styles["Normal"].font.size.pt
    made = holder.add_paragraph()
    set_font(made.add_run(text), font, size, bold)
    made.alignment = {
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
    layout = made.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = keep
    layout.widow_control = True
    if line:
        layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    if indent:
        layout.first_line_indent = Pt(size * indent)
        _indents(made).set(qn("w:firstLineChars"), str(round(indent * 100)))
    if right:
        layout.right_indent = Pt(size * right)
        _indents(made).set(qn("w:rightChars"), str(round(right * 100)))
    return made


def tag(holder, text: str):
    """A paragraph that holds a loop or condition; it disappears when the form is made."""
    return paragraph(holder, text, size=9, indent=0, align="left", line=12)


def table(document, widths: list[float]):
    """An empty table with fixed columns (mm), so that no value can widen it."""
    made = document.add_table(rows=0, cols=len(widths))
    made.style = "Table Grid"
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    return made


def row(made, least: float = 9, unbroken: bool = False, header: bool = False):
    """A row of at least so many mm."""
    added = made.add_row()
    added.height = Mm(least)
    properties = added._tr.get_or_add_trPr()
    if unbroken:
        properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    return added


def first_paragraph_gone(cell):
    """A new cell has an empty paragraph; ours come after it."""
    empty = cell.paragraphs[0]
    if len(cell.paragraphs) > 1:
        empty._p.getparent().remove(empty._p)


def save_bytes(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return repacked(target.getvalue())


def _indents(made):
    return made._p.get_or_add_pPr().get_or_add_ind()


def _clean_package(document, title: str):
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.last_modified_by, properties.language = "", "zh-CN"
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.FONT_TABLE:
            relation.target_part._blob = _font_table()


def _font_table() -> bytes:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/>'
        '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others, panose in FONTS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{fonts}</w:fonts>"
    ).encode()


def _without_theme_fonts(document):
    """Theme fonts would win over ours in parts of Word."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if re.search("theme", name, re.I)]:
            del fonts.attrib[name]
        if fonts.getparent().getparent().tag == qn("w:rPrDefault"):
            fonts.set(qn("w:ascii"), LATIN)
            fonts.set(qn("w:hAnsi"), LATIN)
            fonts.set(qn("w:eastAsia"), BODY)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def _page_numbers(document, section):
    """— 1 — in 宋体 4号: odd pages to the right, even pages to the left, one character in."""
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        made = footer.paragraphs[0]
        made.alignment = {"right": WD_ALIGN_PARAGRAPH.RIGHT, "left": WD_ALIGN_PARAGRAPH.LEFT}[align]
        side = _indents(made)
        side.set(qn(f"w:{align}Chars"), "100")
        side.set(qn(f"w:{align}"), "280")
        set_font(made.add_run("— "), "宋体", 14)
        _page_field(made)
        set_font(made.add_run(" —"), "宋体", 14)


def _page_field(made):
    for kind in ("begin", "PAGE", "separate", "1", "end"):
        run = set_font(made.add_run(), "宋体", 14)
        if kind == "PAGE":
            code = OxmlElement("w:instrText")
            code.text = " PAGE "
            run._r.append(code)
        elif kind == "1":
            run.text = "1"
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
