"""What an author has in a workbook beside its cells is in every copy of it, byte for byte."""

import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook as OpenpyxlBook
from openpyxl import load_workbook

from kit.office import converted
from kit.rich import MAIN, rich_workbook
from xlsreport.forms.filling import filled
from xlsreport.model.address import Address
from xlsreport.model.marks import Annotations, DraftMark, Listing, Mark, Row
from xlsreport.model.workbook import Value
from xlsreport.reading import read_workbook

SHEET, NOTES, BOOK = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"
DATED = "docProps/core.xml"
VALUES: Mapping[Address, Value] = {
    Address.parse(f"{MAIN}!B3"): Decimal(3),
    Address.parse(f"{MAIN}!B4"): Decimal("0.1"),
    Address.parse(f"{MAIN}!B6"): "=south _x0041_\nwest",
}
RESULTS: Mapping[Address, Value] = {Address.parse(f"{MAIN}!B7"): Decimal("3.1"), Address.parse(f"{MAIN}!B2"): "not yet"}
REMARKS = (Mark(Address.parse(f"{MAIN}!B3"), "too many", "F8CBAD"), Mark(Address.parse(f"{MAIN}!B4"), "=too few"))
LISTING = Listing(
    title="Asked",
    lines=("What is asked", "One a line"),
    heads=("No.", "Place", "Answer"),
    widths=(6.0, 20.0, 30.0),
    linked=1,
    rows=(Row(("1", f"{MAIN}!B3", ""), Address.parse(f"{MAIN}!B3"), "F8CBAD"),),
    answers=2,
)
MARKS = {
    "plain": None,
    "corrected": Annotations("A district", REMARKS, listing=LISTING),
    "draft": Annotations("A district", REMARKS, draft=DraftMark("draft", "A draft & nothing more")),
}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def rich() -> bytes:
    return rich_workbook()


@pytest.fixture(scope="module")
def copies(rich: bytes) -> Mapping[str, bytes]:
    return {name: filled(rich, VALUES, RESULTS, (Address.parse(f"{MAIN}!B5"),), marks) for name, marks in MARKS.items()}


@pytest.fixture(params=MARKS)
def copy(request: pytest.FixtureRequest, copies: Mapping[str, bytes]) -> bytes:
    return copies[request.param]


def opened(data: bytes) -> OpenpyxlBook:
    with pytest.warns(UserWarning, match="not supported"):
        return load_workbook(io.BytesIO(data))


def test_every_part_that_is_not_written_into_stays_byte_for_byte(rich: bytes, copies: Mapping[str, bytes]) -> None:
    written = {
        "plain": {SHEET, "xl/styles.xml"},
        "corrected": {SHEET, BOOK, "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
        | {"xl/_rels/workbook.xml.rels", "[Content_Types].xml"},
        "draft": {SHEET, "xl/styles.xml", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
        | {NOTES, "xl/chartsheets/sheet1.xml"},
    }
    before = members(rich)
    for name, copy in copies.items():
        after = members(copy)
        changed = {part for part, content in before.items() if after.get(part) != content}
        assert changed - {DATED} == written[name], name
    assert (
        after[DATED] == before[DATED].replace(before[DATED][-1:], before[DATED][-1:]) or b"2000-01-01" in after[DATED]
    )


def test_only_the_list_is_a_new_part(rich: bytes, copies: Mapping[str, bytes]) -> None:
    before = members(rich).keys()
    new = {name: members(copy).keys() - before for name, copy in copies.items()}
    assert new == {"plain": set(), "corrected": {"xl/worksheets/sheet3.xml"}, "draft": set()}


def test_all_that_a_sheet_has_beside_its_cells_is_still_in_it(rich: bytes, copies: Mapping[str, bytes]) -> None:
    def beside(data: bytes) -> list[bytes]:
        root = etree.fromstring(members(data)[SHEET])
        return [etree.tostring(each, method="c14n") for each in root if etree.QName(each).localname != "sheetData"]

    assert beside(copies["plain"]) == beside(rich)
    texts = [each.replace(b' tabSelected="1"', b"") for each in beside(rich)]
    assert beside(copies["corrected"]) == texts
    changed = [each for each in beside(copies["draft"]) if each not in beside(rich)]
    assert [etree.QName(etree.fromstring(each)).localname for each in changed] == ["headerFooter", "extLst"]


def test_a_draft_heads_its_pages_above_what_the_author_has_there(copies: Mapping[str, bytes]) -> None:
    header = etree.fromstring(members(copies["draft"])[SHEET]).findtext("{*}headerFooter/{*}oddHeader")
    assert header == "&L&G&C&BA draft && nothing more&B\nA district&R&D"


def test_the_newer_colours_of_the_verdict_go_and_the_others_stay(copies: Mapping[str, bytes]) -> None:
    root = etree.fromstring(members(copies["draft"])[SHEET])
    named = [each.text for each in root.iter("{http://schemas.microsoft.com/office/excel/2006/main}sqref")]
    assert named == ["B3:B5", "C3", "B6"]
    assert [each.get("sqref") for each in root.findall("{*}conditionalFormatting")] == ["B3:B5"]


def test_the_authors_comments_stand_below_ours_and_beside_them(copies: Mapping[str, bytes]) -> None:
    sheet = opened(copies["corrected"])[MAIN]
    found = {cell: sheet[cell].comment.text for cell in ("B3", "B4", "B5") if sheet[cell].comment}
    assert found == {"B3": "too many\ncount all of them", "B4": "=too few", "B5": "and these"}
    boxes = members(copies["corrected"])["xl/drawings/vmlDrawing1.vml"]
    assert boxes.count(b'ObjectType="Note"') == 3
    assert boxes.count(b'ObjectType="Button"') == 1


def test_what_counts_sheets_from_the_front_counts_the_list_too(copies: Mapping[str, bytes]) -> None:
    book = opened(copies["corrected"])
    assert book.sheetnames == ["Asked", MAIN, "Chart", "Notes"]
    assert book["Notes"].defined_names["Here"].value == "Notes!$A$2:$A$4"
    assert book[MAIN].print_title_rows == "$1:$2"
    assert book["Asked"].print_title_rows == "$3:$3"


def test_values_results_and_locks_are_where_they_belong(copy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.xlsx"
    path.write_bytes(copy)
    read = read_workbook(path)
    cells = read.sheets[MAIN].cells  # type: ignore[union-attr]
    said = {Address(MAIN, *place).cell: cell.value for place, cell in cells.items()}
    assert (said["B3"], said["B4"], said["B6"]) == (3, Decimal("0.1"), "=south _x0041_\nwest")
    assert said.get("D1") in (None, "A draft & nothing more")
    assert (said["B2"], said["B7"]) == ("not yet", Decimal("3.1"))
    sheet = opened(copy)[MAIN]
    assert [sheet[cell].protection.locked for cell in ("B3", "B4", "B5")] == [False, False, True]
    assert sheet["B5"].number_format == "#,##0.0"


def test_a_formula_typed_over_takes_excels_order_of_computing_with_it(rich: bytes) -> None:
    copy = members(filled(rich, {Address.parse(f"{MAIN}!B7"): Decimal(7)}, {}))
    assert "xl/calcChain.xml" not in copy
    assert b"calcChain" not in copy["[Content_Types].xml"] + copy["xl/_rels/workbook.xml.rels"]


def test_a_thread_of_comments_stays_as_people_left_it(rich: bytes) -> None:
    parts = members(rich)
    parts["xl/comments1.xml"] = parts["xl/comments1.xml"].replace(b"<author>Somebody", b"<author>tc={1}")
    threaded = io.BytesIO()
    with zipfile.ZipFile(threaded, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    copy = filled(threaded.getvalue(), {}, {}, (), Annotations("A district", REMARKS[:1]))
    assert opened(copy)[MAIN]["B3"].comment.text == "count all of them"
    assert opened(copy)[MAIN]["B3"].fill.fgColor.rgb == "FFF8CBAD"


def test_libreoffice_opens_every_copy_with_its_pictures_and_comments(
    copies: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name, copy in copies.items():
        (tmp_path / f"{name}.xlsx").write_bytes(copy)
    saved = members(converted(tmp_path / "corrected.xlsx", "ods", tmp_path / "out").read_bytes())
    content = saved["content.xml"].decode()
    assert content.count("<draw:frame") >= 2
    assert "too many" in content
    assert "Asked" in content


def columns(data: bytes) -> dict[str, str]:
    groups = etree.fromstring(members(data)[SHEET]).iterfind("{*}cols/{*}col")
    return {f"{each.get('min')}-{each.get('max')}": str(each.get("width")) for each in groups}


def test_a_column_is_made_as_wide_as_its_numbers(rich: bytes) -> None:
    wide = columns(filled(rich, {Address.parse(f"{MAIN}!B3"): Decimal(1_234_567_890)}, {}))
    assert float(wide["2-2"]) > len("1,234,567,890.0")
    assert wide["7-8"] == columns(rich)["7-8"]


def test_one_column_of_a_group_is_widened_alone_and_a_hidden_one_is_not(rich: bytes) -> None:
    parts = members(rich)
    group = b'<col min="7" max="8" width="9.7109375" hidden="1" customWidth="1" outlineLevel="1"/>'
    assert group in parts[SHEET]
    parts[SHEET] = parts[SHEET].replace(group, b'<col min="1" max="6" width="5" customWidth="1"/>' + group)
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    typed = {Address.parse(f"{MAIN}!{cell}"): Decimal(123_456_789) for cell in ("B3", "G3")}
    wide = columns(filled(book.getvalue(), typed, {}))
    assert list(wide) == ["1-1", "2-2", "3-6", "7-8"]
    assert [wide["1-1"], wide["3-6"], wide["7-8"]] == ["5", "5", "9.7109375"]


def test_what_is_read_and_not_changed_stays_byte_for_byte(rich: bytes) -> None:
    copy = members(filled(rich, {Address.parse(f"{MAIN}!B3"): Decimal(3)}, {}))
    assert copy["xl/styles.xml"] == members(rich)["xl/styles.xml"]


def test_what_is_not_computed_has_no_result_of_other_values(rich: bytes) -> None:
    typed = {Address.parse(f"{MAIN}!B3"): Decimal(3)}
    sheet = etree.fromstring(members(filled(rich, typed, {Address.parse(f"{MAIN}!B2"): "ready"}))[SHEET])
    stored = {cell.get("r"): cell.findtext("{*}v") for cell in sheet.iter("{*}c") if cell.find("{*}f") is not None}
    assert stored == {"B2": "ready", "B7": None}
