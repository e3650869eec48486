"""A bag of 2022 as small as one can be: a figure and its total of each unit."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kit.desks import desk
from xlsreport.archive.record import Record, record_bytes
from xlsreport.archive.record_model import FiledDepartment, FiledForm, ToolVersions
from xlsreport.archive.tables import ValueRow, texts_bytes, values_bytes
from xlsreport.model.address import Address

NEW, TOTAL = Address.parse("表三!D6"), Address.parse("表三!J6")


@dataclass(frozen=True, slots=True)
class Other:
    """Another form, or edition of ours: where it has the two figures, and what it says of them."""

    edition: str
    id: str = ""
    places: tuple[Address, Address] = (NEW, TOTAL)
    cells: tuple[str, str] = (NEW.cell, TOTAL.cell)
    labels: tuple[str, str] = ("", "")
    unit: str = ""


def archived(folder: Path, figures: dict[str, int], *, of: Other | None = None, silent: str = "") -> None:
    """Write a bag of 2022 with one figure and its total for each code; the code "" is the whole."""
    form = desk().form
    other = of or Other(form.edition)
    data = folder / "archive" / "2022" / "data"
    data.mkdir(parents=True)
    rows = [
        ValueRow(2022, code, f"{code}局", at.sheet, cell, label or form.label(at), Decimal(number), other.unit)
        for code, number in figures.items()
        for at, cell, label in zip(other.places, other.cells, other.labels, strict=True)
    ]
    units = [code for code in (*figures, *silent) if code]
    record = Record(
        2022,
        FiledForm(other.id or form.id, other.edition, form.title, form.language),
        ToolVersions("0", "3"),
        departments=tuple(FiledDepartment(code, f"{code}局", "accepted", counted=True) for code in units),
    )
    (data / "values.csv").write_bytes(values_bytes(rows))
    (data / "texts.csv").write_bytes(texts_bytes([]))
    (data / "record.json").write_bytes(record_bytes(record))
