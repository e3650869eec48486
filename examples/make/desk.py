"""The coordinator's own two workbooks of the example: decisions, and figures from other systems."""

import io
import tomllib
from pathlib import Path

from openpyxl import load_workbook
from roster import packed, roster_of

from xlsreport.language import language_named
from xlsreport.writing.tables.blank_decisions import blank_decisions


def decisions_workbook(path: Path) -> bytes:
    """Return the workbook of decisions as a new period has it, with the rows that the TOML file at `path` names."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    workbook = load_workbook(io.BytesIO(blank_decisions(language_named("zh"))))
    for sheet, table in content["decisions"].items():
        for number, row in enumerate(table["rows"], start=2):
            for column, value in enumerate(row, start=1):
                workbook[sheet].cell(number, column).value = value
    return packed(workbook)


def evidence_workbook(path: Path) -> bytes:
    """Return the workbook of evidence that the TOML file at `path` describes."""
    return roster_of(tomllib.loads(path.read_text(encoding="utf-8"))["evidence"])
