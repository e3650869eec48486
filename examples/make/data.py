"""What the departments fill in, read from the TOML files: one file is one department's one year."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIRST_COLUMN = "D"  # a row of figures begins at 自然人

Value = str | int | float
Values = Mapping[str, Value]  # by 表三!J6


@dataclass(frozen=True, slots=True)
class Copy:
    """One workbook to make: what is typed over the clean values, and what is left blank."""

    path: str
    changes: Values
    blank: tuple[str, ...] = ()
    figures: bool = True  # required numbers that nobody names are 0; else they stay blank
    edition: str = "2021"


@dataclass(frozen=True, slots=True)
class Entry:
    """One department's year: its clean values, and the copies of the workbook that it sends."""

    values: Values
    copies: tuple[Copy, ...]


def governments_and_departments(folder: Path) -> Iterator[Entry]:
    """Yield the whole government's entry, then every department's, in the order of their file names."""
    yield entry(folder / "government.toml")
    for path in sorted((folder / "departments").glob("*.toml")):
        yield entry(path)


def entry(path: Path) -> Entry:
    """Return the entry that the TOML file at `path` holds."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    values = {**cells(content.get("cells", {})), **rows(content.get("rows", {}))}
    return Entry(values, tuple(copy(table) for table in content["files"]))


def copy(table: Mapping[str, Any]) -> Copy:
    """Return the copy that one `[[files]]` table describes."""
    return Copy(
        table["path"],
        table.get("changes", {}),
        tuple(table.get("blank", ())),
        table.get("figures", True),
        table.get("edition", "2021"),
    )


def cells(sheets: Mapping[str, Values]) -> dict[str, Value]:
    """Return the values by full address; every line of a text is a paragraph."""
    return {
        f"{sheet}!{address}": value.strip() if isinstance(value, str) else value
        for sheet, named in sheets.items()
        for address, value in named.items()
    }


def rows(sheets: Mapping[str, Mapping[str, list[int]]]) -> dict[str, Value]:
    """Return the figures by full address: a row begins at 自然人 and ends at its last figure."""
    return {
        f"{sheet}!{chr(ord(FIRST_COLUMN) + index)}{row}": figure
        for sheet, figures in sheets.items()
        for row, numbers in figures.items()
        for index, figure in enumerate(numbers)
    }
