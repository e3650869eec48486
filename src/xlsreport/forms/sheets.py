"""The form's workbook as openpyxl sees it, turned into layouts, inputs and formulas."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from xlsreport.errors import FormError
from xlsreport.forms.labels import Merge, Position, flat, head_positions, spread
from xlsreport.language import bilingual
from xlsreport.model.address import Address, cell_range
from xlsreport.model.form import Field, Kind
from xlsreport.model.labels import SheetLayout
from xlsreport.model.number_formats import decimals_of, is_general

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

KINDS = {"whole": Kind.COUNT, "decimal": Kind.AMOUNT, "list": Kind.CHOICE, "textLength": Kind.TEXT}


def unlocked_cells(book: "Workbook") -> Iterator[Address]:
    """Yield the cells that the sender may fill, in filling order: unlocked cells of protected sheets."""
    for sheet in book.worksheets:
        if not sheet.protection.sheet:
            continue
        for cell in _cells(sheet):
            if not cell.protection.locked:
                yield Address(sheet.title, cell.row, cell.column)


def formula_cells(book: "Workbook") -> dict[Address, str]:
    """Return the formulas of all locked cells, in the order of the sheets.

    Raises `FormError` naming the cell for one that fills other cells too, which stand there as if somebody typed them.
    """
    return {
        Address(sheet.title, cell.row, cell.column): _of_one_cell(cell)
        for sheet in book.worksheets
        for cell in _cells(sheet)
        if cell.data_type == "f" and (cell.protection.locked or not sheet.protection.sheet)
    }


def constant_cells(book: "Workbook") -> dict[Address, Any]:
    """Return what stands in cells without a formula: labels and constants, which formulas may read."""
    return {
        Address(sheet.title, cell.row, cell.column): cell.value
        for sheet in book.worksheets
        for cell in _cells(sheet)
        if cell.data_type != "f" and cell.value is not None
    }


def number_formats(book: "Workbook", cells: Iterable[Address]) -> dict[Address, str]:
    """Return the number format of each of `cells` that has one of its own."""
    codes = {address: str(book[address.sheet].cell(address.row, address.column).number_format) for address in cells}
    return {address: code for address, code in codes.items() if not is_general(code)}


def as_seen(field: Field, sheet: "Worksheet", code: str) -> Field:
    """Return `field` as its cell looks: a mean is rounded as the number format `code` shows it, else as it is measured.

    What nobody sees is asked of nobody, so it need not be filled.
    """
    measured = 0 if field.kind is Kind.COUNT else field.measure.decimals
    decimals = decimals_of(code)
    required = field.required and not _is_hidden(sheet, field.address)
    return replace(field, decimals=measured if decimals is None else decimals, required=required)


def _is_hidden(sheet: "Worksheet", cell: Address) -> bool:
    if sheet.sheet_state != "visible":
        return True
    if cell.row in sheet.row_dimensions and sheet.row_dimensions[cell.row].hidden:
        return True
    groups = (each for each in sheet.column_dimensions.values() if each.hidden)
    return any((each.min or 0) <= cell.column <= (each.max or 0) for each in groups)


def sheet_layout(sheet: "Worksheet", inputs: frozenset[Position]) -> SheetLayout:
    """Return how `sheet` looks; `inputs` are the positions whose labels must stay where they are."""
    texts = {
        (cell.row, cell.column): cell.value
        for cell in _cells(sheet)
        if isinstance(cell.value, str) and cell.data_type != "f" and (cell.row, cell.column) not in inputs
    }
    merges = tuple(sorted((r.min_row, r.min_col, r.max_row, r.max_col) for r in sheet.merged_cells.ranges))
    return SheetLayout(
        name=sheet.title,
        texts=texts,
        merges=merges,
        widths=column_widths(sheet),
        heights={row: d.height for row, d in sheet.row_dimensions.items() if d.height},
        anchors=_anchors(inputs, texts, merges),
        places=inputs | {(cell.row, cell.column) for cell in _cells(sheet) if cell.value is not None},
    )


def validations(sheet: "Worksheet") -> dict[Position, "DataValidation"]:
    """Return the data validation of every cell that has one."""
    return {
        (address.row, address.column): validation
        for validation in sheet.data_validations.dataValidation
        for area in validation.sqref.ranges
        for address in cell_range(area.coord, sheet.title)
    }


def kind_of(validation: "DataValidation | None", place: Address) -> Kind:
    """Return what a cell accepts; text where it has no validation."""
    if validation is None or validation.type in (None, "none"):
        return Kind.TEXT
    try:
        return KINDS[validation.type]
    except KeyError:
        raise FormError(bilingual("form_validation", at=place, type=validation.type)) from None


def bounds_of(validation: "DataValidation | None", place: Address) -> tuple[Decimal | None, Decimal | None]:
    """Return the inclusive bounds that a validation sets; raises `FormError` for one it cannot express."""
    if validation is None or validation.type not in ("whole", "decimal", "textLength"):
        return None, None
    try:
        return _bounds(validation)
    except (ArithmeticError, KeyError):
        raise FormError(bilingual("form_bounds", at=place)) from None


def choices_of(
    validation: "DataValidation | None", texts: Mapping[Address, Any], place: Address, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the entries of a list validation, given inline, as a range of the form or by one of its `names`.

    Raises `FormError` naming the cell for a source that is none of these, such as another workbook.
    """
    if validation is None or validation.type != "list":
        return ()
    source = str(validation.formula1 or "")
    if source.startswith('"'):
        return tuple(part.strip() for part in source.strip('"').split(","))
    area = source.lstrip("=")
    try:
        cells = cell_range(names.get(area.casefold(), area).replace("$", ""), place.sheet)
    except ValueError:
        raise FormError(bilingual("form_list", at=place, source=source)) from None
    if "[" in area:
        raise FormError(bilingual("form_list", at=place, source=source))
    return tuple(str(texts[cell]) for cell in cells if cell in texts)


def named_ranges(book: "Workbook") -> dict[str, str]:
    """Return the names of a workbook that stand for one cell or one range of it, in small letters, with its address."""
    found = {}
    for name, stands in defined_names(book).items():
        with suppress(ValueError):
            if "!" in stands and "[" not in stands and cell_range(stands.replace("$", ""))[0].sheet in book.sheetnames:
                found[name] = stands
    return found


def defined_names(book: "Workbook") -> dict[str, str]:
    """Return what the names of a workbook stand for, by name in small letters."""
    own = {
        name.casefold(): str(name_of.value)
        for sheet in book.worksheets
        for name, name_of in sheet.defined_names.items()
    }
    return own | {name.casefold(): str(each.value) for name, each in book.defined_names.items()}


def _bounds(validation: "DataValidation") -> tuple[Decimal | None, Decimal | None]:
    first = Decimal(str(validation.formula1))
    match validation.operator:
        case None | "between":
            return first, Decimal(str(validation.formula2))
        case "greaterThanOrEqual":
            return first, None
        case "lessThanOrEqual":
            return None, first
        case "equal":
            return first, first
        case other:
            raise KeyError(other)


def _cells(sheet: "Worksheet") -> Iterator["Cell"]:
    for row in sheet.iter_rows():
        for cell in row:
            if not isinstance(cell, MergedCell):
                yield cell


def column_widths(sheet: "Worksheet") -> dict[int, float]:
    """Return how many characters wide each column is that somebody has set."""
    groups = [each for each in sheet.column_dimensions.values() if each.width]
    return {column: group.width for group in groups for column in range(group.min or 1, (group.max or 0) + 1)}


def formula_text(cell: "Cell") -> str:
    """Return the formula of a cell, an array formula included."""
    return str(cell.value.text) if isinstance(cell.value, ArrayFormula) else str(cell.value)


def _of_one_cell(cell: "Cell") -> str:
    value: object = cell.value
    if isinstance(value, DataTableFormula) or (isinstance(value, ArrayFormula) and ":" in str(value.ref)):
        said = getattr(value, "text", None) or f"=TABLE({value.ref})"
        place = Address(cell.parent.title, cell.row, cell.column)
        raise FormError(bilingual("form_spilling", at=place, formula=said))
    return formula_text(cell)


def _anchors(
    inputs: frozenset[Position], texts: Mapping[Position, str], merges: tuple[Merge, ...]
) -> dict[Position, str]:
    heads = spread(texts, merges)
    found: dict[Position, str] = {}
    for position in inputs:
        rows, columns = head_positions(position, heads)
        found |= {each: flat(texts[each]) for each in (*rows, *columns)}
    return dict(sorted(found.items()))
