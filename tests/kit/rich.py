"""A workbook as an author makes one who uses all that Excel has: pictures, charts, buttons, comments and the rest."""

import io
import struct
import zipfile
import zlib

import xlsxwriter

MAIN, NOTES = "Figures", "Notes"
_PRINTER = bytes(range(256))
_LIST = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
    ' xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidations count="1">'
    '<x14:dataValidation type="list" allowBlank="0" showInputMessage="1" showErrorMessage="1"><x14:formula1>'
    "<xm:f>Notes!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>B6</xm:sqref></x14:dataValidation></x14:dataValidations>"
    "</ext></extLst>"
)
_VIEWS = (
    '<customSheetViews><customSheetView guid="{6C4C3A1B-2C0B-4B0E-9B7E-0A5E3F0A1B2C}" scale="80"><pageMargins'
    ' left="1" right="1" top="1" bottom="1" header="0.5" footer="0.5"/></customSheetView></customSheetViews>'
)
_BOOK_VIEWS = (
    '<customWorkbookViews><customWorkbookView name="small" guid="{6C4C3A1B-2C0B-4B0E-9B7E-0A5E3F0A1B2C}"'
    ' xWindow="0" yWindow="0" windowWidth="9000" windowHeight="5000" activeSheetId="1"/></customWorkbookViews>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rich_workbook() -> bytes:
    """Return it: `Figures` has inputs in B3 to B6 and the sum of B3:B5 in B7; there are a chart sheet and `Notes`."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, chart_sheet, notes = book.add_worksheet(MAIN), book.add_chartsheet("Chart"), book.add_worksheet(NOTES)
        _figures(book, sheet)
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": f"={MAIN}!$B$3:$B$5"})
        chart_sheet.set_chart(chart)
        notes.write_column("A1", ["May be", "north", "south", "east"])
        notes.write_comment("A1", "what a list has")
        book.define_name("Wanted", f"={MAIN}!$B$3")
        book.define_name(f"{NOTES}!Here", f"={NOTES}!$A$2:$A$4")
        book.set_properties({"title": "The author's own", "company": "A district", "author": "Somebody"})
        book.set_custom_property("Edition", "third")
    return _added(out.getvalue())


def _figures(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    free, bold = book.add_format({"locked": False, "num_format": "#,##0.0"}), book.add_format({"bold": True})
    sheet.protect()
    sheet.write_rich_string("A1", "A ", bold, "return", " of figures")
    sheet.write_column("A3", ["One", "Two", "Three", "Where"])
    for row in range(2, 6):
        sheet.write_blank(row, 1, None, free)
    sheet.write_formula("B2", '=IF(COUNT(B3:B5)=3,"ready","not yet")')
    sheet.write_formula("B7", "=SUM(B3:B5)", free, 0)
    sheet.data_validation("B3:B5", {"validate": "integer", "criteria": ">=", "value": 0, "ignore_blank": False})
    sheet.conditional_format("B3:B5", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A2:C2", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("C3", {"range": f"{MAIN}!B3:B5"})
    sheet.insert_image("E2", "logo.png", {"image_data": io.BytesIO(png())})
    sheet.set_header("&L&G&CA district&R&D", {"image_left": "logo.png", "image_data_left": io.BytesIO(png())})
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": f"={MAIN}!$B$3:$B$5"})
    sheet.insert_chart("E9", chart)
    sheet.insert_button("E7", {"caption": "Press"})
    sheet.insert_textbox("E20", "A box with words")
    sheet.write_comment("B3", "count all of them", {"author": "Somebody"})
    sheet.write_comment("B5", "and these", {"visible": True})
    sheet.write_url("A9", "https://example.org/", string="where to ask")
    sheet.set_column("G:H", 9, None, {"level": 1, "hidden": True})
    sheet.freeze_panes(2, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.print_area("A1:C9")
    sheet.repeat_rows(0, 1)


def png() -> bytes:
    """Return a picture of one red point."""
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))]
    parts = [
        struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in (*chunks, (b"IEND", b""))
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _added(data: bytes) -> bytes:
    """Add what xlsxwriter does not write: a printer's settings, custom XML, a list in the newer form, custom views."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet, rels = "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"
    parts["xl/printerSettings/printerSettings1.bin"] = _PRINTER
    parts["customXml/item1.xml"] = b"<own xmlns='urn:example'>kept</own>"
    parts["docProps/thumbnail.jpeg"] = b"\xff\xd8\xff\xe0 a thumbnail"
    parts["xl/calcChain.xml"] = (
        b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<c r="B2" i="1"/><c r="B7"/></calcChain>'
    )
    changes: dict[str, tuple[tuple[str, str], ...]] = {
        sheet: (
            ("</extLst>", f"{_LIST.removeprefix('<extLst>')}"),
            ('<conditionalFormatting sqref="B3:B5"', f'{_VIEWS}<conditionalFormatting sqref="B3:B5"'),
            ("<pageSetup ", '<pageSetup r:id="rIdP" '),
        ),
        rels: (("</Relationships>", _relation("rIdP", "printerSettings", "../printerSettings/printerSettings1.bin")),),
        "xl/workbook.xml": (("</workbook>", f"{_BOOK_VIEWS}</workbook>"),),
        "xl/_rels/workbook.xml.rels": (("</Relationships>", _relation("rIdC", "calcChain", "calcChain.xml")),),
        "_rels/.rels": (("</Relationships>", _relation("rIdX", "customXml", "customXml/item1.xml")),),
        "[Content_Types].xml": (
            (
                "</Types>",
                '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
                'printerSettings"/><Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
                'officedocument.spreadsheetml.calcChain+xml"/></Types>',
            ),
        ),
    }
    for name, pairs in changes.items():
        text = parts[name].decode()
        for old, new in pairs:
            assert old in text, (name, old)
            before, _, after = text.rpartition(old)
            text = before + new + after
        parts[name] = text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _relation(own: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{own}" Type="{_OFFICE}/{kind}" Target="{target}"/></Relationships>'
