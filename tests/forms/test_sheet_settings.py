"""Settings, vocabulary and drafts in sheets of the workbook: read as form.toml is, refused with the cell's address."""

import io
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from kit.filled import disclosure
from xlsreport.errors import FormError
from xlsreport.forms.folder import read_form
from xlsreport.forms.settings import read_settings
from xlsreport.forms.settings_shape import Shape, shape_of
from xlsreport.forms.sheet_settings import settings_in

ROWS = list[list[Any]]


def book(*sheets: ROWS) -> bytes:
    made, out = Workbook(), io.BytesIO()
    for number, rows in enumerate(sheets):
        sheet = made.create_sheet(f"S{number}")
        sheet["A1"] = "form.toml"
        for row in rows:
            sheet.append(row)
    made.save(out)
    return out.getvalue()


def said(*rows: list[Any]) -> dict[str, Any]:
    return settings_in(book(list(rows))).tables


def test_sections_keys_and_values_stand_as_in_toml() -> None:
    assert said(["[form]"], ["edition", 2021], ["title", "T"]) == {"form": {"edition": "2021", "title": "T"}}
    assert said(["[roles]"], ["prose", "A!A4"], [None, "A!A6", "A!A8"]) == {
        "roles": {"prose": ["A!A4", "A!A6", "A!A8"]}
    }
    assert said(["# a remark"], ["[rules]"], ["passed", "通过"]) == {"rules": {"passed": ["通过"]}}
    assert said(["[rules.severity]"], ["错误", "error"]) == {"rules": {"severity": {"错误": "error"}}}


def test_a_section_with_heads_is_a_table() -> None:
    rows = [["[values]", "unit", "decimals", "plausible"], ["表!B5", "元", 2, "[0, 10]"], ["表!B6", "件"]]

    assert said(*rows) == {
        "values": {"表!B5": {"unit": "元", "decimals": 2, "plausible": [0, 10]}, "表!B6": {"unit": "件"}}
    }
    rows = [["[[summary.main]]", "cell", "name"], [None, "表!B5", "甲"], [None, "表!B6", "乙"]]
    assert said(*rows) == {"summary": {"main": [{"cell": "表!B5", "name": "甲"}, {"cell": "表!B6", "name": "乙"}]}}


@pytest.mark.parametrize(
    ("names", "shape"),
    [
        (("form", "title"), Shape.TEXT),
        (("roles", "prose"), Shape.TEXTS),
        (("roles", "carried", "上年!D4"), Shape.TEXT),
        (("prose", "figures", "表!B5"), Shape.TEXTS),
        (("prose", "rows", "表!B5"), Shape.TEXT),
        (("drafts", "文!A4"), Shape.TEXTS),
        (("values", "表!B5", "decimals"), Shape.ANY),
        (("names", "roster"), Shape.TEXT),
        (("editions", "2019", "cells", "表!B5"), Shape.TEXT),
    ],
)
def test_whether_a_key_has_one_text_or_several_is_told_from_the_schema(names: tuple[str, ...], shape: Shape) -> None:
    assert shape_of(names) is shape


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        ([["key", "value"]], "S0!A2"),
        ([["[form"]], "S0!A2"),
        ([["[form]"], [None, "x"]], "S0!B3"),
        ([["[form]"], ["title", "a", "b"]], "S0!B3"),
        ([["[form]"], ["title", "a"], ["title", "b"]], "S0!B4"),
        ([["[values]", "unit", "decimals"], ["表!B5", "元", "{"]], "S0!C3"),
    ],
)
def test_what_cannot_be_is_refused_with_the_cell(rows: ROWS, cell: str) -> None:
    with pytest.raises(FormError, match=f"^{cell}："):
        settings_in(book(rows))


def test_a_workbook_without_a_mark_says_nothing() -> None:
    made, out = Workbook(), io.BytesIO()
    made.save(out)

    assert settings_in(out.getvalue()).tables == {}
    assert settings_in(b"no workbook").tables == {}


def rows_of(data: dict[str, Any], names: tuple[str, ...] = ()) -> Iterator[list[Any]]:
    """Yield the rows that say the same as tables of form.toml."""
    plain = {key: value for key, value in data.items() if not isinstance(value, dict)}
    if names and plain:
        yield ["[" + ".".join(f'"{name}"' for name in names) + "]"]
        for key, value in plain.items():
            first, *rest = (value or [None]) if isinstance(value, list) else [value]
            yield [key, first]
            yield from ([None, each or '""'] for each in rest)
    for key, value in data.items():
        if isinstance(value, dict):
            yield from rows_of(value, (*names, key))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Move vocabulary, drafts, words and names of the first form into two hidden sheets of its workbook."""
    made = tmp_path_factory.mktemp("sheets") / "disclosure-2021"
    shutil.copytree(disclosure().folder, made, ignore=shutil.ignore_patterns("make"))
    text = (made / "form.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    moved = {"prose": data["prose"], "names": data["names"], "identity": data["identity"]}
    workbook = load_workbook(made / "workbook.xlsx")
    for title, tables in (("设置", moved), ("代拟", {"drafts": data["drafts"]})):
        sheet = workbook.create_sheet(title)
        sheet["A1"], sheet.sheet_state = "form.toml", "hidden"
        for row in rows_of(tables):
            sheet.append(row)
    workbook.save(made / "workbook.xlsx")
    kept = "\n".join(_without(text, ("prose", "names", "identity", "drafts")))
    (made / "form.toml").write_text(kept, encoding="utf-8")
    return made


def _without(text: str, sections: tuple[str, ...]) -> Iterator[str]:
    keep = True
    for line in text.splitlines():
        if line.startswith("["):
            keep = line.strip("[").partition("]")[0].partition(".")[0] not in sections
        if keep:
            yield line


def test_a_form_whose_settings_stand_in_sheets_is_the_same_form(folder: Path) -> None:
    form, ours = read_form(folder), disclosure()

    assert form.narrative == ours.narrative
    assert form.names == ours.names
    assert form.identity == ours.identity
    assert form.fields == ours.fields
    assert form.drafts == ours.drafts


def test_what_is_wrong_in_a_sheet_is_refused_with_its_cell(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "form"
    shutil.copytree(folder, made)
    workbook = load_workbook(made / "workbook.xlsx")
    sheet = workbook["设置"]
    row = next(cell.row for cell in sheet["A"] if cell.value == "roster")
    sheet.cell(row, 1).value = "rooster"
    workbook.save(made / "workbook.xlsx")

    with pytest.raises(FormError, match=f"^设置!B{row}：.*roster"):
        read_settings(made)


def test_a_key_of_both_is_refused(folder: Path, tmp_path: Path) -> None:
    made = tmp_path / "form"
    shutil.copytree(folder, made)
    text = (made / "form.toml").read_text(encoding="utf-8")
    (made / "form.toml").write_text(f'{text}\n[names]\nroster = "a.xlsx"\n', encoding="utf-8")

    with pytest.raises(FormError, match=r"^设置!B\d+：.*names.roster"):
        read_settings(made)
