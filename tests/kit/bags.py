"""Bags written by hand: just what is read of earlier years."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from kit.filled import disclosure
from xlsreport.archive.filed import FiledDepartment, FiledForm, MadeBy, Revision
from xlsreport.archive.record import Record, record_bytes
from xlsreport.archive.tidy import ValueRow, texts_bytes, values_bytes
from xlsreport.model.address import Address

NEW = Address.parse("表三!D6")
Figures = Mapping[str, tuple[str, int]]  # name and figure by code, the whole's under no code


def bag(
    folder: Path,
    name: str,
    figures: Figures,
    edition: str | None = None,
    label: str | None = None,
    cells: Sequence[Address] = (NEW,),
) -> Path:
    """Write the payload of the bag `name` of a workspace, the same figure in each of `cells`, and return where."""
    data, form = folder / "archive" / name / "data", disclosure()
    data.mkdir(parents=True)
    period, _, number = name.partition("-r")
    record = Record(
        int(period),
        FiledForm(form.id, edition or form.edition, form.title, form.language),
        MadeBy("0", "3"),
        "某区",
        Revision(int(number or 1)),
        departments=tuple(FiledDepartment(c, n, "accepted", counted=True) for c, (n, _) in figures.items() if c),
    )
    rows = [
        ValueRow(int(period), code, who, at.sheet, at.cell, label or form.label(at), Decimal(figure))
        for code, (who, figure) in figures.items()
        for at in cells
    ]
    (data / "record.json").write_bytes(record_bytes(record))
    (data / "values.csv").write_bytes(values_bytes(rows))
    (data / "texts.csv").write_bytes(texts_bytes(()))
    return data
