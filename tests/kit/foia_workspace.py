"""Workspaces of published FOIA reports: the components' workbooks in the inbox, the published whole as the agency's."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font

from kit.foia import Reported, cells, foia, number, values
from xlsreport.intake.workspace import settings_text
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.workbook import Value
from xlsreport.package import settled


def lay_out(folder: Path, told: Sequence[Reported], *, whole: bool = True) -> Path:
    """Lay out the workspace of an agency's year in `folder`, with the published whole as its own; return the folder."""
    form, components = foia(), named_apart([each for each in told if not each.overall])
    period = folder / f"FY{told[0].year}"
    inbox = period / "inbox"
    inbox.mkdir(parents=True)
    (folder / "xlsreport.toml").write_bytes(settings_text(form.id).encode())
    (folder / form.names.roster).write_bytes(roster([(each.code, each.name) for each in components]))
    for each in components:
        (inbox / f"{file_name(each.code)}.xlsx").write_bytes(form.engine.fill(values(each)))
    overall = next((each for each in told if each.overall), None)
    if whole and overall is not None:
        (period / form.names.whole).write_bytes(whole_workbook(overall))
    return folder


def named_apart(components: Sequence[Reported]) -> list[Reported]:
    """Return `components` with a code and a name of their own each, which some reports do not give them."""
    made, codes, names = list[Reported](), Counter[str](), Counter[str]()
    for number_of, each in enumerate(components, 1):
        code, name = each.code or f"C{number_of}", each.name.strip("?") or f"Component {number_of}"
        codes[code.casefold()] += 1
        names[name.casefold()] += 1
        if codes[code.casefold()] > 1:
            code = f"{code}-{codes[code.casefold()]}"
        if names[name.casefold()] > 1:
            name = f"{name} ({code})"
        made.append(replace(each, code=code, name=name))
    return made


def file_name(code: str) -> str:
    """Return a code as a file name that every system takes."""
    return "".join(sign if sign.isalnum() or sign in " &.-" else "-" for sign in code).strip(" .")


def whole_workbook(overall: Reported) -> bytes:
    """Return the published whole as a workbook of the form, its totals typed as they were published."""
    form = foia()
    named = replace(overall, code=overall.agency)
    published = {cell: number(overall.items.get(item)) for item, cell in cells().items() if cell in form.formulas}
    typed = {cell: figure for cell, figure in published.items() if figure is not None}
    return _typed_over(form.engine.fill(values(named)), typed)


def _typed_over(data: bytes, typed: Mapping[Address, Value]) -> bytes:
    if not typed:
        return data
    book = load_workbook(io.BytesIO(data))
    for cell, value in typed.items():
        book[cell.sheet][cell.cell] = float(value) if isinstance(value, Decimal) else value
    return _saved(book)


def roster(rows: Sequence[tuple[str, str]]) -> bytes:
    """Return the roster of these codes and names."""
    texts = language_named("en").text
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = texts("roster_sheet")
    sheet.append([f"{texts('roster_code')}*", f"{texts('roster_name')}*"])
    for row in rows:
        sheet.append(list(row))
    for row_of in sheet.iter_rows():
        for cell in row_of:
            cell.data_type, cell.number_format = "s", "@"
            cell.font, cell.alignment = Font(name="Arial", size=10, bold=cell.row == 1), Alignment(vertical="center")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, 80
    sheet.freeze_panes = "A2"
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())
