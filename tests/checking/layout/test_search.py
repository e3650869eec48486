"""Where the layout moved: right values by their labels, or a finding and no value; never another cell's value."""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import shifted
from kit.checked import places
from kit.filled import disclosure, values
from xlsreport.checking import Case, claimed_identity, own_texts, review
from xlsreport.language import language_named
from xlsreport.model.address import Address, column_letters
from xlsreport.model.review import Review
from xlsreport.model.workbook import Cell, Sheet, Value, Workbook

if TYPE_CHECKING:
    from collections.abc import Callable

FIGURES = ("补充", "表二", "表三", "表四")
FILLED = ("封面", "基本信息", "文字", *FIGURES, "校验", "上年")


@lru_cache(maxsize=1)
def figures() -> dict[Address, Value]:
    """Every input filled, each with a value of its own, so that no two cells can be taken for each other."""
    filled = values()
    for number, field in enumerate(disclosure().fields.values(), 101):
        if field.kind.numeric and field.address != disclosure().identity.period:
            filled[field.address] = Decimal(number)
        elif field.address not in filled and not field.choices:
            filled[field.address] = f"第{number}格"
    return filled


@lru_cache(maxsize=1)
def filled_book() -> Workbook:
    return shifted.book_of(disclosure(), figures())


def reviewed(book: Workbook) -> Review:
    return review(Case(disclosure(), language_named("zh"), book))


@lru_cache(maxsize=1)
def unmoved() -> Review:
    return reviewed(filled_book())


def codes(found: Review) -> set[str]:
    return {finding.code for finding in found.findings}


def message(found: Review, code: str) -> str:
    return next(finding.message for finding in found.findings if finding.code == code)


def of_sheet(found: Review, sheet: str) -> dict[Address, Value]:
    return {address: value for address, value in found.values.items() if address.sheet == sheet}


def read_as_before(found: Review, *more: str) -> None:
    """Assert that every value was read, and nothing is said but what the unmoved workbook gets and `more`."""
    assert dict(found.values) == dict(unmoved().values)
    assert dict(found.results) == dict(unmoved().results)
    assert places(found) - places(unmoved()) == {place for place in places(found) if place[0] in more}
    assert codes(found) >= set(more)


def not_read(found: Review, sheet: str, code: str) -> None:
    """Assert that nothing on `sheet` was read and one error says why; all other sheets were read."""
    assert not of_sheet(found, sheet)
    assert [f.code for f in found.findings if f.sheet == sheet and f.code.startswith("S")] == [code]
    assert all(f.blocks for f in found.findings if f.code == code)
    assert {a: v for a, v in unmoved().values.items() if a.sheet != sheet} == dict(found.values)


def test_a_workbook_in_order_needs_no_remark_on_its_layout() -> None:
    assert not [finding for finding in unmoved().findings if finding.code.startswith(("S", "M"))]
    assert dict(unmoved().values) == figures()


@pytest.mark.parametrize("sheet", FILLED)
def test_a_blank_row_anywhere_changes_no_value(sheet: str) -> None:
    for at in range(1, max(a.row for a in figures() if a.sheet == sheet) + 1):
        read_as_before(reviewed(shifted.rows_inserted(filled_book(), sheet, at)), "S109")
    below = max(row for row, _ in filled_book().sheets[sheet].cells) + 1
    read_as_before(reviewed(shifted.rows_inserted(filled_book(), sheet, below)))


@pytest.mark.parametrize("sheet", FILLED)
def test_a_blank_column_anywhere_changes_no_value(sheet: str) -> None:
    for at in range(1, max(a.column for a in figures() if a.sheet == sheet) + 1):
        read_as_before(reviewed(shifted.columns_inserted(filled_book(), sheet, at)), "S109")
    beside = max(column for _, column in filled_book().sheets[sheet].cells) + 1
    read_as_before(reviewed(shifted.columns_inserted(filled_book(), sheet, beside)))


def test_a_block_shifted_down_and_right_is_read() -> None:
    book = shifted.columns_inserted(shifted.rows_inserted(filled_book(), "表四", 3, 4), "表四", 1, 3)
    found = reviewed(book)
    read_as_before(found, "S109")
    assert "“行政复议 结果维持”应在 A6，实在 D10" in message(found, "S109")


def test_what_moved_is_said_and_later_findings_name_the_senders_cell() -> None:
    book = shifted.rows_inserted(shifted.typed(filled_book(), {"表三!D12": "无"}), "表三", 9)
    found = reviewed(book)
    assert "多出第 9 行" in message(found, "S109")
    (bad,) = [finding for finding in found.findings if finding.code == "V203"]
    assert str(bad.address) == "表三!D12"
    assert bad.message.endswith("（来件中为 D13）")


def test_a_total_typed_over_in_a_moved_sheet_is_found() -> None:
    book = shifted.rows_inserted(shifted.typed(filled_book(), {"表三!J8": Decimal(1)}), "表三", 4)
    assert ("M301", "表三!J8") in places(reviewed(book))


def test_a_range_that_ends_too_early_in_a_moved_sheet_is_found() -> None:
    sheet = filled_book().sheets["表三"]
    short = Sheet("表三", {**sheet.cells, (29, 4): Cell(Decimal(0), "=SUM(D8:D27)")})
    book = shifted.rows_inserted(Workbook({**filled_book().sheets, "表三": short}), "表三", 12)
    found = reviewed(book)
    assert ("M303", "表三!D29") in places(found)
    assert "漏了 D28" in message(found, "M303")


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("表三!C11", "其他法律行政止公开"),
        ("表二!A6", "规范性文件"),
        ("表三!C11", "2.其它法律行政法规禁止公开"),
        ("表三!A6", "一、本年新收政府信息公开申请数"),
        ("表三!C10", "1．属于国家秘密"),
        ("表三!C12", '3.危及"三安全一稳定"'),
    ],
)
def test_a_misprinted_label_is_a_note_and_the_value_is_read(cell: str, typed: str) -> None:
    found = reviewed(shifted.typed(filled_book(), {cell: typed}))
    assert dict(found.values) == dict(unmoved().values)
    assert {f.severity for f in found.findings if f.code.startswith("S")} <= {"note"}
    moved = reviewed(
        shifted.rows_inserted(shifted.typed(filled_book(), {cell: typed}), cell.split("!", maxsplit=1)[0], 3)
    )
    assert dict(moved.values) == dict(unmoved().values)


def test_a_misprint_names_what_stands_there_instead() -> None:
    found = reviewed(shifted.typed(filled_book(), {"表二!A6": "规范性文件"}))
    assert "应为“行政规范性文件”，实为“规范性文件”" in message(found, "S107")


@pytest.mark.parametrize(("first", "second"), [(14, 15), (8, 9), (6, 7), (26, 28)])
def test_two_rows_swapped_are_not_read(first: int, second: int) -> None:
    not_read(reviewed(shifted.rows_swapped(filled_book(), "表三", first, second)), "表三", "S103")


def test_labels_that_are_like_each_other_are_no_misprints_when_swapped() -> None:
    book = shifted.typed(filled_book(), {"表二!B4": "本年废止件数", "表二!C4": "本年制发件数"})
    not_read(reviewed(book), "表二", "S103")


def test_a_label_of_its_own_is_no_misprint() -> None:
    not_read(reviewed(shifted.typed(filled_book(), {"表二!A9": "许可审批"})), "表二", "S103")


def test_labels_all_rewritten_and_moved_are_not_read() -> None:
    labels = {
        f"表三!{Address('表三', *p).cell}": f"{text}数" for p, text in disclosure().layouts["表三"].anchors.items()
    }
    not_read(reviewed(shifted.rows_inserted(shifted.typed(filled_book(), dict(labels)), "表三", 6)), "表三", "S103")


@pytest.mark.parametrize("cell", ["表三!C10", "表三!D4", "表二!A9", "表四!F5", "基本信息!A4"])
def test_a_blank_label_is_not_read(cell: str) -> None:
    found = reviewed(shifted.typed(filled_book(), {cell: None}))
    not_read(found, cell.split("!", maxsplit=1)[0], "S103")
    assert "实为“空白”" in message(found, "S103")


def test_merged_label_rows_lose_a_label_and_are_not_read() -> None:
    not_read(reviewed(shifted.typed(filled_book(), {"表三!C11": None, "表三!C12": None})), "表三", "S103")


@pytest.mark.parametrize("row", [6, 11, 17, 19, 27])
def test_a_deleted_row_is_named_and_the_sheet_not_read(row: int) -> None:
    found = reviewed(shifted.row_deleted(filled_book(), "表三", row))
    not_read(found, "表三", "S111")
    label = disclosure().layouts["表三"].texts.get((row, 3)) or disclosure().layouts["表三"].texts[row, 1]
    assert f"少了“{label}”" in message(found, "S111")


@pytest.mark.parametrize("column", [5, 7])
def test_a_deleted_column_is_named_and_the_sheet_not_read(column: int) -> None:
    found = reviewed(shifted.column_deleted(filled_book(), "表三", column))
    not_read(found, "表三", "S111")


def test_a_hint_that_slid_into_an_input_is_not_read_as_its_value() -> None:
    not_read(reviewed(shifted.column_deleted(filled_book(), "基本信息", 2)), "基本信息", "S115")


def test_figures_in_an_added_row_are_named_and_all_else_is_read() -> None:
    book = shifted.rows_inserted(filled_book(), "表三", 18)
    book = shifted.typed(book, {"表三!C18": "9.属于其他情形", "表三!D18": Decimal(3), "表三!E18": Decimal(0)})
    found = reviewed(book)
    assert dict(found.values) == dict(unmoved().values)
    assert message(found, "S112").startswith("D18 有数字（共 1 格）")
    assert any(finding.blocks for finding in found.findings if finding.code == "S112")


@pytest.mark.parametrize("column", [6, 10])
def test_a_figure_in_a_column_added_between_the_forms_own_is_named(column: int) -> None:
    letter = column_letters(column)
    book = shifted.typed(shifted.columns_inserted(filled_book(), "表三", column), {f"表三!{letter}9": Decimal(3)})
    found = reviewed(book)
    assert message(found, "S112").startswith(f"{letter}9 有数字（共 1 格）")
    assert dict(found.values) == dict(unmoved().values)


def test_figures_below_or_beside_the_table_are_named() -> None:
    book = shifted.typed(filled_book(), {"表三!A31": "五、另有", "表三!D31": Decimal(3), "表三!K7": "4件"})
    assert message(reviewed(book), "S112").startswith("K7、D31 有数字")


def test_serial_numbers_and_remarks_beside_a_table_are_no_lost_figures() -> None:
    book = shifted.columns_inserted(filled_book(), "表三", 1)
    book = shifted.typed(book, {f"表三!A{row}": Decimal(row - 5) for row in range(6, 31)})
    book = shifted.typed(book, {"表三!B33": "备注：截至12月31日"})
    read_as_before(reviewed(book), "S109")


def test_numbers_in_the_head_and_sums_beside_a_table_are_no_lost_figures() -> None:
    book = shifted.typed(filled_book(), {"表三!E2": Decimal(2023)})
    beside = {**book.sheets["表三"].cells, (7, 11): Cell(Decimal(5), "=SUM(D7:E7)")}
    read_as_before(reviewed(Workbook({**book.sheets, "表三": Sheet("表三", beside)})))


def test_a_blank_input_whose_row_slipped_is_blank() -> None:
    book = shifted.typed(filled_book(), {"文字!A4": None, "文字!B4": None})
    found = reviewed(shifted.rows_inserted(book, "文字", 4))
    assert {str(cell) for cell in unmoved().values.keys() - found.values.keys()} == {"文字!A4"}


def test_the_forms_own_blank_row_is_not_called_added() -> None:
    found = reviewed(shifted.rows_inserted(filled_book(), "补充", 13))
    assert "，多出第 14 行；" in message(found, "S109")


def test_a_second_paragraph_below_its_cell_is_named() -> None:
    found = reviewed(shifted.typed(filled_book(), {"文字!A19": "第二段"}))
    assert dict(found.values) == dict(unmoved().values)
    assert message(found, "S113").startswith("A19 有文字")


def test_a_text_over_two_rows_is_not_read() -> None:
    book = shifted.typed(shifted.rows_inserted(filled_book(), "文字", 7), {"文字!A7": "第二段"})
    not_read(reviewed(book), "文字", "S115")


def test_a_figure_row_that_slipped_down_is_found() -> None:
    read_as_before(reviewed(shifted.rows_inserted(filled_book(), "表四", 6)), "S109")


def test_the_table_twice_and_both_moved_is_not_read() -> None:
    book = shifted.rows_inserted(filled_book(), "表二", 3)
    cells = book.sheets["表二"].cells
    twice = {**cells, **{(row + 30, column): cell for (row, column), cell in cells.items()}}
    found = reviewed(Workbook({**book.sheets, "表二": Sheet("表二", twice)}))
    not_read(found, "表二", "S114")


@pytest.mark.parametrize("name", ["表三 ", "表 三", "表3", "Sheet3", "三、收到和处理", "表三(1)", "2023表三"])
def test_a_renamed_sheet_is_known_by_its_labels(name: str) -> None:
    found = reviewed(shifted.renamed(filled_book(), "表三", name))
    read_as_before(found, "S110")
    assert f"“表三”的名称成了“{name}”" in message(found, "S110")


def test_all_sheets_renamed_are_known_by_their_labels() -> None:
    book = filled_book()
    for number, sheet in enumerate(FILLED):
        book = shifted.renamed(book, sheet, f"Sheet{number}")
    read_as_before(reviewed(book), "S110")
    assert claimed_identity(disclosure(), book) == claimed_identity(disclosure(), filled_book())


def test_a_sheet_renamed_and_moved_names_the_senders_cell_with_its_sheet() -> None:
    book = shifted.renamed(shifted.rows_inserted(filled_book(), "表三", 6), "表三", "Sheet3")
    found = reviewed(shifted.typed(book, {"Sheet3!D13": "无"}))
    assert message(found, "V203").endswith("（来件中为 Sheet3!D13）")


def test_two_sheets_that_could_be_one_are_not_read() -> None:
    book = shifted.renamed(filled_book(), "表三", "表三(1)")
    copy = Sheet("表三(2)", book.sheets["表三(1)"].cells)
    not_read(reviewed(Workbook({**book.sheets, "表三(2)": copy})), "表三", "S114")


def test_a_sheet_goes_to_the_one_whose_labels_it_has_and_the_other_is_missing() -> None:
    book = shifted.renamed(filled_book(), "表三", "Sheet3")
    found = reviewed(Workbook({name: sheet for name, sheet in book.sheets.items() if name != "上年"}))
    assert of_sheet(found, "表三") == of_sheet(unmoved(), "表三")
    assert {("S110", "表三"), ("S102", "上年")} <= places(found)


def test_the_name_goes_before_a_copy_with_the_same_labels() -> None:
    book = shifted.renamed(filled_book(), "表三", "表三 ")
    copy = Sheet("草稿", {p: Cell(Decimal(9)) if p == (8, 4) else c for p, c in book.sheets["表三 "].cells.items()})
    read_as_before(reviewed(Workbook({**book.sheets, "草稿": copy})), "S110", "S117")


def test_a_sheet_of_another_content_is_not_taken_for_a_missing_one() -> None:
    sheets = {name: sheet for name, sheet in filled_book().sheets.items() if name != "表三"}
    other = Sheet("表3", {(1, 1): Cell("工资表"), (2, 1): Cell("姓名")})
    not_read(reviewed(Workbook({**sheets, "表3": other})), "表三", "S102")


def test_a_foreign_workbook_is_not_of_this_form() -> None:
    found = reviewed(Workbook({"Sheet1": Sheet("Sheet1", {(1, 1): Cell("姓名"), (2, 1): Cell("张三")})}))
    assert places(found) == {("S101", "None")}
    assert not found.values


def edition_2019() -> Workbook:
    """Return the workbook with the single row of the 2019 edition."""
    book = shifted.row_deleted(shifted.row_deleted(filled_book(), "表三", 28), "表三", 27)
    return shifted.typed(book, {"表三!C26": None})


def test_the_2019_edition_is_named_and_its_sheet_not_read() -> None:
    found = reviewed(edition_2019())
    not_read(found, "表三", "S104")
    assert "2019" in message(found, "S104")
    moved = reviewed(shifted.rows_inserted(edition_2019(), "表三", 4))
    assert not of_sheet(moved, "表三")


def test_who_sent_it_is_known_from_a_moved_sheet() -> None:
    book = shifted.columns_inserted(shifted.rows_inserted(filled_book(), "基本信息", 3, 2), "基本信息", 1)
    assert claimed_identity(disclosure(), book).code == "T01"


def test_the_wholes_own_workbook_is_read_by_its_labels_too() -> None:
    case = Case(disclosure(), language_named("zh"), shifted.rows_inserted(filled_book(), "文字", 5))
    texts = own_texts(case).values
    assert {a: v for a, v in texts.items() if a.sheet == "文字"} == of_sheet(unmoved(), "文字")


INSERTIONS = st.tuples(st.sampled_from(FILLED), st.booleans(), st.integers(1, 31), st.integers(1, 3))


@settings(max_examples=40, deadline=None)
@given(st.lists(INSERTIONS, min_size=1, max_size=4))
def test_blank_lines_anywhere_never_change_the_values(insertions: list[tuple[str, bool, int, int]]) -> None:
    book = filled_book()
    for sheet, by_row, at, count in insertions:
        insert: Callable[..., Workbook] = shifted.rows_inserted if by_row else shifted.columns_inserted
        book = insert(book, sheet, at, count)
    found = reviewed(book)
    assert dict(found.values) == dict(unmoved().values)
    assert dict(found.results) == dict(unmoved().results)
    assert codes(found) - codes(unmoved()) <= {"S109"}


@lru_cache(maxsize=1)
def anchors() -> list[str]:
    return [str(Address(name, *p)) for name, layout in disclosure().layouts.items() for p in layout.anchors]


@st.composite
def garbage(draw: st.DrawFn) -> dict[str, Value]:
    """Labels replaced by others of the form, cut short, blank or nonsense."""
    cells = draw(st.lists(st.sampled_from(anchors()), min_size=1, max_size=6, unique=True))
    texts = [disclosure().layouts[a.sheet].texts[a.row, a.column] for a in map(Address.parse, anchors())]
    return {
        cell: draw(st.one_of(st.sampled_from(texts), st.none(), st.text(max_size=8), st.just(texts[0][:3])))
        for cell in cells
    }


@settings(max_examples=60, deadline=None)
@given(garbage(), st.lists(INSERTIONS, max_size=2), st.lists(st.tuples(st.sampled_from(FIGURES), st.integers(3, 30))))
def test_garbled_labels_never_put_a_value_into_another_cell(
    labels: dict[str, Value], insertions: list[tuple[str, bool, int, int]], deletions: list[tuple[str, int]]
) -> None:
    book = shifted.typed(filled_book(), {cell: text or None for cell, text in labels.items()})
    for sheet, by_row, at, count in insertions:
        insert: Callable[..., Workbook] = shifted.rows_inserted if by_row else shifted.columns_inserted
        book = insert(book, sheet, at, count)
    for sheet, row in deletions[:2]:
        book = shifted.row_deleted(book, sheet, row)
    found = reviewed(book)
    for address, value in unmoved().values.items():
        read = found.values.get(address)
        assert read in (value, None), address
        if read is None:
            assert any(f.sheet == address.sheet and f.severity != "note" for f in found.findings), address
