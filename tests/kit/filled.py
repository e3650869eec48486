"""The disclosure form filled in: with a clean department's figures, and damaged as clerks damage it."""

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import formualizer
from openpyxl import load_workbook

from xlsreport.forms import find_form, load_form
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Role
from xlsreport.model.workbook import Value

DISCLOSURE = "disclosure-2021"
TEXTS = {
    "基本信息!B3": "测试局",
    "基本信息!B4": "T01",
    "基本信息!B6": "设区的市级",
    "基本信息!B7": "和平路1号",
    "基本信息!B8": "1000001",
    "基本信息!B9": "100001",
    "基本信息!B10": "办公室",
}


@lru_cache(maxsize=1)
def disclosure() -> Form:
    """Return the built-in disclosure form."""
    return load_form(find_form(DISCLOSURE))


def values(cells: Mapping[str, Any] | None = None, period: int = 2023) -> dict[Address, Value]:
    """Return a complete, clean submission (every required figure 0, every text there), with `cells` put in."""
    form = disclosure()
    filled: dict[Address, Value] = {field.address: Decimal(0) for field in form.figures if field.required} | {
        field.address: f"{field.label.columns[-1]}：已按要求开展工作。" for field in form.prose if field.required
    }
    filled |= {Address.parse(cell): text for cell, text in TEXTS.items()}
    filled[form.identity.period] = Decimal(period)
    for cell, value in (cells or {}).items():
        address = Address.parse(cell)
        if value is None:
            filled.pop(address, None)
        else:
            filled[address] = Decimal(str(value)) if isinstance(value, int | float) else value
    return filled


def inputs_only(cells: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of `cells` that the form leaves to the department: printed totals are left out."""
    figures = {str(f.address) for f in disclosure().fields.values() if f.role is Role.FIGURE}
    return {cell: value for cell, value in cells.items() if cell in figures and value is not None}


def workbook(cells: Mapping[str, Any] | None = None, typed_over: Mapping[str, Any] | None = None) -> bytes:
    """Return a filled workbook; `typed_over` cells are typed as they are, even over formulas, and recalculated."""
    data = disclosure().engine.fill(values(cells))
    return damaged(data, typed_over) if typed_over else data


def damaged(data: bytes, typed_over: Mapping[str, Any]) -> bytes:
    """Return the workbook `data` with `typed_over` typed in as a clerk would, and recalculated as Excel would."""
    book = load_workbook(io.BytesIO(data))
    for cell, value in typed_over.items():
        address = Address.parse(cell)
        book[address.sheet][address.cell] = value
    out = io.BytesIO()
    book.save(out)
    recalculated: bytes = formualizer.recalculate_xlsx_bytes(out.getvalue())["bytes"]
    return recalculated


def with_chart_sheet(data: bytes, name: str, kind: str = "chartsheet") -> bytes:
    """Return the workbook `data` with a sheet in front that is a chart (or a dialog, a macro) and has no cells."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    sheet = f'<sheet name="{name}" sheetId="999" r:id="rIdC" xmlns:r="{office}"/>'
    link = f'<Relationship Id="rIdC" Type="{office}/{kind}" Target="/xl/{kind}s/sheet1.xml"/>'
    changes = {
        "xl/workbook.xml": ("<sheets>", f"<sheets>{sheet}"),
        "xl/_rels/workbook.xml.rels": ("</Relationships>", f"{link}</Relationships>"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for each in package.namelist():
            content = package.read(each).decode() if each in changes else package.read(each)
            changed.writestr(
                zipfile.ZipInfo(each), content.replace(*changes[each]) if isinstance(content, str) else content
            )
        changed.writestr(zipfile.ZipInfo(f"xl/{kind}s/sheet1.xml"), f"<{kind}/>")
    return out.getvalue()


def saved(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` as `folder`/`name` and return the path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
