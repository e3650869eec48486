"""The archived years of a workspace, read from their bags: the revision in force of each."""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from xlsreport.errors import WorkspaceError
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.archived import ArchivedUnit, ArchivedYear

_BAG = re.compile(r"([12]\d{3})(?:-r([1-9]\d{0,5}))?")
_COLUMNS = ("period", "code", "name", "sheet", "cell", "label", "value", "unit")
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    address: Address
    label: str
    value: Decimal


def archived_years(archive: Path, language: Language) -> tuple[ArchivedYear, ...]:
    """Return the years in the folder `archive`, the oldest first; none where there is no such folder.

    Raises `WorkspaceError` for a bag that is damaged, or made by a newer version.
    """
    return tuple(_year(period, folder, language) for period, folder in sorted(_in_force(archive).items()))


def _in_force(archive: Path) -> Mapping[int, Path]:
    """Return the folder of the highest revision of each period."""
    found: dict[int, tuple[int, Path]] = {}
    for folder in archive.iterdir() if archive.is_dir() else ():
        match = _BAG.fullmatch(folder.name)
        if match and folder.is_dir():
            revision = int(match[2] or 1)
            found[int(match[1])] = max(found.get(int(match[1]), (0, folder)), (revision, folder))
    return {period: folder for period, (_, folder) in found.items()}


def _year(period: int, folder: Path, language: Language) -> ArchivedYear:
    record = _record(folder / "data" / "record.json", language)
    figures: dict[str, dict[Address, Decimal]] = {}
    labels: dict[Address, str] = {}
    for row in _rows(folder / "data" / "values.csv", language):
        figures.setdefault(row.code, {})[row.address] = row.value
        labels[row.address] = row.label
    try:
        return ArchivedYear(
            period=period,
            folder=folder.name,
            form=str(record["form"]["id"]),
            edition=str(record["form"]["edition"]),
            name=str(record["name"]),
            draft=record.get("draft") is not None,
            imported=bool(record.get("imported", False)),
            units=tuple(_unit(each) for each in record["departments"]),
            figures=figures,
            labels=labels,
        )
    except (KeyError, TypeError):
        raise _damaged(folder / "data" / "record.json", language) from None


def _record(path: Path, language: Language) -> Mapping[str, Any]:
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise _damaged(path, language) from None
    if not isinstance(record, dict) or not isinstance(record.get("format"), int):
        raise _damaged(path, language)
    if record["format"] > _FORMAT:
        raise WorkspaceError(language.text("archive_newer", bag=path.parent.parent))
    return record


def _unit(data: Mapping[str, Any]) -> ArchivedUnit:
    return ArchivedUnit(str(data["code"]), str(data["name"]), bool(data["counted"]))


def _rows(path: Path, language: Language) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            if tuple(next(lines, ())) != _COLUMNS:
                raise _damaged(path, language)
            for cells in lines:
                row = _row(cells)
                if row is None:
                    raise _damaged(f"{path}:{lines.line_num}", language)
                yield row
    except (OSError, ValueError, csv.Error):
        raise _damaged(path, language) from None


def _row(cells: list[str]) -> _Row | None:
    if len(cells) != len(_COLUMNS):
        return None
    _, code, _, sheet, cell, label, value, _ = cells
    try:
        read = Decimal(value)
        return _Row(code, Address.parse(cell, sheet), label, read) if read.is_finite() else None
    except (InvalidOperation, ValueError):
        return None


def _damaged(place: Path | str, language: Language) -> WorkspaceError:
    return WorkspaceError(language.text("archive_damaged", file=place))
