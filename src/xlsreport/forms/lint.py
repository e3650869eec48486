"""Whether a form folder can be used: its formulas, its settings and the tags of its Word template."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import formualizer
from docx import Document
from docx.opc.exceptions import PackageNotFoundError

from xlsreport.errors import FormError
from xlsreport.forms.formulas import functions, parsed, references
from xlsreport.forms.settings import Settings
from xlsreport.model.address import Address
from xlsreport.model.form import Field, Form, Joining
from xlsreport.model.template import tag_name

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_TAG = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")


def check_formulas(formulas: Mapping[Address, str], sheets: set[str]) -> None:
    """Raise `FormError` naming the cell for a formula that does not parse or names what the form has not."""
    for address, formula in formulas.items():
        tree = parsed(formula)
        if tree is None:
            raise FormError(f"{address}：公式“{formula}”不成立。The formula does not parse.")
        for name in functions(tree):
            if not _known_function(name):
                raise FormError(f"{address}：公式中的函数 {name} 不存在。Unknown function {name}.")
        for reference in references(tree):
            _check_reference(address, reference, sheets)


def check_cells(
    settings: Settings, fields: Mapping[Address, Field], formulas: Mapping[Address, str], sheets: set[str]
) -> None:
    """Raise `FormError` for a cell of form.toml that the workbook does not have as an input."""
    who = settings.identity
    needed = {who.name, who.code, who.period, *settings.carried, *settings.prefilled, *settings.joinings}
    for address in sorted(needed):
        if address not in fields:
            raise FormError(f"form.toml 提到 {address}，但它不是可填写的单元格。{address} is not an unlocked cell.")
    for address in sorted({*settings.carried.values(), *settings.prefilled.values()}):
        if address not in fields and address not in formulas:
            raise FormError(f"form.toml 提到上一年的 {address}，但它既不可填写也没有公式。{address} holds no figure.")
    for address, (how, weight) in settings.joinings.items():
        if how is Joining.MEAN and weight not in fields:
            raise FormError(f"form.toml 中 {address} 的权重 {weight} 不可填写。The weight {weight} is not an input.")


def check_template(path: Path, form: Form) -> None:
    """Raise `FormError` naming the paragraph or table cell for a tag of the Word template that names no cell."""
    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError):
        raise FormError(f"{path}：没有这个文件，或不是 Word 文档。Missing, or not a Word document.") from None
    sheets = {tag_name(name): name for name in form.layouts}
    for place, text in _passages(document):
        for tag in _TAG.findall(text):
            _check_tag(path, place, tag, sheets, form)


def _known_function(name: str) -> bool:
    probe = formualizer.Workbook()
    probe.set_formula("A", 1, 1, f"={name}()")
    probe.evaluate_all()
    value = probe.get_value("A", 1, 1)
    return not (isinstance(value, dict) and value.get("kind") in ("Name", "NImpl"))


def _check_reference(address: Address, reference: str, sheets: set[str]) -> None:
    sheet, divider, _ = reference.rpartition("!")
    name = sheet.strip("'").replace("''", "'")
    if divider and name not in sheets:
        raise FormError(f"{address}：公式引用了不存在的工作表“{name}”。The formula refers to no sheet of the form.")


def _check_tag(path: Path, place: str, tag: str, sheets: Mapping[str, str], form: Form) -> None:
    expression = _QUOTED.sub("", tag)
    for sheet, cell in re.findall(r"(\w+)\.(\$?[A-Za-z]{1,3}\$?\d+)\b", expression):
        address = Address.parse(cell, sheets.get(sheet, sheet))
        if address not in form.fields and address not in form.formulas:
            raise FormError(
                f"{path}：{place} 的标签 {tag} 不是表样中可填写或有公式的单元格。The tag names no cell of the form."
            )


def _passages(document: "WordDocument") -> Iterator[tuple[str, str]]:
    yield from _numbered(document.paragraphs, "正文")
    for number, table in enumerate(document.tables, 1):
        yield from _table(table, number)
    for section in document.sections:
        yield from _numbered((*section.header.paragraphs, *section.footer.paragraphs), "页眉页脚")


def _numbered(
    paragraphs: "Iterator[Paragraph] | tuple[Paragraph, ...] | list[Paragraph]", where: str
) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(paragraphs, 1):
        yield f"{where}第 {number} 段", paragraph.text


def _table(table: "Table", number: int) -> Iterator[tuple[str, str]]:
    for r, row in enumerate(table.rows, 1):
        for c, cell in enumerate(row.cells, 1):
            yield f"第 {number} 个表第 {r} 行第 {c} 列", cell.text
