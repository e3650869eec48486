"""Validations in the form that Excel writes since 2010 where they name another sheet; openpyxl knows none of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from openpyxl.worksheet.datavalidation import DataValidation

from xlsreport.forms.copying.parts import Book as Package
from xlsreport.forms.copying.parts import Element

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

_MAIN = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_TEXT = "{http://schemas.microsoft.com/office/excel/2006/main}"


def add_newer_validations(book: "Workbook", data: bytes) -> None:
    """Have `book`, which openpyxl read from `data`, know the validations in the newer form before its others."""
    package = Package(data)
    for sheet in book.worksheets:
        part = package.pages.get(sheet.title)
        if part is not None and b"dataValidation" in package.parts.raw(part):
            held = sheet.data_validations
            held.dataValidation = [*_of(package.sheet(sheet.title)), *held.dataValidation]


def _of(sheet: Element) -> Iterator[DataValidation]:
    for said in sheet.iter(f"{_MAIN}dataValidation"):
        yield DataValidation(
            sqref=said.findtext(f"{_TEXT}sqref") or "",
            type=cast("Any", said.get("type")),
            operator=cast("Any", said.get("operator")),
            allow_blank=said.get("allowBlank") in ("1", "true"),
            formula1=_formula(said, "formula1"),
            formula2=_formula(said, "formula2"),
        )


def _formula(said: Element, name: str) -> str | None:
    return said.findtext(f"{_MAIN}{name}/{_TEXT}f")
