"""Builds office files for tests: notices as .docx, .pdf and .ofd, and hostile files."""

import io
import zipfile
from pathlib import Path

OFD = "http://www.ofdspec.org/2016"


def make_docx(lines, path: Path, pages: bool = False) -> None:
    """Each line a paragraph, lines with bars a table; with `pages`, a break before every tenth one."""
    from docx import Document
    from docx.enum.text import WD_BREAK

    document = Document()
    table = None
    for number, line in enumerate(lines):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not line.strip("|-: "):
                continue
            table = table or document.add_table(0, len(cells))
            for cell, text in zip(table.add_row().cells, cells, strict=True):
                cell.text = text
            continue
        table = None
        paragraph = document.add_paragraph()
        if pages and number and number % 10 == 0:
            paragraph.add_run().add_break(WD_BREAK.PAGE)
        paragraph.add_run(line.lstrip("# "))
    document.save(str(path))


def wrapped(lines, width=28, per_page=26):
    """Lines as a printer sets them: (page, row, indent, text); titles are not indented."""
    row = page = 0
    for line in lines:
        first = True
        rest = line
        while rest:
            room = _fitting(rest, width - 2 if first else width)
            if row == per_page:
                row, page = 0, page + 1
            yield page, row, 2 if first else 0, rest[:room]
            rest, first, row = rest[room:], False, row + 1


def _fitting(text, width):
    """How many characters fit; Latin letters and digits are half as wide."""
    taken = 0.0
    for number, sign in enumerate(text):
        taken += 0.5 if sign.isascii() else 1.0
        if taken > width:
            return number
    return len(text)


def pages_of(lines, **options):
    """The page, from 1, on which every line begins."""
    found, seen = [], 0
    for page, _, indent, _ in wrapped(lines, **options):
        if indent:
            found.append(page + 1)
            seen += 1
    return found


def make_pdf(lines, path: Path, repeat: int = 1) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    for _ in range(repeat):
        current = 0
        canvas.setFont("STSong-Light", 16)
        for page, row, indent, text in wrapped(lines):
            if page != current:
                canvas.drawString(290, 40, f"— {current + 1} —")
                canvas.showPage()
                canvas.setFont("STSong-Light", 16)
                current = page
            canvas.drawString(74 + 16 * indent, 760 - 27 * row, text)
        canvas.drawString(290, 40, f"— {current + 1} —")
        canvas.showPage()
    canvas.save()


def make_blank_pdf(path: Path) -> None:
    """A page with a picture of nothing, as a scan."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.showPage()
    canvas.save()


def make_locked_pdf(path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(100, 700, "text")
    canvas.save()


def make_ofd(lines, path: Path) -> None:
    """Sizes in millimetres, as the standard wants."""
    pages: dict[int, list[str]] = {}
    for page, row, indent, text in wrapped(lines):
        x, y, size = 28 + 5.6 * indent, 30 + 9.5 * row, 5.6
        deltas = " ".join(str(size / 2 if sign.isascii() else size) for sign in text[:-1])
        pages.setdefault(page, []).append(
            f'<ofd:TextObject ID="{page}{row}" Boundary="{x} {y} {size * len(text)} 8" Size="{size}">'
            f'<ofd:TextCode X="0" Y="6" DeltaX="{deltas}">{text}</ofd:TextCode></ofd:TextObject>'
        )
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", f'{head}<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody>'
                         "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>")
        listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in pages)
        archive.writestr("Doc_0/Document.xml", f'{head}<ofd:Document xmlns:ofd="{OFD}">'
                         f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>")
        for number, objects in pages.items():
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f'{head}<ofd:Page xmlns:ofd="{OFD}"><ofd:Content><ofd:Layer>{"".join(objects)}'
                "</ofd:Layer></ofd:Content></ofd:Page>",
            )


def docx_bytes(document_xml: str, **members: bytes) -> bytes:
    """A .docx with this main part."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document_xml)
        for name, raw in members.items():
            archive.writestr(name, raw)
    return held.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph_xml(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def simple_docx(*texts: str) -> bytes:
    body = "".join(map(paragraph_xml, texts))
    return docx_bytes(f"<w:document {W}><w:body>{body}</w:body></w:document>")


def ole_bytes(stream: str) -> bytes:
    """Enough of an OLE file to be taken for one that holds this stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1016 + stream.encode("utf-16-le") + b"\x00" * 512


def bomb(name: str, megabytes: int = 300) -> bytes:
    """A zip whose one member unpacks a thousandfold."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _ in range(megabytes):
            member.write(b" " * 1024 * 1024)
    return held.getvalue()


def locked_zip(name: str) -> bytes:
    """A zip that says that its member is encrypted."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, b"x")
    raw = bytearray(held.getvalue())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


ENTITY = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
          f"<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>")
LAUGHS = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">'
          + "".join(f'<!ENTITY a{n} "{("&a" + str(n - 1) + ";" if n > 1 else "&a;") * 10}">' for n in range(1, 9))
          + f"]><w:document {W}><w:body><w:p><w:r><w:t>&a8;</w:t></w:r></w:p></w:body></w:document>")
